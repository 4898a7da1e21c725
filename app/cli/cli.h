#pragma once
// The command line: everything that needs no display happens here; otherwise main opens the window with what it says.

#include "app/files/open.h"
#include "app/problem/scenario.h"
#include "app/state/ids.h"

#include <filesystem>
#include <iosfwd>
#include <optional>
#include <string>

namespace stridelens {

/// What the command line asked for.
struct CommandLine {
    bool window = false;       // open the window; otherwise all is done: leave with exit_code
    std::string spec_or_file;  // as it was given; empty: none
    std::optional<Scenario>
        scenario;  // what spec_or_file stands for (its settings may still be refused: a normal state)
    std::optional<OpenedPicture> picture;  // if it was made of one
    std::string remark;                    // what is to be said of how it was read, in the window; empty: nothing
    std::optional<ThemeName> theme;        // --theme
    std::optional<int> scale;              // --scale, per cent
    bool speak = false;                    // --speak
    ImportOptions import;                  // --grey, --resize, --range: also for files dropped on the window later
    int exit_code =
        0;  // 0 done, 1 refused (sentence on err, nothing on out) or not to be printed, 2 usage, 130 stopped by Ctrl+C
};

/// Where the command line works.
struct Surroundings {
    std::ostream& out;
    std::ostream& err;
    std::filesystem::path assets;  // the folder that holds lessons/
    bool terminal = false;         // `err` is a terminal: long exports draw a bar on it
};

/// Reads the arguments (argv[0] is the program) and runs the subcommand, if there is one: render, eval, explain, code, lessons.
/// Never throws.
CommandLine run_command_line(int argc, const char* const* argv, const Surroundings& around);

}  // namespace stridelens
