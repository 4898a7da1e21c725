// The matrix view: every window of the input as one column, its padding hatched.

#include "app/figure/draw/draw.h"

namespace stridelens {

namespace {

void draw_entry(const Page& page, const Plane& plane, const Cell& at) {
    const Facts& facts = page.facts;
    const Tap tap = unfolded_tap(facts.geometry, facts.product, at.row, at.column);
    const Box box = plane.cell(at);
    const NumberStyle& numbers = page.layout.columns.numbers;
    const float value = tap.source >= 0 ? (*facts.columns.tensor)[tap.source] : facts.geometry.pad_value;
    if (tap.kind != TapKind::inside) {
        const std::string text = tap.source >= 0 ? format(static_cast<double>(value), numbers) : pad_text(facts);
        const Place place = tap_place(facts.geometry, facts.left, tap, tap.channel);
        draw_outside_cell(page.sketch, plane, box, {.kind = tap.kind}, text, numbers,
                          outside_id(facts.geometry, facts.left, place));
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
}

}  // namespace

void draw_columns(const Page& page) {
    if (page.layout.columns.planes.empty() || page.facts.empty) return;
    const auto group = page.sketch.group("columns", "Unfolded input, one column a window");
    const Plane& plane = page.layout.columns.planes.front();
    const CellBlock shown = visible_cells(plane, page.layout.area);
    for (std::int64_t column = shown.left; column <= shown.right; ++column)
        for (std::int64_t row = shown.top; row <= shown.bottom; ++row) draw_entry(page, plane, {row, column});
}

}  // namespace stridelens
