#pragma once
// The export panel: what the next file will be, and what is being written.

#include "app/state/exports/file_options.h"
#include "app/state/exports/page_options.h"

#include <cstddef>
#include <optional>
#include <string>

namespace stridelens {

/// Everything that can be set. Remembered for the user, but for what belongs to one problem: steps, title, caption.
struct ExportSettings {
    PageOptions page;  // page.steps follow from `steps`
    FileOptions file{.format = Format::png, .scale = 2.0};
    std::string steps;   // as written: "1,2,7-9", "all"; empty: the step shown
    std::string output;  // the file, as written; empty: a name made from the problem
    bool operator==(const ExportSettings&) const = default;
};

/// What is asked for and is not the state's to do: it needs files, the clipboard or another thread.
enum class ExportRequest : std::uint8_t {
    export_file,
    cancel,
    copy_image,
    copy_svg,
    copy_markdown,
    copy_csv,
    copy_numpy,
    copy_latex,
    copy_command,
};

struct ExportPanel {
    bool open = false;
    ExportSettings settings;
    std::optional<ExportRequest> request;  // until it is taken
    bool exported = false;                 // a file has been written: the same again needs no panel
    bool running = false;                  // one is being written …
    std::size_t done = 0, total = 0;       // … this far; total 0: not known yet
    std::string message;                   // how the last one ended
    bool failed = false;                   // not well
};

}  // namespace stridelens
