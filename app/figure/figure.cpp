#include "app/figure/figure.h"

#include "app/figure/advances.h"
#include "core/words/utf8.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

/// The cell of `image` under `p`; none where it is not yet computed or no grid's.
CellId cell_of(const Image& image, Point p) {
    if (image.grid == Grid::none || image.columns() <= 0 || image.rows() <= 0 || !image.box.contains(p)) return {};
    const auto share = [](float offset, float length, std::int64_t count) {
        const auto i = static_cast<std::int64_t>(std::floor(offset / length * static_cast<float>(count)));
        return std::clamp<std::int64_t>(i, 0, count - 1);
    };
    const std::int64_t column = share(p.x - image.box.x, image.box.w, image.columns());
    const std::int64_t row = share(p.y - image.box.y, image.box.h, image.rows());
    return {image.grid, image.first_flat + row * image.columns() + column, image.side};
}

std::optional<Box> box_in(const Image& image, const CellId& cell) {
    const std::int64_t offset = cell.flat - image.first_flat;
    if (image.grid != cell.grid || image.side != cell.side || image.columns() <= 0 || offset < 0 ||
        offset >= image.columns() * image.rows())
        return std::nullopt;
    const float w = image.box.w / static_cast<float>(image.columns()),
                h = image.box.h / static_cast<float>(image.rows());
    return Box{image.box.x + static_cast<float>(offset % image.columns()) * w,
               image.box.y + static_cast<float>(offset / image.columns()) * h, w, h};
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

float text_width(std::string_view text, Face face, float size) {
    float thousandths = 0.0F;
    for (std::size_t at = 0; at < text.size();)
        thousandths += static_cast<float>(advance(text::next_character(text, at), face));
    return thousandths * size / 1000.0F;
}

}  // namespace stridelens
