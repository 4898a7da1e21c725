#pragma once
// The cell that a page looks up, by the name that it has on the command line: "input[0,0,1,2]", "padding[0,0,-1,2]".

#include "app/files/failure.h"
#include "app/problem/grid.h"
#include "app/state/derived.h"

#include <string>

namespace stridelens {

/// As look_up_cell() reads it; of the second side of a comparison "b:input[0,0,1,2]".
std::string look_up_name(const Derived& derived, const CellId& cell);

/// Errors: what was written and what can be, if it is no cell that this view looks up. "input" and "padding" are one:
/// whether a position is inside says which.
Outcome<CellId> look_up_cell(const std::string& name, const Derived& derived);

}  // namespace stridelens
