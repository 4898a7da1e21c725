#pragma once
// The numbers that a user can change, grid by grid.

#include "app/problem/grid.h"
#include "core/operation/problem.h"
#include "core/tensor/tensor.h"

#include <optional>

namespace stridelens {

/// The numbers of one grid and the shape that they are laid out in.
struct GridNumbers {
    Values* values = nullptr;
    Shape shape;
};

/// Of input, kernel, bias, indices and upstream; nothing if the problem has no such grid, or if its shape cannot be known
/// because the problem is refused.
std::optional<GridNumbers> numbers_of(Problem& problem, Grid grid);

/// Shape of a grid that can be edited; nothing if there is none.
std::optional<Shape> grid_shape(const Problem& problem, Grid grid);

/// The numbers themselves. Errors: those of make_tensor() and prepare().
Result<Tensor> grid_tensor(const Problem& problem, Grid grid);

}  // namespace stridelens
