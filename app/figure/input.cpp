// The input: its cells, the ring of padding and overhang, and what is never read.

#include "app/figure/parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

void draw_ring_cell(const Page& page, const Plane& plane, const Cell& at, std::int64_t first_flat) {
    const Facts& facts = page.facts;
    const RingCell ring = ring_cell(facts, at);
    const NumberStyle& numbers = page.layout.input.numbers;
    std::string text;
    if (ring.offset >= 0)
        text = format(static_cast<double>(facts.derived.input[first_flat + ring.offset]), numbers);
    else if (padding_counts(facts))
        text = format_plain(static_cast<double>(facts.geometry.pad_value));
    draw_outside_cell(page.sketch, plane, plane.cell(at.row, at.column), ring, text, numbers);
}

/// The ring of a grid too big for single cells: hatched bands.
void draw_ring_bands(const Page& page, const Plane& plane) {
    const Box outer = plane.box(), inner = plane.inner();
    const Box bands[] = {{outer.x, outer.y, outer.w, inner.y - outer.y},
                         {outer.x, inner.bottom(), outer.w, outer.bottom() - inner.bottom()},
                         {outer.x, inner.y, inner.x - outer.x, inner.h},
                         {inner.right(), inner.y, outer.right() - inner.right(), inner.h}};
    for (const Box& band : bands) {
        if (band.w <= 0.5F || band.h <= 0.5F) continue;
        Rect rect;
        rect.box = band;
        rect.fill = {Role::padding};
        rect.pattern = Pattern::hatch;
        rect.pattern_paint = {Role::hatch};
        page.sketch.add(std::move(rect));
    }
}

bool never_read(const Facts& facts, std::int64_t flat) {
    return !facts.empty && facts.derived.coverage[flat] == 0.0F;
}

/// Whole rows and columns of a picture that no window reads.
void draw_unread_bands(const Page& page, const Plane& plane, std::int64_t first_flat) {
    const Facts& facts = page.facts;
    const Ring& ring = plane.ring;
    // A position inside may still be read through the padding; one of the ring is not asked (probe < 0).
    const auto band = [&](const CellBlock& cells, std::int64_t probe) {
        if (facts.empty || (probe >= 0 && facts.derived.coverage[first_flat + probe] != 0.0F)) return;
        Rect rect;
        rect.box = plane.block(cells);
        rect.pattern = Pattern::cross_hatch;
        rect.pattern_paint = {Role::unread, 0.0F, 0.6F};
        page.sketch.add(std::move(rect));
    };
    const std::int64_t rows = plane.size.rows, columns = plane.size.columns;
    for (const std::int64_t row : facts.unread_rows) {
        const bool inside = row >= 0 && row < rows;
        if (!inside && (row < -ring.top || row >= rows + ring.bottom)) continue;
        band(inside ? CellBlock{row, 0, row, columns - 1} : CellBlock{row, -ring.left, row, columns + ring.right - 1},
             inside ? row * columns : -1);
    }
    for (const std::int64_t column : facts.unread_columns) {
        const bool inside = column >= 0 && column < columns;
        if (!inside && (column < -ring.left || column >= columns + ring.right)) continue;
        band(inside ? CellBlock{0, column, rows - 1, column}
                    : CellBlock{-ring.top, column, rows + ring.bottom - 1, column},
             inside ? column : -1);
    }
}

void draw_cells(const Page& page, const Plane& plane, std::int64_t first_flat) {
    const Facts& facts = page.facts;
    const CellBlock shown = visible_cells(plane, page.layout.area);
    for (std::int64_t row = shown.top; row <= shown.bottom; ++row) {
        for (std::int64_t column = shown.left; column <= shown.right; ++column) {
            if (row < 0 || row >= plane.size.rows || column < 0 || column >= plane.size.columns) {
                draw_ring_cell(page, plane, {row, column}, first_flat);
                continue;
            }
            const std::int64_t flat = first_flat + row * plane.size.columns + column;
            const CellId id{Grid::input, flat};
            draw_cell(page.sketch, plane, plane.cell(row, column),
                      {.value = facts.derived.input[flat],
                       .scale = facts.input_scale,
                       .numbers = &page.layout.input.numbers,
                       .id = id,
                       .unread = never_read(facts, flat),
                       .hide_number = facts.scene.editing == id});
        }
    }
}

}  // namespace

void draw_input(const Page& page) {
    const Facts& facts = page.facts;
    const auto group = page.sketch.group("input", page.layout.input.title + ", " + shape_text(facts.geometry.input));
    if (element_count(facts.geometry.input) == 0) return;
    for (const Plane& plane : page.layout.input.planes) {
        const auto plane_group =
            page.sketch.group(fmt::format("input-c{}", plane.channel), fmt::format("Input channel {}", plane.channel));
        const std::int64_t first_flat = plane_first(facts, facts.geometry.input, plane.channel);
        if (!page.layout.input.as_image) {
            draw_cells(page, plane, first_flat);
            continue;
        }
        draw_ring_bands(page, plane);
        draw_image(page, plane, facts.derived.input, facts.input_scale, first_flat,
                   element_count(facts.geometry.input));
        draw_unread_bands(page, plane, first_flat);
    }
}

}  // namespace stridelens
