#include "app/figure/draw/draw.h"

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

constexpr float kDashedPitch = 28.0F;  // smaller cells would be all dashes: they are dots instead
constexpr float kDot = 1.5F;           // half of a side
constexpr int kMostDots = 400;  // of a plane: more would be a texture, and a page of them large; they are pale cells
constexpr float kPaleToCome = 0.22F;
constexpr float kEdgedPitch = 12.0F;      // smaller cells have no hairline round them
constexpr float kUnread = 0.55F;          // strength of the colour of a cell that no window reads
constexpr float kSmallestOutlier = 7.0F;  // type of a number that is longer than all others, and of small lines
constexpr float kTwoLines = 34.0F;        // cells of this height carry a second, small line

/// A small line over a cell's number, if it can be read.
void draw_above(Sketch& sketch, const Box& box, const std::string& text, const Paint& ink) {
    const float size = std::min(kSmallType, (box.w - 4.0F) / text_width(text, Face::numbers, 1.0F));
    if (size >= kSmallestOutlier) sketch.text({box.centre().x, box.y + 0.22F * box.h}, text, Face::numbers, size, ink);
}

/// Under a number on a patterned cell.
void clear_ground(Sketch& sketch, const Rect& cell, Point at, const std::string& text, float size) {
    const float width = std::min(text_width(text, Face::numbers, size) + 0.4F * size, cell.box.w - 1.0F);
    const float height = std::min(1.2F * size, cell.box.h - 1.0F);
    if (cell.fill.alpha < 1.0F) sketch.ground(at, width, height, {Role::background});
    sketch.ground(at, width, height, cell.fill);
}

}  // namespace

CellBlock visible_cells(const Plane& plane, const Box& area) {
    const auto [top, bottom] =
        shown_along(plane.origin.y, plane.pitch.y, plane.ring.top, plane.lattice_rows(), area.y, area.bottom());
    const auto [left, right] =
        shown_along(plane.origin.x, plane.pitch.x, plane.ring.left, plane.lattice_columns(), area.x, area.right());
    return {top + plane.first.row, left + plane.first.column, bottom + plane.first.row, right + plane.first.column};
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
    rect.margin = plane.gap / 2;
    if (std::min(plane.pitch.x, plane.pitch.y) >= kEdgedPitch) {
        rect.stroke = {Role::cell_edge};
        rect.stroke_width = 1.0F;
    }
    rect.fill.alpha = look.strength;
    if (look.unread) {
        rect.fill.alpha = kUnread;
        cross_hatch(rect, std::min(plane.pitch.x, plane.pitch.y));
    }
    const bool number = look.numbers != nullptr && look.numbers->size > 0.0F;
    if (std::isnan(look.value)) rect.fill = number ? Paint{Role::chip} : Paint{Role::warning};
    if (!number && rect.pattern == Pattern::none && !std::isnan(look.value)) rect.pattern = Pattern::value;
    sketch.add(rect);
    if (!number) return;
    const Paint ink = std::isnan(look.value) ? Paint{Role::warning} : Paint{Role::on_value, value};
    Point at = box.centre();
    if (!look.below.empty() && box.h >= kTwoLines) {
        const float size = std::min(kSmallType, (box.w - 4.0F) / text_width(look.below, Face::numbers, 1.0F));
        at.y -= 0.13F * box.h;
        if (size >= 7.0F) sketch.text({at.x, box.bottom() - 0.22F * box.h}, look.below, Face::numbers, size, ink);
    }
    if (!look.above.empty() && box.h >= kTwoLines) {
        at.y += 0.13F * box.h;
        draw_above(sketch, box, look.above, ink);
    }
    if (look.hide_number) return;
    const std::string text = format(static_cast<double>(look.value), *look.numbers);
    const float size = std::min(look.numbers->size, (box.w - 2.0F) / text_width(text, Face::numbers, 1.0F));
    if (size < kSmallestOutlier) return;
    if (rect.pattern != Pattern::none) clear_ground(sketch, rect, at, text, size);
    sketch.text(at, text, Face::numbers, size, ink);
}

bool dots_to_come(const Plane& plane) {
    return std::min(plane.pitch.x, plane.pitch.y) < kDashedPitch;
}

