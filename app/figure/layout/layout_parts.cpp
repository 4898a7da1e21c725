// Leaves out the grids that the page shall not show, and closes the gap where one stood between two others.

#include "app/figure/layout/layout_planes.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr float kWedge = 120.0F;      // what stays between two grids side by side, for the connectors
constexpr float kDownWedge = 112.0F;  // one below the other: their titles and indices stand in between, too

void move(GridBlock& block, Point by) {
    for (auto* planes : {&block.planes, &block.thumbnails})
        for (Plane& plane : *planes) plane.origin = {plane.origin.x + by.x, plane.origin.y + by.y};
}

/// Brings the right grid (below: the lower one) as near as its neighbour's words allow.
void close_gap(Layout& layout) {
    if (layout.left.planes.empty() || layout.right.planes.empty()) return;
    Box before = layout.left.box();
    const Box after = layout.right.box();
    if (!layout.lens.planes.empty()) before = join(before, layout.lens.box());
    if (layout.down) {
        const float gap = after.y - before.bottom();
        return move(layout.right, {0.0F, std::min(kDownWedge - gap, 0.0F)});
    }
    const float words = least_apart(layout.left, layout.right) - (layout.left.box().w + after.w) / 2;
    const float gap = after.x - before.right();
    move(layout.right, {std::min(std::max(kWedge, words) - gap, 0.0F), 0.0F});
}

/// What is left in the middle of the page again. Strips keep their titles' column.
void centre(const Facts& facts, Layout& layout) {
    const std::optional<Box> all = layout.grids();
    if (!all) return;
    const Box& area = layout.area;
    const float x = facts.strips ? 0.0F : std::round(area.centre().x - all->centre().x);
    const float y = layout.down ? std::round(area.centre().y - all->centre().y) : 0.0F;
    for (GridBlock* block :
         {&layout.left, &layout.lens, &layout.other_lens, &layout.kernel, &layout.right, &layout.columns})
        move(*block, {x, y});
    const auto shift = [&](Box& box) { box = {box.x + x, box.y + y, box.w, box.h}; };
    for (Box& sum : layout.sums) shift(sum);
    for (Box* box : {&layout.plus, &layout.bias, &layout.total}) shift(*box);
}

}  // namespace

void keep_parts(const Facts& facts, Layout& layout) {
    const PageParts& parts = facts.scene.parts;
    if (parts.input && parts.kernel && parts.output) return;
    const auto leave_out = [&](GridBlock& block) {
        block.planes.clear();
        block.thumbnails.clear();
        for (GridBlock* lens : {&layout.lens, &layout.other_lens})
            if (lens->sheet == block.sheet) lens->planes.clear();
    };
    if (!parts.input) leave_out(layout.left);
    if (!parts.output) leave_out(layout.right);
    if (!parts.kernel && !layout.kernel.planes.empty()) {
        layout.kernel.planes.clear();
        layout.sums.clear();
        layout.rows = false;
        if (facts.view != View::matrix) close_gap(layout);  // there it stands in a corner
    }
    centre(facts, layout);
}

}  // namespace stridelens
