#include "app/export/html/html_tracks.h"

#include "app/export/html/html_align.h"
#include "app/files/scenario_json.h"

#include <algorithm>

namespace stridelens {

namespace {

/// Of a number that stands in its cell the rect comes first, perhaps with something between them.
constexpr std::size_t kNear = 3;

/// Index after what belongs to the primitive.
std::size_t next_after(const Figure& figure, std::size_t primitive) {
    const auto* group = std::get_if<Group>(&figure.primitives[primitive]);
    return primitive + 1 + (group != nullptr ? group->count : 0);
}

std::string array_of(const std::vector<int>& numbers) {
    std::vector<std::string> items;
    items.reserve(numbers.size());
    for (const int number : numbers) items.push_back(std::to_string(number));
    return json_array(items);
}

}  // namespace

Tracks::Tracks(Grid stepped, std::pair<ThemeName, ThemeName> themes) : stepped_(stepped), maker_(themes) {
    Track whole;
    whole.is_group = whole.alive = true;
    whole.key = json_string("") + "," + json_string("");
    tracks_.push_back(std::move(whole));
}

void Tracks::add(Figure figure) {
    ++step_;
    follow(0, figure, 0, figure.primitives.size());
    before_ = std::move(figure);
}

std::vector<Tracks::Slot> Tracks::slots_of(const Figure& figure, std::size_t begin, std::size_t end) const {
    std::vector<Slot> slots;
    for (std::size_t i = begin; i < end; i = next_after(figure, i)) {
        Slot slot{i, {}, {}};
        const auto* text = std::get_if<Text>(&figure.primitives[i]);
        for (std::size_t back = 1; text != nullptr && back <= std::min(kNear, slots.size()); ++back) {
            const auto* rect = std::get_if<Rect>(&figure.primitives[slots[slots.size() - back].primitive]);
            if (rect == nullptr || rect->cell.grid != stepped_ || !rect->box.contains(text->at)) continue;
            slot.of = rect->cell;
            break;
        }
        slots.push_back(std::move(slot));
    }
    return slots;
}

/// Whether `slot` is what `before` was; then it has its tracks, and of a group everything in it is followed.
bool Tracks::take_over(const Slot& before, Slot& slot, const Figure& now) {
    const Primitive& primitive = now.primitives[slot.primitive];
    if (const auto* group = std::get_if<Group>(&primitive)) {
        if (before.tracks.size() != 1 || tracks_[before.tracks.front()].key != group_key(*group)) return false;
        slot.tracks = before.tracks;
        follow(slot.tracks.front(), now, slot.primitive + 1, next_after(now, slot.primitive));
        return true;
    }
    if (!(before.of == slot.of) || !(before_.primitives[before.primitive] == primitive)) return false;
    slot.tracks = before.tracks;
    return true;
}

Tracks::Change Tracks::change_of(const std::vector<Slot>& before, const std::vector<Slot>& slots, std::size_t head,
                                 std::size_t tail, const Figure& now) {
    Change change;
    for (std::size_t i = 0; i < head; ++i)
        if (!slots[i].tracks.empty()) change.after = slots[i].tracks.back();
    for (std::size_t i = slots.size(); i-- > slots.size() - tail;)
        if (!slots[i].tracks.empty()) change.before = slots[i].tracks.front();
    for (std::size_t i = head; i < before.size() - tail; ++i)
        change.was.insert(change.was.end(), before[i].tracks.begin(), before[i].tracks.end());
    for (std::size_t i = head; i < slots.size() - tail; ++i) {
        const Primitive& primitive = now.primitives[slots[i].primitive];
        if (const auto* group = std::get_if<Group>(&primitive)) {
            change.things.push_back({{}, group_key(*group), i});
            continue;
        }
        if (const auto* rect = std::get_if<Rect>(&primitive)) cells_[rect->cell.grid].insert(rect->cell.flat);
        if (const auto* image = std::get_if<Image>(&primitive)) cells_[image->grid];
        for (Element& element : maker_.make(primitive, slots[i].of))
            change.things.push_back({std::move(element), "", i});
    }
    return change;
}

/// By rule: 0 the same, 1 in the same place, 2 of the same look, 3 of the same kind.
bool Tracks::same(int rule, const Track& track, const Thing& thing) const {
    if (track.is_group || !thing.key.empty()) return track.is_group && track.key == thing.key;
    const Element &a = track.now, &b = thing.element;
    if (a.kind != b.kind || rule == 3) return a.kind == b.kind;
    if (rule == 0) return a == b;
    const std::vector<bool>& placing = maker_.kinds()[a.kind].placing;
    for (std::size_t i = 0; i < placing.size(); ++i)
        if (placing[i] == (rule == 1) && a.values[i] != b.values[i]) return false;
    return true;
}

/// A track for something new, between two places among the group's children, where none is there now: one of those, or a
/// new one at the first place. Returns its place.
std::size_t Tracks::track_for(std::size_t group, const Thing& thing, std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i)
        if (same(3, tracks_[tracks_[group].children[i]], thing)) return i;
    Track track;
    track.is_group = !thing.key.empty();
    track.key = thing.key;
    track.now.kind = thing.element.kind;
    track.columns.resize(thing.element.values.size());
    if (step_ > 0) track.life.set(0, "0");
    tracks_.push_back(std::move(track));
    std::vector<std::size_t>& children = tracks_[group].children;
    children.insert(children.begin() + static_cast<std::ptrdiff_t>(begin), tracks_.size() - 1);
    return begin;
}

