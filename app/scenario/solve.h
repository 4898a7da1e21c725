#pragma once
// A problem made ready for computing: checked, every tensor filled in, and not larger than memory.

#include "core/operation/geometry.h"
#include "core/operation/problem.h"

#include <cstdint>
#include <optional>

namespace stridelens {

/// The most cells that any one grid may have: 2^26 float32 are 256 MiB.
inline constexpr std::int64_t kMaxCells = std::int64_t{1} << 26;

/// Whether a grid of this shape has at most kMaxCells. Sizes are the user's: their product may not even fit 64 bits.
bool fits(const Shape& shape);

struct Solvable {
    Geometry geometry;
    Tensor input, weight, bias;  // weight, bias: no axes and no values unless Conv (with bias)
};

/// Checks the problem and makes its tensors. Errors: those of resolve() and make_tensor(); Field::weight or Field::bias
/// for a list that does not fit; Field::input, weight, … for a grid of more than kMaxCells.
Result<Solvable> prepare(const Problem& problem);

/// Number of output cells of the problem; nothing if it is refused.
std::optional<std::int64_t> step_count(const Problem& problem);

/// The step nearest to `step` that the problem has; of a refused problem: any from 0 (it has no cells yet, the step waits).
std::int64_t clamped_step(const Problem& problem, std::int64_t step);

/// Shape of a convolution's weights, (out_channels, in_channels/groups, kernel…), as far as it is defined: nothing if
/// groups do not divide the channels. Does not check anything else.
std::optional<Shape> weight_shape(const Conv& conv, const Shape& input);

}  // namespace stridelens
