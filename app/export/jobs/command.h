#pragma once
// The command line that writes the same file again: for Makefiles, and for next year.

#include "app/export/jobs/job.h"

#include <string>

namespace stridelens {

/// "stridelens render 'maxpool2d 1x1x5x5 k2 s1' --step 7 -o pool.svg": every setting that is not the usual one, quoted for
/// a shell. job.page.steps are written as people write them.
std::string render_command(const ExportJob& job);

}  // namespace stridelens
