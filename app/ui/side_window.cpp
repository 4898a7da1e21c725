#include "app/ui/panels.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens::ui {
namespace {

bool all_equal(const Extents& extents) {
    return std::all_of(extents.begin(), extents.end(), [&](std::int64_t v) { return v == extents[0]; });
}

using Change = Operation (*)(Operation, int axis, std::int64_t value);

/// One row for all axes, or one for each.
struct ParameterRows {
    const char* id;
    const char* label;
    Extents values;
    Change change;
    std::function<Range(int axis)> shown, legal;
    Field field;
    bool quiet = false;
};

void parameter(Pen& pen, const ParameterRows& rows, bool linked) {
    const Operation& operation = pen.frame.state.scenario.problem.operation;
    const int rank = static_cast<int>(rows.values.size());
    for (int axis = linked ? -1 : 0; axis < (linked ? 0 : rank); ++axis) {
        const std::string letter = axis < 0 ? "" : axis_letter(rank, axis);
        const SliderRow row{axis < 0 ? rows.id : fmt::format("{}-{}", rows.id, letter),
                            axis < 0 ? rows.label : fmt::format("{} {}", rows.label, letter),
                            rows.values[static_cast<std::size_t>(std::max(axis, 0))],
                            rows.shown(axis),
                            rows.legal(axis),
                            {1, 512},
                            rows.quiet};
        if (const auto value = slider(pen, row))
            pen.actions.push_back(SetOperation{rows.change(operation, axis, *value)});
        refusal(pen, {rows.field}, axis);
    }
}

/// Pools: padding may be at most half the kernel, so the kernel has a lower end too.
std::int64_t smallest_kernel(const Problem& problem) {
    if (!is_pool(problem.operation)) return 1;
    std::int64_t smallest = 1;
    for (const Sides& sides : padding_of(problem.operation))
        smallest = std::max({smallest, 2 * sides.begin, 2 * sides.end});
    return smallest;
}

/// Largest dilation with which the kernel still fits.
std::int64_t largest_dilation(const Problem& problem, int axis) {
    Problem dense = problem;
    dense.operation = with_dilation(problem.operation, -1, 1);
    const Extents kernel = kernel_of(problem.operation);
    std::int64_t largest = 512;
    for (int i = 0; i < static_cast<int>(kernel.size()); ++i)
        if (const std::int64_t taps = kernel[static_cast<std::size_t>(i)]; (axis < 0 || i == axis) && taps > 1)
            largest = std::min(largest, (largest_kernel(dense, i) - 1) / (taps - 1));
    return std::max<std::int64_t>(largest, 1);
}

}  // namespace

void side_window(Pen& pen) {
    const AppState& state = pen.frame.state;
    const Problem& problem = state.scenario.problem;
    const Operation& operation = problem.operation;
    const Extents kernel = kernel_of(operation), stride = stride_of(operation), dilation = dilation_of(operation);
    if (kernel.empty()) return;  // Pad has no window
    const float middle = section(pen, "WINDOW");
    const bool equal = all_equal(kernel) && all_equal(stride) && (dilation.empty() || all_equal(dilation));
    const bool linked = kernel.size() == 1 || (state.view.link_axes && equal);
    if (kernel.size() > 1 &&
        link_chip(pen, "link-axes", {pen.x + pen.width, middle}, kernel.size() == 2 ? "H W" : "D H W", linked)) {
        if (state.view.link_axes == linked) pen.actions.push_back(ToggleLinkAxes{});
        if (!equal) {
            Operation same = with_kernel(operation, -1, kernel[0]);
            if (!stride_is_default(operation)) same = with_stride(same, -1, stride[0]);
            if (!dilation.empty()) same = with_dilation(same, -1, dilation[0]);
            pen.actions.push_back(SetOperation{same});
        }
    }
    const auto fits = [&](int axis) { return Range{1, largest_kernel(problem, axis)}; };
    parameter(pen,
              {"kernel", "Kernel", kernel, with_kernel, fits,
               [&](int axis) {
                   return Range{smallest_kernel(problem), largest_kernel(problem, axis)};
               },
               Field::kernel_size},
              linked);
    const auto strides = [&](int) { return Range{1, 8}; };
    parameter(pen,
              {"stride", "Stride", stride, with_stride, strides, strides, Field::stride, stride_is_default(operation)},
              linked);
    if (is_pool(operation) && check(pen, "stride-default", "stride = kernel_size", stride_is_default(operation)))
        pen.actions.push_back(SetOperation{stride_is_default(operation) ? with_stride(operation, 0, stride[0])
                                                                        : with_default_stride(operation)});
    if (!dilation.empty()) {
        const auto shown = [&](int axis) {
            return Range{1, std::max<std::int64_t>(largest_dilation(problem, axis), 4)};
        };
        const auto legal = [&](int axis) { return Range{1, largest_dilation(problem, axis)}; };
        parameter(pen, {"dilation", "Dilation", dilation, with_dilation, shown, legal, Field::dilation}, linked);
    }
}

}  // namespace stridelens::ui
