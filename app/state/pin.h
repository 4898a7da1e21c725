#pragma once
// A look-up that stays: of the cell that was clicked (figure/facts/look_up.h says what is looked up).

#include "app/problem/grid.h"
#include "app/problem/scenario.h"
#include "core/tensor/tensor.h"

namespace stridelens {

struct Derived;

struct Pin {
    CellId cell;
    Shape of;  // of its grid when it was pinned: in another shape the number is of another cell
    bool operator==(const Pin&) const = default;
};

/// Whose cell it is, in a comparison; null: that side has never been valid.
const Derived* side_of(const Derived& derived, AB side);

/// Whether a view looks up the cells of a grid while the mouse is over them.
bool looks_up(View view, Grid grid);

/// Whether a click pins that: the cells that are stepped through stay by themselves, as the step.
bool can_pin(View view, const CellId& cell);

/// Pinned among what is derived.
Pin pin_of(const Derived& derived, const CellId& cell);

/// Whether it is still there, and means the same cell.
bool holds(const Derived& derived, const Pin& pin);

}  // namespace stridelens
