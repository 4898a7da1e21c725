#include "app/state/actions/playback.h"

#include "app/problem/solve.h"
#include "app/problem/view.h"
#include "app/state/exports/look_up_name.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

void play(AppState& state, double seconds, const Shown& shown) {
    Playback& playback = state.playback;
    const std::int64_t last = shown.derived->steps - 1;
    playback.since_step += seconds;
    const double passed = std::floor(playback.since_step * playback.steps_per_second);
    if (passed >= 1.0) {
        playback.since_step -= passed / playback.steps_per_second;
        const std::int64_t step = std::min(state.scenario.step, std::max<std::int64_t>(last, 0));
        const double next =
            std::min(static_cast<double>(step) + passed, static_cast<double>(std::max<std::int64_t>(last, 0)));
        state.scenario.step = static_cast<std::int64_t>(next);
        state.code.within.reset();
    }
    if (state.scenario.step >= last) {
        playback.playing = false;
        playback.since_step = 0.0;
    }
}

}  // namespace

bool tick(AppState& state, double seconds, const Shown& shown) {
    seconds = std::max(seconds, 0.0);
    if (state.slide.moving()) state.slide.elapsed = std::min(state.slide.elapsed + seconds, kSlideSeconds);
    if (state.playback.playing && shown.version == state.version) {
        const std::int64_t before = step_to_explain(state, shown);
        play(state, seconds, shown);
        if (step_to_explain(state, shown) != before) state.slide = {before, 0.0};
    }
    std::optional<Pin>& pin = state.display.pin;
    if (shown.version == state.version) {
        if (pin && !holds(*shown.derived, *pin)) pin.reset();
        state.export_panel.settings.page.look_up = pin ? look_up_name(*shown.derived, pin->cell) : "";
    }
    if (!state.notice.empty()) {
        state.notice_age += seconds;
        if (state.notice_age >= kNoticeSeconds) {
            state.notice.clear();
            state.notice_age = 0.0;
        }
    }
    return state.playback.playing || state.slide.moving() || !state.notice.empty();
}

std::int64_t step_to_explain(const AppState& state, const Shown& shown) {
    const Display& display = state.display;
    if (const auto hovered = display.hover_tells ? step_of(*shown.derived, display.hover) : std::nullopt)
        return *hovered;
    return std::clamp<std::int64_t>(state.scenario.step, 0, std::max<std::int64_t>(shown.derived->steps - 1, 0));
}

std::string window_title(const AppState& state, const Shown& shown) {
    const std::string line = print(comparison_of(state.scenario), PrintOptions{.explicit_values = false});
    const bool derived_now = shown.version == state.version;
    const View view = state.scenario.view;
    const auto steps = derived_now ? std::optional{shown.derived->steps} : step_count(state.scenario);
    if (!steps || (derived_now && shown.refusal)) return fmt::format("Stridelens — {} — refused", line);
    if (*steps == 0)
        return fmt::format("Stridelens — {} — empty {}", line, view == View::matrix ? "output" : info_of(view).words);
    const std::int64_t step = std::clamp<std::int64_t>(state.scenario.step, 0, *steps - 1);
    const std::string which = view == View::output ? "" : fmt::format("{} — ", info_of(view).words);
    return fmt::format("Stridelens — {} — {}step {}/{}", line, which, step + 1, *steps);
}

}  // namespace stridelens
