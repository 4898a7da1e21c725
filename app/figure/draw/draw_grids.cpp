// The cells of every grid: the ring of padding and overhang, what is never read, zeros put between cells, and what is
// still to be computed.

#include "app/figure/draw/draw.h"
#include "core/window/surrounded.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

/// One plane of a grid and how its cells are looked up.
struct Drawing {
    const Page& page;
    const GridBlock& block;
    const Sheet& sheet;
    const Plane& plane;
    const PlaneCells& cells;
    Reads reads{};

    /// Flat indices follow one another through the plane.
    bool contiguous() const {
        return !sheet.stretched && !sheet.flipped && plane.size.rows == sheet.size.rows &&
               plane.size.columns == sheet.size.columns && plane.slice >= 0 && plane.slice < sheet.slices;
    }
};

bool to_come(const Drawing& d, std::int64_t flat) {
    if (flat <= d.sheet.computed) return false;
    const Facts& facts = d.page.facts;
    return &d.sheet != &facts.sheet(facts.made) || flat != facts.scene.shown || facts.tap.has_value();
}

/// MaxUnpool: where the cell goes, as its index says.
std::string index_below(const Drawing& d, std::int64_t flat) {
    const auto& indices = d.page.facts.derived.indices;
    if (d.plane.grid != Grid::input || flat < 0 || flat >= static_cast<std::int64_t>(indices.size())) return "";
    return fmt::format("→{}", indices[static_cast<std::size_t>(flat)]);
}

/// Backwards, where the value decides on what comes back: the input's own value.
std::string value_above(const Drawing& d, std::int64_t flat) {
    const Facts& facts = d.page.facts;
    if (d.plane.grid != Grid::grad_input || !value_decides(facts) || d.block.numbers.size <= 0.0F) return "";
    const float value = facts.derived.input[flat];
    return fmt::format("in {}", format(static_cast<double>(value), number_style(facts.input_numbers)));
}

/// The index under the number is a cell of its own, that can be edited.
void index_target(const Drawing& d, std::int64_t flat, const Box& box) {
    if (index_below(d, flat).empty() || box.h < 34.0F || d.block.numbers.size <= 0.0F) return;
    Rect target;
    target.box = {box.x, box.bottom() - 0.36F * box.h, box.w, 0.36F * box.h};
    target.cell = {Grid::indices, flat};
    d.page.sketch.add(std::move(target));
}

void draw_one(const Drawing& d, const Cell& at) {
    const Facts& facts = d.page.facts;
    Sketch& sketch = d.page.sketch;
    const Box box = d.plane.cell(at);
    const LatticeCell cell = d.cells.at(at);
    if (cell.kind != TapKind::inside || cell.flat < 0) {
        std::string text;
        if (d.plane.grid != Grid::input)
            text = "";
        else if (cell.flat >= 0)
            text = format(static_cast<double>((*d.sheet.tensor)[cell.flat]), d.block.numbers);
        else
            text = pad_text(facts);
        const CellId id = &d.sheet == &facts.left
                              ? outside_id(facts.geometry, d.sheet, {d.plane.channel, d.plane.slice, at})
                              : CellId{};
        draw_outside_cell(sketch, d.plane, box, cell, text, d.block.numbers, id);
        if (d.reads.counted && cell.kind == TapKind::padding) draw_count(sketch, box, cell.reads);
        return;
    }
    const CellId id{d.plane.grid, cell.flat};
    if (to_come(d, cell.flat)) return draw_placeholder(sketch, d.plane, box, id, value_above(d, cell.flat));
    const bool tells_unread = !facts.empty && d.plane.grid == Grid::input;
    draw_cell(sketch, d.plane, box,
              {.value = (*d.sheet.tensor)[cell.flat],
               .scale = d.sheet.scale,
               .numbers = &d.block.numbers,
               .id = id,
               .unread = tells_unread && cell.unread,
               .hide_number = facts.scene.editing == id,
               .strength = strength_of(d.reads, cell),
               .below = index_below(d, cell.flat),
               .above = value_above(d, cell.flat)});
    index_target(d, cell.flat, box);
    if (d.reads.counted) draw_count(sketch, box, cell.reads);
}

void draw_cells(const Drawing& d) {
    const CellBlock shown = visible_cells(d.plane, d.page.layout.area);
    // Dots and pale cells do not say where the plane ends.
    if (dots_to_come(d.plane) && d.sheet.computed < element_count(d.sheet.tensor->shape) - 1)
        draw_placeholder(d.page.sketch, d.plane, inset(d.plane.box(), -1.0F), {});
    for (std::int64_t row = shown.top; row <= shown.bottom; ++row)
        for (std::int64_t column = shown.left; column <= shown.right; ++column) draw_one(d, {row, column});
}

