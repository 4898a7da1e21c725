#include "app/state/actions/tap.h"

#include "app/state/actions/playback.h"
#include "app/state/code_listing.h"

#include <algorithm>

namespace stridelens {

namespace {

/// The picture is of the settings as they are, and shows what the loop does: the forward pass.
bool shows_taps(const AppState& state, const Shown& shown) {
    return shown.version == state.version && !shown.refusal && shown.derived->view == View::output;
}

void go_to_step(AppState& state, std::int64_t step, std::int64_t within) {
    state.scenario.step = step;
    state.code.within = within;
}

}  // namespace

void tap_by(AppState& state, const Shown& shown, std::int64_t delta) {
    const std::int64_t step = state.scenario.step;
    if (delta == 0 || !shows_taps(state, shown) || shown.told->step != step) return;
    const Told* told = told_of_program(state.scenario, shown);
    const std::int64_t terms = told != nullptr ? std::ssize(told->explanation.terms) : 0;
    const bool on = delta > 0;
    const std::int64_t here = state.code.within ? std::min(*state.code.within, terms) : on ? -1 : terms;
    const std::int64_t next = here + (on ? 1 : -1);
    state.playback.playing = false;
    state.playback.since_step = 0.0;
    state.display.hover_tells = false;
    if (next >= 0 && next < terms)
        state.code.within = next;
    else if (next == terms)
        state.code.within = kAllTaken;
    else if (next > terms && step + 1 < shown.derived->steps)
        go_to_step(state, step + 1, 0);
    else if (next < 0 && step > 0)
        go_to_step(state, step - 1, kAllTaken);
    else if (next < 0)
        state.code.within.reset();
}

std::optional<std::size_t> tap_shown(const AppState& state, const Shown& shown) {
    if (!state.code.within || !shows_taps(state, shown)) return std::nullopt;
    const Told* told = told_of_program(state.scenario, shown);
    const bool of_step = shown.told->step == state.scenario.step && step_to_explain(state, shown) == shown.told->step;
    if (told == nullptr || !of_step || *state.code.within >= std::ssize(told->explanation.terms)) return std::nullopt;
    return static_cast<std::size_t>(*state.code.within);
}

}  // namespace stridelens
