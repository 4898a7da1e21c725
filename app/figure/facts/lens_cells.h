#pragma once
// What a lens shows of this step: each cell of the window, with its place in the lens.

#include "app/figure/facts/facts.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace stridelens {

/// One cell in a lens.
struct LensCell {
    std::int64_t channel = 0, slice = 0;
    Cell at{};
    Place stands{};  // on its own grid
    TapKind kind = TapKind::inside;
    CellId id{};
    bool has_value = true;  // of padding: it counts as `value`, or as nothing
    float value = 0.0F;
    bool chosen = false;     // it won
    std::int64_t term = -1;  // of this step's terms that it belongs to: its position among those listed
};

/// The side that a step reads (the scatter view: adds to); of the gradient of a weight, where two are read, the left one.
Side read_side(const Facts& facts);

/// Rows and columns of the window in a lens on that side, as large as the largest of all steps' windows; nothing where a
/// lens cannot show it.
struct LensExtent {
    PlaneSize size{};
    std::int64_t slices = 1;
};
std::optional<LensExtent> lens_extent(const Facts& facts);

/// The cells of this step's window on one side. Where a kernel stands beside the lens, each stands where its weight does,
/// so that they multiply cell by cell. Of the gradient of a weight, which reads nearly all cells: those about the product
/// that tells most, the largest or the one that is pointed at, in the same places on both sides; `size`: as many as the lens
/// has room for.
std::vector<LensCell> lens_cells(const Facts& facts, Side side, PlaneSize size);

}  // namespace stridelens
