// Where all channels' sums meet in the strip below the grids: what makes each of those that show, and what comes of all of
// them, up to its cell.

#include "app/figure/draw/draw.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr float kIntoCorner = 3.0F;  // of the total: from the corner of its box to where its outline turns
constexpr float kClear = 6.0F;       // between the wedge and what is written beside it

/// Between a kernel and its sum.
void draw_equals(const Page& page) {
    const Layout& layout = page.layout;
    for (std::size_t i = 0; i < layout.sums.size(); ++i) {
        const Box &sum = layout.sums[i], kernel = inset(layout.kernel.planes[i].box(), -5.0F);
        const auto hue = static_cast<float>(layout.kernel.planes[i].channel);
        if (layout.down)
            page.sketch.line({sum.centre().x, kernel.bottom()}, {sum.centre().x, sum.y}, {Role::channel, hue, 0.5F},
                             1.5F);
        else
            page.sketch.text({(kernel.right() + sum.x) / 2, sum.centre().y}, "=", Face::numbers, 18.0F * layout.type,
                             {Role::dim_ink});
    }
}

/// Where the wedge ends: at its cell, or, where other planes stand below that one, at the lowest one's edge.
Box head_of(const Page& page, const Box& cell, const Plane& plane) {
    const Box grid = page.layout.right.box(), own = plane.box();
    if (own.bottom() >= grid.bottom() - 1.0F) return cell;
    return {cell.x, cell.y, cell.w, grid.bottom() - cell.y};
}

}  // namespace

void draw_total_wedge(const Page& page) {
    const Layout& layout = page.layout;
    const std::optional<Box> cell = made_now(page);
    const Plane* plane = made_plane(page);
    if (!cell || plane == nullptr || layout.total.w <= 0.0F) return;
    if (page.facts.volumes) return;  // slices and colour scales lie in between: the accent alone ties the two
    const Box head = head_of(page, *cell, *plane), &total = layout.total;
    const float top = head.bottom(), edge = layout.area.bottom();
    if (top >= edge) return;
    // A straight way, unless it would run over what is written beside the total.
    const float lean = free_beside_total(layout.area.w) - kClear;
    const float foot_left = total.x + kIntoCorner, foot_right = total.right() - kIntoCorner;
    const float share = (total.y - edge) / (total.y - top);
    const float left = std::max(foot_left + (head.x - foot_left) * share, foot_left - lean);
    const float right = std::max(foot_right + (head.right() - foot_right) * share, foot_left);
    const auto part = [&](const Point& a, const Point& b, const Point& c, const Point& d) {
        page.sketch.add(Polygon{{a, b, c, d}, kConnectorFill, {}, 0.0F});
        page.sketch.line(a, d, kConnectorEdge, 1.5F);
        page.sketch.line(b, c, kConnectorEdge, 1.5F);
    };
    part({head.x, top}, {head.right(), top}, {right, edge}, {left, edge});
    part({left, edge}, {right, edge}, {foot_right, total.y}, {foot_left, total.y});
}

void draw_free_sums(const Page& page) {
    draw_equals(page);
    draw_total_wedge(page);
}

}  // namespace stridelens
