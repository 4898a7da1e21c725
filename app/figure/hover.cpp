// What the mouse points at, and what belongs to it: the output cells that read an input cell, the cell behind a term.

#include "app/figure/parts.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr std::size_t kMostOutlines = 512;

void mark(const Page& page, const Plane& plane, const Cell& at, Paint stroke) {
    const bool roomy = std::min(plane.pitch.x, plane.pitch.y) >= 16.0F;
    const Box cell = plane.cell(at.row, at.column);
    page.sketch.outline(roomy ? inset(cell, 1.0F) : cell, corner_radius(plane), stroke, roomy ? 2.0F : 1.0F);
}

/// The cells of the lens that show what `shows` accepts.
template <class Shows>
void mark_lens(const Page& page, Paint stroke, Shows shows) {
    for (const Plane& lens : page.layout.lens.planes)
        for (const Term& term : page.facts.explanation.terms) {
            if (!shows(term.tap) || (page.facts.conv && term.tap.channel != lens.channel)) continue;
            mark(page, lens, kernel_cell(page.facts, term.tap), stroke);
        }
}

void mark_input(const Page& page, std::int64_t flat, Paint stroke) {
    const Index index = unflatten(page.facts.geometry.input, flat);
    if (const Plane* plane = page.layout.input.find(channel_of(page.facts, index)))
        mark(page, *plane, plane_cell(page.facts, index), stroke);
    mark_lens(page, stroke, [&](const Tap& tap) { return tap.kind == TapKind::inside && tap.source == flat; });
}

void mark_readers(const Page& page, std::int64_t flat) {
    const Facts& facts = page.facts;
    std::int64_t last = -1;
    std::size_t count = 0;
    for (const Reader& reader : readers(facts.geometry, unflatten(facts.geometry.input, flat))) {
        if (reader.output == last) continue;
        last = reader.output;
        const Index index = unflatten(facts.geometry.output, reader.output);
        const Plane* plane = page.layout.output.find(channel_of(facts, index));
        if (plane == nullptr) continue;
        if (++count > kMostOutlines) return;
        mark(page, *plane, plane_cell(facts, index), {Role::ink, 0.0F, 0.6F});
    }
}

/// The cells that a term multiplies or compares.
void mark_term(const Page& page, const Term& term) {
    const Facts& facts = page.facts;
    const Paint ink{Role::ink};
    if (const Plane* plane = page.layout.input.find(facts.conv ? term.tap.channel : facts.in_channel))
        mark(page, *plane, tap_cell(facts, term.tap), ink);
    mark_lens(page, ink,
              [&](const Tap& tap) { return tap.kernel == term.tap.kernel && tap.channel == term.tap.channel; });
    if (term.tap.weight < 0) return;
    const Plane* plane = page.layout.kernel.find(term.tap.channel);
    if (plane != nullptr) mark(page, *plane, plane_cell(facts, term.tap.kernel), ink);
}

bool has_flat(const CellId& cell, std::int64_t count) {
    return cell.flat >= 0 && cell.flat < count;
}

}  // namespace

void draw_hover(const Page& page) {
    const Facts& facts = page.facts;
    const CellId& hover = facts.scene.hover;
    if (hover.grid == Grid::none || facts.empty) return;
    const auto group = page.sketch.group("hover", "Under the mouse");
    if (hover.grid == Grid::input && has_flat(hover, element_count(facts.geometry.input))) {
        mark_input(page, hover.flat, {Role::ink});
        mark_readers(page, hover.flat);
    }
    if (hover.grid == Grid::kernel)
        for (const Term& term : facts.explanation.terms)
            if (term.tap.weight == hover.flat) mark_term(page, term);
    if (hover.grid == Grid::term && has_flat(hover, static_cast<std::int64_t>(facts.explanation.terms.size())))
        mark_term(page, facts.explanation.terms[static_cast<std::size_t>(hover.flat)]);
}

}  // namespace stridelens