/// Whole rows and columns of a picture that no window reads, not even through the padding: those that show.
void draw_unread_bands(const Drawing& d) {
    const Facts& facts = d.page.facts;
    if (facts.empty || d.plane.grid != Grid::input || !d.sheet.windowed) return;
    const Ring& ring = d.plane.ring;
    const std::int64_t rows = d.plane.size.rows, columns = d.plane.size.columns;
    const auto each_unread = [&](int axis, std::int64_t first, std::int64_t last, auto&& cells_of) {
        const int a = windowed_axis(facts.geometry, axis);
        if (a < 0) return;
        const std::vector<std::int64_t>& unread = facts.derived.sizes[static_cast<std::size_t>(a)].unread;
        for (auto at = std::lower_bound(unread.begin(), unread.end(), first); at != unread.end() && *at <= last; ++at) {
            Rect rect;
            rect.box = d.plane.block(cells_of(*at));
            cross_hatch(rect, std::min(d.plane.pitch.x, d.plane.pitch.y));
            d.page.sketch.add(std::move(rect));
        }
    };
    const CellBlock shown = visible_cells(d.plane, d.page.layout.area);
    each_unread(d.sheet.map.row, shown.top, shown.bottom, [&](std::int64_t row) {
        const bool inside = row >= 0 && row < rows;
        return inside ? CellBlock{row, 0, row, columns - 1} : CellBlock{row, -ring.left, row, columns + ring.right - 1};
    });
    each_unread(d.sheet.map.column, shown.left, shown.right, [&](std::int64_t column) {
        const bool inside = column >= 0 && column < columns;
        return inside ? CellBlock{0, column, rows - 1, column}
                      : CellBlock{-ring.top, column, rows + ring.bottom - 1, column};
    });
}

void draw_picture(const Drawing& d) {
    const Facts& facts = d.page.facts;
    draw_ring_bands(d.page.sketch, d.plane, &d.sheet == &facts.left ? &facts : nullptr);
    if (d.plane.slice < 0 || d.plane.slice >= d.sheet.slices) return;
    if (d.sheet.computed < element_count(d.sheet.tensor->shape))
        // Two points off: poppler lets pictures reach up to a pixel farther than they are.
        draw_placeholder(d.page.sketch, d.plane, inset(d.plane.box(), -3.0F), {});
    draw_image(d.page, d.plane, d.sheet, d.cells, d.page.layout.area, d.contiguous());
    shade_picture(d.page, d.block, d.plane);
    draw_unread_bands(d);
}

/// The names of cells that are painted as one band.
std::optional<CellBand> outside_band(const Facts& facts, const Plane& plane, const CellBlock& cells) {
    const CellId first = outside_id(facts.geometry, facts.left, {plane.channel, plane.slice, {cells.top, cells.left}});
    if (first.grid == Grid::none) return std::nullopt;
    return CellBand{first, cells.bottom - cells.top + 1, cells.right - cells.left + 1,
                    surrounded(facts.geometry).back()};
}

/// The ground of a slice that is padding alone, too slim for cells of its own.
bool is_slim(const Plane& plane) {
    return plane.pitch.x < 0.5F * plane.pitch.y && plane.grid != Grid::none && plane.size.rows > 1;
}

void draw_slim(const Drawing& d) {
    Rect rect;
    rect.box = d.plane.box();
    rect.radius = corner_radius(d.plane);
    rect.fill = {Role::padding};
    hatch(rect, std::min(d.plane.pitch.x, d.plane.pitch.y));
    const CellBlock all{-d.plane.ring.top, -d.plane.ring.left, d.plane.size.rows + d.plane.ring.bottom - 1,
                        d.plane.size.columns + d.plane.ring.right - 1};
    if (&d.sheet == &d.page.facts.left) rect.band = outside_band(d.page.facts, d.plane, all);
    d.page.sketch.add(std::move(rect));
}

std::string plane_id(const Page& page, const Plane& plane) {
    const std::string id = fmt::format("{}-c{}", info_of(plane.grid).group, plane.channel);
    return page.facts.volumes ? fmt::format("{}-d{}", id, plane.slice) : id;
}

std::string plane_title(const Page& page, const GridBlock& block, const Plane& plane) {
    const char* name = block.sheet->name;
    if (&block != &page.layout.kernel) return fmt::format("{} channel {}", name, plane.channel);
    return fmt::format("{} of {} channel {}", name, page.facts.mirrored ? "output" : "input", plane.channel);
}

