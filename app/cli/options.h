#pragma once
// What the command line says, read into plain members.

#include "app/cli/render_arguments.h"

#include <tl/expected.hpp>

#include <iosfwd>
#include <string>
#include <vector>

namespace stridelens {

enum class Subcommand { none, render, eval, explain, why, code, lessons };

/// What the options are read into; shared by all subcommands, as only one of them runs.
struct Arguments {
    Subcommand subcommand = Subcommand::none;
    std::vector<std::string> words;  // the problem: an unquoted line arrives as several
    std::string output, theme, input, weight, bias, indices, upstream, at, resize, region, range, channels, view;
    std::string form = "loop";  // of a program
    int scale = 0;              // per cent; 0: not given
    bool json = false, say = false, speak = false, grey = false, with_indices = false;
    RenderArguments render;

    std::string spec() const;
};

/// Reads the arguments; argv[0] is the program.
/// Errors: the exit code, with nothing left to do: 0 after --help or --version (on `out`), 2 for wrong usage, told on `err`.
tl::expected<Arguments, int> read_arguments(int argc, const char* const* argv, std::ostream& out, std::ostream& err);

}  // namespace stridelens
