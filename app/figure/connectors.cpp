// "This becomes that": wedges and curves between the grids. They run in the free space between grids and, inside a
// grid, in the gaps of its lattice.

#include "app/figure/layout_planes.h"
#include "app/figure/parts.h"

#include <algorithm>
#include <vector>

namespace stridelens {

namespace {

constexpr Paint kFill{Role::window, 0.0F, 0.07F};
constexpr Paint kEdge{Role::window, 0.0F, 0.6F};
constexpr Paint kGuide{Role::window, 0.0F, 0.35F};

/// Swaps the axes, so that one piece of code serves wedges to the right and wedges downwards.
struct Turn {
    bool down = false;
    Point operator()(float along, float across) const { return down ? Point{across, along} : Point{along, across}; }
    Box operator()(const Box& b) const { return down ? Box{b.y, b.x, b.h, b.w} : b; }
};

/// From `from` inside `from_grid` to `to` inside `to_grid`.
void wedge(Sketch& sketch, const Box& from, const Box& from_grid, const Box& to, const Box& to_grid, bool down) {
    const Turn turn{down};
    const Box a = turn(from), b = turn(to);
    const float leave = std::max(turn(from_grid).right() + 2.0F, a.right());
    const float arrive = std::min(turn(to_grid).x - 2.0F, b.x);
    if (arrive <= leave) return;
    sketch.add(Polygon{{turn(a.right(), a.y), turn(leave, a.y), turn(leave, a.bottom()), turn(a.right(), a.bottom())},
                       kFill,
                       {},
                       0.0F});
    sketch.add(Polygon{
        {turn(leave, a.y), turn(arrive, b.y), turn(arrive, b.bottom()), turn(leave, a.bottom())}, kFill, {}, 0.0F});
    sketch.add(
        Polygon{{turn(arrive, b.y), turn(b.x, b.y), turn(b.x, b.bottom()), turn(arrive, b.bottom())}, kFill, {}, 0.0F});
    for (const auto& [start, end] : {std::pair{a.y, b.y}, std::pair{a.bottom(), b.bottom()}}) {
        sketch.line(turn(a.right(), start), turn(leave, start), kGuide, 1.0F);
        sketch.line(turn(leave, start), turn(arrive, end), kEdge, 1.5F);
        sketch.line(turn(arrive, end), turn(b.x, end), kGuide, 1.0F);
    }
}

void curve(Sketch& sketch, Point from, Point to, bool down, Paint stroke) {
    const Point middle{(from.x + to.x) / 2, (from.y + to.y) / 2};
    const Point one = down ? Point{from.x, middle.y} : Point{middle.x, from.y};
    const Point two = down ? Point{to.x, middle.y} : Point{middle.x, to.y};
    sketch.add(Curve{from, one, two, to, stroke, 2.0F});
}

Paint hue_of(std::int64_t channel, float alpha) {
    return {Role::channel, static_cast<float>(channel), alpha};
}

/// Where the i-th of `count` lines meets a side that is `length` long.
float share_of(std::size_t i, std::size_t count, float length) {
    return length * (static_cast<float>(i) + 1.0F) / (static_cast<float>(count) + 1.0F);
}

/// Each channel's sum → the output cell's row. The curves end at the grid's edge, side by side.
void draw_sum_curves(const Page& page, const Box& output) {
    const Layout& layout = page.layout;
    const Plane* plane = layout.output.find(page.facts.out_channel);
    if (plane == nullptr) return;
    const bool down = page.facts.strips;
    const Box grid = layout.output.box();
    const std::size_t count = layout.sums.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t channel = layout.kernel.planes[i].channel;
        const Paint hue = hue_of(channel, 0.8F);
        const Box& sum = layout.sums[i];
        const Box kernel = inset(layout.kernel.planes[i].box(), -5.0F);
        if (down) {
            const Point end{output.x + share_of(i, count, output.w), grid.y - 2.0F};
            page.sketch.line({sum.centre().x, kernel.bottom()}, {sum.centre().x, sum.y}, hue_of(channel, 0.5F), 1.5F);
            curve(page.sketch, {sum.centre().x, sum.bottom()}, end, true, hue);
            continue;
        }
        const Point end{grid.x - 2.0F, output.y + share_of(i, count, output.h)};
        page.sketch.line({kernel.right(), sum.centre().y}, {sum.x, sum.centre().y}, hue_of(channel, 0.5F), 1.5F);
        // Straight on between what is written above and below the output.
        const Point bend{std::max(end.x - words_overhang(layout.output, grid.w) * layout.type, sum.right()), end.y};
        curve(page.sketch, {sum.right(), sum.centre().y}, bend, false, hue);
        if (bend.x < end.x - 0.5F) page.sketch.line(bend, end, hue, 2.0F);
    }
}

void times(const Page& page, Point at) {
    page.sketch.text(at, "⊙", Face::numbers, 20.0F * page.layout.type, {Role::dim_ink});
}

/// Strips with several channels: from the column of windows, one curve to each channel's kernel.
void draw_strip_curves(const Page& page, const Box& window) {
    const Layout& layout = page.layout;
    const Box grid = layout.input.box();
    const std::size_t count = layout.kernel.planes.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Box kernel = inset(layout.kernel.planes[i].box(), -5.0F);
        const Point from{window.x + share_of(i, count, window.w), grid.bottom() + 4.0F};
        curve(page.sketch, from, {kernel.centre().x, kernel.y}, true, hue_of(layout.kernel.planes[i].channel, 0.8F));
        times(page, {kernel.x - 20.0F * layout.type, kernel.centre().y});
    }
}

