#pragma once
// The numbers of a picture: a window into a tensor, which it shares. Nothing is copied, however big the grid is.

#include "app/state/look.h"
#include "core/tensor/shared_tensor.h"
#include "core/window/axis_run.h"

#include <cstdint>
#include <limits>
#include <vector>

namespace stridelens {

/// A block of cells, inclusive; may reach into the ring.
struct CellBlock {
    std::int64_t top = 0, left = 0, bottom = 0, right = 0;
    bool contains(std::int64_t row, std::int64_t column) const {
        return row >= top && row <= bottom && column >= left && column <= right;
    }
    bool operator==(const CellBlock&) const = default;
};

/// A value for the colour map: −1 … 1 at −scale … scale; NaN becomes 0.
float relative(float value, float scale);

/// What stands for a NaN among values for the colour map, where NaN is a cell that is still to come: it has a colour of its
/// own, and wins where cells melt.
inline constexpr float kNoNumber = std::numeric_limits<float>::infinity();

struct PlaneNumbers {
    SharedTensor tensor{};
    std::int64_t first = 0;     // flat index of the plane's cell in row 0 and column 0; −1: all are inserted zeros
    std::int64_t row_size = 0;  // cells of the tensor from one row to the next
    AxisRun rows{}, columns{};
    float scale = 1.0F;                                                // of the colour map: see relative()
    std::int64_t computed = std::numeric_limits<std::int64_t>::max();  // cells of the tensor after this one are to come
    Melted melted{};                                                   // of the tensor, worked out already
    bool mapped = false;  // the tensor's values are for the colour map already; NaN: still to come

    /// `row` and `column` count the picture's. In [−1, 1]; NaN: still to come; kNoNumber: a NaN.
    float at(std::int64_t row, std::int64_t column) const;

    /// The cells that are not still to come: one block, or several that do not overlap.
    std::vector<CellBlock> in_place() const;
    bool complete() const;

    /// The melted ones do not matter: they follow from the others.
    bool operator==(const PlaneNumbers& other) const;
};

/// Numbers of their own: `values` row by row, already for the colour map; NaN is still to come, kNoNumber a NaN.
PlaneNumbers plane_of(std::int64_t rows, std::int64_t columns, std::vector<float> values);

/// Of the cells of `block` the value that is largest in magnitude, with its sign; kNoNumber if one is a NaN; NaN if all are
/// still to come.
float melted_value(const PlaneNumbers& numbers, const CellBlock& block);

}  // namespace stridelens
