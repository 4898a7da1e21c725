#include "app/state/derived.h"

#include "app/scenario/solve.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace stridelens {

namespace {

/// More readings than this would freeze the window for seconds at every change of a slider.
constexpr double kMaxReadings = 4e9;

/// Largest finite |value|; a tiny positive number if there is none, so that dividing by it is always defined.
float colour_scale(const Tensor& tensor) {
    float largest = 1e-30F;
    for (const float value : tensor.values)
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    return largest;
}

std::optional<Error> check_work(const Geometry& geometry) {
    double readings = 1.0;
    for (const std::int64_t size : geometry.output) readings *= static_cast<double>(size);
    for (const Axis& axis : geometry.axes) readings *= static_cast<double>(axis.kernel);
    if (geometry.weight.size() > 1) readings *= static_cast<double>(geometry.weight[1]);
    if (readings <= kMaxReadings) return std::nullopt;
    return Error{Field::kernel_size, fmt::format("the windows would read {:.1e} cells in all, too many to follow a "
                                                 "slider; make the kernel or the input smaller",
                                                 readings)};
}

/// Everything that follows from a valid problem; the explanation is left to the caller.
Result<Derived> derive_problem(const Problem& problem) {
    auto solvable = prepare(problem);
    if (!solvable) return tl::unexpected(solvable.error());
    if (auto error = check_work(solvable->geometry)) return tl::unexpected(*error);

    Derived derived;
    derived.problem = problem;
    derived.geometry = std::move(solvable->geometry);
    derived.input = std::move(solvable->input);
    derived.weight = std::move(solvable->weight);
    derived.bias = std::move(solvable->bias);
    derived.evaluation = evaluate(derived.geometry, derived.input, derived.weight, derived.bias);
    derived.coverage = coverage(derived.geometry);
    derived.sizes = size_formulas(derived.geometry);
    derived.code = pytorch_code(derived.geometry);
    derived.steps = element_count(derived.geometry.output);
    derived.input_scale = colour_scale(derived.input);
    derived.weight_scale = colour_scale(derived.weight);
    derived.output_scale = colour_scale(derived.evaluation.output);
    return derived;
}

/// What is shown when the very first scenario is refused: the same operation as it comes, on a small input.
Problem fallback_problem(const Problem& refused) {
    const int rank = std::clamp(spatial_rank_of(refused.operation), 1, 3);
    Problem problem;
    problem.operation = std::visit(overloaded{[&](const MaxPool&) -> Operation { return default_max_pool(rank); },
                                              [&](const AvgPool&) -> Operation { return default_avg_pool(rank); },
                                              [&](const Pad&) -> Operation { return default_pad(rank); },
                                              [&](const Conv&) -> Operation { return default_conv(rank); }},
                                   refused.operation);
    problem.input = Shape(static_cast<std::size_t>(rank) + 2, 5);
    problem.input[0] = problem.input[1] = 1;
    return problem;
}

}  // namespace

void derive(Derived& derived, const Scenario& scenario, std::uint64_t version, std::int64_t step) {
    if (derived.version != version) {
        auto next = derive_problem(scenario.problem);
        if (next) {
            derived = std::move(*next);
        } else {
            if (derived.version == 0)
                if (auto fallback = derive_problem(fallback_problem(scenario.problem))) derived = std::move(*fallback);
            derived.refusal = std::move(next.error());
        }
        derived.version = version;
    }
    if (derived.steps == 0) {
        derived.step = -1;
        derived.explanation = {};
        return;
    }
    step = std::clamp<std::int64_t>(step, 0, derived.steps - 1);
    if (step == derived.step) return;
    derived.step = step;
    derived.explanation = explain(derived.geometry, derived.input, derived.weight, derived.bias,
                                  unflatten(derived.geometry.output, step));
}

}  // namespace stridelens
