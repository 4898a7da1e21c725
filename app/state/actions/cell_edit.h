#pragma once
// Editing the numbers of the grids, one cell at a time.

#include "app/state/state.h"

namespace stridelens {

/// The grid's values become a list with this number in it. A cell that does not exist changes nothing.
void set_cell(AppState& state, const CellId& cell, float value);

void start_cell_edit(AppState& state, const CellId& cell);

/// What was typed over the cell. What is no number, or no index, is refused in place.
void submit_cell_text(AppState& state, const SubmitCellText& submitted);

}  // namespace stridelens
