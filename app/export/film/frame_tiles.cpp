#include "app/export/film/frame_tiles.h"

#include <algorithm>

namespace stridelens {

FrameTiles::FrameTiles(int width, int height)
    : width_(width),
      height_(height),
      columns_((width + kTile - 1) / kTile),
      rows_((height + kTile - 1) / kTile),
      marked_(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_)) {}

FrameTiles::Range FrameTiles::tiles_of(const PixelBox& box) const {
    const int left = std::clamp(box.left, 0, width_), right = std::clamp(box.left + box.width, 0, width_);
    const int top = std::clamp(box.top, 0, height_), bottom = std::clamp(box.top + box.height, 0, height_);
    if (right <= left || bottom <= top) return {};
    return {top / kTile, left / kTile, (bottom + kTile - 1) / kTile, (right + kTile - 1) / kTile};
}

PixelBox FrameTiles::box_of(int row, int from, int to) const {
    const int left = from * kTile, top = row * kTile;
    return {left, top, std::min(to * kTile, width_) - left, std::min(top + kTile, height_) - top};
}

void FrameTiles::mark(const PixelBox& box) {
    const Range range = tiles_of(box);
    for (int row = range.top; row < range.bottom; ++row)
        std::fill_n(marked_.begin() + static_cast<std::ptrdiff_t>(index(row, range.left)), range.right - range.left,
                    std::uint8_t{1});
}

void FrameTiles::leave_out(const FrameTiles& other) {
    for (std::size_t i = 0; i < marked_.size(); ++i)
        if (other.marked_[i] != 0) marked_[i] = 0;
}

void FrameTiles::finish() {
    const auto stride = static_cast<std::size_t>(columns_) + 1;
    sums_.assign(stride * (static_cast<std::size_t>(rows_) + 1), 0);
    int left = width_, top = height_, right = 0, bottom = 0;
    for (int row = 0; row < rows_; ++row) {
        const std::size_t above = static_cast<std::size_t>(row) * stride, here = above + stride;
        for (int column = 0; column < columns_; ++column) {
            const auto x = static_cast<std::size_t>(column);
            sums_[here + x + 1] =
                marked_[index(row, column)] + sums_[here + x] + sums_[above + x + 1] - sums_[above + x];
            if (!at(row, column)) continue;
            const PixelBox tile = box_of(row, column, column + 1);
            left = std::min(left, tile.left);
            top = std::min(top, tile.top);
            right = std::max(right, tile.left + tile.width);
            bottom = std::max(bottom, tile.top + tile.height);
        }
    }
    around_ = right == 0 ? PixelBox{} : PixelBox{left, top, right - left, bottom - top};
}

bool FrameTiles::touch(const PixelBox& box) const {
    const Range range = tiles_of(box);
    const auto sum = [this](int row, int column) {
        return sums_[static_cast<std::size_t>(row) * (static_cast<std::size_t>(columns_) + 1) +
                     static_cast<std::size_t>(column)];
    };
    return sum(range.bottom, range.right) - sum(range.top, range.right) - sum(range.bottom, range.left) +
               sum(range.top, range.left) >
           0;
}

}  // namespace stridelens
