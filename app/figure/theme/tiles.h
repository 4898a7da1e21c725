#pragma once
// A picture as a screen shows it: in square pieces, in full where its cells are wide enough, and from farther away with
// 2^level × 2^level cells melted into one, so that none of what shows is a mean that no cell has.

#include "app/figure/theme/bitmap.h"

#include <cstdint>

namespace stridelens {

/// Texels of a tile's side.
inline constexpr std::int64_t kTileSide = 128;

struct Tile {
    int level = 0;  // a texel is 2^level × 2^level cells
    std::int64_t row = 0, column = 0;
    bool operator==(const Tile&) const = default;
};

/// The finest level at which a texel is at least a pixel, across and down; the pixels are those of one cell. A strip has
/// nothing to melt across its only row.
int level_of(const PlaneNumbers& numbers, float pixels_across, float pixels_down);

/// The picture's cells that the tile has.
CellBlock cells_of(const PlaneNumbers& numbers, const Tile& tile);

/// The tiles that have the cells of `block`, as a block of rows and columns of tiles.
CellBlock tiles_of(const CellBlock& block, int level);

/// How many numbers tile_bitmap() has to look at.
std::int64_t work_of_tile(const PlaneNumbers& numbers, const Tile& tile);

/// A pixel a texel, all of them computed; a NaN is transparent. Themes with colours alone.
Bitmap tile_bitmap(const PlaneNumbers& numbers, const Tile& tile, ThemeName theme);

}  // namespace stridelens
