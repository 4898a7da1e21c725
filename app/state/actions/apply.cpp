#include "app/state/actions/apply.h"

#include "app/problem/resize.h"
#include "app/problem/solve.h"
#include "app/problem/view.h"
#include "app/state/actions/cell_edit.h"
#include "app/state/actions/channel_switch.h"
#include "app/state/actions/compare.h"
#include "app/state/actions/edit.h"
#include "app/state/actions/export_actions.h"
#include "app/state/actions/playback.h"
#include "app/state/actions/tabs.h"
#include "app/state/actions/tap.h"
#include "app/state/actions/view_switch.h"
#include "app/state/grid_numbers.h"
#include "core/operation/columns.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

/// Steps of the scenario as it is now: several actions may come between two derivations.
std::int64_t steps_now(const AppState& state, const Shown& shown) {
    if (shown.version == state.version) return shown.derived->steps;
    return step_count(state.scenario).value_or(shown.derived->steps);
}

void go_to(AppState& state, const Shown& shown, std::int64_t step) {
    state.scenario.step = std::clamp<std::int64_t>(step, 0, std::max<std::int64_t>(steps_now(state, shown) - 1, 0));
    state.playback.since_step = 0.0;
    state.display.hover_tells = false;
    state.code.within.reset();
}

/// As go_to, from where we are. A huge delta must not overflow.
void go_by(AppState& state, const Shown& shown, std::int64_t delta) {
    const std::int64_t steps = steps_now(state, shown);
    const std::int64_t here = std::clamp<std::int64_t>(state.scenario.step, 0, std::max<std::int64_t>(steps - 1, 0));
    go_to(state, shown, here + std::clamp<std::int64_t>(delta, -steps, steps));
}

void step_by(AppState& state, const Shown& shown, std::int64_t delta) {
    state.playback.playing = false;
    go_by(state, shown, delta);
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
    problem = with_numbers(std::move(problem), origin, &made_for(state, origin));
}

void set_operation(AppState& state, const Operation& operation) {
    remember_edit(state.memory, state.scenario.problem.operation, operation);
    const Problem origin = numbers_origin(state);
    edit(state, [&](Scenario& scenario) {
        scenario.problem.input = followed_input(scenario.problem.operation, scenario.problem.input, operation);
        scenario.problem.operation = operation;
        follow_lists(state, origin, scenario.problem);
    });
}

void notify(AppState& state, const std::string& sentence) {
    if (sentence.empty()) state.export_panel.message.clear();  // both are told in one place
    state.notice = sentence;
    state.notice_age = 0.0;
}

/// A switch to another operation, rank or framework, which may change more than was asked for: then it says so.
template <class Switch>
void switch_to(AppState& state, Switch make) {
    state.history.numbers_edited = true;
    state.memory.changed.clear();
    edit(state, [&](Scenario& scenario) { scenario.problem = make(scenario.problem); });
    if (!state.memory.changed.empty()) notify(state, state.memory.changed);
}

void set_convention(AppState& state, Convention convention) {
    if (convention == convention_of(state.scenario.problem.operation)) return;
    switch_to(state, [&](const Problem& from) { return with_convention(state.memory, from, convention); });
}

void set_spatial_rank(AppState& state, int rank) {
    switch_to(state, [&](const Problem& from) { return with_spatial_rank(state.memory, from, rank); });
}

