#pragma once
// The rows of a convolution: what layout_rows.cpp and layout_output.cpp share.

#include "app/figure/layout/layout_planes.h"

#include <algorithm>

namespace stridelens {

inline constexpr float kRowGap = 24.0F, kPlus = 26.0F, kOutIndices = 34.0F, kToThumbnails = 28.0F;
inline constexpr float kLeastCell = 32.0F, kEasyCell = 42.0F;  // of windows and kernels
inline constexpr float kFairShare = 0.7F;  // of its size that the output keeps for large windows and kernels
inline constexpr float kLeastColumn = 96.0F, kWishAbove = 208.0F;  // of the output with its channels above it

/// What lies between the columns; less of it on a narrow page. `below`: the sums meet below the grids.
struct Distances {
    float share = 1.0F;
    bool below = false;
    float to_lens = 56.0F * share, times = std::max(44.0F * share, 28.0F), to_sum = std::max(36.0F * share, 22.0F),
          sum = std::max(88.0F * share, 64.0F);
    float to_plus = below ? 0.0F : 44.0F * share, plus = below ? 0.0F : kPlus;
    float to_output = below ? std::max(44.0F * share, 28.0F) : 52.0F * share;
    float column = below ? kLeastColumn : std::max(120.0F * share, 84.0F);  // of the output and the total
};

struct Rows {
    std::int64_t count = 1;
    float cell = 1.0F;                        // of windows and kernels
    float pitch = 1.0F;                       // of the planes
    float out_pitch = 1.0F, out_wish = 1.0F;  // out_wish: if the width did not matter
    float thumbnail = 0.0F;                   // of the input's channels; 0: all have a row
    float plane_width = 0.0F, plane_height = 0.0F, out_width = 0.0F, out_height = 0.0F;
    float kernel_width = 0.0F, kernel_height = 0.0F;
    bool lens = false, sums = true;
    bool low = false;        // no room for anything below the output, nor for sums: the strip tells them
    std::int64_t above = 0;  // rows of thumbnails above the output
    Distances between{};
    float before = 0.0F, after = 0.0F;  // for what is written above the outermost grids
    float apart = 0.0F;                 // the same, between the planes and thumbnails right of them

    float row() const { return std::max(kernel_height, plane_height); }
    float height() const { return row() * real(count) + kRowGap * (real(count) - 1); }
    float thumbnails() const {
        return thumbnail > 0.0F ? std::max(thumbnail + kToThumbnails, kNoteWidth) + apart : 0.0F;
    }
    float right_column() const { return std::max(out_width, between.column); }
    float fixed() const {
        const float window = between.to_lens + between.times + (lens ? kernel_width : 0.0F);
        const float adding = between.to_sum + between.sum + between.to_plus + between.plus + between.to_output;
        return before + thumbnails() + kLabel + window + kernel_width + adding + kOutIndices + after;
    }
    float used() const { return fixed() + plane_width + right_column(); }
};

/// As many rows of thumbnails above the output as show all its channels, or as leave it most of its size; none where the
/// sums do not meet below the grids.
std::int64_t rows_above(const Facts& facts, const Room& room, const Rows& rows);

/// The height that the output's plane may have where the sums meet below the grids.
float free_output_height(const Facts& facts, const Room& room, const Rows& rows);

/// Where the sums end; without sums the kernels.
inline float end_of_sums(const Layout& layout) {
    return layout.sums.empty() ? layout.kernel.box().right() : layout.sums.front().right();
}

/// The output with its channels above it, and nothing below: the total's wedge comes from there. `top`: of the rows.
void place_free_output(const Facts& facts, Layout& layout, const Room& room, const Rows& rows, float top);

}  // namespace stridelens
