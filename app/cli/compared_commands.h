#pragma once
// The subcommands of a comparison: what they say of A and of B.

#include "app/cli/commands.h"

namespace stridelens {

/// What went wrong with one side, with its name in front.
tl::unexpected<Failure> named(AB side, const Failure& failure);

/// Both outputs, and how many cells differ. Errors: those of either side, with its name; a file to write to, which holds one
/// output only.
Outcome<Answer> eval_both(const Scenario& scenario, const EvalOptions& options);

/// One output cell on both sides, the settings that differ, and how many cells do. Where a side has no such cell, why.
/// Errors: those of either side, with its name; a cell that neither side has.
Outcome<std::string> explain_both(const Scenario& scenario, const std::string& at, Telling telling);

}  // namespace stridelens
