#include "app/state/derived.h"

#include "app/problem/legal.h"
#include "app/problem/solve.h"
#include "app/problem/source.h"
#include "core/operation/catalogue.h"

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

double cells_of(const Shape& shape) {
    double cells = 1.0;
    for (const std::int64_t size : shape) cells *= static_cast<double>(size);
    return cells;
}

/// How many cells all windows read together.
double readings_of(const Geometry& geometry) {
    const double input = cells_of(geometry.input), output = cells_of(geometry.output);
    if (std::holds_alternative<Unfold>(geometry.operation) || std::holds_alternative<Fold>(geometry.operation))
        return std::max(input, output);  // one column entry for each reading
    double readings = geometry.transposed() ? input : output;
    for (const Axis& axis : geometry.axes) readings *= static_cast<double>(axis.kernel);
    if (geometry.weight.size() > 1) readings *= static_cast<double>(geometry.weight[1]);
    return readings;
}

std::optional<Error> check_work(const Geometry& geometry) {
    const double readings = readings_of(geometry);
    if (readings <= kMaxReadings) return std::nullopt;
    return Error{Field::kernel_size, fmt::format("the windows would read {:.1e} cells in all, too many to follow a "
                                                 "slider; make the kernel or the input smaller",
                                                 readings)};
}

/// What follows from a valid problem whichever way it is looked at.
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
    derived.indices = std::move(solvable->indices);
    derived.upstream = std::move(solvable->upstream);
    derived.evaluation = evaluate(derived.geometry, derived.operands());
    derived.coverage = coverage(derived.geometry);
    derived.sizes = size_formulas(derived.geometry);
    derived.code = pytorch_code(derived.geometry);
    derived.input_scale = colour_scale(derived.input);
    derived.weight_scale = colour_scale(derived.weight);
    derived.output_scale = colour_scale(derived.evaluation.output);
    derived.upstream_scale = colour_scale(derived.upstream);
    return derived;
}

/// What follows from the view of it.
void derive_view(Derived& derived, View view) {
    derived.view = view;
    derived.steps = element_count(step_shape(derived.geometry, view));
    derived.step = -1;
    if (!is_backward(view)) {
        derived.gradients = {};
        return;
    }
    if (!derived.gradients.input.shape.empty()) return;  // from another backward view of the same problem
    derived.gradients = gradients(derived.geometry, derived.operands(), derived.upstream);
    derived.grad_input_scale = colour_scale(derived.gradients.input);
    derived.grad_weight_scale = colour_scale(derived.gradients.weight);
    derived.grad_bias_scale = colour_scale(derived.gradients.bias);
}

/// The output cell that the told step is about: itself, or the first one that has to do with it.
Index output_cell_of(const Derived& derived, const Explanation& told) {
    if (told.subject == Subject::output) return told.output;
    for (const Term& term : told.terms)
        if (term.output >= 0) return unflatten(derived.geometry.output, term.output);
    return unflatten(derived.geometry.output, 0);
}

/// What is shown when the very first scenario is refused: the same operation as it comes, on a small input.
Problem fallback_problem(const Problem& refused) {
    const int rank = std::clamp(spatial_rank_of(refused.operation), 1, 3);
    Problem problem;
    problem.operation = default_operation(refused.operation.index(), rank);
    problem.input = Shape(static_cast<std::size_t>(rank) + 2, 5);
    problem.input[0] = problem.input[1] = 1;
    return made_legal(with_source(problem, {problem.input, problem.values}));
}

/// Frameworks may agree on one cell and not on the next: the longest first, second … sentence of a few output cells, first
/// and last among them.
std::vector<std::string> longest_differences(const Derived& derived) {
    constexpr std::int64_t kSamples = 40, kMostTaps = 100'000;
    const Geometry& geometry = derived.geometry;
    const std::int64_t cells = element_count(geometry.output);
    if (cells == 0) return {};
    const std::int64_t taps = geometry.kernel_cells() * std::max<std::int64_t>(geometry.in_channels, 1);
    const std::int64_t samples = std::clamp<std::int64_t>(kMostTaps / std::max<std::int64_t>(taps, 1), 1, kSamples);
    std::vector<std::string> longest;
    for (std::int64_t i = 0; i < samples; ++i) {
        const std::int64_t cell = samples == 1 ? 0 : i * (cells - 1) / (samples - 1);
        const auto found = differences(geometry, derived.operands(), unflatten(geometry.output, cell));
        if (found.size() > longest.size()) longest.resize(found.size());
        for (std::size_t k = 0; k < found.size(); ++k)
            if (found[k].sentence.size() > longest[k].size()) longest[k] = found[k].sentence;
    }
    return longest;
}

/// Takes the scenario's problem over, unless it is refused. Another view of the same problem needs no new evaluation.
void take_over(Derived& derived, const Scenario& scenario) {
    if (derived.version != 0 && derived.problem == scenario.problem) {
        derived.refusal.reset();
        return;
    }
    auto next = derive_problem(scenario.problem);
    if (next) {
        derived = std::move(*next);
        derived.longest_differences = longest_differences(derived);
        return;
    }
    if (derived.version == 0)
        if (auto fallback = derive_problem(fallback_problem(scenario.problem))) derived = std::move(*fallback);
    derived.refusal = std::move(next.error());
}

}  // namespace

Explanation explain_step(const Derived& derived, std::int64_t step) {
    const Geometry& geometry = derived.geometry;
    const Index cell = unflatten(step_shape(geometry, derived.view), step);
    const auto gradient = [&](Subject subject) {
        return explain_gradient(geometry, derived.operands(), derived.upstream, subject, cell);
    };
    switch (derived.view) {
        case View::output:
        case View::matrix:
            return explain(geometry, derived.operands(), cell);
        case View::scatter:
            return explain_stamp(geometry, derived.operands(), cell);
        case View::grad_input:
            return gradient(Subject::grad_input);
        case View::grad_weight:
            return gradient(Subject::grad_weight);
        case View::grad_bias:
            return gradient(Subject::grad_bias);
    }
    return {};
}

std::vector<Difference> differences_at(const Derived& derived, std::int64_t step) {
    step = std::clamp<std::int64_t>(step, 0, std::max<std::int64_t>(derived.steps - 1, 0));
    if (step == derived.step || derived.steps == 0 || element_count(derived.geometry.output) == 0)
        return derived.differences;
    return differences(derived.geometry, derived.operands(), output_cell_of(derived, explain_step(derived, step)));
}

void derive(Derived& derived, const Scenario& scenario, std::uint64_t version, std::int64_t step) {
    if (derived.version != version) {
        take_over(derived, scenario);
        derive_view(derived, nearest_view(derived.geometry, scenario.view));
        derived.version = version;
    }
    if (derived.steps == 0) {
        derived.step = -1;
        derived.explanation = {};
        derived.differences.clear();
        return;
    }
    step = std::clamp<std::int64_t>(step, 0, derived.steps - 1);
    if (step == derived.step) return;
    derived.step = step;
    derived.explanation = explain_step(derived, step);
    derived.differences.clear();
    if (element_count(derived.geometry.output) > 0)
        derived.differences =
            differences(derived.geometry, derived.operands(), output_cell_of(derived, derived.explanation));
}

}  // namespace stridelens
