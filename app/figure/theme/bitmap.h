#pragma once
// A grid too big for numbers, as pixels: every back-end shows these.

#include "app/figure/theme/theme.h"

#include <cstdint>
#include <vector>

namespace stridelens {

struct Bitmap {
    std::int64_t columns = 0, rows = 0;            // pixels …
    std::int64_t cell_columns = 1, cell_rows = 1;  // … of which each cell has so many
    bool hatched = false;                          // black and white alone
    std::vector<std::uint32_t>
        argb;  // row-major, 0xAARRGGBB, AA 255; all 0 (transparent) where nothing is computed yet
};

/// One pixel a cell; where a theme has no colours, as many as the hatching needs (hatch.h), about 2048 a side at most.
/// Of a picture that is too fine: coarse() of it.
Bitmap bitmap_of(const Image& image, ThemeName theme);

/// The picture with at most 8192 cells a side, hatched 1024: of more, neighbours melt into the one that is largest in
/// magnitude. No page shows more, and
/// Cairo and OpenGL hold no more.
Image coarse(Image image, ThemeName theme);

/// The picture with at most so many cells, likewise.
Image melted_to(Image image, std::int64_t most_rows, std::int64_t most_columns);

/// Pixels of a cell in that bitmap, and from line to line of its hatching; 1 where cells have colours. Images with the
/// same values and the same raster have the same bitmap.
struct Raster {
    std::int64_t cell_columns = 1, cell_rows = 1, pitch = 1;
    bool operator==(const Raster&) const = default;
};
Raster raster_of(const Image& image, ThemeName theme);

/// A colour as 0xFFRRGGBB; its alpha is left out.
std::uint32_t opaque_pixel(const Rgba& colour);

}  // namespace stridelens
