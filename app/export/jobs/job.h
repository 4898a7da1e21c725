#pragma once
// One export, from the window or from the command line: what is shown, in which format, into which files.

#include "app/export/film/animation.h"
#include "app/export/image_limit.h"
#include "app/files/failure.h"
#include "app/state/exports/file_options.h"
#include "app/state/exports/format.h"
#include "app/state/exports/page_options.h"

#include <filesystem>
#include <string>
#include <vector>

namespace stridelens {

/// page.steps: of a picture the steps side by side; of a film, of pages and of frames the steps that it is made of (none:
/// all there are); of a text the steps that it tells (none: the one shown).
struct ExportJob {
    Scenario scenario;  // its step is the one shown
    PageOptions page;
    FileOptions file;
    std::string output;  // with "{step}" in it: a file a step, numbered with leading zeros
};

/// Whether each step gets a file of its own.
bool has_frames(const ExportJob& job);

/// Does it, and returns the files in the order in which they were written. `progress` is asked between pieces of work; a
/// StopScope around the call is heard within them as well, until the last file is in its place.
/// Errors: settings that the problem or the format does not take; a file that cannot be written; cancelled.
/// Each file is there whole or as it was before. `notes`: what became otherwise than it was asked for, in sentences.
Outcome<std::vector<std::filesystem::path>> run_export(const ExportJob& job, const Progress& progress = {},
                                                       Notes* notes = nullptr);

}  // namespace stridelens
