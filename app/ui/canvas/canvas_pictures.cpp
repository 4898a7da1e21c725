#include "app/ui/canvas/canvas_pictures.h"

#include "app/figure/theme/theme_colours.h"
#include "app/figure/theme/tiles.h"
#include "app/ui/canvas/textures.h"

#include <algorithm>
#include <cmath>

namespace stridelens::ui {
namespace {

class PictureBrush {
public:
    PictureBrush(const Surface& surface, ImDrawList& list, float pixels)
        : surface_(surface), list_(list), pixels_(pixels) {}
    void paint(const Image& image);

private:
    void tiles(const PlaneNumbers& numbers, const Box& box);
    void tile(const PlaneNumbers& numbers, const Tile& tile, const CellBlock& part, const Box& box);
    void quads(const Image& image);
    ImVec2 place(Point p) const { return {surface_.origin.x + p.x, surface_.origin.y + p.y}; }
    float snap(float v) const { return std::round(v * pixels_) / pixels_; }
    ImU32 tint() const { return IM_COL32(255, 255, 255, static_cast<ImU32>(std::lround(surface_.alpha * 255.0F))); }

    const Surface& surface_;
    ImDrawList& list_;
    float pixels_;  // per point
};

void PictureBrush::paint(const Image& image) {
    if (image.columns() <= 0 || image.rows() <= 0) return;
    if (surface_.textures == nullptr) return quads(image);
    const ImVec2 a = place({image.box.x, image.box.y}), b = place({image.box.right(), image.box.bottom()});
    const Box box{snap(a.x), snap(a.y), snap(b.x) - snap(a.x), snap(b.y) - snap(a.y)};
    if (!colours_of(surface_.theme).hatched) return tiles(image.numbers, box);
    list_.AddImage(surface_.textures->whole(image, surface_.theme), {box.x, box.y}, {box.right(), box.bottom()}, {0, 0},
                   {1, 1}, tint());
}

/// The cells that are in place and show, tile by tile. `box`: of the whole picture, in whole pixels of the window.
void PictureBrush::tiles(const PlaneNumbers& numbers, const Box& box) {
    const auto columns = static_cast<float>(numbers.columns.count), rows = static_cast<float>(numbers.rows.count);
    const int level = level_of(numbers, box.w / columns * pixels_, box.h / rows * pixels_);
    const ImVec2 low = list_.GetClipRectMin(), high = list_.GetClipRectMax();
    const auto at = [](float edge, float begin, float length, float cells) {
        return static_cast<std::int64_t>(std::floor(std::clamp((edge - begin) / length, 0.0F, 1.0F) * cells));
    };
    const CellBlock shown{at(low.y, box.y, box.h, rows), at(low.x, box.x, box.w, columns),
                          std::min(at(high.y, box.y, box.h, rows), numbers.rows.count - 1),
                          std::min(at(high.x, box.x, box.w, columns), numbers.columns.count - 1)};
    if (low.x >= box.right() || low.y >= box.bottom() || high.x <= box.x || high.y <= box.y) return;
    for (const CellBlock& block : numbers.in_place()) {
        const CellBlock part{std::max(block.top, shown.top), std::max(block.left, shown.left),
                             std::min(block.bottom, shown.bottom), std::min(block.right, shown.right)};
        if (part.top > part.bottom || part.left > part.right) continue;
        const CellBlock all = tiles_of(part, level);
        for (std::int64_t row = all.top; row <= all.bottom; ++row)
            for (std::int64_t column = all.left; column <= all.right; ++column)
                tile(numbers, {level, row, column}, part, box);
    }
}

/// What of a tile is among the cells of `part`.
void PictureBrush::tile(const PlaneNumbers& numbers, const Tile& tile, const CellBlock& part, const Box& box) {
    void* const texture = surface_.textures->tile(numbers, tile, surface_.theme);
    if (texture == nullptr) return;
    const CellBlock cells = cells_of(numbers, tile);
    struct Stretch {
        float low, high, from, to;  // window points, and shares of the texture
    };
    const auto stretch = [&](std::int64_t first, std::int64_t last, std::int64_t part_first, std::int64_t part_last,
                             float begin, float length, std::int64_t count) {
        const std::int64_t whole = (last - first + (std::int64_t{1} << tile.level)) >> tile.level << tile.level;
        const auto point = [&](std::int64_t cell) {
            return snap(begin + length * (static_cast<float>(cell) / static_cast<float>(count)));
        };
        const auto share = [&](float at) {
            const double cell = static_cast<double>((at - begin) / length) * static_cast<double>(count);
            return static_cast<float>((cell - static_cast<double>(first)) / static_cast<double>(whole));
        };
        const float low = point(std::max(first, part_first)), high = point(std::min(last, part_last) + 1);
        return Stretch{low, high, share(low), share(high)};
    };
    const Stretch x = stretch(cells.left, cells.right, part.left, part.right, box.x, box.w, numbers.columns.count);
    const Stretch y = stretch(cells.top, cells.bottom, part.top, part.bottom, box.y, box.h, numbers.rows.count);
    if (x.high <= x.low || y.high <= y.low) return;
    list_.AddImage(texture, {x.low, y.low}, {x.high, y.high}, {x.from, y.from}, {x.to, y.to}, tint());
}

/// Without textures: one quad for each run of equal pixels.
void PictureBrush::quads(const Image& image) {
    const Bitmap bitmap = bitmap_of(image, surface_.theme);
    const float w = image.box.w / static_cast<float>(bitmap.columns), h = image.box.h / static_cast<float>(bitmap.rows);
    const auto alpha = static_cast<ImU32>(std::lround(surface_.alpha * 255.0F));
    for (std::int64_t row = 0; row < bitmap.rows; ++row) {
        for (std::int64_t first = 0, last = 0; first < bitmap.columns; first = last) {
            const auto at = [&](std::int64_t column) {
                return bitmap.argb[static_cast<std::size_t>(row * bitmap.columns + column)];
            };
            for (last = first + 1; last < bitmap.columns && at(last) == at(first);) ++last;
            const std::uint32_t argb = at(first);
            if (argb == 0U) continue;
            const float top = image.box.y + static_cast<float>(row) * h;
            list_.AddRectFilled(place({image.box.x + static_cast<float>(first) * w, top}),
                                place({image.box.x + static_cast<float>(last) * w, top + h}),
                                IM_COL32(argb >> 16U & 255U, argb >> 8U & 255U, argb & 255U, alpha));
        }
    }
}

}  // namespace

void paint_picture(const Surface& surface, ImDrawList& list, const Image& image, float pixels) {
    PictureBrush(surface, list, pixels).paint(image);
}

}  // namespace stridelens::ui
