// What the mouse points at, and what belongs to it: the output cells that read an input cell, the cells behind a term.

#include "app/figure/draw/draw.h"
#include "core/explain/sentence/read_by.h"
#include "core/window/coverage.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stridelens {

namespace {

constexpr std::size_t kMostOutlines = 512, kMostWindows = 64;
constexpr float kToldType = 13.0F, kToldHeight = 24.0F;

void mark(const Page& page, const Plane& plane, const Cell& at, Paint stroke) {
    if (!plane.holds(at)) return;
    const bool roomy = std::min(plane.pitch.x, plane.pitch.y) >= 16.0F;
    const Box cell = plane.cell(at);
    page.sketch.outline(roomy ? inset(cell, 1.0F) : cell, corner_radius(plane), stroke, roomy ? 2.0F : 1.0F);
}

void mark_place(const Page& page, const GridBlock& block, const Place& place, Paint stroke) {
    if (const Plane* plane = block.find(place.channel, place.slice)) mark(page, *plane, place.cell, stroke);
}

/// Words about a cell, on a plate above it, or below it where there is no room.
void tell_at(const Page& page, Side side, const Place& place, const std::string& words) {
    const Plane* plane = page.layout.block(side).find(place.channel, place.slice);
    if (plane == nullptr || !plane->holds(place.cell)) return;
    const Box cell = plane->cell(place.cell), &area = page.layout.area;
    const float width = std::min(std::ceil(text_width(words, Face::words, kToldType)) + 20.0F, area.w - 8.0F);
    const float above = cell.y - kToldHeight - 8.0F;
    Rect plate;
    plate.box = {
        std::clamp(cell.centre().x - width / 2, area.x + 4.0F, std::max(area.right() - width - 4.0F, area.x + 4.0F)),
        above >= area.y + 4.0F ? above : cell.bottom() + 8.0F, width, kToldHeight};
    plate.radius = 6.0F;
    plate.fill = {Role::panel};
    plate.stroke = {Role::dim_ink};
    plate.stroke_width = 1.0F;
    const Point centre = plate.box.centre();
    page.sketch.add(std::move(plate));
    page.sketch.text(centre, words, Face::words, kToldType, {Role::ink});
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

/// The cell of a sheet, wherever it stands on the page.
void mark_cell(const Page& page, Side side, std::int64_t flat, Paint stroke) {
    const Facts& facts = page.facts;
    const Sheet& sheet = facts.sheet(side);
    const Place place = side == Side::kernel ? kernel_place(facts, flat) : place_of(facts.geometry, sheet, flat);
    mark_place(page, page.layout.block(side), place, stroke);
    const bool in_lens = page.layout.lens.sheet == &sheet || page.layout.other_lens.sheet == &sheet;
    if (side != Side::kernel && in_lens)
        mark_lens(page, stroke, [&](const LensCell& cell) { return cell.id == CellId{sheet.grid, flat}; });
}

/// Where the window of an output cell lies on the input's plane.
void outline_window(const Page& page, const Place& cell, std::int64_t output) {
    const Facts& facts = page.facts;
    const Plane* plane = page.layout.left.find(cell.channel, cell.slice);
    if (plane == nullptr || facts.volumes || facts.left.stretched) return;
    const Box box = box_of(facts, *plane, window_box(facts.geometry, unflatten(facts.geometry.output, output)));
    page.sketch.outline(box, corner_radius(*plane), {Role::ink, 0.0F, 0.45F}, 1.5F);
}

/// The output cells that an input cell reaches, the windows that read it, and both in words.
void mark_readers(const Page& page, std::int64_t flat) {
    const Facts& facts = page.facts;
    const std::vector<Reader> all = readers(facts.geometry, unflatten(facts.geometry.input, flat));
    const Place place = place_of(facts.geometry, facts.left, flat);
    const bool windows = !facts.geometry.transposed() && !is_a<MaxUnpool>(facts);
    std::int64_t last = -1;
    std::size_t count = 0;
    for (const Reader& reader : all) {
        if (reader.output == last) continue;
        last = reader.output;
        if (++count > kMostOutlines) break;
        if (windows && count <= kMostWindows) outline_window(page, place, reader.output);
        mark_cell(page, Side::right, reader.output, {Role::ink, 0.0F, 0.6F});
    }
    if (windows) tell_at(page, Side::left, place, read_by(facts.geometry, all));
}

/// Everything that a weight meets: a cell of the input for each window of its output channel.
void mark_uses(const Page& page, std::int64_t weight) {
    const Facts& facts = page.facts;
    const Geometry& geometry = facts.geometry;
    if (facts.volumes || geometry.transposed() || facts.shown.empty()) return;
    const Place at = kernel_place(facts, weight);
    const std::int64_t most = std::min(geometry.output_cells(), static_cast<std::int64_t>(kMostOutlines));
    std::int64_t output = plane_first(facts.right, facts.right_channel, 0);
    for (std::int64_t count = 0; count < most; ++count, ++output) {
        const Tap tap = tap_of_weight(geometry, unflatten(geometry.output, output), weight);
        mark_place(page, page.layout.left, tap_place(geometry, facts.left, tap, at.channel), {Role::ink, 0.0F, 0.6F});
    }
    tell_at(page, Side::kernel, at, used_by(geometry, uses_of_weight(geometry)));
}

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
        has_flat(hover, element_count(facts.geometry.input))) {
        mark_cell(page, Side::left, hover.flat, {Role::ink});
        if (is_forward(facts)) mark_readers(page, hover.flat);
    }
    if (hover.grid == Grid::upstream && facts.right.grid == Grid::upstream &&
        has_flat(hover, element_count(facts.geometry.output)))
        mark_cell(page, Side::right, hover.flat, {Role::ink});
    if (hover.grid == Grid::setting) draw_setting(page, static_cast<Field>(hover.flat));
    if (hover.grid == Grid::code) draw_code_subject(page, static_cast<CodeSubject>(hover.flat));
    std::size_t count = 0;
    if (hover.grid == Grid::kernel && is_forward(facts) && has_flat(hover, element_count(facts.geometry.weight)))
        mark_uses(page, hover.flat);
    if (hover.grid == Grid::kernel)
        for (const Term& term : facts.explanation().terms)
            if (term.tap.weight == hover.flat && ++count <= kMostOutlines) mark_term(page, term, {Role::ink});
    if (hover.grid == Grid::term && has_flat(hover, static_cast<std::int64_t>(facts.explanation().terms.size())))
        mark_term(page, facts.explanation().terms[static_cast<std::size_t>(hover.flat)], {Role::ink});
}

}  // namespace stridelens
