#include "app/figure/channels/channel_strip.h"
#include "app/figure/facts/so_far.h"
#include "app/figure/strip/printed_line.h"
#include "app/figure/strip/strip_tokens.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

constexpr float kLabelType = 13.0F, kWordType = 12.0F;
constexpr float kLeastTarget = 4.0F;  // along the bar

void fill(Sketch& sketch, const Box& box, float radius, Paint paint, CellId cell = {}) {
    Rect rect;
    rect.box = box;
    rect.radius = radius;
    rect.fill = paint;
    rect.cell = cell;
    sketch.add(std::move(rect));
}

/// A number in its box, smaller if it is longer than all others are.
void number(Sketch& sketch, const Box& box, const std::string& text, Face face, float type, float strength = 1.0F) {
    const float size = std::min(type, (box.w - 8.0F) / text_width(text, face, 1.0F));
    sketch.text(box.centre(), text, face, size, {Role::ink, 0.0F, strength});
}

void draw_panel(const Page& page, const ChannelStrip& strip) {
    fill(page.sketch, strip.box, 0.0F, {Role::panel});
    const float edge = strip.box.y + 0.5F;
    page.sketch.line({strip.box.x, edge}, {strip.box.right(), edge}, {Role::line}, 1.0F);
}

void draw_head(const Page& page, const ChannelStrip& strip) {
    page.sketch.text(strip.name, strip.words, Face::numbers, kStripName, {Role::dim_ink}, Align::start);
    for (const PlacedLine& line : strip.sentence)
        page.sketch.text(line.at, line.text, Face::words, strip.sentence_type, {Role::dim_ink}, line.align);
    if (!strip.more) return;
    const Box& box = strip.more->box;
    fill(page.sketch, box, 8.0F, strip.more->token.fill, strip.more->token.cell);
    page.sketch.text(box.centre(), strip.more->token.text, Face::numbers, kLabelType, strip.more->token.ink);
}

/// ‹ or ›: where the counted ones are.
void draw_chevron(Sketch& sketch, Point at, bool left) {
    const float arm = left ? 4.0F : -4.0F;
    sketch.line({at.x + arm / 2, at.y - 5.0F}, {at.x - arm / 2, at.y}, {Role::dim_ink}, 2.0F);
    sketch.line({at.x - arm / 2, at.y}, {at.x + arm / 2, at.y + 5.0F}, {Role::dim_ink}, 2.0F);
}

void draw_picture(const Page& page, const ChannelStrip& strip, const Lattice& lattice, const ChannelCell& cell) {
    const Facts& facts = page.facts;
    const bool in_rows = page.layout.kernel.find(cell.first, page.layout.kernel.planes.front().slice) != nullptr;
    const Plane& plane = cell.plane;
    page.sketch.text({cell.sum.centre().x, cell.target.y + 9.0F}, fmt::format("c{}", cell.first), Face::numbers_bold,
                     kLabelType, {Role::channel, static_cast<float>(cell.first)});
    draw_ring_bands(page.sketch, plane);
    if (plane.slice >= 0 && plane.slice < facts.left.slices)
        draw_image(page, plane, facts.left, lattice.plane(plane.channel, plane.slice), strip.box, false);
    draw_window_on(page, plane, facts.left_marks);
    if (facts.scene.hover == CellId{Grid::input_channel, cell.first})
        page.sketch.outline(inset(cell.plane.box(), -3.0F), 4.0F, {Role::dim_ink}, 1.5F);
    // Of the rows, the one that was picked: keys go on from there.
    if (in_rows && focus_channel(facts) == cell.first)
        fill(page.sketch, {cell.sum.centre().x - 9.0F, cell.target.y + 18.0F, 18.0F, 2.0F}, 1.0F, {Role::ink});
}

void draw_counted(const Page& page, const ChannelCell& cell) {
    const bool left = cell.last < page.facts.linked.back();
    const float x = cell.sum.centre().x, middle = (cell.target.y + 18.0F + cell.sum.y) / 2;
    page.sketch.text({x, cell.target.y + 9.0F}, fmt::format("c{}–c{}", cell.first, cell.last), Face::numbers, kWordType,
                     {Role::dim_ink});
    draw_chevron(page.sketch, {x, middle - 11.0F}, left);
    page.sketch.text({x, middle + 7.0F}, fmt::format("{} more", cell.last - cell.first + 1), Face::words, kWordType,
                     {Role::dim_ink});
}

void draw_cell(const Page& page, const ChannelStrip& strip, const Lattice& lattice, const ChannelCell& cell) {
    Sketch& sketch = page.sketch;
    if (cell.counted)
        draw_counted(page, cell);
    else
        draw_picture(page, strip, lattice, cell);
    // A click on those that are counted leads to the nearest of them.
    const std::int64_t nearest = cell.last < page.facts.linked.back() ? cell.last : cell.first;
    Rect target;
    target.box = {cell.target.x, cell.target.y, cell.target.w, cell.sum.y - cell.target.y};
    target.cell = {Grid::input_channel, cell.counted ? nearest : cell.first};
    sketch.add(std::move(target));
    fill(sketch, cell.sum, 7.0F, {Role::chip}, {Grid::channel_sum, cell.counted ? nearest : cell.first});
    const bool to_come = channel_to_come(page.facts, cell.first);
    number(sketch, cell.sum, to_come ? "…" : format(cell.value, strip.sums), Face::numbers, strip.type);
    const float y = cell.sum.bottom() - 1.5F;
    const Paint hue = cell.counted ? Paint{Role::dim_ink} : Paint{Role::channel, static_cast<float>(cell.first)};
    sketch.line({cell.sum.x + 6.0F, y}, {cell.sum.right() - 6.0F, y}, hue, 3.0F);
}

