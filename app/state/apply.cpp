#include "app/scenario/resize.h"
#include "app/scenario/solve.h"
#include "app/scenario/source.h"
#include "app/state/cells.h"
#include "app/state/edit.h"
#include "app/state/figure_actions.h"
#include "app/state/numbers.h"
#include "app/state/show.h"
#include "app/state/state.h"
#include "app/state/tabs.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stridelens {

namespace {

/// Steps of the scenario as it is now: several actions may come between two derivations.
std::int64_t steps_now(const AppState& state, const Derived& derived) {
    if (derived.version == state.version) return derived.steps;
    return step_count(state.scenario.problem, state.scenario.show).value_or(derived.steps);
}

void go_to(AppState& state, const Derived& derived, std::int64_t step) {
    state.scenario.step = std::clamp<std::int64_t>(step, 0, std::max<std::int64_t>(steps_now(state, derived) - 1, 0));
    state.playback.since_step = 0.0;
    state.view.hover_tells = false;
}

/// As go_to, from where we are. A huge delta must not overflow.
void go_by(AppState& state, const Derived& derived, std::int64_t delta) {
    const std::int64_t steps = steps_now(state, derived);
    const std::int64_t here = std::clamp<std::int64_t>(state.scenario.step, 0, std::max<std::int64_t>(steps - 1, 0));
    go_to(state, derived, here + std::clamp<std::int64_t>(delta, -steps, steps));
}

// --- settings ------------------------------------------------------------------------------------------------------

/// The problem for whose output the lists of `origin` were made: the last one that was not refused.
const Problem& made_for(const AppState& state, const Problem& origin) {
    const auto& undo = state.history.undo;
    if (resolve(origin.operation, origin.input)) return origin;
    for (auto it = undo.rbegin(); it != undo.rend(); ++it) {
        const Problem& problem = it->problem;
        if (!(problem.upstream == origin.upstream && problem.indices == origin.indices)) break;
        if (resolve(problem.operation, problem.input)) return problem;
    }
    return origin;
}

/// Lists follow the shapes of the new settings, cell by cell, from those of `origin`.
void follow_lists(const AppState& state, const Problem& origin, Problem& problem) {
    problem.values = origin.values;
    if (problem.values.kind == Values::Kind::list && fits(problem.input) && !(problem.input == origin.input))
        problem.values.list = resized(origin.values.list, origin.input, problem.input);
    problem.weights = origin.weights;
    problem.bias = origin.bias;
    problem.indices = origin.indices;
    problem.upstream = origin.upstream;
    follow_numbers(problem, origin, &made_for(state, origin));
}

void set_operation(AppState& state, const Operation& operation) {
    remember_edit(state.memory, state.scenario.problem.operation, operation);
    const Problem origin = numbers_origin(state);
    edit(state, [&](Scenario& scenario) {
        scenario.problem.input = followed_input(scenario.problem, operation);
        scenario.problem.operation = operation;
        follow_lists(state, origin, scenario.problem);
    });
}

void set_convention(AppState& state, Convention convention) {
    if (convention == convention_of(state.scenario.problem.operation)) return;
    state.history.numbers_edited = true;
    edit(state,
         [&](Scenario& scenario) { scenario.problem = with_convention(state.memory, scenario.problem, convention); });
}

void set_spatial_rank(AppState& state, int rank) {
    state.history.numbers_edited = true;
    edit(state,
         [&](Scenario& scenario) { scenario.problem = with_spatial_rank(state.memory, scenario.problem, rank); });
}

void switch_operation(AppState& state, std::size_t alternative) {
    if (alternative >= std::variant_size_v<Operation>) return;
    if (alternative == state.scenario.problem.operation.index()) return;
    state.history.numbers_edited = true;
    edit(state, [&](Scenario& scenario) { scenario.problem = switched(state.memory, scenario.problem, alternative); });
}

void set_input_shape(AppState& state, const Shape& shape) {
    const Problem origin = numbers_origin(state);
    edit(state, [&](Scenario& scenario) {
        scenario.problem.input = shape;
        follow_lists(state, origin, scenario.problem);
    });
}

void set_values(AppState& state, const SetValues& set) {
    state.history.numbers_edited = true;
    edit(state, [&](Scenario& scenario) {
        if (const auto numbers = numbers_of(scenario.problem, set.grid)) *numbers->values = set.values;
    });
}

void fit(View& view) {
    view.zoom = 1.0F;
    view.pan = {};
}

void load(AppState& state, const Scenario& scenario) {
    commit_edit(state);
    state.memory = {};
    state.cell_edit.reset();
    state.playback.playing = false;
    fit(state.view);
    state.notice.clear();
    edit(state, [&](Scenario& current) { current = scenario; });
    state.view.hover_tells = false;
}

// --- playback and view ---------------------------------------------------------------------------------------------

void toggle_play(AppState& state, const Derived& derived) {
    Playback& playback = state.playback;
    playback.since_step = 0.0;
    if (playback.playing) {
        playback.playing = false;
        return;
    }
    const std::int64_t steps = steps_now(state, derived);
    if (steps < 2) return;
    if (state.scenario.step >= steps - 1) go_to(state, derived, 0);
    state.view.hover_tells = false;
    playback.playing = true;
}

void hover(View& view, const CellId& cell) {
    if (cell != view.hover) view.hover_tells = true;
    view.hover = cell;
}

void zoom_at(View& view, const ZoomAt& zoom) {
    if (!(zoom.factor > 0.0F)) return;
    const float target = std::clamp(view.zoom * zoom.factor, kZoomMin, kZoomMax);
    const float factor = target / view.zoom;
    view.pan.x = zoom.anchor.x + (view.pan.x - zoom.anchor.x) * factor;
    view.pan.y = zoom.anchor.y + (view.pan.y - zoom.anchor.y) * factor;
    view.zoom = target;
}

void activate(AppState& state, const CellId& cell, const Derived& derived) {
    // The scatter view steps through cells that can be edited, too: the current one's second click edits it.
    const bool again = cell.flat == state.scenario.step && cell.grid == Grid::input && derived.show == Show::scatter;
    if (cell.grid == step_grid(derived.show) && !again) {
        state.playback.playing = false;
        state.cell_edit.reset();
        go_to(state, derived, cell.flat);
    } else if (cell.grid == Grid::more_terms) {
        state.view.all_terms = !state.view.all_terms;
    } else {
        start_cell_edit(state, cell);
    }
}

void toggle_theme(View& view) {
    view.theme = view.theme == ThemeName::dark ? ThemeName::light : ThemeName::dark;
}

void set_speed(Playback& playback, double speed) {
    if (std::isfinite(speed)) playback.steps_per_second = std::clamp(speed, kSpeedMin, kSpeedMax);
}

void notify(AppState& state, const std::string& sentence) {
    state.notice = sentence;
    state.notice_age = 0.0;
}

void dispatch(AppState& state, const Action& action, const Derived& derived) {
    std::visit(overloaded{
                   [&](const SetOperation& set) { set_operation(state, set.operation); },
                   [&](const SetSpatialRank& set) { set_spatial_rank(state, set.rank); },
                   [&](const SwitchOperation& tab) { switch_operation(state, tab.alternative); },
                   [&](const SetInputShape& set) { set_input_shape(state, set.shape); },
                   [&](const SetValues& set) { set_values(state, set); },
                   [&](const SetCell& set) { set_cell(state, set.cell, set.value); },
                   [&](const BeginEdit&) { begin_edit(state); },
                   [&](const CommitEdit&) { commit_edit(state); },
                   [&](const Undo&) { undo(state); },
                   [&](const Redo&) { redo(state); },
                   [&](const StepTo& to) { go_to(state, derived, to.step); },
                   [&](const StepBy& by) {
                       state.playback.playing = false;
                       go_by(state, derived, by.delta);
                   },
                   [&](const StepFirst&) { go_to(state, derived, 0); },
                   [&](const StepLast&) { go_to(state, derived, steps_now(state, derived) - 1); },
                   [&](const TogglePlay&) { toggle_play(state, derived); },
                   [&](const SetSpeed& set) { set_speed(state.playback, set.steps_per_second); },
                   [&](const Hover& over) { hover(state.view, over.cell); },
                   [&](const Activate& clicked) { activate(state, clicked.cell, derived); },
                   [&](const StartCellEdit& start) { start_cell_edit(state, start.cell); },
                   [&](const SubmitCellText& submitted) { submit_cell_text(state, submitted); },
                   [&](const CancelCellEdit&) { state.cell_edit.reset(); },
                   [&](const ToggleAllTerms&) { state.view.all_terms = !state.view.all_terms; },
                   [&](const ToggleLinkAxes&) { state.view.link_axes = !state.view.link_axes; },
                   [&](const ToggleLinkSides&) { state.view.link_sides = !state.view.link_sides; },
                   [&](const SetConvention& set) { set_convention(state, set.convention); },
                   [&](const SetShow& set) { set_show(state, set.show, derived); },
                   [&](const SetTheme& set) { state.view.theme = set.theme; },
                   [&](const ToggleTheme&) { toggle_theme(state.view); },
                   [&](const ZoomAt& zoom) { zoom_at(state.view, zoom); },
                   [&](const PanBy& pan) {
                       state.view.pan.x += pan.delta.x;
                       state.view.pan.y += pan.delta.y;
                   },
                   [&](const FitView&) { fit(state.view); },
                   [&](const LoadScenario& loaded) { load(state, loaded.scenario); },
                   [&](const Notify& said) { notify(state, said.sentence); },
                   [&](const ToggleFigurePanel&) { state.figure.open = !state.figure.open; },
                   [&](const SetFigure& set) { set_figure(state.figure, set.settings); },
                   [&](const AskFigure& ask) { ask_figure(state.figure, ask.request); },
                   [&](const FigureTaken&) { figure_taken(state.figure); },
                   [&](const FigureProgress& progress) { figure_progress(state.figure, progress); },
                   [&](const FigureDone& done) { figure_done(state.figure, done); },
                   [&](const ExportAgain&) { export_again(state.figure); },
                   [&](const Quit&) { state.quit = true; },
               },
               action);
}

}  // namespace

void apply(AppState& state, const Action& action, const Derived& derived) {
    const std::int64_t shown = step_to_explain(state, derived);
    const std::uint64_t version = state.version;
    dispatch(state, action, derived);
    // The window slides between cells of one picture; a new picture just appears.
    if (state.version == version && step_to_explain(state, derived) != shown) state.slide = {shown, 0.0};
}

}  // namespace stridelens