void switch_operation(AppState& state, std::size_t alternative) {
    if (alternative >= std::variant_size_v<Operation>) return;
    if (alternative == state.scenario.problem.operation.index()) return;
    state.display.pin.reset();
    switch_to(state, [&](const Problem& from) { return switched(state.memory, from, alternative); });
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

void fit(Camera& camera) {
    camera = {};
}

void load(AppState& state, const LoadScenario& loaded) {
    commit_edit(state);
    state.memory = {};
    state.display.pin.reset();
    state.cell_edit.reset();
    state.playback.playing = false;
    fit(state.camera);
    state.notice.clear();
    state.picture = loaded.picture;
    state.lesson = {loaded.note.empty() ? "" : loaded.scenario.title, loaded.note};
    state.display.one_side = true;  // both sides are the file's: none follows the other
    edit(state, [&](Scenario& current) { current = loaded.scenario; });
    state.display.one_side = false;
    state.display.hover_tells = false;
}

// --- playback and view ---------------------------------------------------------------------------------------------

void toggle_play(AppState& state, const Shown& shown) {
    Playback& playback = state.playback;
    playback.since_step = 0.0;
    if (playback.playing) {
        playback.playing = false;
        return;
    }
    const std::int64_t steps = steps_now(state, shown);
    if (steps < 2) return;
    if (state.scenario.step >= steps - 1) go_to(state, shown, 0);
    state.display.hover_tells = false;
    state.code.within.reset();
    playback.playing = true;
}

void hover(Display& display, const CellId& cell) {
    if (cell != display.hover) display.hover_tells = true;
    display.hover = cell;
}

/// Where there is no room for both, the settings or the program is shown.
void show_code(AppState& state, bool open, ProgramForm form) {
    state.code.open = open;
    state.code.form = form;
    if (open) state.display.settings_out = false;
}

void toggle_settings(AppState& state) {
    state.display.settings_out = state.code.open || !state.display.settings_out;
    state.code.open = false;
}

void zoom_at(Camera& camera, const ZoomAt& zoom) {
    if (!(zoom.factor > 0.0F)) return;
    const float target = std::clamp(camera.zoom * zoom.factor, kZoomMin, kZoomMax);
    const float factor = target / camera.zoom;
    camera.pan.x = zoom.anchor.x + (camera.pan.x - zoom.anchor.x) * factor;
    camera.pan.y = zoom.anchor.y + (camera.pan.y - zoom.anchor.y) * factor;
    camera.zoom = target;
}

void pan(Camera& camera, Point delta) {
    camera.pan.x += delta.x;
    camera.pan.y += delta.y;
}

void show_channel(AppState& state, const Shown& shown, Grid side, std::int64_t channel) {
    if (const auto step = step_in_channel(shown, state.scenario.step, side, channel)) {
        state.playback.playing = false;
        go_to(state, shown, *step);
    } else if (side == focused_side(shown.derived->view)) {
        state.display.focus = in_focus(state, shown, channel);
    }
}

void channel_by(AppState& state, const Shown& shown, const ChannelBy& by) {
    show_channel(state, shown, by.side, channel_shown(state, shown, by.side) + by.delta);
}

/// What was pinned is let go by the same click.
void toggle_pin(Display& display, const CellId& cell, const Shown& shown) {
    if (!can_pin(shown.derived->view, cell)) return;
    const bool again = display.pin && display.pin->cell == cell;
    const Pin pin = pin_of(*shown.derived, cell);
    display.pin = again || !holds(*shown.derived, pin) ? std::nullopt : std::optional(pin);
}

void activate(AppState& state, const CellId& cell, const Shown& shown) {
    toggle_pin(state.display, cell, shown);
    // The scatter view steps through cells that can be edited, too: the current one's second click edits it.
    const bool again =
        cell.flat == state.scenario.step && cell.grid == Grid::input && shown.derived->view == View::scatter;
    if (cell.grid == info_of(shown.derived->view).grid && !again) {
        state.playback.playing = false;
        state.cell_edit.reset();
        if (const auto step = step_of(*shown.derived, cell)) go_to(state, shown, *step);
    } else if (cell.grid == Grid::input_channel || cell.grid == Grid::output_channel) {
        show_channel(state, shown, cell.grid, cell.flat);
    } else if (cell.grid == Grid::more_terms) {
        state.display.all_terms = !state.display.all_terms;
    } else {
        edit_cell(state, cell);
    }
}

void toggle_theme(Display& display) {
    display.theme = display.theme == ThemeName::dark ? ThemeName::light : ThemeName::dark;
}

void set_speed(Playback& playback, double speed) {
    if (std::isfinite(speed)) playback.steps_per_second = std::clamp(speed, kSpeedMin, kSpeedMax);
}

void dispatch(AppState& state, const Action& action, const Shown& shown) {
    std::visit(overloaded{
                   [&](const SetOperation& set) { set_operation(state, set.operation); },
                   [&](const SetSpatialRank& set) { set_spatial_rank(state, set.rank); },
                   [&](const SwitchOperation& tab) { switch_operation(state, tab.alternative); },
                   [&](const SetInputShape& set) { set_input_shape(state, set.shape); },
                   [&](const SetCompared& set) { set_compared(state, set.other); },
                   [&](const ShowWhy&) { show_why(state, shown); },
                   [&](const SetSides& set) { set_sides(state, set); },
                   [&](const SetValues& set) { set_values(state, set); },
                   [&](const SetCell& set) { set_cell(state, set.cell, set.value); },
                   [&](const BeginEdit&) { begin_edit(state); },
                   [&](const CommitEdit&) { commit_edit(state); },
                   [&](const Undo&) { undo(state); },
                   [&](const Redo&) { redo(state); },
                   [&](const StepTo& to) { go_to(state, shown, to.step); },
                   [&](const StepBy& by) { step_by(state, shown, by.delta); },
                   [&](const StepFirst&) { go_to(state, shown, 0); },
                   [&](const StepLast&) { go_to(state, shown, steps_now(state, shown) - 1); },
                   [&](const TapBy& by) { tap_by(state, shown, by.delta); },
                   [&](const TogglePlay&) { toggle_play(state, shown); },
                   [&](const SetSpeed& set) { set_speed(state.playback, set.steps_per_second); },
                   [&](const Hover& over) { hover(state.display, over.cell); },
                   [&](const ShowChannel& show) { show_channel(state, shown, show.side, show.channel); },
                   [&](const ChannelBy& by) { channel_by(state, shown, by); },
                   [&](const Activate& clicked) { activate(state, clicked.cell, shown); },
                   [&](const Unpin&) { state.display.pin.reset(); },
                   [&](const StartCellEdit& start) { edit_cell(state, start.cell); },
                   [&](const SubmitCellText& submitted) { submit_cell_text(state, submitted); },
                   [&](const CancelCellEdit&) { state.cell_edit.reset(); },
                   [&](const ToggleAllTerms&) { state.display.all_terms = !state.display.all_terms; },
                   [&](const ToggleLinkAxes&) { state.display.link_axes = !state.display.link_axes; },
                   [&](const ToggleLinkSides&) { state.display.link_sides = !state.display.link_sides; },
                   [&](const SetConvention& set) { set_convention(state, set.convention); },
                   [&](const SetView& set) { set_view(state, set.view, shown); },
                   [&](const SetTheme& set) { state.display.theme = set.theme; },
                   [&](const ToggleTheme&) { toggle_theme(state.display); },
                   [&](const SetScale& set) { state.display.scale = std::clamp(set.per_cent, kScaleMin, kScaleMax); },
                   [&](const ToggleSettings&) { toggle_settings(state); },
                   [&](const ZoomAt& zoom) { zoom_at(state.camera, zoom); },
                   [&](const PanBy& by) { pan(state.camera, by.delta); },
                   [&](const FitView&) { fit(state.camera); },
                   [&](const LoadScenario& loaded) { load(state, loaded); },
                   [&](const FoldLesson&) { state.lesson.folded = !state.lesson.folded; },
                   [&](const Notify& said) { notify(state, said.sentence); },
                   [&](const ToggleCode&) { show_code(state, !state.code.open, state.code.form); },
                   [&](const ShowCode& show) { show_code(state, true, show.form); },
                   [&](const SaveCode&) { state.code.save = true; },
                   [&](const CodeTaken&) { state.code.save = false; },
                   [&](const ToggleExportPanel&) { state.export_panel.open = !state.export_panel.open; },
                   [&](const SetExport& set) { set_export(state.export_panel, set.settings); },
                   [&](const AskExport& ask) { ask_export(state.export_panel, ask.request); },
                   [&](const ExportTaken&) { export_taken(state.export_panel); },
                   [&](const ExportProgress& progress) { export_progress(state.export_panel, progress); },
                   [&](const ExportDone& done) { export_done(state.export_panel, done); },
                   [&](const ExportAgain&) { export_again(state.export_panel); },
                   [&](const Quit&) { state.quit = true; },
               },
               action);
}

}  // namespace

void apply(AppState& state, const Action& action, const Shown& shown) {
    const std::int64_t before = step_to_explain(state, shown);
    const std::uint64_t version = state.version;
    const std::int64_t step = state.scenario.step;
    const AB side = state.scenario.side;
    dispatch(state, action, shown);
    const bool same = state.version == version && state.scenario.step == step && state.scenario.side == side;
    if (!same && !std::holds_alternative<TapBy>(action)) state.code.within.reset();
    // The window slides between cells of one picture; a new picture just appears.
    if (state.version == version && step_to_explain(state, shown) != before) state.slide = {before, 0.0};
}

}  // namespace stridelens
