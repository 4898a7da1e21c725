#include "app/state/actions/edit.h"

#include "app/problem/compared.h"
#include "app/problem/solve.h"
#include "app/problem/view.h"
#include "app/state/actions/tabs.h"
#include "app/state/grid_numbers.h"

#include <cstddef>
#include <utility>

namespace stridelens {

namespace {

/// A step alone is no edit: going to another cell leaves no trace in the history.
bool same_work(const Scenario& a, const Scenario& b) {
    return comparison_of(a) == comparison_of(b) && a.title == b.title && a.view == b.view;
}

/// What keeping `scenario` costs beside the next newer one, with which it may share its lists.
std::size_t bytes(const Scenario& scenario, const Scenario* newer) {
    std::size_t numbers = 0;
    for (const auto values :
         {&Problem::values, &Problem::weights, &Problem::bias, &Problem::indices, &Problem::upstream}) {
        const NumberList& list = (scenario.problem.*values).list;
        const std::size_t size = list.size() * (list.whole() != nullptr ? 3 : 1);  // int64 is as large as two of them
        if (newer == nullptr || !list.same((newer->problem.*values).list)) numbers += size;
        if (scenario.other && !list.same(((*scenario.other).*values).list))
            numbers += ((*scenario.other).*values).list.size();
    }
    return sizeof(Scenario) + scenario.title.size() + numbers * sizeof(float);
}

/// Drops the oldest entries; the newest one stays, however large it is.
void push_bounded(std::vector<Scenario>& history, Scenario scenario) {
    history.push_back(std::move(scenario));
    std::size_t total = 0, kept = 0;
    const Scenario* newer = nullptr;
    for (auto it = history.rbegin(); it != history.rend(); newer = &*it, ++it, ++kept) {
        total += bytes(*it, newer);
        if (kept > 0 && (kept >= kHistoryLimit || total > kHistoryBytes)) break;
    }
    history.erase(history.begin(), history.end() - static_cast<std::ptrdiff_t>(kept));
}

/// For one more: from then on nothing can fail between a change and its place in the history.
void make_room(std::vector<Scenario>& history) {
    if (history.size() == history.capacity()) history.reserve(2 * history.size() + 1);
}

void record(AppState& state, Scenario before) {
    push_bounded(state.history.undo, std::move(before));
    state.history.redo.clear();
}

/// After a change of what is shown or how: everything that follows from it is derived anew.
void work_changed(AppState& state, const Problem& before) {
    ++state.version;
    state.slide = {state.scenario.step, kSlideSeconds};
    if (state.cell_edit) {
        const Grid grid = state.cell_edit->cell.grid;
        if (grid_shape(before, grid) != grid_shape(state.scenario.problem, grid)) state.cell_edit.reset();
    }
}

bool same_picture(const Scenario& a, const Scenario& b) {
    return a.problem == b.problem && a.other == b.other && a.side == b.side && a.view == b.view;
}

/// A view that the changed problem no longer has gives way to the nearest; a refused problem waits with it.
void keep_show_legal(Scenario& scenario) {
    if (scenario.other) scenario.view = View::output;
    if (scenario.view == View::output) return;
    if (const auto geometry = resolve(scenario.problem.operation, scenario.problem.input))
        scenario.view = nearest_view(*geometry, scenario.view);
}

/// What is set on one side of a comparison is set on both, unless one of them alone is meant. A drag is one change.
void follow_edit(AppState& state, const Scenario& before) {
    Scenario& now = state.scenario;
    if (state.display.one_side || !now.other || now.other != before.other || now.problem == before.problem) return;
    const Scenario& origin =
        state.history.before_edit && state.history.before_edit->other ? *state.history.before_edit : before;
    now.other = followed(origin.problem, *origin.other, now.problem);
}

/// Which side is edited is no work: another scenario is edited on the side that was edited before, if it has it.
void keep_side(AppState& state, AB side) {
    Scenario& scenario = state.scenario;
    if (!scenario.other) state.display.one_side = false;
    if (!scenario.other || scenario.side == side) return;
    std::swap(scenario.problem, *scenario.other);
    scenario.side = side;
}

/// Moves one entry from one stack to the other.
void travel(AppState& state, std::vector<Scenario>& from, std::vector<Scenario>& to) {
    if (from.empty()) return;
    make_room(to);
    Scenario before = std::exchange(state.scenario, std::move(from.back()));
    from.pop_back();
    keep_side(state, before.other ? before.side : AB::a);
    remember_edit(state.memory, before.problem.operation, state.scenario.problem.operation);
    if (!same_picture(before, state.scenario)) work_changed(state, before.problem);
    push_bounded(to, std::move(before));
}

}  // namespace

void edit(AppState& state, const std::function<void(Scenario&)>& change) {
    make_room(state.history.undo);
    Scenario before = state.scenario;
    try {
        change(state.scenario);
        follow_edit(state, before);
        keep_show_legal(state.scenario);
        state.scenario.step = clamped_step(state.scenario);
    } catch (...) {  // too little memory: it is not done at all
        state.scenario = std::move(before);
        throw;
    }
    if (same_work(before, state.scenario)) return;
    if (!same_picture(before, state.scenario)) work_changed(state, before.problem);
    if (!state.history.before_edit) record(state, std::move(before));
}

void begin_edit(AppState& state) {
    commit_edit(state);
    state.history.before_edit = state.scenario;
    state.history.numbers_edited = false;
}

void commit_edit(AppState& state) {
    if (!state.history.before_edit) return;
    Scenario before = std::move(*state.history.before_edit);
    state.history.before_edit.reset();
    if (!same_work(before, state.scenario)) record(state, std::move(before));
}

void undo(AppState& state) {
    commit_edit(state);
    travel(state, state.history.undo, state.history.redo);
}

void redo(AppState& state) {
    commit_edit(state);
    travel(state, state.history.redo, state.history.undo);
}

const Problem& numbers_origin(const AppState& state) {
    const bool dragging = state.history.before_edit && !state.history.numbers_edited;
    return dragging ? state.history.before_edit->problem : state.scenario.problem;
}

}  // namespace stridelens
