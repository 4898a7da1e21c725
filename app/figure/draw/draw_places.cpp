// Faint outlines of what is not this step's: where every adaptive window lies, since they differ in size, and which block
// of the output belongs to each input cell of an unpooling.

#include "app/figure/draw/draw.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr std::int64_t kMostWindows = 64;  // along an axis
constexpr std::int64_t kMostBlocks = 1024;

/// A bar along the grid's edge for each window of one axis, in two tiers, since neighbours overlap.
void draw_bars(const Page& page, const Plane& plane, int axis, bool rows) {
    const Geometry& geometry = page.facts.geometry;
    const int a = windowed_axis(geometry, axis);
    if (a < 0) return;
    const Axis& along = geometry.axes[static_cast<std::size_t>(a)];
    const Index& shown = page.facts.shown;
    const bool forward = page.facts.made == Side::right;
    const std::int64_t current = forward && shows_step(page.facts) ? entry(shown, axis, -1) : -1;
    if (along.sliding != Sliding::adaptive || along.out > kMostWindows) return;
    const Box box = plane.box();
    for (std::int64_t o = 0; o < along.out; ++o) {
        const auto [first, last] = window_along(along, o);
        const Box cells = rows ? plane.block({first, 0, last, 0}) : plane.block({0, first, 0, last});
        const float off = o % 2 == 0 ? 3.0F : 5.25F;
        const Paint paint = o == current ? Paint{Role::window} : Paint{Role::dim_ink, 0.0F, 0.5F};
        const Point a_end = rows ? Point{box.x - off, cells.y + 1.0F} : Point{cells.x + 1.0F, box.y - off};
        const Point b_end = rows ? Point{box.x - off, cells.bottom() - 1.0F} : Point{cells.right() - 1.0F, box.y - off};
        page.sketch.line(a_end, b_end, paint, 1.5F);
    }
}

/// The block of output cells that each input cell of the plane was pooled from.
void draw_blocks(const Page& page, const Plane& plane) {
    const Facts& facts = page.facts;
    const Sheet& left = facts.left;
    const Plane* source = page.layout.left.find(plane.channel, 0);
    const std::int64_t cells = left.size.rows * left.size.columns;
    if (source == nullptr || cells > kMostBlocks || facts.volumes || std::min(plane.pitch.x, plane.pitch.y) < 6.0F)
        return;
    const std::int64_t first = plane_first(left, plane.channel, 0);
    for (std::int64_t i = 0; i < cells; ++i) {
        const WindowBox stamp = stamp_box(facts.geometry, unflatten(facts.geometry.input, first + i));
        const auto along = [&](const Index& index, int axis) {
            return entry(index, windowed_axis(facts.geometry, axis), 0);
        };
        const int row = facts.right.map.row, column = facts.right.map.column;
        const CellBlock block{along(stamp.first, row), along(stamp.first, column), along(stamp.last, row),
                              along(stamp.last, column)};
        page.sketch.outline(around(plane, plane.block(block)), corner_radius(plane), {Role::dim_ink, 0.0F, 0.45F},
                            2.0F);
    }
}

}  // namespace

void draw_places(const Page& page) {
    const Facts& facts = page.facts;
    if (facts.empty || facts.geometry.axes.empty()) return;
    const bool adaptive = facts.geometry.axes[0].sliding == Sliding::adaptive;
    if (!adaptive && !is_a<MaxUnpool>(facts)) return;
    const auto group = page.sketch.group("places", "Where all windows lie");
    if (is_a<MaxUnpool>(facts)) {
        for (const Plane& plane : page.layout.right.planes) draw_blocks(page, plane);
        return;
    }
    for (const Plane& plane : page.layout.left.planes) {
        if (plane.grid != Grid::input && plane.grid != Grid::grad_input) continue;
        if (std::min(plane.pitch.x, plane.pitch.y) < 4.0F) continue;
        draw_bars(page, plane, facts.left.map.column, false);
        if (!facts.strips) draw_bars(page, plane, facts.left.map.row, true);
    }
}

}  // namespace stridelens
