#include "app/figure/channels/channel_strip.h"

#include "app/figure/layout/layout_planes.h"
#include "app/figure/strip/strip_tokens.h"
#include "app/figure/wrap.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kTop = 10.0F, kFoot = 8.0F;
constexpr float kHead = 24.0F;  // "output[2, 2, 4] =" and the sentence beside it
constexpr float kSentenceLine = 17.0F, kLeastSentence = 220.0F;
constexpr float kChannelName = 20.0F;                   // a channel's name
constexpr float kLeastCell = 58.0F, kMostCell = 88.0F;  // widths of a channel's picture and sum
constexpr float kPlus = 14.0F, kMostPlus = 200.0F;      // between two of them
constexpr float kLeastPicture = 14.0F, kStrip = 18.0F;  // heights; of a plane of one row
constexpr float kToSum = 10.0F, kSum = 32.0F;
constexpr float kToBar = 9.0F, kBar = 4.0F, kLeastKnob = 8.0F;
constexpr float kEquals = 24.0F, kTotal = 46.0F;
constexpr float kNarrow = 900.0F, kNarrowMargin = 16.0F;  // a page on which every point counts
constexpr float kFrameOff = 6.0F;
constexpr float kSentenceHeight = 480.0F;  // of a page that has room for a sentence below the name
constexpr float kLeastHeight = 340.0F;     // of a page that has room for it
constexpr float kLeastGrids = 190.0F, kLeastStrips = 230.0F,
                kLeastVolumes = 360.0F;  // … and what it leaves to the grids

std::int64_t channel_count(const Facts& facts) {
    return static_cast<std::int64_t>(facts.linked.size());
}

NumberStyle style_of_sums(const Facts& facts) {
    return sum_style(number_style(facts.right.numbers), number_style(facts.left.numbers),
                     number_style(facts.kernel.numbers));
}

/// Widths along the line of arithmetic.
struct Columns {
    float type = 15.0F;
    float cell = kLeastCell, pitch = kLeastCell + kPlus;
    float bias = 0.0F, total = 84.0F;
    float left = 0.0F, channels = 0.0F;  // where the channels begin, and how much room they have
    std::int64_t slots = 1;              // cells that fit
};

Columns columns_of(const Facts& facts) {
    const float width = facts.scene.width;
    Columns c;
    const bool narrow = width < kNarrow;
    c.type = narrow ? 14.0F : 15.0F;
    const auto chip = [&](int characters) { return std::ceil(0.6F * c.type * static_cast<float>(characters)) + 7.0F; };
    const NumberStyle sums = style_of_sums(facts), result = number_style(facts.right.numbers);
    c.cell = std::max(kLeastCell, chip(sums.characters));
    c.total = std::clamp(0.6F * kStripTotal * static_cast<float>(result.characters) + 18.0F, 88.0F, 0.25F * width);
    if (adds_bias(facts)) c.bias = std::max(52.0F, chip(number_style(facts.bias_numbers).characters));
    c.left = narrow ? kNarrowMargin : kMargin;
    const float right = c.left + c.total + kEquals + (c.bias > 0.0F ? c.bias + kPlus : 0.0F);
    c.channels = width - c.left - right;
    c.slots = static_cast<std::int64_t>((c.channels + kPlus) / (c.cell + kPlus));
    const std::int64_t cells = std::clamp<std::int64_t>(channel_count(facts), 1, std::max<std::int64_t>(c.slots, 1));
    c.pitch = (c.channels + kPlus) / static_cast<float>(cells);
    c.cell = std::clamp(c.pitch - kPlus, c.cell, std::max(c.cell, kMostCell));
    c.pitch = std::min(c.pitch, c.cell + kMostPlus);
    return c;
}

/// Height of a channel's picture, and its cells' size.
struct Picture {
    Point pitch{1.0F, 1.0F};
    float height = 0.0F;
};

Picture picture_of(const Facts& facts, const Columns& c) {
    const PlaneSize size = lattice(facts.left);
    const float highest = std::clamp(0.088F * facts.scene.height, 30.0F, 72.0F);
    const float pitch = std::min(c.cell / real(size.columns), highest / real(size.rows));
    if (facts.strips) return {{c.cell / real(size.columns), kStrip}, kStrip};
    return {{pitch, pitch}, std::max(pitch * real(size.rows), kLeastPicture)};
}

std::string name_of(const Facts& facts, const Index& index) {
    return "output" + short_index(facts, facts.right, index) + " =";
}

PlacedToken more_target(const Facts& facts, float right, float middle) {
    const std::int64_t count = facts.explanation().count;
    const bool narrow = facts.scene.width < kNarrow;
    Token token = chip(narrow ? fmt::format("▸ all {} terms", count) : fmt::format("▸ show all {} terms", count), 0);
    token.ink = facts.scene.hover.grid == Grid::more_terms ? Paint{Role::ink} : Paint{Role::dim_ink};
    token.cell = {Grid::more_terms, 0};
    const float width = std::ceil(text_width(token.text, Face::numbers, 13.0F) + 16.0F);
    return {token, {right - width, middle - 12.0F, width, 24.0F}};
}

