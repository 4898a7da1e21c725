#pragma once
// `stridelens render`: the exports one after the other, with a bar while they take long, and again when a file changes.

#include "app/cli/render_arguments.h"
#include "app/files/failure.h"

#include <functional>
#include <iosfwd>

namespace stridelens {

/// Opens what was given and makes the jobs of it; called anew after each change of a file.
using MakeJobs = std::function<Outcome<std::vector<ExportJob>>()>;

struct RenderRun {
    MakeJobs jobs;
    std::vector<std::filesystem::path> watched;  // --watch: until Ctrl+C; empty: once
    bool terminal = false;                       // `err` is one: a bar may be drawn
};

/// Exit code: 0, all is written; 1 refused, with the sentence on `err`; 130 stopped by Ctrl+C, within a picture, too: what
/// was being written is not there, as `err` says.
/// While it watches, it says what it has written; a refusal is told and waited out.
int run_render(const RenderRun& run, std::ostream& err);

}  // namespace stridelens
