#pragma once
// From one view of the problem to another.

#include "app/state/state.h"

namespace stridelens {

/// Shows the problem in another view, as one undo step. The step goes to a cell that has to do with the one that was
/// told; back at once, to the very same. A view that the problem does not have is refused with a notice.
void set_view(AppState& state, View view, const Shown& shown);

/// What the keys ask for: from forwards to backwards and back; the next view that the problem has, in a ring (the same if
/// its settings are refused).
View other_direction(View view);
View next_view(const Scenario& scenario);

}  // namespace stridelens
