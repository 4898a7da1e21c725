#include "app/figure/figure.h"

#include "app/figure/advances.h"
#include "core/words/utf8.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

/// An image's cells: its rows follow one another.
CellBand band_of(const Image& image) {
    return {{image.grid, image.first_flat, image.side}, image.rows(), image.columns(), image.columns()};
}

/// The cell of a band in `box` under `p`; none where it is not yet computed or no grid's.
CellId cell_of(const CellBand& band, const Box& box, Point p) {
    if (band.first.grid == Grid::none || band.columns <= 0 || band.rows <= 0 || !box.contains(p)) return {};
    const auto share = [](float offset, float length, std::int64_t count) {
        const auto i = static_cast<std::int64_t>(std::floor(offset / length * static_cast<float>(count)));
        return std::clamp<std::int64_t>(i, 0, count - 1);
    };
    const std::int64_t column = share(p.x - box.x, box.w, band.columns);
    const std::int64_t row = share(p.y - box.y, box.h, band.rows);
    return {band.first.grid, band.first.flat + row * band.row_pitch + column, band.first.side};
}

std::optional<Box> box_in(const CellBand& band, const Box& box, const CellId& cell) {
    const std::int64_t offset = cell.flat - band.first.flat;
    if (band.first.grid != cell.grid || band.first.side != cell.side || band.row_pitch <= 0 || offset < 0)
        return std::nullopt;
    const std::int64_t row = offset / band.row_pitch, column = offset % band.row_pitch;
    if (row >= band.rows || column >= band.columns) return std::nullopt;
    const float w = box.w / static_cast<float>(band.columns), h = box.h / static_cast<float>(band.rows);
    return Box{box.x + static_cast<float>(column) * w, box.y + static_cast<float>(row) * h, w, h};
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
            if (const CellId cell = rect->band ? cell_of(*rect->band, rect->box, p) : CellId{}; cell.grid != Grid::none)
                found = cell;
        } else if (const auto* image = std::get_if<Image>(&primitive)) {
            if (const CellId cell = cell_of(band_of(*image), image->box, p); cell.grid != Grid::none) found = cell;
        }
    }
    return found;
}

std::optional<Box> find_cell(const Figure& figure, const CellId& cell) {
    if (cell.grid == Grid::none) return std::nullopt;
    std::optional<Box> found;
    for (const Primitive& primitive : figure.primitives) {
        std::optional<Box> box;
        if (const auto* rect = std::get_if<Rect>(&primitive)) {
            if (rect->cell == cell) box = rect->box;
            if (rect->band) box = box_in(*rect->band, rect->box, cell);
        }
        if (const auto* image = std::get_if<Image>(&primitive)) box = box_in(band_of(*image), image->box, cell);
        if (!box) continue;
        if (cell.grid != Grid::input && cell.grid != Grid::padding) return box;
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
