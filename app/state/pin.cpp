#include "app/state/pin.h"

#include "app/problem/view.h"
#include "app/state/derived.h"
#include "core/window/surrounded.h"

namespace stridelens {

namespace {

Shape shape_of(const Geometry& geometry, Grid grid) {
    if (grid == Grid::padding) return surrounded(geometry);
    const auto shape = info_of(grid).shape;
    return shape != nullptr ? geometry.*shape : Shape{};
}

bool has_cell(const Geometry& geometry, const CellId& cell) {
    const Shape shape = shape_of(geometry, cell.grid);
    const std::int64_t cells = cell.grid == Grid::padding ? surrounded_cells(geometry) : element_count(shape);
    return !shape.empty() && cell.flat >= 0 && cell.flat < cells;
}

}  // namespace

const Derived* side_of(const Derived& derived, AB side) {
    return derived.compared != nullptr ? derived.compared->side(side).get() : &derived;
}

bool looks_up(View view, Grid grid) {
    switch (grid) {
        case Grid::input:
            return view == View::output || view == View::matrix || view == View::scatter || view == View::grad_weight;
        case Grid::padding:
            return view == View::output || view == View::matrix || view == View::grad_weight;
        case Grid::kernel:
            return view == View::output || view == View::matrix;
        case Grid::upstream:
            return is_backward(view);
        case Grid::grad_input:
            return view == View::grad_input;
        default:
            return false;
    }
}

bool can_pin(View view, const CellId& cell) {
    return looks_up(view, cell.grid) && cell.grid != info_of(view).grid;
}

Pin pin_of(const Derived& derived, const CellId& cell) {
    const Derived* side = side_of(derived, cell.side);
    return {cell, side != nullptr ? shape_of(side->geometry, cell.grid) : Shape{}};
}

bool holds(const Derived& derived, const Pin& pin) {
    const Derived* side = side_of(derived, pin.cell.side);
    return side != nullptr && can_pin(derived.view, pin.cell) && has_cell(side->geometry, pin.cell) &&
           shape_of(side->geometry, pin.cell.grid) == pin.of;
}

}  // namespace stridelens
