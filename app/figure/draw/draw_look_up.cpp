// The way back: a cell that is pointed at or pinned, the windows that read it, the cells that it reaches, the cell that
// padding repeats, all that a weight meets; and the sentence about it, where it covers none of them.

#include "app/figure/draw/draw.h"
#include "app/figure/wrap.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stridelens {

namespace {

constexpr std::size_t kMostOutlines = 512, kMostWindows = 64;
constexpr Paint kReached{Role::ink, 0.0F, 0.6F}, kWindow{Role::ink, 0.0F, 0.45F};
constexpr float kType = 14.0F, kSmall = 13.0F, kLine = 18.0F, kMargin = 24.0F, kAbove = 7.0F;
constexpr std::size_t kMostLines = 2;
constexpr float kBesideEnd = 0.34F, kBesideWay = 0.56F;  // of an arrow, off the cells' middle: shares of the pitch

/// All cells of one plane within one outline: there are too many for one each.
void outline_hull(const Page& page, const GridBlock& block, const std::vector<Place>& places, Paint stroke) {
    for (const Plane& plane : block.planes) {
        std::optional<CellBlock> hull;
        for (const Place& place : places) {
            if (place.channel != plane.channel || place.slice != plane.slice) continue;
            const auto& [row, column] = place.cell;
            hull = hull ? CellBlock{std::min(hull->top, row), std::min(hull->left, column), std::max(hull->bottom, row),
                                    std::max(hull->right, column)}
                        : CellBlock{row, column, row, column};
        }
        if (hull) page.sketch.outline(around(plane, plane.block(*hull)), corner_radius(plane), stroke, 2.0F);
    }
}

/// Where the windows of output cells lie on the input's plane.
void outline_windows(const Page& page, const LookUp& found) {
    const Facts& facts = page.facts;
    const bool of_output = found.side == Side::right;
    for (const Plane& plane : page.layout.left.planes) {
        const bool here = plane.channel == found.place.channel && plane.slice == found.place.slice;
        if (!of_output && !here) continue;
        std::optional<Box> all;
        for (const std::int64_t output : found.windows) {
            const Box box = box_of(facts, plane, window_box(facts.geometry, unflatten(facts.geometry.output, output)));
            if (found.windows.size() <= kMostWindows) page.sketch.outline(box, corner_radius(plane), kWindow, 1.5F);
            all = all ? join(*all, box) : box;
        }
        if (all && found.windows.size() > kMostWindows) page.sketch.outline(*all, corner_radius(plane), kWindow, 1.5F);
    }
}

void mark_reached(const Page& page, const LookUp& found) {
    const Facts& facts = page.facts;
    if (found.reached.size() <= kMostOutlines) {
        for (const std::int64_t flat : found.reached) mark_cell(page, found.far, flat, kReached);
        return;
    }
    std::vector<Place> places;
    for (const std::int64_t flat : found.reached)
        places.push_back(place_of(facts.geometry, facts.sheet(found.far), flat));
    outline_hull(page, page.layout.block(found.far), places, kReached);
}

void mark_met(const Page& page, const LookUp& found) {
    if (found.met.size() > kMostOutlines || std::ssize(found.met) < page.facts.geometry.output_cells())
        return outline_hull(page, page.layout.left, found.met, kReached);
    for (const Place& place : found.met) mark_place(page, page.layout.left, place, kReached);
}

/// Matrix view: the row of the columns that a weight meets, and the row of the output that it goes to.
void mark_rows(const Page& page, const LookUp& found) {
    const auto row = [&](const GridBlock& block, std::int64_t at) {
        if (block.planes.empty()) return;
        const Plane& plane = block.planes.front();
        if (!plane.holds({at, plane.first.column})) return;
        const CellBlock cells{at, plane.first.column, at, plane.first.column + plane.size.columns - 1};
        page.sketch.outline(around(plane, plane.block(cells)), corner_radius(plane), kReached, 2.0F);
    };
    row(page.layout.columns, found.place.cell.column);
    row(page.layout.right, found.place.cell.row);
}

/// Matrix view: the cell itself, in each column that has it.
void mark_entries(const Page& page, const LookUp& found) {
    if (found.entries.size() > kMostOutlines) return;
    for (const Cell& at : found.entries) mark_place(page, page.layout.columns, {0, 0, at}, {Role::ink});
}

/// From the cell of the padding to the cell that stands there, with a ring round that.
void point_at_copied(const Page& page, const LookUp& found, std::int64_t source) {
    const Facts& facts = page.facts;
    const Paint paint = symbol_paint(Field::padding);
    const Place at = place_of(facts.geometry, facts.left, source);
    mark_cell(page, Side::left, source, paint);
    const Plane* from = page.layout.left.find(found.place.channel, found.place.slice);
    const Plane* to = page.layout.left.find(at.channel, at.slice);
    if (from == nullptr || to == nullptr || !from->holds(found.place.cell) || !to->holds(at.cell)) return;
    const Point a = from->cell(found.place.cell).centre(), b = to->cell(at.cell).centre();
    const float length = std::hypot(b.x - a.x, b.y - a.y), pitch = std::min(to->pitch.x, to->pitch.y);
    if (length < 1.0F) return;
    const Point along{(b.x - a.x) / length, (b.y - a.y) / length};
    // Beside the numbers: it leaves and enters the cells off their middle, and runs in the gap between others.
    const auto beside = [&](float from_a, float off) {
        return Point{a.x + from_a * length * along.x - off * pitch * along.y,
                     a.y + from_a * length * along.y + off * pitch * along.x};
    };
    const Point end = beside(1.0F, -kBesideEnd), control = beside(0.75F, -kBesideWay);
    const float reach = std::hypot(end.x - control.x, end.y - control.y);
    const float head = std::clamp(0.2F * pitch, 3.0F, 10.0F);
    const Point in{(end.x - control.x) / reach, (end.y - control.y) / reach};
    const Point neck{end.x - head * in.x, end.y - head * in.y};
    page.sketch.add(Curve{beside(0.0F, -kBesideEnd), beside(0.25F, -kBesideWay), control, neck, paint,
                          pitch >= 16.0F ? 2.5F : 1.5F});
    Polygon arrow;
    arrow.points = {end,
                    {neck.x - head / 2 * in.y, neck.y + head / 2 * in.x},
                    {neck.x + head / 2 * in.y, neck.y - head / 2 * in.x}};
    arrow.fill = paint;
    page.sketch.add(std::move(arrow));
}

/// The cell itself, wherever it shows.
void mark_own(const Page& page, const LookUp& found) {
    const GridBlock& block = page.layout.block(found.side);
    mark_place(page, block, found.place, {Role::ink});
    if (found.cell.grid != Grid::padding) mark_cell(page, found.side, found.cell.flat, {Role::ink});
    const Plane* plane = block.find(found.place.channel, found.place.slice);
    if (!found.pinned || plane == nullptr || !plane->holds(found.place.cell)) return;
    page.sketch.outline(around(*plane, plane->cell(found.place.cell)), corner_radius(*plane), {Role::ink},
                        outline_width(*plane));
}

/// In one line, if need be with fewer names; otherwise in two.
struct Said {
    std::vector<std::string> lines;
    float type = kType;
    float height() const { return 2 * kAbove + kLine * static_cast<float>(lines.size()); }
};

Said said(const LookUp& found, float width) {
    const float room = room_of_look_up(found, width);
    for (const std::string* words : {&found.sentence, &found.short_sentence})
        for (const float type : {kType, kSmall})
            if (text_width(*words, Face::words, type) <= room) return {{*words}, type};
    Said told{wrap_sentence(found.short_sentence, Face::words, kSmall, room), kSmall};
    if (told.lines.size() > kMostLines) told.lines.resize(kMostLines);
    return told;
}

/// Where the cell stands, if it shows.
std::optional<Box> own_box(const Page& page, const LookUp& found) {
    const Plane* plane = page.layout.block(found.side).find(found.place.channel, found.place.slice);
    if (plane == nullptr || !plane->holds(found.place.cell)) return std::nullopt;
    return plane->cell(found.place.cell);
}

}  // namespace

