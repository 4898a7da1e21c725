#include "app/ui/panels.h"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

namespace stridelens::ui {
namespace {

std::int64_t window_cells(const Operation& operation) {
    const Extents kernel = kernel_of(operation);
    return std::accumulate(kernel.begin(), kernel.end(), std::int64_t{1}, std::multiplies<>());
}

void average_options(Pen& pen, const AvgPool& pool) {
    if (check(pen, "ceil-mode", "ceil_mode", pool.ceil_mode)) {
        AvgPool next = pool;
        next.ceil_mode = !pool.ceil_mode;
        pen.actions.push_back(SetOperation{next});
    }
    refusal(pen, {Field::ceil_mode});
    if (check(pen, "count-include-pad", "count_include_pad", pool.count_include_pad)) {
        AvgPool next = pool;
        next.count_include_pad = !pool.count_include_pad;
        pen.actions.push_back(SetOperation{next});
    }
    if (check(pen, "divisor-override", "divisor_override", pool.divisor_override.has_value())) {
        AvgPool next = pool;
        next.divisor_override = pool.divisor_override ? std::nullopt : std::optional(window_cells(pool));
        pen.actions.push_back(SetOperation{next});
    }
    if (pool.divisor_override) {
        const std::int64_t divisor = *pool.divisor_override;
        if (const auto value = slider(pen, {"divisor", "Divisor", divisor, {1, 16}, {1, 16}, {-512, 512}})) {
            AvgPool next = pool;
            next.divisor_override = *value;
            pen.actions.push_back(SetOperation{next});
        }
    }
    refusal(pen, {Field::count_include_pad, Field::divisor_override});
}

/// Groups by slider: only those that divide both channel counts; typing takes any, and a refusal tells why not.
std::vector<std::int64_t> common_divisors(std::int64_t a, std::int64_t b) {
    std::vector<std::int64_t> divisors;
    for (std::int64_t g = 1; g <= std::min(a, b); ++g)
        if (a % g == 0 && b % g == 0) divisors.push_back(g);
    return divisors;
}

void convolution_options(Pen& pen, const Conv& conv) {
    const Problem& problem = pen.frame.state.scenario.problem;
    const int channels = input_axes(problem).channels;
    const std::int64_t in = channels >= 0 ? problem.input[static_cast<std::size_t>(channels)] : 1;
    if (const auto value = slider(pen, {"out-channels", "Out channels", conv.out_channels, {1, 8}, {1, 8}})) {
        Conv next = conv;
        next.out_channels = *value;
        pen.actions.push_back(SetOperation{next});
    }
    refusal(pen, {Field::out_channels});
    const Range groups{1, std::max<std::int64_t>(std::max(in, conv.groups), 2)};
    const std::vector<std::int64_t> stops = common_divisors(in, conv.out_channels);
    if (const auto value = slider(pen, {"groups", "Groups", conv.groups, groups, groups, {1, 512}, false, stops})) {
        Conv next = conv;
        next.groups = *value;
        pen.actions.push_back(SetOperation{next});
    }
    refusal(pen, {Field::groups});
    values_rows(pen, "weights", "Weights", Grid::kernel, problem.weights);
    refusal(pen, {Field::weight});
    if (conv.bias) values_rows(pen, "bias-values", "Bias", Grid::bias, problem.bias);
    if (check(pen, "bias", "bias", conv.bias)) {
        Conv next = conv;
        next.bias = !conv.bias;
        pen.actions.push_back(SetOperation{next});
    }
    refusal(pen, {Field::bias});
}

}  // namespace

void side_options(Pen& pen) {
    const Operation& operation = pen.frame.state.scenario.problem.operation;
    if (const auto* pool = std::get_if<MaxPool>(&operation)) {
        // One tick box needs no section of its own: it stands with the padding that it adds to.
        if (check(pen, "ceil-mode", "ceil_mode", pool->ceil_mode)) {
            MaxPool next = *pool;
            next.ceil_mode = !pool->ceil_mode;
            pen.actions.push_back(SetOperation{next});
        }
        refusal(pen, {Field::ceil_mode});
    }
    if (const auto* pool = std::get_if<AvgPool>(&operation)) average_options(pen, *pool);
    if (const auto* conv = std::get_if<Conv>(&operation)) {
        section(pen, "WEIGHTS");
        convolution_options(pen, *conv);
    }
}

}  // namespace stridelens::ui
