// An array or picture becomes the input of a scenario.

#include "app/scenario/resize.h"
#include "app/scenario/scenario.h"
#include "app/scenario/solve.h"

#include <fmt/format.h>

namespace stridelens {

namespace {

/// A plane or a strip alone is one channel of a batch of one; more axes are what they are.
Shape input_shape(const Shape& array, int rank) {
    const auto spatial = static_cast<std::size_t>(rank);
    if (array.size() > spatial) return array;
    Shape shape{1, 1};
    for (const std::int64_t size : array) shape.push_back(size);
    return shape;
}

const char* expected_axes(int rank) {
    switch (rank) {
        case 1:
            return "1 (L), 2 (C × L) or 3 (N × C × L)";
        case 2:
            return "2 (H × W), 3 (C × H × W) or 4 (N × C × H × W)";
        default:
            return "3 (D × H × W), 4 (C × D × H × W) or 5 (N × C × D × H × W)";
    }
}

}  // namespace

Result<Scenario> with_input(Scenario scenario, const Tensor& tensor) {
    const int rank = spatial_rank_of(scenario.problem.operation);
    const auto axes = static_cast<int>(tensor.shape.size());
    if (axes < rank || axes > rank + 2)
        return tl::unexpected(
            Error{Field::input,
                  fmt::format("an array of {} axes ({}) is no input here; {} needs {}", axes, to_string(tensor.shape),
                              name_of(scenario.problem.operation), expected_axes(rank))});
    if (tensor.values.empty())
        return tl::unexpected(Error{
            Field::input, fmt::format("an array of {} has no cells; give one that has some", to_string(tensor.shape))});
    const Problem before = scenario.problem;
    scenario.problem.input = input_shape(tensor.shape, rank);
    scenario.problem.values = Values{Values::Kind::list, before.values.seed, tensor.values};
    follow_weights(scenario.problem, before);
    scenario.step = clamped_step(scenario.problem, scenario.step);
    return scenario;
}

}  // namespace stridelens
