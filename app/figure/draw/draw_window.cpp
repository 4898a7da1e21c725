// The window: its outline, the cells inside that it skips, its taps, the winner, and this step's cell. Backwards and for
// a stamp the same on the other side: the cells that read, or are reached.

#include "app/figure/draw/draw.h"

#include <algorithm>
#include <set>
#include <utility>

namespace stridelens {

namespace {

constexpr std::size_t kMostTaps = 4096;    // outlines of single taps
constexpr std::int64_t kMostVeils = 4096;  // veils over single skipped cells

Box between(const Box& a, const Box& b, float t) {
    const auto mix = [t](float p, float q) { return p + (q - p) * t; };
    return {mix(a.x, b.x), mix(a.y, b.y), mix(a.w, b.w), mix(a.h, b.h)};
}

void accent_outline(const Page& page, const Plane& plane, const Box& box) {
    const float width = outline_width(plane);
    const float radius = std::max(corner_radius(plane), width > 2.0F ? 3.0F : 0.0F);
    page.sketch.outline(box, radius, {Role::background, 0.0F, 0.7F}, width + 2.0F);  // stands off from orange cells
    page.sketch.outline(box, radius, {Role::window}, width);
}

void outline_cells(const Page& page, const Plane& plane, const std::vector<Cell>& cells) {
    const float width = outline_width(plane) / 2;
    if (cells.size() > kMostTaps) return;
    for (const Cell& at : cells) {
        if (!plane.holds(at)) continue;
        const Box cell = plane.cell(at);
        const float within = std::min(width / 2, std::min(cell.w, cell.h) / 4);  // a cell may be half a point wide
        page.sketch.outline(inset(cell, within), corner_radius(plane), {Role::window}, width);
    }
}

/// Cells inside the window's outline that no tap reads: veiled; each tap outlined.
void draw_gaps(const Page& page, const Plane& plane, const PlaneMarks& marks) {
    const CellBlock& block = marks.hull;
    const std::int64_t cells = (block.bottom - block.top + 1) * (block.right - block.left + 1);
    if (cells > kMostVeils) return;
    std::set<std::pair<std::int64_t, std::int64_t>> read;
    for (const Cell& at : marks.cells) read.emplace(at.row, at.column);
    if (static_cast<std::int64_t>(read.size()) == cells || read.size() > kMostTaps) return;
    for (std::int64_t row = block.top; row <= block.bottom; ++row)
        for (std::int64_t column = block.left; column <= block.right; ++column) {
            if (read.contains({row, column}) || !plane.holds({row, column})) continue;
            Rect veil;
            veil.box = inset(plane.cell(row, column), -plane.gap / 2);
            veil.fill = {Role::background, 0.0F, 0.72F};
            page.sketch.add(std::move(veil));
        }
    outline_cells(page, plane, marks.cells);
}

void draw_marked(const Page& page, const Marked& marked) {
    const Plane& plane = *marked.plane;
    const PlaneMarks& marks = *marked.marks;
    if (page.facts.scattered) {
        outline_cells(page, plane, marks.cells);
    } else if (!page.from && !page.layout.meeting) {  // there the windows are nearly the whole grids
        draw_gaps(page, plane, marks);
    }
    if (!page.facts.scattered) accent_outline(page, plane, marked.box);
    if (!page.from)
        for (const Cell& at : marks.chosen)
            if (plane.holds(at)) draw_winner_ring(page.sketch, plane, plane.cell(at));
}

/// The marks of the step that the window slides from, on the same plane; or in the same place of the list.
const PlaneMarks* slid_from(const std::vector<PlaneMarks>& from, const std::vector<PlaneMarks>& to, std::size_t i) {
    for (const PlaneMarks& marks : from)
        if (marks.channel == to[i].channel && marks.slice == to[i].slice) return &marks;
    return from.size() == to.size() ? &from[i] : nullptr;
}

Box hull_on(const Plane& plane, const PlaneMarks& marks) {
    return around(plane, plane.block(marks.hull));
}

/// Matrices: the whole column of this step's cell, and backwards that of the weights' row.
void draw_lines_of_matrices(const Page& page) {
    const Facts& facts = page.facts;
    const auto band = [&](const GridBlock& block, bool row, std::int64_t at) {
        if (block.planes.empty() || at < 0) return;
        const Plane& plane = block.planes.front();
        const Cell low = plane.first;
        const Cell high{low.row + plane.size.rows - 1, low.column + plane.size.columns - 1};
        const Cell probe = row ? Cell{at, low.column} : Cell{low.row, at};
        if (!plane.holds(probe)) return;
        const CellBlock cells = row ? CellBlock{at, low.column, at, high.column} : CellBlock{low.row, at, high.row, at};
        accent_outline(page, plane, around(plane, plane.block(cells)));
    };
    if (facts.view == View::matrix) {
        band(page.layout.columns, false, facts.made_at.cell.column);
        band(page.layout.kernel, true, facts.made_at.cell.row);
    } else if (is_a<Unfold>(facts) && facts.made == Side::right && !page.layout.right.planes.empty()) {
        const Plane& plane = page.layout.right.planes.front();
        const std::int64_t column = facts.made_at.cell.column;
        const Box box =
            around(plane, plane.block({plane.first.row, column, plane.first.row + plane.size.rows - 1, column}));
        page.sketch.outline(box, corner_radius(plane), {Role::window, 0.0F, 0.6F}, 2.0F);
    }
}

}  // namespace

Box around(const Plane& plane, const Box& cells) {
    return inset(cells, -plane.gap / 2);
}

Box box_of(const Facts& facts, const Plane& plane, const WindowBox& window) {
    const auto along = [&](int axis, std::int64_t size) {
        const int a = windowed_axis(facts.geometry, axis);
        if (a < 0) return Positions{0, size - 1};
        return Positions{window.first[static_cast<std::size_t>(a)], window.last[static_cast<std::size_t>(a)]};
    };
    const Positions rows = along(facts.left.map.row, plane.size.rows),
                    columns = along(facts.left.map.column, plane.size.columns);
    return around(plane, join(plane.cell(rows.first, columns.first), plane.cell(rows.last, columns.last)));
}

void draw_winner_ring(Sketch& sketch, const Plane& plane, const Box& cell) {
    const float pitch = std::min(plane.pitch.x, plane.pitch.y);
    const float off = pitch >= 64.0F ? 5.0F : pitch >= 32.0F ? 2.5F : pitch >= 16.0F ? 2.0F : 1.0F;
    const Box ring = inset(cell, off);
    if (ring.w < 2.0F || ring.h < 2.0F) return;
    sketch.outline(ring, std::max(corner_radius(plane) - 2.0F, 0.0F), {Role::winner}, pitch >= 32.0F ? 2.0F : 1.0F);
}

std::vector<Marked> marked_now(const Page& page, Side side) {
    const Facts& facts = page.facts;
    const auto& all = side == Side::left ? facts.left_marks : facts.right_marks;
    const GridBlock& block = page.layout.block(side);
    const auto t = static_cast<float>(facts.scene.slide_progress);
    std::vector<Marked> result;
    for (std::size_t i = 0; i < all.size(); ++i) {
        const Plane* plane = block.find(all[i].channel, all[i].slice);
        if (plane == nullptr) continue;
        Marked marked{&all[i], plane, hull_on(*plane, all[i])};
        const PlaneMarks* from =
            page.from ? slid_from(side == Side::left ? page.from->left : page.from->right, all, i) : nullptr;
        const Plane* start = from != nullptr ? block.find(from->channel, from->slice) : nullptr;
        if (start != nullptr) marked.box = between(hull_on(*start, *from), marked.box, t);
        result.push_back(marked);
    }
    return result;
}

const Plane* made_plane(const Page& page) {
    const Facts& facts = page.facts;
    if (facts.empty) return nullptr;
    const Plane* plane = page.layout.block(facts.made).find(facts.made_at.channel, facts.made_at.slice);
    return plane != nullptr && plane->holds(facts.made_at.cell) ? plane : nullptr;
}

std::optional<Box> made_now(const Page& page) {
    const Facts& facts = page.facts;
    const Plane* plane = made_plane(page);
    if (plane == nullptr) return std::nullopt;
    const Box to = around(*plane, plane->cell(facts.made_at.cell));
    if (!page.from) return to;
    const Place& made = page.from->made;
    const Plane* from = page.layout.block(facts.made).find(made.channel, made.slice);
    if (from == nullptr || !from->holds(made.cell)) return to;
    return between(around(*from, from->cell(made.cell)), to, static_cast<float>(facts.scene.slide_progress));
}

void draw_window(const Page& page) {
    const Facts& facts = page.facts;
    if (!shows_step(facts)) return;
    const auto group = page.sketch.group("window", "Window");
    for (const Side side : {Side::left, Side::right})
        for (const Marked& marked : marked_now(page, side)) draw_marked(page, marked);
    draw_lines_of_matrices(page);
    for (const Side side : {Side::left, Side::right})
        if (const std::optional<Marked> part = part_on(page, side))
            page.sketch.outline(part->box, 2.0F, {Role::window}, 2.0F);
    if (const std::optional<Box> box = made_now(page)) accent_outline(page, *made_plane(page), *box);
}

}  // namespace stridelens