/// Rows and columns of a block's cells that show, one by one.
CellBlock looked_at(const Page& page, const GridBlock& block) {
    std::optional<CellBlock> all;
    for (const Plane& plane : block.planes) {
        const CellBlock shown = visible_cells(plane, page.layout.area);
        if (block.as_image || shown.top > shown.bottom || shown.left > shown.right) continue;
        all = all ? CellBlock{std::min(all->top, shown.top), std::min(all->left, shown.left),
                              std::max(all->bottom, shown.bottom), std::max(all->right, shown.right)}
                  : shown;
    }
    return all.value_or(CellBlock{0, 0, -1, -1});
}

void draw_block(const Page& page, const GridBlock& block) {
    if (block.planes.empty()) return;
    const Sheet& sheet = *block.sheet;
    const auto group = page.sketch.group(info_of(sheet.grid).group,
                                         fmt::format("{}, {}", block.title, shape_text(sheet.tensor->shape)));
    if (element_count(sheet.tensor->shape) == 0) {
        if (&block != &page.layout.right || page.facts.scene.half) return;  // a side's line says it
        page.sketch.text(block.box().centre(), "empty: there is no output cell", Face::words, 14.0F * page.layout.type,
                         {Role::dim_ink});
        return;
    }
    const bool kernel = &block == &page.layout.kernel && sheet.matrix < 0;
    const Lattice lattice(page.facts.geometry, sheet, looked_at(page, block));
    const bool hues = &block == &page.layout.kernel && page.facts.many().channels > 1;
    for (const Plane& plane : block.planes) {
        const auto plane_group = page.sketch.group(plane_id(page, plane), plane_title(page, block, plane));
        const std::int64_t first = kernel ? kernel_first(page.facts, plane.channel) : 0;
        if (first < 0) continue;
        const PlaneCells cells =
            kernel ? lattice.kernel_plane(first, plane.slice) : lattice.plane(plane.channel, plane.slice);
        const Drawing d{
            page,
            block,
            sheet,
            plane,
            cells,
            block.as_image ? Reads{} : reads_of(page.facts, plane, cells, visible_cells(plane, page.layout.area))};
        if (is_slim(plane) && &block != &page.layout.kernel && !page.facts.strips)
            draw_slim(d);
        else if (block.as_image)
            draw_picture(d);
        else
            draw_cells(d);
        if (!kernel) continue;
        const Paint edge = hues ? Paint{Role::channel, static_cast<float>(plane.channel)} : Paint{Role::line};
        page.sketch.outline(inset(plane.box(), -4.0F), corner_radius(plane) + 4.0F, edge, 2.0F);
    }
}

}  // namespace

std::string pad_text(const Facts& facts) {
    return padding_counts(facts) ? format_plain(static_cast<double>(facts.geometry.pad_value)) : std::string();
}

void draw_ring_bands(Sketch& sketch, const Plane& plane, const Facts* facts) {
    const Box outer = plane.box(), inner = plane.inner();
    const Ring& ring = plane.ring;
    const std::int64_t rows = plane.size.rows, columns = plane.size.columns, right = columns + ring.right - 1;
    struct Band {
        Box box;
        CellBlock cells;
    };
    const Band bands[] = {
        {{outer.x, outer.y, outer.w, inner.y - outer.y}, {-ring.top, -ring.left, -1, right}},
        {{outer.x, inner.bottom(), outer.w, outer.bottom() - inner.bottom()},
         {rows, -ring.left, rows + ring.bottom - 1, right}},
        {{outer.x, inner.y, inner.x - outer.x, inner.h}, {0, -ring.left, rows - 1, -1}},
        {{inner.right(), inner.y, outer.right() - inner.right(), inner.h}, {0, columns, rows - 1, right}}};
    for (const auto& [band, cells] : bands) {
        if (band.w <= 0.5F || band.h <= 0.5F) continue;
        Rect rect;
        rect.box = band;
        if (facts != nullptr) rect.band = outside_band(*facts, plane, cells);
        rect.fill = {Role::padding};
        hatch(rect, std::min(plane.pitch.x, plane.pitch.y));
        sketch.add(std::move(rect));
    }
}

void draw_grids(const Page& page) {
    draw_block(page, page.layout.left);
    draw_columns(page);
    draw_block(page, page.layout.kernel);
    draw_sums(page);
    draw_block(page, page.layout.right);
}

}  // namespace stridelens
