// "This becomes that": wedges and curves between the grids. They run in the free space between grids and, inside a
// grid, in the gaps of its lattice.

#include "app/figure/draw/draw.h"
#include "app/figure/layout/layout_planes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace stridelens {

namespace {

constexpr Paint kGuide{Role::window, 0.0F, 0.35F};
constexpr std::size_t kMostCurves = 48;
constexpr float kLeastBend = 24.0F;  // of the way from grid to grid
constexpr float kIntoCorner = 2.0F;  // of a frame: from the corner of its box to where its outline turns

/// Swaps the axes, so that one piece of code serves wedges to the right and wedges downwards.
struct Turn {
    bool down = false;
    Point operator()(float along, float across) const { return down ? Point{across, along} : Point{along, across}; }
    Box operator()(const Box& b) const { return down ? Box{b.y, b.x, b.h, b.w} : b; }
};

/// From `from` inside `from_grid` to `to` inside `to_grid`, which lies to the right of it, or below: along the window's
/// own rows to the grid's edge, and bent in the free space. A frame is its own grid: the ribbon meets its rounded corners.
void wedge(Sketch& sketch, const Box& from, const Box& from_grid, const Box& to, const Box& to_grid, bool down,
           const Words& words = {}) {
    const Turn turn{down};
    const bool from_frame = from == from_grid, to_frame = to == to_grid;
    const Box a = turn(from_frame ? inset(from, kIntoCorner) : from), b = turn(to_frame ? inset(to, kIntoCorner) : to);
    const float leave = from_frame ? a.right() : std::max(turn(from_grid).right() + 2.0F, a.right());
    const float arrive = to_frame ? b.x : std::min(turn(to_grid).x - 2.0F, b.x);
    if (arrive <= leave) return;
    const float room = std::max(arrive - leave - kLeastBend, 0.0F);
    const float taken = std::min(words.left + words.right, room) / std::max(words.left + words.right, 1.0F);
    const float first = std::round(leave + taken * words.left), last = std::round(arrive - taken * words.right);
    const float middle = (first + last) / 2;
    const auto edge = [&](float start, float end) {
        return std::array{turn(first, start), turn(middle, start), turn(middle, end), turn(last, end)};
    };
    const auto upper = edge(a.y, b.y), lower = edge(a.bottom(), b.bottom());
    sketch.add(Ribbon{upper, lower, kConnectorFill});
    const auto tint = [&](float start, float end, const Box& rows) {
        if (end <= start) return;
        sketch.add(
            Polygon{{turn(start, rows.y), turn(end, rows.y), turn(end, rows.bottom()), turn(start, rows.bottom())},
                    kConnectorFill,
                    {},
                    0.0F});
    };
    if (first > leave + 1.0F) tint(leave, first, a);
    if (last < arrive - 1.0F) tint(last, arrive, b);
    const auto straight = [&](float start, float end, float across, Paint paint, float width) {
        if (end > start) sketch.line(turn(start, across), turn(end, across), paint, width);
    };
    for (const auto& [from_here, one, two, to_here] : {upper, lower})
        sketch.add(Curve{from_here, one, two, to_here, kConnectorEdge, 1.5F});
    for (const float across : {a.y, a.bottom()}) {
        straight(a.right(), leave, across, kGuide, 1.0F);
        straight(leave, first, across, kConnectorEdge, 1.5F);
    }
    for (const float across : {b.y, b.bottom()}) {
        straight(last, arrive, across, kConnectorEdge, 1.5F);
        straight(arrive, b.x, across, kGuide, 1.0F);
    }
}

/// From a lens below the output up to the cell: over cells that are still to come, and, as long as there are any beside it,
/// not beyond the grid, where its indices stand.
void wedge_up(Sketch& sketch, const Box& lens, const Box& cell, const Box& grid) {
    const float foot = lens.y, head = cell.bottom();
    if (head >= foot) return;
    const float left = lens.x + kIntoCorner, right = lens.right() - kIntoCorner;
    const float edge = std::clamp(grid.bottom() + kIntoCorner, head, foot), share = (edge - head) / (foot - head);
    const float at_left = cell.x + share * (left - cell.x), at_right = cell.right() + share * (right - cell.right());
    const float low = std::min(std::max(at_left, grid.x - kIntoCorner), cell.x),
                high = std::max(std::min(at_right, grid.right() + kIntoCorner), cell.right());
    std::vector<Point> west{{cell.x, head}, {left, foot}}, east{{cell.right(), head}, {right, foot}};
    if (low > at_left) west.insert(west.begin() + 1, Point{low, edge});
    if (high < at_right) east.insert(east.begin() + 1, Point{high, edge});
    std::vector<Point> outline{west.front()};
    outline.insert(outline.end(), east.begin(), east.end());
    outline.insert(outline.end(), west.rbegin(), west.rend() - 1);
    sketch.add(Polygon{outline, kConnectorFill, {}, 0.0F});
    for (const std::vector<Point>& side : {west, east})
        for (std::size_t i = side.size() - 1; i > 0; --i) sketch.line(side[i], side[i - 1], kConnectorEdge, 1.5F);
}

void curve(Sketch& sketch, Point from, Point to, bool down, Paint stroke) {
    const Point middle{(from.x + to.x) / 2, (from.y + to.y) / 2};
    const Point one = down ? Point{from.x, middle.y} : Point{middle.x, from.y};
    const Point two = down ? Point{to.x, middle.y} : Point{middle.x, to.y};
    sketch.add(Curve{from, one, two, to, stroke, 2.0F});
}

Paint hue_of(std::int64_t channel, float alpha) {
    return {Role::channel, static_cast<float>(channel), alpha};
}

/// Where the i-th of `count` lines meets a side that is `length` long.
float share_of(std::size_t i, std::size_t count, float length) {
    return length * (static_cast<float>(i) + 1.0F) / (static_cast<float>(count) + 1.0F);
}

/// Each channel's sum → the output cell's row. The curves end at the grid's edge, side by side.
void draw_sum_curves(const Page& page, const Box& output) {
    const Layout& layout = page.layout;
    const bool down = layout.down;
    const Box grid = layout.right.box();
    const std::size_t count = layout.sums.size();
    for (std::size_t i = 0; i < count; ++i) {
        const std::int64_t channel = layout.kernel.planes[i].channel;
        const Paint hue = hue_of(channel, 0.8F);
        const Box& sum = layout.sums[i];
        const Box kernel = inset(layout.kernel.planes[i].box(), -5.0F);
        if (down) {
            const Point end{output.x + share_of(i, count, output.w), grid.y - 2.0F};
            page.sketch.line({sum.centre().x, kernel.bottom()}, {sum.centre().x, sum.y}, hue_of(channel, 0.5F), 1.5F);
            curve(page.sketch, {sum.centre().x, sum.bottom()}, end, true, hue);
            continue;
        }
        const Point end{grid.x - 2.0F, output.y + share_of(i, count, output.h)};
        page.sketch.line({kernel.right(), sum.centre().y}, {sum.x, sum.centre().y}, hue_of(channel, 0.5F), 1.5F);
        // Straight on between what is written above and below the output.
        const Point bend{std::max(end.x - words_overhang(layout.right, grid.w) * layout.type, sum.right()), end.y};
        curve(page.sketch, {sum.right(), sum.centre().y}, bend, false, hue);
        if (bend.x < end.x - 0.5F) page.sketch.line(bend, end, hue, 2.0F);
    }
}

void times(const Page& page, Point at) {
    page.sketch.text(at, "⊙", Face::numbers, 20.0F * page.layout.type, {Role::dim_ink});
}

/// What takes part on one side: the windows (at most a few), or this step's cell.
struct End {
    Box box{};
    const Plane* plane = nullptr;
};
std::vector<End> ends_on(const Page& page, Side side) {
    std::vector<End> ends;
    if (page.facts.made == side) {
        if (const auto box = made_now(page)) ends.push_back({*box, made_plane(page)});
        return ends;
    }
    const bool copied = is_a<Unfold>(page.facts);  // of the whole window one cell only
    for (const Marked& marked : marked_now(page, side))
        if (!copied || !marked.marks->chosen.empty()) ends.push_back({marked.box, marked.plane});
    return ends;
}

/// Strips with several channels: from the column of windows, one curve to each channel's kernel; or from the kernels to
/// theirs.
void draw_strip_curves(const Page& page, const Box& window, bool above) {
    const Layout& layout = page.layout;
    const Box grid = above ? layout.left.box() : layout.right.box();
    const std::size_t count = layout.kernel.planes.size();
    for (std::size_t i = 0; i < count; ++i) {
        const Plane* lens = layout.lens.find(layout.kernel.planes[i].channel);
        const Box kernel = lens != nullptr ? frame_of(*lens) : inset(layout.kernel.planes[i].box(), -5.0F);
        const float x = window.x + share_of(i, count, window.w);
        const Paint hue = hue_of(layout.kernel.planes[i].channel, 0.8F);
        if (above)
            curve(page.sketch, {x, grid.bottom() + 4.0F}, {kernel.centre().x, kernel.y}, true, hue);
        else
            curve(page.sketch, {kernel.centre().x, kernel.bottom()}, {x, grid.y - 4.0F}, true, hue);
        if (lens == nullptr) times(page, {kernel.x - 20.0F * layout.type, kernel.centre().y});
    }
}

/// All slices of one channel's kernel.
Box kernel_box(const Layout& layout, std::int64_t channel) {
    std::optional<Box> box;
    for (const Plane& plane : layout.kernel.planes)
        if (plane.channel == channel) box = box ? join(*box, plane.box()) : plane.box();
    return inset(box.value_or(Box{}), -4.0F);
}

/// Where a window meets its kernel: the lens on it, or the kernel.
Box meets_at(const Page& page, const Box& kernel, std::int64_t channel) {
    std::optional<Box> box;
    for (const Plane& lens : page.layout.lens.planes)
        if (lens.channel == channel) box = box ? join(*box, frame_of(lens)) : frame_of(lens);
    return page.layout.down ? box.value_or(kernel) : kernel;
}

void wedge_to_kernel(const Page& page, const End& end, const Box& kernel, bool left) {
    const Layout& layout = page.layout;
    const GridBlock& grid = left ? layout.left : layout.right;
    // Stacked planes of 2-D grids leave the way free; slices of a volume's upper channels do not.
    const Box free = layout.down ? clear_of_planes(end.box, *end.plane, grid, !left, true) : end.box;
    const Box own = layout.down ? grid.box() : end.plane->box();
    if (left)
        wedge(page.sketch, free, own, kernel, kernel, layout.down, words_between(page, &grid, &layout.kernel));
    else
        wedge(page.sketch, kernel, kernel, free, own, layout.down, words_between(page, &layout.kernel, &grid));
}

/// In the middle of the wedge, unless the kernel's title or its colour scale is there.
void times_between(const Page& page, const End& end, const Box& kernel, bool left) {
    if (page.layout.down) return times(page, {kernel.x - 20.0F * page.layout.type, kernel.centre().y});
    float y = (end.box.centre().y + kernel.centre().y) / 2;
    const bool title = y > kernel.y - 80.0F && y < kernel.y + 8.0F;
    if (title || (y > kernel.bottom() && y < kernel.bottom() + 64.0F)) y = kernel.centre().y;
    const Box own = end.plane->box();
    times(page, {left ? (own.right() + kernel.x) / 2 : (own.x + kernel.right()) / 2, y});
}

/// Sums and bias meet in one ⊕; what they make goes up to the cell.
void draw_row_connectors(const Page& page, const Box& output) {
    const Layout& layout = page.layout;
    const Box& plus = layout.plus;
    const Point meet = plus.centre();
    for (std::size_t i = 0; i < layout.sums.size(); ++i) {
        const std::int64_t channel = layout.kernel.planes[i].channel;
        const Box& sum = layout.sums[i];
        const Box kernel = inset(layout.kernel.planes[i].box(), -5.0F);
        page.sketch.text({(kernel.right() + sum.x) / 2, sum.centre().y}, "=", Face::numbers, 18.0F * layout.type,
                         {Role::dim_ink});
        curve(page.sketch, {sum.right(), sum.centre().y}, meet, false, hue_of(channel, 0.9F));
    }
    if (adds_bias(page.facts))
        curve(page.sketch, {layout.bias.right(), layout.bias.centre().y}, meet, false, {Role::dim_ink, 0.0F, 0.8F});
    page.sketch.line({plus.right(), meet.y}, {layout.total.x, meet.y}, kConnectorEdge, 2.0F);
    wedge_up(page.sketch, layout.total, output, made_plane(page)->box());
}

/// The grid with several planes, its kernels, and the single cell that they lead to (or come from).
void draw_through_kernels(const Page& page) {
    const Layout& layout = page.layout;
    const Facts& facts = page.facts;
    const Side many = facts.mirrored ? Side::right : Side::left, one = facts.mirrored ? Side::left : Side::right;
    const std::vector<End> ends = ends_on(page, many), single = ends_on(page, one);
    std::int64_t last = -1;
    bool curves = false;
    for (const Plane& kernel : layout.kernel.planes) {
        if (kernel.channel == last) continue;
        last = kernel.channel;
        const Box to = kernel_box(layout, kernel.channel);
        bool has_sign = false;
        for (const End& end : ends) {
            if (end.plane->channel != kernel.channel) continue;
            if (facts.strips && facts.many().channels > 1) {
                if (!curves) draw_strip_curves(page, end.box, !facts.mirrored);
                curves = true;
                continue;
            }
            if (const Plane* lens = layout.lens.find(kernel.channel); lens != nullptr && !layout.down) {
                const Box frame = frame_of(*lens);
                wedge(page.sketch, end.box, end.plane->box(), frame, frame, false);
                times(page, {(frame.right() + to.x) / 2, to.centre().y});
                continue;
            }
            wedge_to_kernel(page, end, meets_at(page, to, kernel.channel), !facts.mirrored);
            if (!has_sign && (!layout.down || layout.lens.planes.empty()))
                times_between(page, end, to, !facts.mirrored);
            has_sign = true;
        }
        if (layout.sums.empty() && !layout.sums_below && !single.empty() &&
            (facts.made != Side::kernel || facts.made_at.channel == last))
            wedge_to_kernel(page, single.front(), to, facts.mirrored);
    }
    if (layout.sums_below) return draw_free_sums(page);
    if (layout.sums.empty() || single.empty()) return;
    if (layout.rows)
        draw_row_connectors(page, single.front().box);
    else
        draw_sum_curves(page, single.front().box);
}

/// From a cell of the left grid to one of the right: a curve between the grids, faint lines over what lies before it.
void link(const Page& page, const Box& from, const Box& to) {
    const Turn turn{page.layout.down};
    const Box a = turn(from), b = turn(to);
    const float leave = std::max(turn(page.layout.left.box()).right() + 2.0F, a.right());
    const float arrive = std::min(turn(page.layout.right.box()).x - 2.0F, b.x);
    if (arrive <= leave) return;
    // Below the cells, in the gap between two rows.
    const float start = a.bottom(), end = b.bottom();
    page.sketch.line(turn(a.right(), start), turn(leave, start), kGuide, 1.0F);
    curve(page.sketch, turn(leave, start), turn(arrive, end), page.layout.down, kConnectorEdge);
    page.sketch.line(turn(arrive, end), turn(b.x, end), kGuide, 1.0F);
}

/// The matrix view: each channel's window and its part of the column.
void draw_unfolding(const Page& page) {
    const Facts& facts = page.facts;
    if (page.layout.columns.planes.empty()) return;
    const Plane& plane = page.layout.columns.planes.front();
    const std::int64_t column = facts.made_at.cell.column;
    const Words words = words_between(page, &page.layout.left, &page.layout.columns);
    for (const Marked& marked : marked_now(page, Side::left)) {
        if (!facts.product.inputs.contains(marked.plane->channel)) continue;
        const Positions rows = inner_rows(facts.geometry, facts.product, marked.plane->channel);
        if (!plane.holds({rows.first, column})) continue;
        const Box part = around(plane, plane.block({rows.first, column, rows.last, column}));
        // Slices stand side by side: past all of them.
        const Box own = facts.left.all_slices() > 1 ? page.layout.left.box() : marked.plane->box();
        wedge(page.sketch, marked.box, own, part, plane.box(), false, words);
    }
}

/// Cells that do not form a window: a curve from each.
void draw_scattered(const Page& page) {
    const Facts& facts = page.facts;
    const std::optional<Box> made = made_now(page);
    if (!made) return;
    const bool right = facts.made == Side::right;
    const bool unpool = is_a<MaxUnpool>(facts);
    std::size_t count = 0;
    for (const Marked& marked : marked_now(page, right ? Side::left : Side::right)) {
        const bool all = !unpool || !right;  // of several inputs only the one whose index names the cell goes there
        for (const Cell& at : all ? marked.marks->cells : marked.marks->chosen) {
            if (!marked.plane->holds(at) || ++count > kMostCurves) continue;
            const Box cell = around(*marked.plane, marked.plane->cell(at));
            link(page, right ? cell : *made, right ? *made : cell);
        }
    }
}

/// Both ends clear of other planes, from every left end to every right one; with a lens between them through it.
void draw_direct(const Page& page) {
    const Layout& layout = page.layout;
    const bool down = layout.down;
    const Box from = layout.left.box(), to = layout.right.box();
    std::vector<Box> starts, ends;
    for (const End& left : ends_on(page, Side::left))
        starts.push_back(clear_of_planes(left.box, *left.plane, layout.left, false, down));
    for (const End& right : ends_on(page, Side::right))
        ends.push_back(clear_of_planes(right.box, *right.plane, layout.right, true, down));
    if (layout.lens.planes.empty()) {
        for (const Box& start : starts)
            for (const Box& end : ends)
                wedge(page.sketch, start, from, end, to, down, words_between(page, &layout.left, &layout.right));
        return;
    }
    const Box lens = inset(layout.lens.box(), -kFrame);
    // Past the output to a lens below it: none of its cells is crossed.
    const Box edge = layout.lens_below ? join(lens, to) : lens;
    for (const Box& start : starts)
        wedge(page.sketch, start, from, lens, edge, down, words_between(page, &layout.left, nullptr));
    for (const Box& end : ends)
        if (layout.lens_below)
            wedge_up(page.sketch, lens, end, to);
        else
            wedge(page.sketch, lens, lens, end, to, down, words_between(page, nullptr, &layout.right));
}

}  // namespace

