#pragma once
// A program that runs, as files: itself, and beside it the arrays that it loads.

#include "app/files/failure.h"
#include "core/explain/program/program.h"

#include <filesystem>
#include <string>
#include <vector>

namespace stridelens {

/// What to put before the names of a program's arrays when it is saved as `file`: the file's name without its ending, of
/// which only letters, digits, '-' and '_' stay as they are. Example: "notes/my pool.py" → "my_pool"
std::string program_stem(const std::filesystem::path& file);

/// The files that saving writes: the arrays, then the program.
std::vector<std::filesystem::path> program_files(const std::filesystem::path& file, const Program& program);

/// Writes them. `operands` and `output` are what the program was made of.
/// Errors: those of NewFile; what has been written by then stays.
Outcome<void> save_program(const std::filesystem::path& file, const Program& program, const Operands& operands,
                           const Tensor& output);

}  // namespace stridelens