void draw_look_up(const Page& page) {
    if (!page.look_up) return;
    const LookUp& found = *page.look_up;
    const auto group = page.sketch.group("look-up", found.pinned ? "Pinned" : "Under the mouse");
    outline_windows(page, found);
    mark_reached(page, found);
    mark_met(page, found);
    if (page.facts.view == View::matrix && found.side == Side::kernel) mark_rows(page, found);
    mark_entries(page, found);
    if (found.copied) point_at_copied(page, found, *found.copied);
    mark_own(page, found);
}

float room_of_look_up(const LookUp& found, float width) {
    const float hint = found.hint.empty() ? 0.0F : text_width(found.hint, Face::words, kSmall) + kMargin;
    return width - 2 * kMargin - hint;
}

void write_look_up(Sketch& sketch, const LookUp& found, const Box& area, const std::optional<Box>& own) {
    const Said told = said(found, area.w);
    Rect ground;
    ground.box = {area.x, area.bottom() - told.height(), area.w, told.height()};
    const bool above = own && own->bottom() > ground.box.y && own->y < area.bottom();  // a picture that was moved
    if (above) ground.box.y = area.y;
    ground.fill = {Role::panel};
    const Box box = ground.box;
    const auto group = sketch.group("look-up-line", "Look-up in words");
    sketch.add(std::move(ground));
    const float edge = above ? box.bottom() - 0.5F : box.y + 0.5F;
    sketch.line({box.x, edge}, {box.right(), edge}, {Role::line}, 1.0F);
    float y = box.y + kAbove + kLine / 2;
    for (const std::string& line : told.lines) {
        sketch.text({box.x + kMargin, y}, line, Face::words, told.type, {Role::ink}, Align::start);
        y += kLine;
    }
    if (!found.hint.empty())
        sketch.text({box.right() - kMargin, box.centre().y}, found.hint, Face::words, kSmall, {Role::dim_ink},
                    Align::end);
}

bool has_look_up_line(const Page& page) {
    return page.look_up && !page.facts.scene.compact && !page.facts.scene.half;
}

void draw_look_up_line(const Page& page) {
    if (has_look_up_line(page))
        write_look_up(page.sketch, *page.look_up, page.layout.area, own_box(page, *page.look_up));
}

}  // namespace stridelens
