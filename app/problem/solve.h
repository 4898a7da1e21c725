#pragma once
// A problem made ready for computing: checked, every tensor filled in, and not larger than memory.

#include "app/problem/scenario.h"
#include "core/kernels/numbers.h"
#include "core/operation/geometry.h"
#include "core/operation/problem.h"

#include <cstdint>
#include <optional>

namespace stridelens {

/// The most cells that any one grid may have: 2^26 float32 are 256 MiB.
inline constexpr std::int64_t kMaxCells = std::int64_t{1} << 26;

/// Whether a grid of this shape has at most kMaxCells. Sizes are the user's: their product may not even fit 64 bits.
bool fits(const Shape& shape);

/// The problem's geometry; nothing if it is refused.
std::optional<Geometry> geometry_of(const Problem& problem);

struct Solvable : Numbers {
    Geometry geometry;
};

/// Checks the problem and makes its tensors. Errors: those of resolve() and make_numbers(); Field::input, weight, … for a
/// grid of more than kMaxCells.
Result<Solvable> prepare(const Problem& problem, const NumbersWanted& wanted = {});

/// Number of steps of this view of the problem; nothing if the problem is refused or has no such view.
std::optional<std::int64_t> step_count(const Problem& problem, View view = View::output);

/// The same for a scenario: while comparing, of the longer side; of a refused side nothing is known.
std::optional<std::int64_t> step_count(const Scenario& scenario);

/// The step nearest to the scenario's that it has; of a refused problem: any from 0 (it has no cells yet, the step waits).
std::int64_t clamped_step(const Scenario& scenario);

bool has_weights(const Operation& operation);
bool has_bias(const Operation& operation);

/// Shape of the biases, (out_channels), if the operation has any.
std::optional<Shape> bias_shape(const Operation& operation);

}  // namespace stridelens
