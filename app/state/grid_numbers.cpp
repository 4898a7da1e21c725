#include "app/state/grid_numbers.h"

#include "app/problem/solve.h"

namespace stridelens {

namespace {

/// What only the whole problem tells: which numbers a max pooling makes, and where they stood.
bool needs_problem(const Values& values) {
    return values.kind == Values::Kind::maxima || values.kind == Values::Kind::winners;
}

}  // namespace

std::optional<Shape> grid_shape(const Problem& problem, Grid grid) {
    switch (grid) {
        case Grid::input:
            return problem.input;
        case Grid::kernel:
            return weight_shape(problem.operation, problem.input);
        case Grid::bias:
            return bias_shape(problem.operation);
        case Grid::indices:
            if (std::holds_alternative<MaxUnpool>(problem.operation)) return problem.input;
            return std::nullopt;
        case Grid::upstream: {
            const auto shape = output_shape(problem.operation, problem.input);
            return shape ? std::optional(*shape) : std::nullopt;
        }
        default:
            return std::nullopt;
    }
}

std::optional<GridNumbers> numbers_of(Problem& problem, Grid grid) {
    const auto shape = grid_shape(problem, grid);
    if (!is_editable(grid) || !shape) return std::nullopt;
    return GridNumbers{&(problem.*info_of(grid).values), *shape};
}

Result<Tensor> grid_tensor(const Problem& problem, Grid grid) {
    Problem copy = problem;
    const auto numbers = numbers_of(copy, grid);
    if (!numbers) return tl::unexpected(Error{Field::values, BrokenRule::values_not_of_this_problem});
    if (!needs_problem(*numbers->values))
        return make_tensor(problem.operation, info_of(grid).field, *numbers->values, numbers->shape);
    auto solvable = prepare(problem);
    if (!solvable) return tl::unexpected(solvable.error());
    if (grid == Grid::input) return *solvable->input;
    return Tensor(numbers->shape, std::vector<float>(solvable->indices.begin(), solvable->indices.end()));
}

}  // namespace stridelens
