// An array or picture becomes the input of a scenario.

#include "app/problem/input.h"

#include "app/problem/resize.h"
#include "app/problem/scenario.h"
#include "app/problem/solve.h"

#include <fmt/format.h>

namespace stridelens {

namespace {

/// How many axes an input has at least, without channels and batch; Fold's columns are a matrix in every rank.
int least_axes(const Operation& operation) {
    return std::holds_alternative<Fold>(operation) ? 2 : spatial_rank_of(operation);
}
int most_axes(const Operation& operation) {
    return std::holds_alternative<Fold>(operation) ? 3 : spatial_rank_of(operation) + 2;
}

/// A plane or a strip alone is one channel of a batch of one; more axes are what they are.
Shape input_shape(const Shape& array, const Operation& operation) {
    if (static_cast<int>(array.size()) > least_axes(operation)) return array;
    Shape shape{1};
    if (!std::holds_alternative<Fold>(operation)) shape.push_back(1);
    for (const std::int64_t size : array) shape.push_back(size);
    return shape;
}

const char* expected_axes(const Operation& operation) {
    if (std::holds_alternative<Fold>(operation))
        return "2 (C·kernel cells × windows) or 3 (N × C·kernel cells × windows)";
    switch (spatial_rank_of(operation)) {
        case 1:
            return "1 (L), 2 (C × L) or 3 (N × C × L)";
        case 2:
            return "2 (H × W), 3 (C × H × W) or 4 (N × C × H × W)";
        default:
            return "3 (D × H × W), 4 (C × D × H × W) or 5 (N × C × D × H × W)";
    }
}

}  // namespace

Result<Scenario> with_input(Scenario scenario, Tensor tensor) {
    const Operation& operation = scenario.problem.operation;
    const auto axes = static_cast<int>(tensor.shape.size());
    if (axes < least_axes(operation) || axes > most_axes(operation))
        return tl::unexpected(
            Error{Field::input, fmt::format("an array of {} axes ({}) is no input here; {} needs {}", axes,
                                            to_string(tensor.shape), name_of(operation), expected_axes(operation))});
    if (tensor.values.empty())
        return tl::unexpected(Error{
            Field::input, fmt::format("an array of {} has no cells; give one that has some", to_string(tensor.shape))});
    const Problem before = scenario.problem;
    scenario.problem.input = input_shape(tensor.shape, operation);
    tensor.shape = scenario.problem.input;  // the same cells: a missing leading axis has size 1
    scenario.problem.values = Values{Values::Kind::list, before.values.seed, SharedTensor(std::move(tensor))};
    follow_numbers(scenario.problem, before);
    scenario.step = clamped_step(scenario);
    return scenario;
}

}  // namespace stridelens