Box clear_of_planes(const Box& box, const Plane& plane, const GridBlock& grid, bool second, bool down) {
    const Turn turn{down};
    const Box own = turn(plane.box()), all = turn(grid.box());
    Box b = turn(box);
    if (!second && own.right() < all.right() - 1.0F) b = {all.right(), b.y, 0.0F, b.h};
    if (second && own.x > all.x + 1.0F) b = {all.x, b.y, 0.0F, b.h};
    return turn(b);
}

Words words_between(const Page& page, const GridBlock* left, const GridBlock* right) {
    const Layout& layout = page.layout;
    if (layout.down) return {};
    const auto overhang = [&](const GridBlock* block) {
        return block == nullptr ? 0.0F : words_overhang(*block, block->box().w / layout.type) * layout.type;
    };
    return {overhang(left), overhang(right)};
}

void draw_wedge(Sketch& sketch, const Box& from, const Box& from_grid, const Box& to, const Box& to_grid, bool down,
                const Words& words) {
    wedge(sketch, from, from_grid, to, to_grid, down, words);
}

void draw_wedge_up(Sketch& sketch, const Box& from, const Box& cell, const Box& grid) {
    wedge_up(sketch, from, cell, grid);
}

void draw_curve(Sketch& sketch, Point from, Point to, Paint stroke) {
    curve(sketch, from, to, false, stroke);
}

void draw_connectors(const Page& page) {
    const Facts& facts = page.facts;
    if (!shows_step(facts)) return;
    const auto group = page.sketch.group("connectors", "From the window to its output cell");
    if (draw_lens_connectors(page)) return;
    if (facts.view == View::matrix)
        draw_unfolding(page);
    else if (facts.scattered)
        draw_scattered(page);
    else if (!page.layout.kernel.planes.empty() && !page.layout.kernel_aside)
        draw_through_kernels(page);
    else
        draw_direct(page);
}

}  // namespace stridelens
