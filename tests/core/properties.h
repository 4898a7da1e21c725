#pragma once
// What holds for every problem, legal or not. Each check gives the reason why it does not hold, as a sentence; nothing if
// it does. The property test asks for random problems, the fuzzers for whatever libFuzzer thinks up.

#include "core/kernels/numbers.h"
#include "core/operation/geometry.h"
#include "core/operation/problem.h"

#include <cstdint>
#include <optional>
#include <string>

namespace stridelens::test {

using Broken = std::optional<std::string>;

/// print() and parse_problem() are inverse: the problem comes back, and its line stays as it is.
Broken broken_text(const Problem& problem);

/// The same for a line that was read: reading what it prints changes nothing any more.
Broken broken_line(const Problem& problem);

/// check(), resolve() and output_shape() say the same; a refusal has a sentence, a geometry fits its input.
Broken broken_answer(const Problem& problem);

/// Taps of a whole evaluation: what the checks below cost.
std::int64_t work_of(const Geometry& geometry);

/// Forwards: kernels equal the reference bit for bit, explain() equals both at every output cell, readers are the inverse
/// of taps, coverage counts them.
Broken broken_forwards(const Geometry& geometry, const Numbers& numbers);

/// Backwards: the kernels' gradients equal the reference's bit for bit, and explain_gradient() both at every cell.
Broken broken_backwards(const Geometry& geometry, const Numbers& numbers);

/// Everything that is told in words: the size formulas add up to the output, no sentence is missing.
Broken broken_words(const Geometry& geometry, const Numbers& numbers);

}  // namespace stridelens::test
