#pragma once
// Other channels of the same picture.

#include "app/state/state.h"

#include <cstdint>
#include <optional>

namespace stridelens {

/// The step of the shown view at the same place in another channel; nothing where the view does not step through channels
/// of that side. `side`: Grid::input_channel or Grid::output_channel; operations that keep channels apart have one and the
/// same on both. `channel` is clamped.
std::optional<std::int64_t> step_in_channel(const Shown& shown, std::int64_t step, Grid side, std::int64_t channel);

/// The side whose channels meet in a step, of which one is in focus: the input's, backwards and in a stamp the output's.
Grid focused_side(View view);

/// The channel of that side nearest to `channel` that meets the step's channel of the other side.
std::int64_t in_focus(const AppState& state, const Shown& shown, std::int64_t channel);

/// The channel of that side that shows: the step's, otherwise the one in focus.
std::int64_t channel_shown(const AppState& state, const Shown& shown, Grid side);

}  // namespace stridelens
