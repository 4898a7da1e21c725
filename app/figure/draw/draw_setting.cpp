// What a symbol of the size formula stands for, on the picture: pointed at in the formula or at its slider. And the window
// that the formula takes away.

#include "app/figure/draw/draw.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr float kStroke = 3.0F;

/// The box of a block, also where it reaches beyond its plane.
Box box_of(const Plane& plane, const CellBlock& block) {
    return around(plane, join(plane.cell(block.top, block.left), plane.cell(block.bottom, block.right)));
}

void outline_planes(const Page& page, const GridBlock& block, bool inner, const Paint& paint) {
    for (const Plane& plane : block.planes)
        page.sketch.outline(around(plane, inner ? plane.inner() : plane.box()), corner_radius(plane), paint, kStroke);
}

void dashed(const Page& page, const Plane& plane, const Box& box, const Paint& paint) {
    Rect rect;
    rect.box = box;
    rect.radius = corner_radius(plane);
    rect.stroke = paint;
    rect.stroke_width = kStroke;
    rect.dashed = true;
    page.sketch.add(std::move(rect));
}

/// The stride of an axis of the picture's planes; 0: none slides along it.
std::int64_t stride_along(const Facts& facts, int axis) {
    const int a = windowed_axis(facts.geometry, axis);
    if (a < 0 || facts.geometry.axes[static_cast<std::size_t>(a)].sliding != Sliding::windows) return 0;
    return facts.geometry.axes[static_cast<std::size_t>(a)].stride;
}

/// Where the next window stands, along the columns and along the rows, and how far its edge has moved.
void draw_stride(const Page& page, const Paint& paint) {
    const std::int64_t right = stride_along(page.facts, page.facts.left.map.column),
                       down = stride_along(page.facts, page.facts.left.map.row);
    for (const Marked& marked : marked_now(page, Side::left)) {
        const Plane& plane = *marked.plane;
        for (const auto& [rows, columns] : {std::pair<std::int64_t, std::int64_t>{0, right}, {down, 0}}) {
            if (rows + columns == 0) continue;
            const Point by{static_cast<float>(columns) * plane.pitch.x, static_cast<float>(rows) * plane.pitch.y};
            const Box next{marked.box.x + by.x, marked.box.y + by.y, marked.box.w, marked.box.h};
            if (next.right() > plane.box().right() + plane.pitch.x ||
                next.bottom() > plane.box().bottom() + plane.pitch.y)
                continue;
            dashed(page, plane, next, paint);
            page.sketch.line({marked.box.x, marked.box.y}, {next.x, next.y}, paint, 2 * kStroke);
        }
    }
}

void outline_windows(const Page& page, const Paint& paint) {
    for (const Marked& marked : marked_now(page, Side::left))
        page.sketch.outline(marked.box, corner_radius(*marked.plane), paint, kStroke + 1.0F);
    if (page.facts.has_kernel) outline_planes(page, page.layout.kernel, true, paint);
}

/// The taps, and with them what dilation leaves out between them.
void outline_taps(const Page& page, const Paint& paint) {
    for (const Marked& marked : marked_now(page, Side::left))
        for (const Cell& at : marked.marks->cells)
            if (marked.plane->holds(at))
                page.sketch.outline(inset(marked.plane->cell(at), 1.0F), corner_radius(*marked.plane), paint, 2.0F);
}

}  // namespace

void draw_setting(const Page& page, Field field) {
    const Paint paint = symbol_paint(field);
    switch (field) {
        case Field::input:
            return outline_planes(page, page.layout.left, true, paint);
        case Field::padding:
            outline_planes(page, page.layout.left, false, paint);
            return outline_planes(page, page.layout.left, true, paint);
        case Field::kernel_size:
            return outline_windows(page, paint);
        case Field::stride:
            return draw_stride(page, paint);
        case Field::dilation:
            return outline_taps(page, paint);
        default:
            return;
    }
}

void draw_dropped(const Page& page) {
    const Facts& facts = page.facts;
    if (!facts.scene.parts.formula || facts.left_marks.empty() || facts.made != Side::right || facts.volumes) return;
    const PlaneMarks& marks = facts.left_marks.front();
    const Plane* plane = page.layout.left.find(marks.channel, marks.slice);
    if (plane == nullptr) return;
    for (const int axis : {facts.left.map.row, facts.left.map.column}) {
        const int a = windowed_axis(facts.geometry, axis);
        if (a < 0 || !facts.derived.sizes[static_cast<std::size_t>(a)].window_dropped) continue;
        const Axis& along = facts.geometry.axes[static_cast<std::size_t>(a)];
        const auto [first, last] = window_along(along, along.out);
        CellBlock block = marks.hull;
        (axis == facts.left.map.row ? block.top : block.left) = first;
        (axis == facts.left.map.row ? block.bottom : block.right) = last;
        dashed(page, *plane, box_of(*plane, block), {Role::window});
    }
}

}  // namespace stridelens
