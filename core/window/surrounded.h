#pragma once
// The input with all that stands around it: padding, what the last window reaches beyond that, and (transposed) the zeros
// between its cells. None of these is a cell of the input; here each has a number and a position like any cell.

#include "core/window/window.h"

#include <cstdint>
#include <vector>

namespace stridelens {

/// Sizes of the input with its surroundings(): axes that no window slides along as they are. Transposed: of the stretched
/// input. Not of Fold, whose windows put back instead of reading.
/// Example: maxpool2d 1x1x5x5 k3 p1 → 1x1x7x7
Shape surrounded(const Geometry& geometry);

/// The number of the cell at a position in it; −1: it is outside, or there are more cells than can be counted.
/// Units:   `at` is a full index that counts from the input's first cell, so padding before it is below 0; flat within
///          surrounded().
/// Example: maxpool2d 1x1x5x5 k3 p1: {0, 0, −1, −1} → 0
std::int64_t surrounded_cell(const Geometry& geometry, const Index& at);

/// The position of a numbered cell, the inverse of surrounded_cell(). `cell` is one that there is.
Index surrounded_position(const Geometry& geometry, std::int64_t cell);

/// How many cells surrounded() has; 0: more than can be counted.
std::int64_t surrounded_cells(const Geometry& geometry);

/// What stands at a position, and which cell of the input (flat) it is, or repeats; −1: none.
struct Occupant {
    TapKind kind = TapKind::inside;
    std::int64_t source = -1;
};
Occupant occupant(const Geometry& geometry, const Index& at);

/// Every (output cell, tap) that stands at a position, ordered by output cell, then tap: of a cell of the input its
/// readers() without those that the padding brings.
std::vector<Reader> readers_at(const Geometry& geometry, const Index& at);

}  // namespace stridelens
