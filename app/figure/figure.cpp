#include "app/figure/figure.h"

#include "app/figure/advances.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

/// Distance of neighbouring pattern lines, points, measured along an axis.
constexpr float kHatchPitch = 8.0F;

/// Adds the lines x + sign·y = n·pitch that cross `box`, clipped to it.
void add_diagonals(const Box& box, float sign, std::vector<std::pair<Point, Point>>& lines) {
    const float at_top = sign * box.y, at_bottom = sign * box.bottom();
    const float low = box.x + std::min(at_top, at_bottom), high = box.right() + std::max(at_top, at_bottom);
    for (float n = std::ceil(low / kHatchPitch); n * kHatchPitch < high; n += 1.0F) {
        const float k = n * kHatchPitch;
        const float x_top = k - at_top, x_bottom = k - at_bottom;
        const float left = std::max(box.x, std::min(x_top, x_bottom));
        const float right = std::min(box.right(), std::max(x_top, x_bottom));
        if (right - left < 0.01F) continue;
        lines.emplace_back(Point{left, sign * (k - left)}, Point{right, sign * (k - right)});
    }
}

/// The cell of `image` under `p`; none where it is not yet computed or no grid's.
CellId cell_of(const Image& image, Point p) {
    if (image.grid == Grid::none || image.columns <= 0 || image.rows <= 0 || !image.box.contains(p)) return {};
    const auto share = [](float offset, float length, std::int64_t count) {
        const auto i = static_cast<std::int64_t>(std::floor(offset / length * static_cast<float>(count)));
        return std::clamp<std::int64_t>(i, 0, count - 1);
    };
    const std::int64_t column = share(p.x - image.box.x, image.box.w, image.columns);
    const std::int64_t row = share(p.y - image.box.y, image.box.h, image.rows);
    return {image.grid, image.first_flat + row * image.columns + column};
}

std::optional<Box> box_in(const Image& image, const CellId& cell) {
    const std::int64_t offset = cell.flat - image.first_flat;
    if (image.grid != cell.grid || image.columns <= 0 || offset < 0 || offset >= image.columns * image.rows)
        return std::nullopt;
    const float w = image.box.w / static_cast<float>(image.columns), h = image.box.h / static_cast<float>(image.rows);
    return Box{image.box.x + static_cast<float>(offset % image.columns) * w,
               image.box.y + static_cast<float>(offset / image.columns) * h, w, h};
}

}  // namespace

Box join(const Box& a, const Box& b) {
    const float x = std::min(a.x, b.x), y = std::min(a.y, b.y);
    return {x, y, std::max(a.right(), b.right()) - x, std::max(a.bottom(), b.bottom()) - y};
}

CellId hit_test(const Figure& figure, Point p) {
    CellId found;
    for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
        const Primitive& primitive = figure.primitives[i];
        if (const auto* group = std::get_if<Group>(&primitive)) {
            if (group->clip && !group->clip->contains(p)) i += group->count;  // nothing of it can be hit
        } else if (const auto* rect = std::get_if<Rect>(&primitive)) {
            if (rect->cell.grid != Grid::none && rect->box.contains(p)) found = rect->cell;
        } else if (const auto* image = std::get_if<Image>(&primitive)) {
            if (const CellId cell = cell_of(*image, p); cell.grid != Grid::none) found = cell;
        }
    }
    return found;
}

std::optional<Box> find_cell(const Figure& figure, const CellId& cell) {
    if (cell.grid == Grid::none) return std::nullopt;
    std::optional<Box> found;
    for (const Primitive& primitive : figure.primitives) {
        std::optional<Box> box;
        if (const auto* rect = std::get_if<Rect>(&primitive); rect != nullptr && rect->cell == cell) box = rect->box;
        if (const auto* image = std::get_if<Image>(&primitive)) box = box_in(*image, cell);
        if (!box) continue;
        if (cell.grid != Grid::input) return box;
        if (!found || box->w * box->h > found->w * found->h) found = box;
    }
    return found;
}

std::vector<std::pair<Point, Point>> pattern_lines(const Rect& rect) {
    std::vector<std::pair<Point, Point>> lines;
    if (rect.pattern == Pattern::none || rect.box.w <= 0.0F || rect.box.h <= 0.0F) return lines;
    add_diagonals(rect.box, 1.0F, lines);
    if (rect.pattern == Pattern::cross_hatch) add_diagonals(rect.box, -1.0F, lines);
    return lines;
}

float text_width(std::string_view text, Face face, float size) {
    float thousandths = 0.0F;
    for (std::size_t i = 0; i < text.size();) {
        const auto first = static_cast<unsigned char>(text[i]);
        char32_t code = first;
        std::size_t length = 1;
        if (first >= 0xC0) {
            length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
            code = first & (0x7FU >> length);
            for (std::size_t k = 1; k < length && i + k < text.size(); ++k)
                code = (code << 6U) | (static_cast<unsigned char>(text[i + k]) & 0x3FU);
        }
        thousandths += static_cast<float>(advance(code, face));
        i += length;
    }
    return thousandths * size / 1000.0F;
}

}  // namespace stridelens
