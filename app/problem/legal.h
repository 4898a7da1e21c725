#pragma once
// From a refused problem to the nearest legal one.

#include "core/operation/error.h"
#include "core/operation/problem.h"

namespace stridelens {

/// The settings of `problem` that are refused, set to the nearest legal value, or else to the operation's default. The
/// input stays. Still refused only if the operation cannot work on this input at all.
Problem made_legal(Problem problem);

/// `operation` with the setting that `field` names as it comes; unchanged if it has no such setting.
Operation with_default(Operation operation, Field field);

}  // namespace stridelens
