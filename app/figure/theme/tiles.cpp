#include "app/figure/theme/tiles.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

namespace stridelens {

namespace {

constexpr int kCoarsest = 30;

/// The theme's colour map in steps that are finer than a screen's.
class ColourMap {
public:
    explicit ColourMap(ThemeName theme) {
        for (std::size_t i = 0; i < pixels_.size(); ++i)
            pixels_[i] = opaque_pixel(resolve_colour({Role::value, static_cast<float>(i) / kHalf - 1.0F}, theme));
        no_number_ = opaque_pixel(resolve_colour({Role::value, kNoNumber}, theme));
    }
    std::uint32_t operator()(float value) const {  // in [−1, 1]
        if (value == kNoNumber) return no_number_;
        return std::isnan(value) ? 0U : pixels_[static_cast<std::size_t>((value + 1.0F) * kHalf + 0.5F)];
    }

private:
    static constexpr float kHalf = 2048.0F;
    std::array<std::uint32_t, 4097> pixels_{};
    std::uint32_t no_number_ = 0;
};

const ColourMap& colour_map(ThemeName theme) {
    thread_local std::map<ThemeName, ColourMap> maps;
    return maps.try_emplace(theme, theme).first->second;
}

/// The plane of `numbers` in its melted tensor, if that serves this level.
std::optional<PlaneNumbers> melted_plane(const PlaneNumbers& numbers, int level) {
    const Melted& melted = numbers.melted;
    const bool whole = numbers.rows.plain() && numbers.columns.plain() && numbers.rows.first == 0 &&
                       numbers.columns.first == 0 && numbers.first >= 0;
    if (melted.level == 0 || level < melted.level || !whole) return std::nullopt;
    const Shape& shape = numbers.tensor->shape;
    const std::int64_t columns = shape.back(), rows = shape.size() > 1 ? shape[shape.size() - 2] : 1;
    if (numbers.columns.count != columns || numbers.rows.count != rows || numbers.row_size != columns)
        return std::nullopt;
    const Shape& small = melted.tensor->shape;
    PlaneNumbers plane = numbers;
    plane.tensor = melted.tensor;
    plane.row_size = plane.columns.count = small.back();
    plane.rows.count = small.size() > 1 ? small[small.size() - 2] : 1;
    plane.first = numbers.first / (rows * columns) * (plane.rows.count * plane.columns.count);
    plane.computed = std::numeric_limits<std::int64_t>::max();
    plane.melted = {};
    return plane;
}

}  // namespace

int level_of(const PlaneNumbers& numbers, float pixels_across, float pixels_down) {
    float pixels = 1.0F;
    if (numbers.columns.count > 1) pixels = std::min(pixels, pixels_across);
    if (numbers.rows.count > 1) pixels = std::min(pixels, pixels_down);
    if (!(pixels < 1.0F)) return 0;
    if (pixels <= 0.0F) return kCoarsest;  // so small that nothing of it shows
    return std::min(static_cast<int>(std::ceil(-std::log2(pixels))), kCoarsest);
}

CellBlock cells_of(const PlaneNumbers& numbers, const Tile& tile) {
    const std::int64_t side = kTileSide << tile.level;
    return {tile.row * side, tile.column * side, std::min((tile.row + 1) * side, numbers.rows.count) - 1,
            std::min((tile.column + 1) * side, numbers.columns.count) - 1};
}

CellBlock tiles_of(const CellBlock& block, int level) {
    const std::int64_t side = kTileSide << level;
    return {block.top / side, block.left / side, block.bottom / side, block.right / side};
}

std::int64_t work_of_tile(const PlaneNumbers& numbers, const Tile& tile) {
    if (const auto melted = melted_plane(numbers, tile.level))
        return work_of_tile(*melted, {tile.level - numbers.melted.level, tile.row, tile.column});
    const CellBlock cells = cells_of(numbers, tile);
    return (cells.bottom - cells.top + 1) * (cells.right - cells.left + 1);
}

Bitmap tile_bitmap(const PlaneNumbers& numbers, const Tile& tile, ThemeName theme) {
    if (const auto melted = melted_plane(numbers, tile.level))
        return tile_bitmap(*melted, {tile.level - numbers.melted.level, tile.row, tile.column}, theme);
    PlaneNumbers all = numbers;
    all.computed = std::numeric_limits<std::int64_t>::max();
    const ColourMap& colours = colour_map(theme);
    const CellBlock cells = cells_of(numbers, tile);
    Bitmap bitmap;
    bitmap.columns = texels(cells.right - cells.left + 1, tile.level);
    bitmap.rows = texels(cells.bottom - cells.top + 1, tile.level);
    std::vector<float> row(static_cast<std::size_t>(bitmap.columns));
    bitmap.argb.reserve(static_cast<std::size_t>(bitmap.columns * bitmap.rows));
    for (std::int64_t top = cells.top; top <= cells.bottom; top += std::int64_t{1} << tile.level) {
        std::fill(row.begin(), row.end(), 0.0F);
        const std::int64_t bottom = std::min(top + (std::int64_t{1} << tile.level) - 1, cells.bottom);
        for (std::int64_t r = top; r <= bottom; ++r)
            for (std::int64_t c = cells.left; c <= cells.right; ++c) {
                float& texel = row[static_cast<std::size_t>((c - cells.left) >> tile.level)];
                texel = larger(texel, all.at(r, c));
            }
        for (const float value : row) bitmap.argb.push_back(colours(value));
    }
    return bitmap;
}

}  // namespace stridelens
