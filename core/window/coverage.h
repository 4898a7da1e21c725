#pragma once
// How often the windows read each input cell, and which cells and paddings none of them reads. A window is the product of
// its axes, so whatever is counted here is counted along each axis and multiplied.

#include "core/operation/geometry.h"
#include "core/tensor/tensor.h"
#include "core/window/window.h"

#include <cstdint>
#include <vector>

namespace stridelens {

/// How many (output, tap) pairs stand at one position of an axis, whatever there is at that position.
/// Units:   `at` counts positions of the input (transposed: of the stretched input); may lie outside.
/// Example: in 5, kernel 3, stride 2: at position 2 stand tap 2 of output 0 and tap 0 of output 1 → 2
std::int64_t readings_at(const Axis& axis, std::int64_t at);

/// How many (output, tap) pairs read one input position: those that stand at it, and those that stand where the padding
/// repeats it.
/// Units:   cells, 0 ≤ i < axis.in.   Example: in 3, kernel 3, padding 1, replicate: position 0 is read by 2 + 1 pairs → 3
std::int64_t axis_coverage(const Axis& axis, PaddingMode mode, std::int64_t i);

/// The same for each of the axis' `in` input positions.
std::vector<std::int64_t> axis_coverage(const Axis& axis, PaddingMode mode);

/// How many windows in a row can have one and the same position of an axis between their first and their last tap: at most
/// all of them.
/// Units:   outputs; of adaptive windows perhaps one more than there are.   Example: kernel 3, stride 2: 2; dilation 2, stride 1: 5
std::int64_t most_readers(const Axis& axis);

/// How many taps of all windows read each input cell, readers().size() of it.
/// Shapes:  the input's; values are whole numbers.   Example: 3 × 3 input, kernel 2, stride 1: the centre → 4
Tensor coverage(const Geometry& geometry);

/// For one axis: positions of the padded input (0 … in + pads, without overhang) that no window reads, as input
/// positions (negative: begin padding); cropped input positions belong to them. At most kMostUnread of them, and no
/// padding farther than that from the input. Adaptive and transposed: input cells that reach no output.
inline constexpr std::int64_t kMostUnread = std::int64_t{1} << 20;
std::vector<std::int64_t> unread_positions(const Axis& axis);

/// Most taps that one output cell has, in all channels that it reads: what telling it takes (for_each_tap()).
/// Units:   taps; adaptive: of the longest window; Unfold: the one cell that it is a copy of.
/// Example: 1x4x5x5, out 2, groups 2, kernel 3: 2 · 9 → 18
std::int64_t taps_of_output(const Geometry& geometry);

/// How many output cells use one weight, or one bias: those of its channel, in all samples.
/// Example: 2x1x5x5, out 1, kernel 3: 2 · 9 → 18
std::int64_t uses_of_weight(const Geometry& geometry);

/// The taps with one weight, in the order of the output cells of its channel in one sample; of more than `most` the first
/// and the last, between which all others stand. Weighted operations alone.
/// Example: 1x1x5x5, kernel 3: of any weight 9
std::vector<Tap> taps_with_weight(const Geometry& geometry, std::int64_t weight, std::int64_t sample,
                                  std::int64_t most);

/// Taps of all windows together, those in the padding included: what computing the output takes. Transposed operations
/// and Fold: of all stamps, those cut off included. Exact up to 2^53; beyond that the nearest double.
/// Example: 1x3x5x5, out 2, kernel 3: 2 · 3 · 3 outputs of 3 · 9 taps → 486
double readings(const Geometry& geometry);

}  // namespace stridelens
