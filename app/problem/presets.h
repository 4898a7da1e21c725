#pragma once
// Comparisons that settle what learners mix up. Each is a B for the present problem, and only those are offered that say
// something about it.

#include "core/operation/problem.h"

#include <string>
#include <vector>

namespace stridelens {

struct ComparisonPreset {
    std::string id;     // stable: "ceil", "zeros", "count", "same", "flip", "average", "pytorch", "onnx", "tensorflow"
    std::string label;  // what stands on both sides, A's first: "floor | ceil"
    Problem b;
};

/// Those that make sense beside `a`, in a fixed order; none of a refused problem. B is never refused, and never the same.
///   floor | ceil; max pooling's −∞ | zeros that are put around the input before it, which many expect; padding counted |
///   not; PyTorch's padding | TensorFlow's 'same', where both make an output of one size; flipped | not; max | average;
///   these settings | the same left to another framework's defaults, where that changes the output.
std::vector<ComparisonPreset> comparison_presets(const Problem& a);

}  // namespace stridelens
