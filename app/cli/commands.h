#pragma once
// The subcommands: each takes what it needs and returns what is to be printed, or the refusal.

#include "app/problem/scenario.h"
#include "app/state/ids.h"

#include <filesystem>
#include <optional>
#include <string>

namespace stridelens {

/// Why the problem has no such view, and which it has. Nothing if it has it, or if it is refused anyway.
std::optional<Error> check_view(const Scenario& scenario);

struct EvalOptions {
    std::filesystem::path input, weight, bias, indices, upstream, output;  // .npy files; empty: none
    bool json = false;
    bool with_indices = false;  // also where the winners of a max, min or adaptive max pooling stood
};
/// Computes what the scenario shows, its output or a gradient: as nested brackets, as JSON, or into a file (then nothing is
/// printed, unless JSON is asked for).
Result<std::string> eval_command(const Scenario& scenario, const EvalOptions& options);

/// Tells one cell of what the scenario shows: of the output, a gradient, or (scatter) the input. `at`: "N,C,y,x".
Result<std::string> explain_command(const Scenario& scenario, const std::string& at, bool json);

Result<std::string> lessons_command(const std::filesystem::path& assets);

}  // namespace stridelens
