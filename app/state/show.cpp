#include "app/state/show.h"

#include "app/scenario/show.h"
#include "app/state/edit.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace stridelens {

namespace {

/// The tensor that a view steps through, told by its grid: backwards it is the one whose gradient is shown.
Grid stepped_tensor(Show show) {
    switch (step_grid(show)) {
        case Grid::input:
        case Grid::grad_input:
            return Grid::input;
        case Grid::grad_kernel:
            return Grid::kernel;
        case Grid::grad_bias:
            return Grid::bias;
        default:
            return Grid::output;
    }
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
std::int64_t related_step(const Derived& derived, std::int64_t step, Show to) {
    if (derived.steps == 0) return 0;
    step = std::clamp<std::int64_t>(step, 0, derived.steps - 1);
    const Explanation told = derived.step == step ? derived.explanation : explain_step(derived, step);
    const Term* term = telling_term(told);
    const bool of_output = stepped_tensor(derived.show) == Grid::output;
    const std::int64_t output = of_output ? step : term != nullptr ? term->output : -1;
    switch (stepped_tensor(to)) {
        case Grid::input:
            return term != nullptr ? std::max<std::int64_t>(term->tap.source, 0) : 0;
        case Grid::kernel:
            return term != nullptr ? std::max<std::int64_t>(term->tap.weight, 0) : 0;
        case Grid::bias:
            if (output < 0 || derived.geometry.leading < 1) return 0;
            return unflatten(derived.geometry.output, output)[static_cast<std::size_t>(derived.geometry.leading) - 1];
        default:
            return std::max<std::int64_t>(output, 0);
    }
}

std::string views_of(const Geometry& geometry) {
    const std::vector<Show> shows = shows_of(geometry);
    std::string text;
    for (std::size_t i = 0; i < shows.size(); ++i)
        text += fmt::format("{}{}", i == 0 ? "" : i + 1 == shows.size() ? " and " : ", ", words_of(shows[i]));
    return text;
}

}  // namespace

void set_show(AppState& state, Show show, const Derived& derived) {
    Scenario& scenario = state.scenario;
    if (show == scenario.show) return;
    const auto geometry = resolve(scenario.problem.operation, scenario.problem.input);
    const Geometry& shown = geometry ? *geometry : derived.geometry;
    if (!can_show(shown, show)) {
        state.notice = fmt::format("there is no {} of {}; its views are {}", words_of(show), name_of(shown.operation),
                                   views_of(shown));
        state.notice_age = 0.0;
        return;
    }
    const bool same_cells = stepped_tensor(show) == stepped_tensor(scenario.show);
    const auto& last = state.memory.show_change;
    const bool way_back =
        last && last->after == scenario.show && last->before == show && last->step_after == scenario.step;
    std::int64_t step = 0;
    if (same_cells)
        step = scenario.step;
    else if (way_back)
        step = last->step_before;
    else if (derived.version == state.version)
        step = related_step(derived, scenario.step, show);
    Memory::ShowChange change{scenario.show, show, scenario.step, step};
    state.playback.playing = false;
    state.cell_edit.reset();
    edit(state, [&](Scenario& changed) {
        changed.show = show;
        changed.step = step;
    });
    change.step_after = scenario.step;
    state.memory.show_change = change;
    state.view.hover_tells = false;
}

Show other_direction(Show show) {
    return is_backward(show) ? Show::output : Show::grad_input;
}

Show next_show(const Scenario& scenario) {
    const auto geometry = resolve(scenario.problem.operation, scenario.problem.input);
    if (!geometry) return scenario.show;
    const std::vector<Show> shows = shows_of(*geometry);
    const auto here = std::find(shows.begin(), shows.end(), scenario.show);
    return here == shows.end() || here + 1 == shows.end() ? shows.front() : *(here + 1);
}

}  // namespace stridelens
