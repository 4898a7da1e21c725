#pragma once
// The actions of the export panel, for apply().

#include "app/state/state.h"

namespace stridelens {

/// A file's name without ending for this problem: its title, or its line, with hyphens.
std::string file_name_of(const Scenario& scenario);

/// The file that is written: what the settings say, or in the folder that they say a name made from the problem.
std::string output_of(const ExportSettings& settings, const Scenario& scenario);

/// The page that the panel shows for a problem of so many steps: of the step shown, or of several where the format puts
/// them side by side.
PageOptions page_to_show(const ExportSettings& settings, std::int64_t steps);

/// The page whose numbers are written as text, of a problem of so many steps. Steps that cannot be read: the told one.
PageOptions page_of_numbers(const ExportSettings& settings, std::int64_t steps);

void set_export(ExportPanel& panel, const ExportSettings& settings);
void ask_export(ExportPanel& panel, ExportRequest request);
void export_taken(ExportPanel& panel);
void export_progress(ExportPanel& panel, const ExportProgress& progress);
void export_done(ExportPanel& panel, const ExportDone& done);
void export_again(ExportPanel& panel);

}  // namespace stridelens