void draw_channels(const Page& page, const ChannelStrip& strip) {
    const Facts& facts = page.facts;
    const Lattice lattice(facts.geometry, facts.left, CellBlock{0, 0, -1, -1});
    for (std::size_t i = 0; i < strip.cells.size(); ++i) {
        const ChannelCell& cell = strip.cells[i];
        draw_cell(page, strip, lattice, cell);
        if (i > 0) {
            const float x = (strip.cells[i - 1].sum.right() + cell.sum.x) / 2;
            page.sketch.text({x, cell.sum.centre().y}, "+", Face::numbers, strip.type, {Role::dim_ink});
        }
    }
    page.sketch.outline(strip.frame, 9.0F, {Role::ink}, 2.0F);
}

void draw_bar(const Page& page, const ChannelStrip& strip) {
    Sketch& sketch = page.sketch;
    const float radius = strip.bar.h / 2;
    fill(sketch, strip.bar, radius, {Role::line});
    if (strip.visible.w < strip.bar.w - 1.0F) fill(sketch, strip.visible, radius, {Role::placeholder, 0.0F, 0.55F});
    fill(sketch, strip.in_rows, radius, {Role::dim_ink});
    if (!page.facts.scene.controls) return;
    const auto channels = static_cast<std::int64_t>(page.facts.linked.size());
    const auto targets = std::min(channels, static_cast<std::int64_t>(strip.bar.w / kLeastTarget));
    const float each = strip.bar.w / static_cast<float>(targets);
    for (std::int64_t i = 0; i < targets; ++i) {
        Rect target;
        target.box = {strip.bar.x + static_cast<float>(i) * each, strip.bar.y - 5.0F, each, strip.bar.h + 10.0F};
        target.cell = {Grid::input_channel, page.facts.linked.front() + (2 * i + 1) * channels / (2 * targets)};
        sketch.add(std::move(target));
    }
}

/// As they are printed, the numbers may add up to something else.
const char* sign_of(const Page& page, const ChannelStrip& strip) {
    const Facts& facts = page.facts;
    if (facts.tap) return "…";  // what stands behind it is not the result yet
    const NumberStyle result = number_style(facts.right.numbers);
    std::vector<double> terms;
    for (const ChannelCell& cell : strip.cells) terms.push_back(printed(cell.value, strip.sums));
    if (strip.bias)
        terms.push_back(
            printed(static_cast<double>(facts.derived.bias[facts.right_channel]), number_style(facts.bias_numbers)));
    return equals_sign(adds_up(terms, printed(static_cast<double>(facts.explanation().result), result)));
}

void draw_result(const Page& page, const ChannelStrip& strip) {
    const Facts& facts = page.facts;
    Sketch& sketch = page.sketch;
    if (strip.bias) {
        const Box& box = *strip.bias;
        const float before = (strip.cells.back().sum.right() + box.x) / 2;
        sketch.text({before, box.centre().y}, "+", Face::numbers, strip.type, {Role::dim_ink});
        sketch.text({box.centre().x, box.y - 13.0F}, "bias", Face::words, kWordType, {Role::dim_ink});
        const CellId id{Grid::bias, facts.right_channel};
        fill(sketch, box, 7.0F, {Role::chip}, id);
        const auto value = static_cast<double>(facts.derived.bias[facts.right_channel]);
        if (facts.scene.editing != id)
            number(sketch, box, format(value, number_style(facts.bias_numbers)), Face::numbers, strip.type,
                   facts.tap ? 0.4F : 1.0F);
    }
    sketch.text(strip.equals, sign_of(page, strip), Face::numbers, strip.type + 3.0F, {Role::dim_ink});
    Rect total;
    total.box = strip.total;
    total.radius = 9.0F;
    total.fill = {Role::background};
    total.stroke = {facts.tap ? Role::placeholder : Role::window};
    total.dashed = facts.tap.has_value();
    total.stroke_width = facts.tap ? 2.0F : 4.0F;
    total.cell = {facts.right.grid, flatten(facts.right.tensor->shape, facts.shown)};
    sketch.add(std::move(total));
    number(sketch, strip.total,
           format(static_cast<double>(facts.explanation().result), number_style(facts.right.numbers)),
           Face::numbers_bold, kStripTotal);
}

}  // namespace

void draw_channel_strip(const Page& page, const ChannelStrip& strip) {
    const auto group = page.sketch.group("arithmetic", "The arithmetic of this step", strip.box);
    draw_panel(page, strip);
    draw_total_wedge(page);
    const auto channels = page.sketch.group(kChannelStrip, "The row of channels", strip.box);
    draw_head(page, strip);
    draw_channels(page, strip);
    draw_bar(page, strip);
    draw_result(page, strip);
}

}  // namespace stridelens
