// What a symbol of the size formula stands for, on the picture: pointed at in the formula or at its slider. And the window
// that the formula takes away.

#include "app/figure/draw/draw.h"

#include <optional>

namespace stridelens {

namespace {

constexpr float kStroke = kLitStroke;

void dashed(const Page& page, const Plane& plane, const Box& box, const Paint& paint) {
    Rect rect;
    rect.box = box;
    rect.radius = corner_radius(plane);
    rect.stroke = paint;
    rect.stroke_width = kStroke;
    rect.dashed = true;
    page.sketch.add(std::move(rect));
}

/// The output cell after this step's along an axis of the planes, whether there is one (`last`: one behind the last) or not.
std::optional<Index> next_along(const Facts& facts, int axis, bool last) {
    const int a = windowed_axis(facts.geometry, axis);
    if (a < 0 || facts.made != Side::right || facts.shown.empty()) return std::nullopt;
    const Axis& along = facts.geometry.axes[static_cast<std::size_t>(a)];
    if (along.sliding != Sliding::windows) return std::nullopt;
    Index next = facts.shown;
    std::int64_t& place = next[facts.geometry.leading + static_cast<std::size_t>(a)];
    if (last)
        place = along.out;
    else if (++place >= along.out)
        return std::nullopt;
    return next;
}

/// Where the next window stands, along the columns and along the rows, and how far its edge has moved.
void draw_stride(const Page& page, const Paint& paint) {
    const Facts& facts = page.facts;
    for (const Marked& marked : marked_now(page, Side::left))
        for (const int axis : {facts.left.map.column, facts.left.map.row}) {
            const std::optional<Index> cell = next_along(facts, axis, false);
            if (!cell) continue;
            const Box next = box_of(facts, *marked.plane, window_box(facts.geometry, *cell));
            dashed(page, *marked.plane, next, paint);
            page.sketch.line({marked.box.x, marked.box.y}, {next.x, next.y}, paint, 2 * kStroke);
        }
}

void outline_windows(const Page& page, const Paint& paint) {
    outline_step_windows(page, paint);
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

void outline_planes(const Page& page, const GridBlock& block, bool inner, const Paint& paint) {
    for (const Plane& plane : block.planes)
        page.sketch.outline(around(plane, inner ? plane.inner() : plane.box()), corner_radius(plane), paint, kStroke);
}

void outline_step_windows(const Page& page, const Paint& paint) {
    for (const Marked& marked : marked_now(page, Side::left))
        page.sketch.outline(marked.box, corner_radius(*marked.plane), paint, kStroke + 1.0F);
}

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
        if (const std::optional<Index> dropped = next_along(facts, axis, true))
            dashed(page, *plane, box_of(facts, *plane, window_box(facts.geometry, *dropped)), {Role::window});
    }
}

}  // namespace stridelens
