#pragma once
// The subcommand that writes a problem as a program.

#include "app/cli/commands.h"

#include <filesystem>
#include <string>

namespace stridelens {

struct CodeOptions {
    std::filesystem::path file;    // that the scenario was read from; empty: none
    std::filesystem::path output;  // the program; its arrays are written beside it. Empty: it is printed
    std::string form = "loop";     // of ProgramForm
};

/// The program; with an output file nothing is printed. Not of gradients: the call forwards is what it has.
/// Of a comparison both are printed, one after the other.
/// Errors: what program() refuses, and a file that would take the place of the one that is read.
Outcome<Answer> code_command(const Scenario& scenario, const CodeOptions& options);

}  // namespace stridelens