/// Where the sentence stands, and in how many lines.
struct Sentence {
    float left = 0.0F, width = 0.0F;
    std::size_t reserved = 1;
    bool beside = true;  // the name; otherwise below it
    bool said = true;    // where the grids would get nothing by it, all terms have it
};

Sentence sentence_of_step(const Facts& facts, const Columns& c) {
    const float name =
        text_width(name_of(facts, step_index(facts, facts.derived.steps - 1)), Face::numbers, kStripName);
    const float right = facts.scene.width - c.left - c.total - free_beside_total(facts.scene.width);
    const float more = facts.scene.controls ? more_target(facts, right, 0.0F).box.w + 16.0F : 0.0F;
    Sentence s{c.left + name + 16.0F, right - more - c.left - name - 16.0F};
    s.beside = s.width >= kLeastSentence;
    if (!s.beside) s = {c.left, right - c.left, 1, false};
    // The sentences of windows in the padding are longer; as much room for every step.
    const float room = facts.left.stretched ? 700.0F : facts.left.ring == Ring{} ? 420.0F : 560.0F;
    s.reserved = static_cast<std::size_t>(std::clamp(std::ceil(room / s.width), 1.0F, 3.0F));
    s.said = s.beside || facts.scene.height >= kSentenceHeight;
    return s;
}

float head_height(const Sentence& s, std::size_t lines) {
    if (!s.said) return kHead;
    const float height = kSentenceLine * static_cast<float>(std::max(lines, s.reserved));
    return s.beside ? std::max(kHead, height + 4.0F) : kHead + height + 2.0F;
}

std::vector<std::string> sentence_lines(const Facts& facts, const Sentence& s) {
    if (!s.said) return {};
    return wrap_sentence(facts.explanation().sentence, Face::words, 13.0F, s.width);
}

/// Which channels stand one by one: all, or a page of them that has all that are in rows, so that nothing moves while one
/// goes from channel to channel within a page.
struct Stretch {
    std::int64_t first = 0, count = 0;
};

Stretch page_of_channels(std::int64_t first_row, std::int64_t rows, std::int64_t slots, std::int64_t channels) {
    if (channels <= slots) return {0, channels};
    const std::int64_t ends = slots - 1, middle = slots - 2;  // one cell counts the others, or one on either side
    if (first_row + rows <= ends) return {0, ends};
    if (first_row >= channels - ends) return {channels - ends, ends};
    const std::int64_t step = middle - rows + 1, begin = ends - rows + 1;
    return {begin + (first_row - begin) / step * step, middle};
}

double sum_of(const Facts& facts, std::int64_t first, std::int64_t last) {
    const Explanation& told = facts.explanation();
    double sum = 0.0;
    for (std::size_t i = 0; i < told.channels.size(); ++i)
        if (told.channels[i] >= first && told.channels[i] <= last) sum += told.channel_sums[i];
    return sum;
}

/// Of a volume, the slice in the window's middle.
std::int64_t slice_of(const Facts& facts, std::int64_t channel) {
    std::vector<std::int64_t> slices;
    for (const PlaneMarks& marks : facts.left_marks)
        if (marks.channel == channel) slices.push_back(marks.slice);
    return slices.empty() ? 0 : slices[slices.size() / 2];
}

void place_cells(const Facts& facts, const Columns& c, const Picture& picture, const Stretch& shown, float top,
                 ChannelStrip& strip) {
    const std::int64_t begin = facts.linked.front(), end = facts.linked.back();
    const std::int64_t first = begin + shown.first, last = first + shown.count - 1;
    std::vector<Stretch> all;
    if (first > begin) all.push_back({begin, first - begin});
    for (std::int64_t channel = first; channel <= last; ++channel) all.push_back({channel, 1});
    if (last < end) all.push_back({last + 1, end - last});
    float x = c.left;
    for (const Stretch& one : all) {
        ChannelCell cell{.first = one.first, .last = one.first + one.count - 1};
        cell.counted = cell.last < first || cell.first > last;
        const float bottom = top + kChannelName + picture.height + kToSum + kSum;
        cell.target = {std::round(x - kPlus / 2), top, std::round(c.cell + kPlus), bottom - top};
        cell.sum = {std::round(x), std::round(bottom - kSum), std::round(c.cell), kSum};
        cell.value = sum_of(facts, cell.first, cell.last);
        Plane& plane = cell.plane;
        plane.grid = facts.left.grid;
        plane.channel = one.first;
        plane.slice = facts.volumes ? slice_of(facts, one.first) : 0;
        plane.size = facts.left.size;
        plane.ring = facts.left.ring;
        plane.pitch = picture.pitch;
        const Box whole = plane.box();
        plane.origin = {std::round(x + (c.cell - whole.w) / 2),
                        std::round(top + kChannelName + (picture.height - whole.h) / 2)};
        strip.cells.push_back(std::move(cell));
        x += c.pitch;
    }
}

