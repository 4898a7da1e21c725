#pragma once
// Changes of the scenario and their undo steps. Everything that changes state.scenario goes through here.

#include "app/state/state.h"

#include <functional>

namespace stridelens {

/// Changes the scenario: version, step, history and open cell edit follow. Nothing changed: no undo step.
void edit(AppState& state, const std::function<void(Scenario&)>& change);

void begin_edit(AppState& state);
void commit_edit(AppState& state);
void undo(AppState& state);
void redo(AppState& state);

/// The lists of `scenario` were made for the shapes of this problem: at the beginning of a slider drag, so that a size
/// dragged down and up again loses nothing; otherwise as they are now.
const Problem& numbers_origin(const AppState& state);

}  // namespace stridelens
