#include "app/ui/panels.h"

#include "app/scenario/show.h"
#include "app/state/show.h"

#include <algorithm>

namespace stridelens::ui {
namespace {

/// The views of the settings as they are now, or of the last picture while they are refused.
std::vector<Show> present_shows(const Frame& frame) {
    const Problem& problem = frame.state.scenario.problem;
    const auto geometry = resolve(problem.operation, problem.input);
    return shows_of(geometry ? *geometry : frame.derived.geometry);
}

std::vector<Show> on_side(const std::vector<Show>& shows, bool backward) {
    std::vector<Show> side;
    for (const Show show : shows)
        if (is_backward(show) == backward) side.push_back(show);
    return side;
}

/// Beside the other views of its side; forwards, what the plain view does depends on what it is not.
std::string label_of(Show show, const std::vector<Show>& side) {
    switch (show) {
        case Show::output:
            return std::find(side.begin(), side.end(), Show::scatter) != side.end() ? "Gather" : "Sliding";
        case Show::scatter:
            return "Scatter";
        case Show::matrix:
            return "Matrix product";
        case Show::grad_input:
            return "Input";
        case Show::grad_weight:
            return "Weight";
        case Show::grad_bias:
            return "Bias";
    }
    return {};
}

}  // namespace

void side_view(Pen& pen) {
    const AppState& state = pen.frame.state;
    const Show show = state.scenario.show;
    const bool backward = is_backward(show);
    pen.y += 6.0F;
    if (segmented_row(pen, "direction", {"Forward", "Backward"}, backward ? 1 : 0))
        pen.actions.push_back(SetShow{other_direction(show)});
    const std::vector<Show> side = on_side(present_shows(pen.frame), backward);
    if (side.size() < 2) return;
    std::vector<std::string> labels;
    for (const Show one : side) labels.push_back(label_of(one, side));
    const auto current = static_cast<std::size_t>(std::find(side.begin(), side.end(), show) - side.begin());
    if (const auto chosen = segmented_row(pen, "view", labels, current)) pen.actions.push_back(SetShow{side[*chosen]});
}

}  // namespace stridelens::ui
