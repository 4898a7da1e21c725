#include "app/figure/parts.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stridelens {

namespace {

/// First and last of `count` cells of a lattice line that show between `low` and `high`, counted from −`before`.
std::pair<std::int64_t, std::int64_t> shown_along(float origin, float pitch, std::int64_t before, std::int64_t count,
                                                  float low, float high) {
    const auto first = static_cast<std::int64_t>(std::floor((low - origin) / pitch));
    const auto last = static_cast<std::int64_t>(std::floor((high - origin) / pitch));
    return {std::max<std::int64_t>(first, 0) - before, std::min(last, count - 1) - before};
}

float relative(float value, float scale) {
    if (std::isnan(value)) return 0.0F;
    return std::clamp(value / scale, -1.0F, 1.0F);
}

}  // namespace

CellBlock visible_cells(const Plane& plane, const Box& area) {
    const auto [top, bottom] =
        shown_along(plane.origin.y, plane.pitch.y, plane.ring.top, plane.lattice_rows(), area.y, area.bottom());
    const auto [left, right] =
        shown_along(plane.origin.x, plane.pitch.x, plane.ring.left, plane.lattice_columns(), area.x, area.right());
    return {top, left, bottom, right};
}

float corner_radius(const Plane& plane) {
    const float pitch = std::min(plane.pitch.x, plane.pitch.y);
    return pitch < 12.0F ? 0.0F : std::round(std::min(6.0F, pitch * 0.1F));
}

float outline_width(const Plane& plane) {
    const float pitch = std::min(plane.pitch.x, plane.pitch.y);
    return pitch >= 24.0F ? 4.0F : pitch >= 5.0F ? 3.0F : 2.0F;
}

void draw_cell(Sketch& sketch, const Plane& plane, const Box& box, const CellLook& look) {
    const float value = relative(look.value, look.scale);
    Rect rect;
    rect.box = box;
    rect.radius = corner_radius(plane);
    rect.fill = {Role::value, value};
    rect.cell = look.id;
    if (std::isnan(look.value)) rect.fill = {Role::chip};
    if (look.unread) {
        rect.pattern = Pattern::cross_hatch;
        rect.pattern_paint = {Role::unread, 0.0F, 0.4F};
    }
    sketch.add(std::move(rect));
    if (look.numbers == nullptr || look.numbers->size <= 0.0F || look.hide_number) return;
    const Paint ink = std::isnan(look.value) ? Paint{Role::warning} : Paint{Role::on_value, value};
    sketch.text(box.centre(), format(static_cast<double>(look.value), *look.numbers), Face::numbers, look.numbers->size,
                ink);
}

void draw_outside_cell(Sketch& sketch, const Plane& plane, const Box& box, const RingCell& ring,
                       const std::string& text, const NumberStyle& numbers) {
    Rect rect;
    rect.box = box;
    rect.radius = corner_radius(plane);
    if (ring.kind == TapKind::overhang) {
        rect.box = inset(rect.box, 1.0F);
        rect.stroke = {Role::dim_ink, 0.0F, 0.6F};
        rect.stroke_width = 1.0F;
        rect.dashed = true;
        sketch.add(std::move(rect));
        return;
    }
    rect.fill = {Role::padding};
    rect.pattern = ring.unread ? Pattern::cross_hatch : Pattern::hatch;
    rect.pattern_paint = ring.unread ? Paint{Role::unread, 0.0F, 0.4F} : Paint{Role::hatch};
    sketch.add(std::move(rect));
    if (numbers.size <= 0.0F || text.empty()) return;
    const float room = (box.w - 3.0F) / std::max(text_width(text, Face::numbers, 1.0F), 0.1F);
    const float size = std::min(numbers.size, room);
    if (size >= 9.0F) sketch.text(box.centre(), text, Face::numbers, size, {Role::dim_ink});
}

void draw_image(const Page& page, const Plane& plane, const Tensor& tensor, float scale, std::int64_t first_flat,
                std::int64_t last) {
    const CellBlock shown = visible_cells(plane, page.layout.area);
    const std::int64_t top = std::max<std::int64_t>(shown.top, 0);
    const std::int64_t bottom = std::min(shown.bottom, plane.size.rows - 1);
    if (top > bottom || shown.left > shown.right) return;
    Image image;
    const Box first = plane.cell(top, 0);
    image.columns = plane.size.columns;
    image.rows = bottom - top + 1;
    image.box = {first.x, first.y, static_cast<float>(image.columns) * plane.pitch.x - plane.gap,
                 static_cast<float>(image.rows) * plane.pitch.y - plane.gap};
    image.grid = plane.grid;
    image.first_flat = first_flat + top * plane.size.columns;
    image.values.reserve(static_cast<std::size_t>(image.rows * image.columns));
    for (std::int64_t i = 0; i < image.rows * image.columns; ++i) {
        const std::int64_t flat = image.first_flat + i;
        image.values.push_back(flat > last ? std::numeric_limits<float>::quiet_NaN() : relative(tensor[flat], scale));
    }
    page.sketch.add(std::move(image));
}

}  // namespace stridelens
