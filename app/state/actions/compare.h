#pragma once
// Beginning and ending a comparison, and which side changes are of.

#include "app/state/state.h"

namespace stridelens {

/// Compares A with `other`, as B; or leaves A alone, at its cell nearest to the step.
void set_compared(AppState& state, const std::optional<Problem>& other);

/// Why the rule exists that refuses the settings: A and B of why_of(), and what they show as the note at the foot.
void show_why(AppState& state, const Shown& shown);

/// The side whose settings the panels show. No work: only what changes are of.
void set_sides(AppState& state, const SetSides& set);

/// Starts to edit a number, also one of the other side: of numbers that only that side has, what changes are of becomes that
/// side alone.
void edit_cell(AppState& state, const CellId& cell);

}  // namespace stridelens
