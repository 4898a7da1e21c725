#include "app/problem/view.h"
#include "app/state/actions/view_switch.h"
#include "app/ui/panels.h"

#include <algorithm>

namespace stridelens::ui {
namespace {

/// The views of the settings as they are now, or of the last picture while they are refused.
std::vector<View> present_views(const Frame& frame) {
    const Problem& problem = frame.state.scenario.problem;
    const auto geometry = resolve(problem.operation, problem.input);
    return views_of(geometry ? *geometry : frame.shown.derived->geometry);
}

std::vector<View> on_side(const std::vector<View>& views, bool backward) {
    std::vector<View> side;
    for (const View view : views)
        if (is_backward(view) == backward) side.push_back(view);
    return side;
}

/// Beside the other views of its side; forwards, what the plain view does depends on what it is not.
const char* label_of(View view, const std::vector<View>& side) {
    const bool scatter = std::find(side.begin(), side.end(), View::scatter) != side.end();
    return view == View::output && scatter ? "Gather" : info_of(view).short_words;
}

}  // namespace

void side_view(Pen& pen) {
    const AppState& state = pen.frame.state;
    const View view = state.scenario.view;
    const bool backward = is_backward(view);
    pen.y += 6.0F;
    if (segmented_row(pen, "direction", {"Forward", "Backward"}, backward ? 1 : 0))
        pen.actions.push_back(SetView{other_direction(view)});
    const std::vector<View> side = on_side(present_views(pen.frame), backward);
    if (side.size() < 2) return;
    std::vector<std::string> labels;
    for (const View one : side) labels.emplace_back(label_of(one, side));
    const auto current = static_cast<std::size_t>(std::find(side.begin(), side.end(), view) - side.begin());
    if (const auto chosen = segmented_row(pen, "view", labels, current)) pen.actions.push_back(SetView{side[*chosen]});
}

}  // namespace stridelens::ui
