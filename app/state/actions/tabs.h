#pragma once
// From one operation to another, from 1D to 2D: what carries over, what each tab remembers, and never into a refusal
// that the user did not cause.

#include "app/state/state.h"

#include <cstddef>

namespace stridelens {

/// What the user set in `after` (against `before`, the same operation) goes to every tab that has this setting.
void remember_edit(Memory& memory, const Operation& before, const Operation& after);

/// Leaves the tab of `from` and enters tab `alternative` (index into Operation). The input and its numbers stay; max
/// unpooling and Fold get theirs made from it, and leaving them brings it back.
Problem switched(Memory& memory, const Problem& from, std::size_t alternative);

/// The same operation with `rank` spatial axes. Going back at once restores everything.
Problem with_spatial_rank(Memory& memory, const Problem& from, int rank);

/// The same settings under another framework's rules: what was left at its default follows to that framework's default,
/// what it refuses moves to the nearest legal value. Going back at once restores everything.
Problem with_convention(Memory& memory, const Problem& from, Convention convention);

}  // namespace stridelens