void draw_placeholder(Sketch& sketch, const Plane& plane, const Box& box, const CellId& id, const std::string& above) {
    Rect rect;
    rect.box = inset(box, std::min(0.5F, 0.25F * std::min(box.w, box.h)));
    rect.radius = corner_radius(plane);
    if (!dots_to_come(plane) || id.grid == Grid::none) {
        outline_dashed(rect);
        rect.cell = id;
        sketch.add(std::move(rect));
        if (!above.empty() && box.h >= kTwoLines) draw_above(sketch, box, above, {Role::dim_ink});
        return;
    }
    rect.cell = id;
    const bool dots = plane.size.rows * plane.size.columns <= kMostDots;
    if (!dots) rect.fill = {Role::placeholder, 0.0F, kPaleToCome};
    sketch.add(rect);
    if (!dots) return;
    const float half = std::min({kDot, box.w / 4, box.h / 4});
    Rect dot;
    dot.box = {box.centre().x - half, box.centre().y - half, 2 * half, 2 * half};
    dot.fill = {Role::placeholder};
    sketch.add(std::move(dot));
}

/// A zero put between two cells: no ground of its own, so that the real cells stand out.
void draw_inserted_cell(Sketch& sketch, const Plane& plane, const Box& box, const NumberStyle& numbers,
                        const CellId& id) {
    Rect rect;
    rect.cell = id;
    rect.box = inset(box, 1.0F);
    rect.radius = corner_radius(plane);
    rect.fill = {Role::padding};
    sketch.add(std::move(rect));
    const float size = std::min({numbers.size, 0.4F * box.h, 13.0F});
    if (size >= 8.0F) sketch.text(box.centre(), "0", Face::numbers, size, {Role::dim_ink});
}

void draw_outside_cell(Sketch& sketch, const Plane& plane, const Box& box, const LatticeCell& at,
                       const std::string& text, const NumberStyle& numbers, const CellId& id) {
    if (at.kind == TapKind::inserted) return draw_inserted_cell(sketch, plane, box, numbers, id);
    Rect rect;
    rect.cell = id;
    rect.box = box;
    rect.radius = corner_radius(plane);
    if (at.kind == TapKind::overhang) {
        rect.box = inset(rect.box, 1.0F);
        outline_dashed(rect);
        sketch.add(std::move(rect));
        return;
    }
    rect.fill = {Role::padding};
    rect.margin = plane.gap / 2;
    const float pitch = std::min(plane.pitch.x, plane.pitch.y);
    if (at.unread)
        cross_hatch(rect, pitch);
    else
        hatch(rect, pitch);
    sketch.add(rect);
    if (numbers.size <= 0.0F || text.empty()) return;
    const float room = (box.w - 3.0F) / std::max(text_width(text, Face::numbers, 1.0F), 0.1F);
    const float size = std::min(numbers.size, room);
    if (size < 9.0F) return;
    clear_ground(sketch, rect, box.centre(), text, size);
    sketch.text(box.centre(), text, Face::numbers, size, {Role::dim_ink});
}

void draw_image(const Page& page, const Plane& plane, const Sheet& sheet, const PlaneCells& cells, const Box& area,
                bool contiguous) {
    const CellBlock shown = visible_cells(plane, area);
    const Cell last{plane.first.row + plane.size.rows - 1, plane.first.column + plane.size.columns - 1};
    if (std::max(shown.top, plane.first.row) > std::min(shown.bottom, last.row) || shown.left > shown.right) return;
    Image image;
    const Box first = plane.cell(plane.first);
    image.box = {first.x, first.y, static_cast<float>(plane.size.columns) * plane.pitch.x - plane.gap,
                 static_cast<float>(plane.size.rows) * plane.pitch.y - plane.gap};
    if (contiguous && cells.first() >= 0) {
        image.grid = plane.grid;
        image.first_flat = cells.first();
    }
    const Geometry& geometry = page.facts.geometry;
    image.numbers.tensor = sheet.tensor;
    image.numbers.first = cells.first();
    image.numbers.row_size = cells.row_size();
    image.numbers.rows = row_run(geometry, sheet, {plane.first.row, last.row});
    image.numbers.columns = column_run(geometry, sheet, {plane.first.column, last.column});
    image.numbers.scale = sheet.scale;
    image.numbers.computed = sheet.computed;
    image.numbers.melted = sheet.melted;
    page.sketch.add(std::move(image));
}

}  // namespace stridelens
