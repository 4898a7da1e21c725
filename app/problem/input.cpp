// An array or picture becomes the input of a scenario.

#include "app/problem/input.h"

#include "app/problem/resize.h"
#include "app/problem/scenario.h"
#include "app/problem/solve.h"
#include "core/operation/geometry.h"

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

Error wrong_axes(const Operation& operation, const Shape& array) {
    Error error{Field::input,
                BrokenRule::array_of_columns_has_wrong_axes,
                {{"axes", std::ssize(array)}, {"array", array}, {"operation", name_of(operation)}}};
    if (std::holds_alternative<Fold>(operation)) return error;
    constexpr const char* planes[] = {"L", "H × W", "D × H × W"};
    const int rank = spatial_rank_of(operation);
    error.rule = BrokenRule::array_has_wrong_axes;
    error.facts.push_back({"plane", planes[rank - 1]});
    error.facts.push_back({"least", rank});
    error.facts.push_back({"middle", rank + 1});
    error.facts.push_back({"most", rank + 2});
    return error;
}

}  // namespace

Result<Scenario> with_input(Scenario scenario, Tensor tensor) {
    const Operation& operation = scenario.problem.operation;
    const auto axes = static_cast<int>(tensor.shape.size());
    if (axes < least_axes(operation) || axes > most_axes(operation))
        return tl::unexpected(wrong_axes(operation, tensor.shape));
    if (tensor.values.empty() && !resolve(operation, input_shape(tensor.shape, operation)))
        return tl::unexpected(Error{Field::input, BrokenRule::array_is_empty, {{"array", tensor.shape}}});
    const Problem before = scenario.problem;
    scenario.problem.input = input_shape(tensor.shape, operation);
    tensor.shape = scenario.problem.input;  // the same cells: a missing leading axis has size 1
    scenario.problem.values = Values{Values::Kind::list, before.values.seed, SharedTensor(std::move(tensor))};
    follow_numbers(scenario.problem, before);
    scenario.step = clamped_step(scenario);
    return scenario;
}

}  // namespace stridelens
