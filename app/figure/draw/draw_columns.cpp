// The matrix view: every window of the input as one column, its padding hatched.

#include "app/figure/draw/draw.h"

namespace stridelens {

namespace {

void draw_column(const Page& page, const Plane& plane, std::int64_t column) {
    const Facts& facts = page.facts;
    const Sheet& right = facts.right;
    // Any output channel of the group reads the same window: the one shown.
    const std::int64_t output = right.matrix + facts.made_at.cell.row * right.size.columns + column;
    const Index index = unflatten(facts.geometry.output, output);
    const std::int64_t first = facts.kernel.matrix + facts.made_at.cell.row * facts.kernel.size.columns;
    for_each_tap(facts.geometry, index, [&](const Tap& tap) {
        const Cell at{tap.weight - first, column};
        if (!plane.holds(at)) return;
        const Box box = plane.cell(at);
        const float value = (*facts.columns.tensor)[at.row * facts.columns.size.columns + column];
        const NumberStyle& numbers = page.layout.columns.numbers;
        if (tap.kind != TapKind::inside) {
            const std::string text = tap.source >= 0 ? format(static_cast<double>(value), numbers) : pad_text(facts);
            draw_outside_cell(page.sketch, plane, box, {.kind = tap.kind}, text, numbers);
            return;
        }
        const CellId id{Grid::input, tap.source};
        draw_cell(page.sketch, plane, box,
                  {.value = value,
                   .scale = facts.columns.scale,
                   .numbers = &numbers,
                   .id = id,
                   .unread = false,
                   .hide_number = facts.scene.editing == id});
    });
}

}  // namespace

void draw_columns(const Page& page) {
    if (page.layout.columns.planes.empty() || page.facts.empty) return;
    const auto group = page.sketch.group("columns", "Unfolded input, one column a window");
    const Plane& plane = page.layout.columns.planes.front();
    const CellBlock shown = visible_cells(plane, page.layout.area);
    for (std::int64_t column = shown.left; column <= shown.right; ++column) draw_column(page, plane, column);
}

}  // namespace stridelens
