#pragma once
// How much of a grid a file of shapes holds: beyond what anybody sees of it, cells melt (plane_numbers.h).

#include "app/figure/figure.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stridelens {

/// Cells that are drawn as pictures on one page of SVG, PDF or HTML: about 12 MB at most.
inline constexpr std::int64_t kMostPictureCells = 2'500'000;
/// TeX's memory, 5 million words, does not hold the digits of many more (one picture of 600 × 600 is too much).
inline constexpr std::int64_t kMostTexCells = 300'000;

/// What there is to say of a file that was written, besides that it was: whole sentences.
using Notes = std::vector<std::string>;

/// Melts the largest pictures, 2 × 2 cells to one, until the figure has at most `most` such cells, and says so; a picture
/// that has melted names no cells any more. Nothing else changes, and nothing at all in a figure that has no more.
void limit_images(Figure& figure, std::int64_t most, Notes* notes);

}  // namespace stridelens
