#pragma once
// From a refused problem to the nearest legal one.

#include "core/operation/problem.h"

#include <string>

namespace stridelens {

/// The settings of `problem` that are refused, set to the nearest legal value, or else to the operation's default. The
/// input stays. Still refused only if the operation cannot work on this input at all.
Problem made_legal(Problem problem);

/// One sentence about what that changed: "Changed, since it would be refused here: p1 is now same." Settings are called as
/// in the one-line form. "": nothing.
std::string changes_told(const Problem& asked_for, const Problem& legal);

}  // namespace stridelens
