#pragma once
// Inside a step: its terms one after the other, as the loop takes them.

#include "app/state/state.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>

namespace stridelens {

/// CodeView::within behind the last term, however many there are.
inline constexpr std::int64_t kAllTaken = std::numeric_limits<std::int64_t>::max();

/// One term on (`delta` above 0) or back. Before the first term stands the step before it, behind the last one the step's
/// result, and behind that the next step. Changes nothing while the step is not told, or where taps are not shown.
void tap_by(AppState& state, const Shown& shown, std::int64_t delta);

/// The term that has just been taken of the step that is shown, a position in its Explanation::terms; nothing: not inside,
/// the step's result is there.
std::optional<std::size_t> tap_shown(const AppState& state, const Shown& shown);

}  // namespace stridelens