void draw_conv(const Page& page, const Box& output) {
    const Layout& layout = page.layout;
    const bool down = page.facts.strips;
    for (const Plane& kernel : layout.kernel.planes) {
        const Plane* input = layout.input.find(kernel.channel);
        const std::optional<Box> window = window_now(page, kernel.channel);
        if (input == nullptr || !window) continue;
        if (down && !layout.sums.empty()) {
            draw_strip_curves(page, *window);
            break;
        }
        const Box from = input->box(), to = inset(kernel.box(), -4.0F);
        if (const Plane* lens = layout.lens.find(kernel.channel)) {
            const Box frame = frame_of(*lens);
            wedge(page.sketch, *window, from, frame, frame, down);
            times(page, {(frame.right() + to.x) / 2, to.centre().y});
            continue;
        }
        wedge(page.sketch, *window, from, to, to, down);
        // In the middle of the wedge, unless the kernel's title is there.
        float y = (window->centre().y + to.centre().y) / 2;
        if (y > to.y - 80.0F && y < to.y + 8.0F) y = to.centre().y;
        times(page, down ? Point{(window->centre().x + to.centre().x) / 2, (from.bottom() + to.y) / 2}
                         : Point{(from.right() + to.x) / 2, y});
    }
    if (!layout.sums.empty()) {
        draw_sum_curves(page, output);
        return;
    }
    if (layout.kernel.planes.empty()) return;
    const Box kernel = inset(layout.kernel.box(), -4.0F);
    wedge(page.sketch, kernel, kernel, output, layout.output.box(), down);
}

/// `box`, or, where other planes stand between it and the next grid, its share of the grid's near edge: no wedge runs
/// over a plane that is not meant, nor under its name.
Box clear_of_planes(const Box& box, const GridBlock& grid, std::int64_t channel, bool output) {
    const Plane* plane = grid.find(channel);
    const Box all = grid.box();
    if (plane == nullptr) return box;
    if (!output && plane->box().right() < all.right() - 1.0F) return {all.right(), box.y, 0.0F, box.h};
    if (output && plane->box().x > all.x + 1.0F) return {all.x, box.y, 0.0F, box.h};
    return box;
}

}  // namespace

void draw_connectors(const Page& page) {
    const Facts& facts = page.facts;
    const std::optional<Box> output = output_now(page);
    if (facts.empty || !output) return;
    const auto group = page.sketch.group("connectors", "From the window to its output cell");
    if (facts.conv) {
        draw_conv(page, *output);
        return;
    }
    const std::optional<Box> window = window_now(page, facts.in_channel);
    if (!window) return;
    const Layout& layout = page.layout;
    const Box from = layout.input.box(), to = layout.output.box();
    const Box start = clear_of_planes(*window, layout.input, facts.in_channel, false);
    const Box end = clear_of_planes(*output, layout.output, facts.out_channel, true);
    if (layout.lens.planes.empty()) {
        wedge(page.sketch, start, from, end, to, facts.strips);
        return;
    }
    const Box lens = frame_of(layout.lens.planes.front());
    wedge(page.sketch, start, from, lens, lens, facts.strips);
    wedge(page.sketch, lens, lens, end, to, facts.strips);
}

}  // namespace stridelens
