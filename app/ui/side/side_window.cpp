#include "app/ui/panels.h"
#include "app/ui/side/tracks.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>

namespace stridelens::ui {
namespace {

bool all_equal(const Extents& extents) {
    return std::all_of(extents.begin(), extents.end(), [&](std::int64_t v) { return v == extents[0]; });
}

/// One row for all axes, or one for each.
struct ParameterRows {
    Field field;
    const char* id;
    Extents values;
    std::function<Range(int axis)> shown;
    bool quiet = false;
    Range typed{1, kLargestTyped};
};

void parameter(Pen& pen, const ParameterRows& rows, bool linked) {
    const Problem& problem = pen.frame.state.scenario.problem;
    const char* label = info_of(problem.operation, rows.field)->label;
    const int rank = static_cast<int>(rows.values.size());
    for (int axis = linked ? -1 : 0; axis < (linked ? 0 : rank); ++axis) {
        const std::string letter = axis < 0 ? "" : axis_letter(rank, axis);
        const Range shown = rows.shown(axis);
        const SliderRow row{axis < 0 ? rows.id : fmt::format("{}-{}", rows.id, letter),
                            axis < 0 ? label : fmt::format("{} {}", label, letter),
                            rows.values[static_cast<std::size_t>(std::max(axis, 0))],
                            shown,
                            shown,
                            rows.typed,
                            rows.quiet,
                            stops(problem, shown, rows.field, axis),
                            [&](std::int64_t value) { return why_not(problem, rows.field, value, axis); },
                            info_of(problem.operation, rows.field)->symbol,
                            rows.field};
        if (const auto value = slider(pen, row))
            pen.actions.push_back(SetOperation{with_value(problem.operation, rows.field, *value, axis)});
        refusal(pen, {rows.field}, axis);
    }
}

const char* axes_letters(std::size_t rank) {
    return rank == 2 ? "H W" : "D H W";
}

/// The chain beside the caption; whether the axes are set together.
bool axes_link(Pen& pen, float middle, const Extents& kernel, const Extents& stride, const Extents& dilation) {
    const AppState& state = pen.frame.state;
    const Operation& operation = state.scenario.problem.operation;
    const bool equal = all_equal(kernel) && all_equal(stride) && (dilation.empty() || all_equal(dilation));
    const bool linked = kernel.size() == 1 || (state.display.link_axes && equal);
    if (kernel.size() > 1 &&
        link_chip(pen, "link-axes", {pen.x + pen.width, middle}, axes_letters(kernel.size()), linked)) {
        if (state.display.link_axes == linked) pen.actions.push_back(ToggleLinkAxes{});
        if (!equal) {
            Operation same = with_value(operation, Field::kernel_size, kernel[0]);
            if (!stride_is_default(operation)) same = with_value(same, Field::stride, stride[0]);
            if (!dilation.empty()) same = with_value(same, Field::dilation, dilation[0]);
            pen.actions.push_back(SetOperation{same});
        }
    }
    return linked;
}

void sliding_window(Pen& pen) {
    const Problem& problem = pen.frame.state.scenario.problem;
    const Operation& operation = problem.operation;
    const Extents kernel = kernel_of(operation), stride = stride_of(operation), dilation = dilation_of(operation);
    const float middle = section(pen, "WINDOW");
    const bool linked = axes_link(pen, middle, kernel, stride, dilation);
    const auto fits = [&](int axis) { return kernel_track(problem, axis); };
    parameter(pen, {Field::kernel_size, "kernel", kernel, fits}, linked);
    const auto strides = [&](int) { return Range{1, 8}; };
    parameter(pen, {Field::stride, "stride", stride, strides, stride_is_default(operation)}, linked);
    const bool one = convention_of(operation) == Convention::onnx;
    if (has_default_stride(operation) &&
        check(pen, "stride-default", one ? "stride = 1, ONNX's default" : "stride = kernel_size",
              stride_is_default(operation)))
        pen.actions.push_back(SetOperation{stride_is_default(operation)
                                               ? with_value(operation, Field::stride, stride[0], 0)
                                               : with_default_stride(operation)});
    if (!dilation.empty()) {
        const auto shown = [&](int axis) { return dilation_track(problem, axis); };
        parameter(pen, {Field::dilation, "dilation", dilation, shown}, linked);
    }
    if (const Extents extra = output_padding_of(operation); !extra.empty()) {
        const auto shown = [&](int) {
            return Range{0, std::max<std::int64_t>(*std::max_element(stride.begin(), stride.end()), 2)};
        };
        const bool together = linked && all_equal(extra);
        parameter(pen, {Field::output_padding, "output-padding", extra, shown, false, {0, kLargestTyped}}, together);
    }
}

}  // namespace

void side_window(Pen& pen) {
    if (!kernel_of(pen.frame.state.scenario.problem.operation).empty()) sliding_window(pen);
    side_output_size(pen);
}

}  // namespace stridelens::ui
