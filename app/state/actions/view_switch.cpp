#include "app/state/actions/view_switch.h"

#include "app/problem/view.h"
#include "app/state/actions/edit.h"
#include "core/words/prose.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

/// The tensor that a view steps through, told by its grid: backwards it is the one whose gradient is shown.
Grid stepped_tensor(View view) {
    return info_of(info_of(view).grid).of;
}

/// The term that says most about a told cell: the winner, or the first that reads a cell at all.
const Term* telling_term(const Explanation& told) {
    if (told.winner && *told.winner < told.terms.size()) return &told.terms[*told.winner];
    const auto reads = [](const Term& term) { return term.counted && term.tap.source >= 0; };
    const auto term = std::find_if(told.terms.begin(), told.terms.end(), reads);
    if (term != told.terms.end()) return &*term;
    return told.terms.empty() ? nullptr : &told.terms.front();
}

/// A cell of the tensor that `to` steps through, which the step of the present view has to do with; 0 if there is none.
std::int64_t related_step(const Shown& shown, std::int64_t step, View to) {
    if (shown.derived->steps == 0) return 0;
    step = std::clamp<std::int64_t>(step, 0, shown.derived->steps - 1);
    const Explanation told = shown.told->step == step ? shown.told->explanation : explain_step(*shown.derived, step);
    const Term* term = telling_term(told);
    const bool of_output = stepped_tensor(shown.derived->view) == Grid::output;
    const std::int64_t output = of_output ? step : term != nullptr ? term->output : -1;
    switch (stepped_tensor(to)) {
        case Grid::input:
            return term != nullptr ? std::max<std::int64_t>(term->tap.source, 0) : 0;
        case Grid::kernel:
            return term != nullptr ? std::max<std::int64_t>(term->tap.weight, 0) : 0;
        case Grid::bias:
            if (output < 0) return 0;
            return unflatten(shown.derived->geometry.output, output)[shown.derived->geometry.channel_axis()];
        default:
            return std::max<std::int64_t>(output, 0);
    }
}

std::string named_views(const Geometry& geometry) {
    std::vector<std::string> words;
    for (const View view : views_of(geometry)) words.emplace_back(info_of(view).words);
    return text::joined(words);
}

}  // namespace

void set_view(AppState& state, View view, const Shown& shown) {
    Scenario& scenario = state.scenario;
    if (view == scenario.view) return;
    const auto geometry = resolve(scenario.problem.operation, scenario.problem.input);
    const Geometry& now = geometry ? *geometry : shown.derived->geometry;
    if (!has_view(now, view)) {
        state.notice = fmt::format("there is no {} of {}; its views are {}", info_of(view).words,
                                   name_of(now.operation), named_views(now));
        state.notice_age = 0.0;
        return;
    }
    const bool same_cells = stepped_tensor(view) == stepped_tensor(scenario.view);
    const auto& last = state.memory.view_change;
    const bool way_back =
        last && last->after == scenario.view && last->before == view && last->step_after == scenario.step;
    std::int64_t step = 0;
    if (same_cells)
        step = scenario.step;
    else if (way_back)
        step = last->step_before;
    else if (shown.version == state.version)
        step = related_step(shown, scenario.step, view);
    Memory::ViewChange change{scenario.view, view, scenario.step, step};
    state.playback.playing = false;
    state.cell_edit.reset();
    edit(state, [&](Scenario& changed) {
        changed.view = view;
        changed.step = step;
    });
    change.step_after = scenario.step;
    state.memory.view_change = change;
    state.display.hover_tells = false;
}

View other_direction(View view) {
    return is_backward(view) ? View::output : View::grad_input;
}

View next_view(const Scenario& scenario) {
    const auto geometry = resolve(scenario.problem.operation, scenario.problem.input);
    if (!geometry) return scenario.view;
    const std::vector<View> views = views_of(*geometry);
    const auto here = std::find(views.begin(), views.end(), scenario.view);
    return here == views.end() || here + 1 == views.end() ? views.front() : *(here + 1);
}

}  // namespace stridelens
