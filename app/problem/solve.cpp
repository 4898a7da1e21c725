#include "app/problem/solve.h"

#include "app/problem/view.h"
#include "core/operation/parameters/parameters.h"
#include "core/operation/parameters/visit.h"

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

std::optional<Error> check_size(Field field, BrokenRule rule, const char* name, const Shape& shape) {
    if (fits(shape)) return std::nullopt;
    return Error{field, rule, {{name, shape}, {"most", kMaxCells}}};
}

}  // namespace

bool fits(const Shape& shape) {
    if (std::find(shape.begin(), shape.end(), 0) != shape.end()) return true;
    std::int64_t cells = 1;
    for (const std::int64_t size : shape) {
        if (size < 0 || size > kMaxCells / cells) return false;
        cells *= size;
    }
    return true;
}

std::optional<Geometry> geometry_of(const Problem& problem) {
    auto geometry = resolve(problem.operation, problem.input);
    return geometry ? std::optional(*std::move(geometry)) : std::nullopt;
}

Result<Solvable> prepare(const Problem& problem, const NumbersWanted& wanted) {
    if (auto error = check_size(Field::input, BrokenRule::input_beyond_memory, "input", problem.input))
        return tl::unexpected(*error);
    auto geometry = resolve(problem.operation, problem.input);
    if (!geometry) return tl::unexpected(geometry.error());
    if (auto error = check_size(Field::weight, BrokenRule::weight_beyond_memory, "weight", geometry->weight))
        return tl::unexpected(*error);
    if (auto error = check_size(Field::padding, BrokenRule::output_beyond_memory, "output", geometry->output))
        return tl::unexpected(*error);

    auto numbers = make_numbers(problem, *geometry, wanted);
    if (!numbers) return tl::unexpected(numbers.error());
    return Solvable{std::move(*numbers), std::move(*geometry)};
}

std::optional<std::int64_t> step_count(const Problem& problem, View view) {
    const auto geometry = resolve(problem.operation, problem.input);
    if (!geometry || !has_view(*geometry, view)) return std::nullopt;
    const Shape shape = step_shape(*geometry, view);
    if (!fits(shape)) return std::nullopt;
    return element_count(shape);
}

std::optional<std::int64_t> step_count(const Scenario& scenario) {
    auto steps = step_count(scenario.problem, scenario.view);
    if (!scenario.other || !steps) return steps;
    return std::max(*steps, step_count(*scenario.other, View::output).value_or(0));
}

std::int64_t clamped_step(const Scenario& scenario) {
    const std::int64_t step = std::max<std::int64_t>(scenario.step, 0);
    const auto steps = step_count(scenario);
    return steps ? std::min(step, std::max<std::int64_t>(*steps - 1, 0)) : step;
}

bool has_weights(const Operation& operation) {
    return info_of(operation, Field::out_channels) != nullptr;
}

bool has_bias(const Operation& operation) {
    return bias_shape(operation).has_value();
}

std::optional<Shape> bias_shape(const Operation& operation) {
    const bool* bias = find_parameter<bool>(operation, Field::bias);
    if (bias == nullptr || !*bias) return std::nullopt;
    const std::int64_t out = *find_parameter<std::int64_t>(operation, Field::out_channels);
    return out >= 0 ? std::optional(Shape{out}) : std::nullopt;
}

}  // namespace stridelens
