#pragma once
// The actions of the figure panel, for apply().

#include "app/state/state.h"

namespace stridelens {

/// A file's name without ending for this problem: its title, or its line, with hyphens.
std::string file_name_of(const Scenario& scenario);

/// The file that is written: what the settings say, or in the folder that they say a name made from the problem.
std::string output_of(const FigureSettings& settings, const Scenario& scenario);

/// The page that the panel shows for a problem of so many steps: of the step shown, or of several where the format puts
/// them side by side.
PageOptions page_to_show(const FigureSettings& settings, std::int64_t steps);

void set_figure(FigurePanel& panel, const FigureSettings& settings);
void ask_figure(FigurePanel& panel, FigureRequest request);
void figure_taken(FigurePanel& panel);
void figure_progress(FigurePanel& panel, const FigureProgress& progress);
void figure_done(FigurePanel& panel, const FigureDone& done);
void export_again(FigurePanel& panel);

}  // namespace stridelens
