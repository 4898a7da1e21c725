// What the mouse points at, and what of this step belongs to it: the cells behind a term, the terms of a weight.

#include "app/figure/draw/draw.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stridelens {

namespace {

constexpr std::size_t kMostOutlines = 512;

void mark(const Page& page, const Plane& plane, const Cell& at, Paint stroke) {
    if (!plane.holds(at)) return;
    const bool roomy = std::min(plane.pitch.x, plane.pitch.y) >= 16.0F;
    const Box cell = plane.cell(at);
    page.sketch.outline(roomy ? inset(cell, 1.0F) : cell, corner_radius(plane), stroke, roomy ? 2.0F : 1.0F);
}

/// The cells of the lenses that `shows` accepts.
template <class Shows>
void mark_lens(const Page& page, Paint stroke, Shows shows) {
    for (const auto& [block, cells] :
         {std::pair{&page.layout.lens, &page.lens_cells}, {&page.layout.other_lens, &page.other_cells}})
        for (const LensCell& cell : *cells)
            if (shows(cell))
                if (const Plane* lens = block->find(cell.channel, cell.slice)) mark(page, *lens, cell.at, stroke);
}

}  // namespace

void mark_place(const Page& page, const GridBlock& block, const Place& place, Paint stroke) {
    if (const Plane* plane = block.find(place.channel, place.slice)) mark(page, *plane, place.cell, stroke);
}

void mark_cell(const Page& page, Side side, std::int64_t flat, Paint stroke) {
    const Facts& facts = page.facts;
    const Sheet& sheet = facts.sheet(side);
    const Place place = side == Side::kernel ? kernel_place(facts, flat) : place_of(facts.geometry, sheet, flat);
    mark_place(page, page.layout.block(side), place, stroke);
    const bool in_lens = page.layout.lens.sheet == &sheet || page.layout.other_lens.sheet == &sheet;
    if (side != Side::kernel && in_lens)
        mark_lens(page, stroke, [&](const LensCell& cell) { return cell.id == CellId{sheet.grid, flat}; });
}

namespace {

bool has_flat(const CellId& cell, std::int64_t count) {
    return cell.flat >= 0 && cell.flat < count;
}

}  // namespace

void mark_term(const Page& page, const Term& term, const Paint& ink) {
    const Facts& facts = page.facts;
    const Sheet& left = facts.left;
    const std::int64_t channel = facts.has_kernel ? term.tap.channel : facts.left_channel;
    if (facts.made != Side::left && left.windowed && term.tap.at.size() == facts.geometry.axes.size())
        mark_place(page, page.layout.left, tap_place(facts.geometry, left, term.tap, channel), ink);
    else if (facts.made != Side::left && term.tap.source >= 0)
        mark_cell(page, Side::left, term.tap.source, ink);
    if (facts.made != Side::right && term.output >= 0) mark_cell(page, Side::right, term.output, ink);
    const auto order = &term - facts.explanation().terms.data();
    mark_lens(page, ink, [&](const LensCell& cell) { return cell.term == order; });
    if (facts.made != Side::kernel && facts.has_kernel && term.tap.weight >= 0)
        mark_cell(page, Side::kernel, term.tap.weight, ink);
}

void draw_hover(const Page& page) {
    const Facts& facts = page.facts;
    const CellId& hover = facts.scene.hover;
    if (hover.grid == Grid::none || facts.empty) return;
    const auto group = page.sketch.group("hover", "Under the mouse");
    if (hover.grid == Grid::input && facts.left.grid == Grid::input &&
        has_flat(hover, element_count(facts.geometry.input)))
        mark_cell(page, Side::left, hover.flat, {Role::ink});
    if (hover.grid == Grid::setting) draw_setting(page, static_cast<Field>(hover.flat));
    if (hover.grid == Grid::code) draw_code_subject(page, static_cast<CodeSubject>(hover.flat));
    std::size_t count = 0;
    if (hover.grid == Grid::kernel)
        for (const Term& term : facts.explanation().terms)
            if (term.tap.weight == hover.flat && ++count <= kMostOutlines) mark_term(page, term, {Role::ink});
    if (hover.grid == Grid::term && has_flat(hover, static_cast<std::int64_t>(facts.explanation().terms.size())))
        mark_term(page, facts.explanation().terms[static_cast<std::size_t>(hover.flat)], {Role::ink});
}

}  // namespace stridelens
