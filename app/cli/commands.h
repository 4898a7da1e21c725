#pragma once
// The subcommands: each takes what it needs and returns what is to be printed, or the refusal.

#include "app/files/failure.h"
#include "app/files/image.h"
#include "app/problem/scenario.h"
#include "app/state/ids.h"

#include <filesystem>
#include <string>
#include <vector>

namespace stridelens {

/// Fails if the problem has no such view, with those that it has. Not if it is refused anyway.
Outcome<void> check_view(const Scenario& scenario);

struct EvalOptions {
    std::filesystem::path file;  // that the scenario was read from; empty: none
    std::filesystem::path input, weight, bias, indices,
        upstream;                  // files with numbers (files/array/array.h); empty: none
    std::filesystem::path output;  // an .npy file; empty: none
    bool json = false;
    bool with_indices = false;  // also where the winners of a max, min or adaptive max pooling stood
    ImportOptions import = {};
};
/// What is to be printed, and what is to be said of the files that were read.
struct Answer {
    std::string text;
    std::vector<std::string> remarks;
};
/// Computes what the scenario shows, its output or a gradient: as nested brackets, as JSON, or into a file (then nothing is
/// printed, unless JSON is asked for). That file must be none of those that are read.
Outcome<Answer> eval_command(const Scenario& scenario, const EvalOptions& options);

/// How a cell is told: in full, as JSON, or in one plain sentence.
enum class Telling : std::uint8_t { text, json, sentence };

/// Tells one cell of what the scenario shows: of the output, a gradient, or (scatter) the input. `at`: "N,C,y,x".
Outcome<std::string> explain_command(const Scenario& scenario, const std::string& at, Telling telling);

Outcome<std::string> lessons_command(const std::filesystem::path& assets);

}  // namespace stridelens
