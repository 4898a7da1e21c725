#pragma once
// From a refused problem to the nearest legal one.

#include "core/operation/problem.h"

namespace stridelens {

/// The settings of `problem` that are refused, set to the nearest legal value, or else to the operation's default. The
/// input stays. Still refused only if the operation cannot work on this input at all.
Problem made_legal(Problem problem);

}  // namespace stridelens
