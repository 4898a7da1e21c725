#pragma once
// What a comparison is made of: the step that both sides are at, and what becomes of B when A changes.

#include "app/problem/scenario.h"

#include <cstdint>
#include <optional>

namespace stridelens {

/// The side with more output cells, whose cells are the steps; A if they have as many.
AB longer_side(const Shape& a, const Shape& b);

/// The last cell of `other`, in reading order, that stands no later than cell `flat` of `shape`: how far a side has come
/// that lacks this cell. −1: none does.
std::int64_t last_cell_by(const Shape& shape, std::int64_t flat, const Shape& other);

/// A's cell that the scenario's step is nearest to, for when A is to stand alone again; nothing if a side is refused.
std::optional<std::int64_t> step_beside(const Scenario& scenario);

/// The problem without its numbers, which may be many and are no words of a line: those of a new problem.
Problem settings_of(Problem problem);

/// B once A has changed: what the two shared they share on, and what B had of its own it keeps. `a`, `b`: before the
/// change. A setting that has no meaning beside the new A is A's from now on.
Problem followed(const Problem& a, const Problem& b, const Problem& new_a);

}  // namespace stridelens
