#pragma once
// Where the state changes: by an Action, and by time that passes (playback.h). Nowhere else.

#include "app/state/state.h"

namespace stridelens {

/// Applies one action. `shown`: what is on screen, which may be of settings before these (step count, shapes).
void apply(AppState& state, const Action& action, const Shown& shown);

}  // namespace stridelens
