#include "app/scenario/solve.h"

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

/// A list that does not fit says which grid it was for.
Result<Tensor> make_named_tensor(Field field, const Values& values, const Shape& shape) {
    return make_tensor(values, shape).map_error([field](Error error) {
        error.field = field;
        return error;
    });
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

Result<Solvable> prepare(const Problem& problem) {
    if (auto error = check_size(Field::input, "an input", problem.input)) return tl::unexpected(*error);
    auto geometry = resolve(problem.operation, problem.input);
    if (!geometry) return tl::unexpected(geometry.error());
    if (auto error = check_size(Field::weight, "a weight", geometry->weight)) return tl::unexpected(*error);
    if (auto error = check_size(Field::padding, "an output", geometry->output)) return tl::unexpected(*error);

    Solvable solvable;
    auto input = make_named_tensor(Field::values, problem.values, problem.input);
    if (!input) return tl::unexpected(input.error());
    solvable.input = std::move(*input);
    if (const auto* conv = std::get_if<Conv>(&problem.operation)) {
        auto weight = make_named_tensor(Field::weight, problem.weights, geometry->weight);
        if (!weight) return tl::unexpected(weight.error());
        solvable.weight = std::move(*weight);
        if (conv->bias) {
            auto bias = make_named_tensor(Field::bias, problem.bias, Shape{conv->out_channels});
            if (!bias) return tl::unexpected(bias.error());
            solvable.bias = std::move(*bias);
        }
    }
    solvable.geometry = std::move(*geometry);
    return solvable;
}

std::optional<std::int64_t> step_count(const Problem& problem) {
    const auto shape = output_shape(problem.operation, problem.input);
    if (!shape || !fits(*shape)) return std::nullopt;
    return element_count(*shape);
}

std::int64_t clamped_step(const Problem& problem, std::int64_t step) {
    step = std::max<std::int64_t>(step, 0);
    const auto steps = step_count(problem);
    return steps ? std::min(step, std::max<std::int64_t>(*steps - 1, 0)) : step;
}

std::optional<Shape> weight_shape(const Conv& conv, const Shape& input) {
    const auto rank = static_cast<std::size_t>(conv.spatial_rank);
    if (input.size() <= rank) return std::nullopt;
    const std::int64_t channels = input[input.size() - rank - 1];
    if (conv.groups < 1 || channels < 0 || channels % conv.groups != 0 || conv.out_channels < 0) return std::nullopt;
    Shape shape{conv.out_channels, channels / conv.groups};
    for (const std::int64_t size : conv.kernel_size) {
        if (size < 0) return std::nullopt;
        shape.push_back(size);
    }
    return shape;
}

}  // namespace stridelens
