#pragma once
// The grids of what follows from a scenario.

#include "app/problem/grid.h"
#include "app/state/derived.h"

namespace stridelens {

/// The grid's tensor, empty if the problem or the view has none; nullptr for what is no tensor of numbers (indices,
/// terms, sums).
const SharedTensor* tensor_of(const Derived& derived, Grid grid);

/// How it looks; as it comes for what is no tensor.
const Look& look_of(const Derived& derived, Grid grid);

}  // namespace stridelens
