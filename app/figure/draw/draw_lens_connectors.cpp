// Connectors through a lens where the picture is read from right to left, where a cell is stamped, and where two grids meet
// in a weight.

#include "app/figure/draw/draw.h"

#include <algorithm>

namespace stridelens {

namespace {

void sign(const Page& page, Point at, const char* text) {
    page.sketch.text(at, text, Face::numbers, 20.0F * page.layout.type, {Role::dim_ink});
}

/// From each lens to the window in its plane; the sign between it and its kernel.
void lenses_to_windows(const Page& page) {
    const Layout& layout = page.layout;
    for (const Plane& lens : layout.lens.planes) {
        const Box frame = frame_of(lens);
        for (const Marked& marked : marked_now(page, Side::right))
            if (marked.plane->channel == lens.channel)
                draw_wedge(page.sketch, frame, frame, marked.box, marked.plane->box(), false);
        if (const Plane* kernel = layout.kernel.find(lens.channel))
            sign(page, {(kernel->box().right() + frame.x) / 2, frame.centre().y},
                 page.facts.view == View::scatter ? "+" : "⊙");
    }
}

/// The sums meet in ⊕ and make the cell; or the cell goes out to each kernel.
void rows_to_cell(const Page& page, const Box& made) {
    const Layout& layout = page.layout;
    const Point meet = layout.plus.centre();
    const auto hue = [](std::int64_t channel) { return Paint{Role::channel, static_cast<float>(channel), 0.9F}; };
    for (std::size_t i = 0; i < layout.kernel.planes.size(); ++i) {
        const Plane& kernel = layout.kernel.planes[i];
        const Box box = inset(kernel.box(), -5.0F);
        if (layout.sums.empty()) {
            draw_curve(page.sketch, meet, {box.x, box.centre().y}, hue(kernel.channel));
            continue;
        }
        const Box& sum = layout.sums[i];
        page.sketch.text({(sum.right() + box.x) / 2, sum.centre().y}, "=", Face::numbers, 18.0F * layout.type,
                         {Role::dim_ink});
        draw_curve(page.sketch, meet, {sum.x, sum.centre().y}, hue(kernel.channel));
    }
    const Box total = layout.sums.empty() ? frame_of(layout.other_lens.planes.front()) : layout.total;
    page.sketch.line({total.right(), meet.y}, {layout.plus.x, meet.y}, kConnectorEdge, 2.0F);
    // A stamp's cell has others with numbers below it.
    const bool free = !layout.sums.empty() || layout.left.numbers.size <= 0.0F;
    // As wide as the grid: indices stand beside it.
    const Box grid = made_plane(page)->box();
    const float left = std::max(total.x, grid.x - 4.0F), right = std::min(total.right(), grid.right() + 4.0F);
    if (free && right > left + 4.0F) draw_wedge_up(page.sketch, {left, total.y, right - left, total.h}, made, grid);
}

/// Without sums: from the cell to the kernels, perhaps through its own lens.
void cell_to_kernels(const Page& page, const Box& made, const Box& grid) {
    for (const Plane& kernel : page.layout.kernel.planes) {
        const Box box = inset(kernel.box(), -4.0F);
        if (page.layout.other_lens.planes.empty()) {
            draw_wedge(page.sketch, made, grid, box, box, false);
            continue;
        }
        const Box cell = frame_of(page.layout.other_lens.planes.front());
        draw_wedge(page.sketch, made, grid, cell, cell, false);
        sign(page, {(cell.right() + box.x) / 2, box.centre().y}, "×");
    }
}

/// The gradient of a weight: from the two parts to their lenses, and from there up to the weight.
void parts_to_weight(const Page& page, const Box& made) {
    const Layout& layout = page.layout;
    const Box left = frame_of(layout.lens.planes.front()), right = frame_of(layout.other_lens.planes.front());
    const bool down = layout.down;
    if (const auto part = part_on(page, Side::left)) {
        const Box from = clear_of_planes(part->box, *part->plane, layout.left, false, down);
        draw_wedge(page.sketch, from, layout.left.box(), left, left, down);
    }
    if (const auto part = part_on(page, Side::right)) {
        const Box to = clear_of_planes(part->box, *part->plane, layout.right, true, down);
        draw_wedge(page.sketch, right, right, to, layout.right.box(), down);
    }
    const Box both = join(left, right);
    if (down)
        draw_wedge(page.sketch, both, both, clear_of_planes(made, *made_plane(page), layout.kernel, true, false),
                   layout.kernel.box(), false);
    else
        draw_wedge_up(page.sketch, both, made, layout.kernel.box());
    sign(page, {(left.right() + right.x) / 2, left.centre().y}, "⊙");
}

/// A matrix' cells that make one cell of an image, or come of it: a curve from each to the lens, and on from there.
void matrix_to_cell(const Page& page, const Box& made) {
    const Layout& layout = page.layout;
    const bool right = page.facts.made == Side::right;
    const Box frame = frame_of(layout.lens.planes.front());
    // Slices stand side by side: past all of them.
    const Plane& plane = *made_plane(page);
    const GridBlock& block = layout.block(page.facts.made);
    const Box grid = block.sheet->all_slices() > 1 ? block.box() : plane.box();
    if (right)
        draw_wedge(page.sketch, frame, frame, made, grid, false, words_between(page, nullptr, &block));
    else
        draw_wedge(page.sketch, made, grid, frame, frame, false, words_between(page, &block, nullptr));
    for (const Marked& marked : marked_now(page, right ? Side::left : Side::right))
        for (const Cell& at : marked.marks->cells) {
            if (!marked.plane->holds(at)) continue;
            const Box cell = marked.plane->cell(at);
            if (right)
                draw_curve(page.sketch, {layout.left.box().right() + 2.0F, cell.centre().y},
                           {frame.x, frame.centre().y}, kConnectorEdge);
            else
                draw_curve(page.sketch, {frame.right(), frame.centre().y},
                           {layout.right.box().x - 2.0F, cell.centre().y}, kConnectorEdge);
        }
}

}  // namespace

std::optional<Marked> part_on(const Page& page, Side side) {
    const std::vector<LensCell>& cells = side == Side::left ? page.lens_cells : page.other_cells;
    if (!page.layout.meeting || cells.empty()) return std::nullopt;
    const Plane* plane = page.layout.block(side).find(cells.front().stands.channel, cells.front().stands.slice);
    if (plane == nullptr) return std::nullopt;
    std::optional<CellBlock> hull;
    for (const LensCell& cell : cells) {
        const auto [row, column] = cell.stands.cell;
        hull = hull ? CellBlock{std::min(hull->top, row), std::min(hull->left, column), std::max(hull->bottom, row),
                                std::max(hull->right, column)}
                    : CellBlock{row, column, row, column};
    }
    return Marked{nullptr, plane, around(*plane, plane->block(*hull))};
}

bool draw_lens_connectors(const Page& page) {
    const Facts& facts = page.facts;
    const Layout& layout = page.layout;
    const bool meets = layout.meeting && !layout.lens.planes.empty() && !layout.other_lens.planes.empty();
    if (facts.scattered && !layout.lens.planes.empty()) {
        if (const std::optional<Box> made = made_now(page)) matrix_to_cell(page, *made);
        return true;
    }
    if (!meets && (!facts.mirrored || layout.lens.planes.empty() || layout.down)) return false;
    const std::optional<Box> made = made_now(page);
    if (meets) {
        if (made) parts_to_weight(page, *made);
        return true;
    }
    lenses_to_windows(page);
    if (!made) return true;
    if (layout.total.w > 0.0F)
        rows_to_cell(page, *made);
    else
        cell_to_kernels(page, *made, made_plane(page)->box());
    return true;
}

}  // namespace stridelens
