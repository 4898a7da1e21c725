#pragma once
// Other numbers as the input of a problem.

#include "app/problem/scenario.h"
#include "core/tensor/tensor.h"

namespace stridelens {

/// Replaces the numbers of `scenario`'s input by `tensor` (2 axes: H×W; 3: C×H×W; 4: as they are; for rank 1
/// operations L, C×L, N×C×L) and sets its input shape; clamps the step.
Result<Scenario> with_input(Scenario scenario, Tensor tensor);

}  // namespace stridelens