/// The tracks of the things, in order.
std::vector<std::size_t> Tracks::place(std::size_t group, const Change& change) {
    const auto found = align(change.was.size(), change.things.size(), 4, [&](int rule, std::size_t i, std::size_t j) {
        return same(rule, tracks_[change.was[i]], change.things[j]);
    });
    std::vector<bool> stays(change.was.size(), false);
    for (const auto& i : found)
        if (i) stays[*i] = true;
    for (std::size_t i = 0; i < stays.size(); ++i)
        if (!stays[i]) end(change.was[i]);

    const auto place_of = [&](std::optional<std::size_t> track, std::size_t otherwise) {
        const std::vector<std::size_t>& children = tracks_[group].children;
        if (!track) return otherwise;
        return static_cast<std::size_t>(std::find(children.begin(), children.end(), *track) - children.begin());
    };
    std::vector<std::size_t> placed;
    std::size_t at = change.after ? place_of(change.after, 0) + 1 : 0;
    for (std::size_t j = 0; j < change.things.size(); ++j) {
        std::size_t here = 0;
        if (found[j]) {
            here = place_of(change.was[*found[j]], 0);
        } else {
            std::optional<std::size_t> next = change.before;
            for (std::size_t k = found.size(); k-- > j + 1;)
                if (found[k]) next = change.was[*found[k]];
            here = track_for(group, change.things[j], at, place_of(next, tracks_[group].children.size()));
        }
        placed.push_back(tracks_[group].children[here]);
        at = here + 1;
    }
    return placed;
}

void Tracks::follow(std::size_t group, const Figure& now, std::size_t begin, std::size_t end) {
    std::vector<Slot> slots = slots_of(now, begin, end);
    const std::vector<Slot> before = std::move(tracks_[group].slots);
    const std::size_t shorter = std::min(before.size(), slots.size());
    std::size_t head = 0, tail = 0;
    while (head < shorter && take_over(before[head], slots[head], now)) ++head;
    while (tail < shorter - head && take_over(before[before.size() - 1 - tail], slots[slots.size() - 1 - tail], now))
        ++tail;
    const Change change = change_of(before, slots, head, tail, now);
    const std::vector<std::size_t> placed = place(group, change);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        const Thing& thing = change.things[i];
        Slot& slot = slots[thing.slot];
        slot.tracks.push_back(placed[i]);
        update(tracks_[placed[i]], thing.element);
        if (!thing.key.empty()) follow(placed[i], now, slot.primitive + 1, next_after(now, slot.primitive));
    }
    tracks_[group].slots = std::move(slots);
}

void Tracks::update(Track& track, const Element& element) {
    track.alive = true;
    track.now = element;
    track.life.set(step_, "1");
    for (std::size_t i = 0; i < element.values.size(); ++i) track.columns[i].set(step_, element.values[i]);
    if (!element.cells.empty()) set_cells(track, element.cells);
}

/// A grid fills in reading order, so one picture does for all steps, with the number of cells that are there; if it does
/// not, it gets a new one.
void Tracks::set_cells(Track& track, const std::vector<int>& cells) {
    const auto hole = std::find(cells.begin(), cells.end(), -1);
    const bool in_order = std::all_of(hole, cells.end(), [](int cell) { return cell < 0; });
    const auto end = in_order ? hole : cells.end();
    bool fits = !track.picture.last().empty();
    if (fits) {
        std::vector<int>& picture = pictures_[track.picture_now];
        const auto common = std::min<std::ptrdiff_t>(end - cells.begin(), std::ssize(picture));
        fits = std::equal(cells.begin(), cells.begin() + common, picture.begin());
        if (fits) picture.insert(picture.end(), cells.begin() + common, end);
    }
    if (!fits) {
        track.picture_now = pictures_.size();
        pictures_.emplace_back(cells.begin(), end);
    }
    track.picture.set(step_, std::to_string(track.picture_now));
    track.filled.set(step_, std::to_string(end - cells.begin()));
}

void Tracks::end(std::size_t track) {
    Track& ended = tracks_[track];
    ended.alive = false;
    ended.life.set(step_, "0");
    ended.slots.clear();
    for (const std::size_t child : ended.children)
        if (tracks_[child].alive) end(child);
}

std::string Tracks::group_key(const Group& group) {
    return json_string(group.id) + "," + json_string(group.clip ? maker_.clip(*group.clip, 0.0F) : "");
}

void Tracks::write(std::size_t number, std::size_t group, std::vector<std::string>& lines) const {
    const Track& track = tracks_[number];
    const std::size_t line = lines.size(), steps = static_cast<std::size_t>(step_) + 1;
    const auto column = [&](const Column& values) { return values.json(static_cast<std::int64_t>(steps)); };
    if (track.is_group) {
        lines.push_back("[\"g\"," + std::to_string(group) + "," + track.key + "]");
        for (const std::size_t child : track.children) write(child, line, lines);
        return;
    }
    std::vector<std::string> row = {std::to_string(track.now.kind), std::to_string(group), column(track.life)};
    for (const Column& values : track.columns) row.push_back(column(values));
    if (!track.now.cells.empty()) {
        row.push_back(column(track.picture));
        row.push_back(column(track.filled));
    }
    lines.push_back(json_array(row));
}

std::string Tracks::json() const {
    std::vector<std::string> lines, pictures;
    write(0, 0, lines);
    for (const std::vector<int>& picture : pictures_) pictures.push_back(array_of(picture));
    return "\"kinds\":" + maker_.kinds_json() + ",\"tracks\":" + json_array(lines) +
           ",\"pictures\":" + json_array(pictures) + ",\"colours\":" + maker_.colours_json() +
           ",\"clips\":" + maker_.clips_json();
}

}  // namespace stridelens
