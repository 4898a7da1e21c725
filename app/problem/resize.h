#pragma once
// Grids that change their size: what was there stays where it was.

#include "core/operation/problem.h"

#include <array>
#include <vector>

namespace stridelens {

/// The numbers of a grid of shape `from`, laid out in `to`: cell by cell at the same position, cropped or extended with
/// zeros axis by axis. Shapes of different length are aligned at their last axis (a missing leading axis has size 1).
/// A list that does not fill `from` is taken as far as it goes.
std::vector<float> resized(const std::vector<float>& values, const Shape& from, const Shape& to);

/// Brings the explicit weights, biases, indices and upstream gradients of `after` to the shapes that its operation and
/// input need; `before` tells which shapes they have now. Generators need nothing. An index names the same place of the
/// output as before, or the nearest that there still is. `had_output`: the problem for whose output the upstream gradient
/// and the indices were made, if that is not `before` (a refused one has no output).
void follow_numbers(Problem& after, const Problem& before, const Problem* had_output = nullptr);

/// All that a problem has numbers of.
inline constexpr std::array kNumbers{&Problem::values, &Problem::weights, &Problem::bias, &Problem::indices,
                                     &Problem::upstream};

/// The settings with `from`'s numbers, lists in the shapes that they need there, cell by cell. `had_output`: as above.
Problem with_numbers(Problem settings, const Problem& from, const Problem* had_output = nullptr);

}  // namespace stridelens
