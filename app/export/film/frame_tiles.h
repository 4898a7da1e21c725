#pragma once
// A frame in tiles: which of them change.

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stridelens {

/// An opaque pixel: 0xFFRRGGBB.
using Rgb = std::uint32_t;

/// A part of a frame, in pixels.
struct PixelBox {
    int left = 0, top = 0, width = 0, height = 0;
    bool empty() const { return width == 0 || height == 0; }
    bool operator==(const PixelBox&) const = default;
};

/// Tiles that are marked. Boxes may reach out of the frame.
class FrameTiles {
public:
    FrameTiles(int width, int height);

    /// All tiles that the box touches.
    void mark(const PixelBox& box);
    /// Takes the marks away where the other one, of a frame of the same size, has them.
    void leave_out(const FrameTiles& other);
    /// No more are marked from here on. Only then:
    void finish();

    bool touch(const PixelBox& box) const;
    /// Around all of them; nothing marked: an empty box.
    PixelBox around() const { return around_; }
    /// Calls take(box) for each run of tiles in a row that are marked, or that are not: together all of those.
    template <class Take>
    void for_each_run(bool marked, Take&& take) const {
        for (int row = 0; row < rows_; ++row)
            for (int from = 0, to = 0; from < columns_; from = to) {
                const bool is = at(row, from);
                while (to < columns_ && at(row, to) == is) ++to;
                if (is == marked) take(box_of(row, from, to));
            }
    }

private:
    static constexpr int kTile = 16;  // pixels a side

    struct Range {  // of tiles; the last is not part of it
        int top = 0, left = 0, bottom = 0, right = 0;
    };
    Range tiles_of(const PixelBox& box) const;
    bool at(int row, int column) const { return marked_[index(row, column)] != 0; }
    std::size_t index(int row, int column) const {
        return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(column);
    }
    PixelBox box_of(int row, int from, int to) const;

    int width_, height_, columns_, rows_;
    std::vector<std::uint8_t> marked_;
    std::vector<std::int32_t> sums_;  // of the marked tiles above and left of a corner
    PixelBox around_;
};

}  // namespace stridelens
