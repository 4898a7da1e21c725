#include "app/problem/solve.h"

#include "app/problem/view.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

std::optional<Error> check_size(Field field, const char* name, const Shape& shape) {
    if (fits(shape)) return std::nullopt;
    return Error{field, fmt::format("{} of {} would have more than {} cells, the most that Stridelens holds; "
                                    "make an axis smaller",
                                    name, to_string(shape), kMaxCells)};
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

Result<Solvable> prepare(const Problem& problem, const NumbersWanted& wanted) {
    if (auto error = check_size(Field::input, "an input", problem.input)) return tl::unexpected(*error);
    auto geometry = resolve(problem.operation, problem.input);
    if (!geometry) return tl::unexpected(geometry.error());
    if (auto error = check_size(Field::weight, "a weight", geometry->weight)) return tl::unexpected(*error);
    if (auto error = check_size(Field::padding, "an output", geometry->output)) return tl::unexpected(*error);

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

std::int64_t clamped_step(const Scenario& scenario) {
    const std::int64_t step = std::max<std::int64_t>(scenario.step, 0);
    const auto steps = step_count(scenario.problem, scenario.view);
    return steps ? std::min(step, std::max<std::int64_t>(*steps - 1, 0)) : step;
}

bool has_weights(const Operation& operation) {
    return std::visit(
        []<class Op>(const Op&) {
            return requires(Op op) {
                op.out_channels;
            };
        },
        operation);
}

bool has_bias(const Operation& operation) {
    return bias_shape(operation).has_value();
}

std::optional<Shape> bias_shape(const Operation& operation) {
    return std::visit(
        [](const auto& op) -> std::optional<Shape> {
            if constexpr (requires { op.bias; })
                if (op.bias && op.out_channels >= 0) return Shape{op.out_channels};
            return std::nullopt;
        },
        operation);
}

}  // namespace stridelens
