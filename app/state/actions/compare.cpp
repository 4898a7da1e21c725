#include "app/state/actions/compare.h"

#include "app/problem/compared.h"
#include "app/problem/why.h"
#include "app/state/actions/cell_edit.h"
#include "app/state/actions/edit.h"
#include "app/state/grid_numbers.h"

#include <utility>

namespace stridelens {

void set_compared(AppState& state, const std::optional<Problem>& other) {
    state.cell_edit.reset();
    state.display.one_side = false;
    state.playback.playing = false;
    edit(state, [&](Scenario& scenario) {
        Comparison sides = comparison_of(scenario);
        const auto at = step_beside(scenario);
        sides.b = other;
        scenario = with_comparison(std::move(scenario), std::move(sides));
        if (!other && at) scenario.step = *at;
        if (!other && state.lesson.of_both && scenario.title == state.lesson.title) scenario.title.clear();
    });
}

void show_why(AppState& state, const Shown& shown) {
    if (!shown.refusal || shown.version != state.version) return;
    auto why = why_of(state.scenario.problem, *shown.refusal);
    if (!why) return;
    commit_edit(state);
    state.cell_edit.reset();
    state.display.pin.reset();
    state.playback.playing = false;
    state.display.one_side = true;  // neither side follows the other
    edit(state, [&](Scenario& scenario) {
        scenario = with_comparison({}, why->shown);
        scenario.title = why->title;
    });
    state.display.one_side = false;
    state.display.hover_tells = false;
    state.lesson = {std::move(why->title), std::move(why->sentence), false, true};
}

void set_sides(AppState& state, const SetSides& set) {
    if (!state.scenario.other) return;
    state.cell_edit.reset();
    state.display.one_side = set.one;
    const AB side = set.one ? set.side : AB::a;
    if (side == state.scenario.side) return;
    commit_edit(state);
    edit(state, [&](Scenario& scenario) {
        std::swap(scenario.problem, *scenario.other);
        scenario.side = side;
    });
}

void edit_cell(AppState& state, const CellId& cell) {
    const Scenario& scenario = state.scenario;
    if (scenario.other && cell.side != scenario.side && is_editable(cell.grid)) {
        const bool shared =
            scenario.problem.*info_of(cell.grid).values == (*scenario.other).*info_of(cell.grid).values &&
            grid_shape(scenario.problem, cell.grid) == grid_shape(*scenario.other, cell.grid);
        if (!shared) set_sides(state, {true, cell.side});
    }
    start_cell_edit(state, cell);
}

}  // namespace stridelens