/// The bias beside the channels, the total at the page's edge, below the output.
void place_result(const Facts& facts, const Columns& c, ChannelStrip& strip) {
    const Box last = strip.cells.back().sum;
    const float right = facts.scene.width - c.left;
    strip.total = {std::round(right - c.total), std::round(last.centre().y - kTotal / 2), std::round(c.total), kTotal};
    float x = last.right();
    if (c.bias > 0.0F) {
        x += c.pitch - c.cell;
        strip.bias = Box{std::round(x), last.y, std::round(c.bias), kSum};
        x += c.bias;
    }
    strip.equals = {std::max((x + strip.total.x) / 2, strip.total.x - kEquals / 2 - 2.0F), last.centre().y};
}

/// The channels from end to end, and which of them are seen.
void place_bar(const Facts& facts, const std::vector<std::int64_t>& rows, const Stretch& shown, ChannelStrip& strip) {
    const float left = strip.cells.front().sum.x, width = strip.cells.back().sum.right() - left;
    strip.bar = {left, strip.cells.front().sum.bottom() + kToBar, width, kBar};
    const auto part = [&](std::int64_t first, std::int64_t count) {
        const float each = width / static_cast<float>(channel_count(facts));
        const float wide = std::max(static_cast<float>(count) * each, kLeastKnob);
        const float x = left + static_cast<float>(first) * each;
        return Box{std::min(x, left + width - wide), strip.bar.y, wide, kBar};
    };
    strip.visible = part(shown.first, shown.count);
    strip.in_rows = part(rows.front() - facts.linked.front(), std::ssize(rows));
}

void place_frame(const std::vector<std::int64_t>& rows, float top, ChannelStrip& strip) {
    std::optional<Box> frame;
    for (const ChannelCell& cell : strip.cells)
        if (!cell.counted && cell.first >= rows.front() && cell.first <= rows.back())
            frame = frame ? join(*frame, cell.target) : cell.target;
    if (!frame) return;
    const float bottom = strip.cells.front().sum.y - kToSum + kFrameOff - 2.0F;
    strip.frame = inset({frame->x, top - 1.0F, frame->w, bottom - top + 1.0F}, 1.0F);
}

void place_head(const Facts& facts, const Columns& c, const Sentence& s, ChannelStrip& strip) {
    const Box& box = strip.box;
    strip.name = {c.left, box.y + kTop + kHead / 2};
    float y = s.beside ? strip.name.y : strip.name.y + kHead / 2 + kSentenceLine / 2;
    const std::vector<std::string> lines = sentence_lines(facts, s);
    for (const std::string& line : lines) {
        strip.sentence.push_back({{s.left, y}, line, Align::start});
        y += kSentenceLine;
    }
    if (facts.scene.controls)
        strip.more = more_target(facts, strip.total.x - free_beside_total(facts.scene.width), strip.name.y);
}

float least_grids(const Facts& facts) {
    return facts.volumes ? kLeastVolumes : facts.strips ? kLeastStrips : kLeastGrids;
}

}  // namespace

bool wants_channel_strip(const Facts& facts, const Layout& plain) {
    const Scene& scene = facts.scene;
    if (facts.view != View::output || !facts.has_kernel || !shows_step(facts) || scene.all_terms) return false;
    if (!scene.parts.input || !scene.parts.kernel || !scene.parts.output || scene.compact) return false;
    const auto rows = static_cast<std::int64_t>(channels_in_rows(plain).size());
    if (rows == 0 || rows >= channel_count(facts) || scene.height < kLeastHeight) return false;
    return most_rows(facts) > 0 && scene.height - channel_strip_height(facts) >= least_grids(facts);
}

std::int64_t most_rows(const Facts& facts) {
    const std::int64_t slots = columns_of(facts).slots, channels = channel_count(facts);
    return channels <= slots ? channels : std::max<std::int64_t>(slots - 2, 0);  // others are counted on either side
}

float channel_strip_height(const Facts& facts) {
    const Columns c = columns_of(facts);
    const Sentence s = sentence_of_step(facts, c);
    return std::ceil(kTop + head_height(s, sentence_lines(facts, s).size()) + kChannelName +
                     picture_of(facts, c).height + kToSum + kSum + kToBar + kBar + kFoot);
}

ChannelStrip lay_out_channel_strip(const Facts& facts, const Layout& layout, const Box& box) {
    const Columns c = columns_of(facts);
    const Sentence s = sentence_of_step(facts, c);
    const std::vector<std::int64_t> rows = channels_in_rows(layout);
    const Stretch shown =
        page_of_channels(rows.front() - facts.linked.front(), std::ssize(rows), c.slots, channel_count(facts));
    ChannelStrip strip;
    strip.box = box;
    strip.type = c.type;
    strip.words = name_of(facts, facts.shown);
    strip.sums = style_of_sums(facts);
    const float top = box.y + kTop + head_height(s, sentence_lines(facts, s).size());
    place_cells(facts, c, picture_of(facts, c), shown, top, strip);
    place_result(facts, c, strip);
    place_bar(facts, rows, shown, strip);
    place_frame(rows, top, strip);
    place_head(facts, c, s, strip);
    return strip;
}

}  // namespace stridelens
