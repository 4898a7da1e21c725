#pragma once
// What `stridelens render` is told: read from the command line, made into export jobs.

#include "app/export/jobs/job.h"
#include "app/files/failure.h"
#include "app/files/image.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace stridelens {

struct RenderArguments {
    std::vector<std::string> outputs;
    std::int64_t step = 0;     // from 1; 0: the saved one
    std::string steps, parts;  // as written
    PageOptions page;          // page.parts, page.steps: see above
    FileOptions file;
    bool watch = false;
};

/// "640x480" → two numbers from 1 to kPageLimits.most.
std::optional<std::pair<int, int>> parse_size(const std::string& text);

/// "100x80+20+10", a part of a picture 100 wide and 80 high, 20 from the left and 10 from the top.
std::optional<PictureRegion> parse_region(const std::string& text);

/// A problem as it was given, with the name that stands for {name} in a file's name.
struct RenderInput {
    Scenario scenario;
    std::string name;
    std::filesystem::path file = {};  // that it was read from; empty: none
};

/// "input,output,-legend,+code": a list of parts switches the others off, one with signs changes the usual ones.
/// Errors: a part that there is not, with those that there are.
Outcome<PageParts> parse_parts(const std::string& text);

/// One job for each file: every output for every input. Errors: several inputs whose files would have one
/// name, or the name of an input; a step that there is not.
Outcome<std::vector<ExportJob>> jobs_of(const RenderArguments& arguments, const std::vector<RenderInput>& inputs);

}  // namespace stridelens
