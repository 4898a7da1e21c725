#pragma once
// What time does to the state, and the step that is told of it.

#include "app/state/state.h"

#include <cstdint>
#include <string>

namespace stridelens {

/// Time passes: playback, slide, notice. Returns whether anything moves (the window may sleep when not).
/// Seconds since the last frame was drawn; after a sleep pass 0, or a slide that has just begun is over before it is seen.
bool tick(AppState& state, double seconds, const Shown& shown);

/// The cell to explain: the hovered cell of the grid that the view steps through if there is one, otherwise the current
/// step.
std::int64_t step_to_explain(const AppState& state, const Shown& shown);

/// "Stridelens — maxpool2d 1x1x5x5 k2 s1 — step 7/16", "… — input gradient — step 7/25". The one-line form without
/// explicit lists. Refused settings: as they are set, and "— refused" instead of the step.
std::string window_title(const AppState& state, const Shown& shown);

}  // namespace stridelens
