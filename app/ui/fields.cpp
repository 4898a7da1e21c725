#include "app/ui/fields.h"

#include <algorithm>
#include <type_traits>

namespace stridelens::ui {
namespace {

void set(Extents& extents, int axis, std::int64_t value) {
    for (std::size_t i = 0; i < extents.size(); ++i)
        if (axis < 0 || i == static_cast<std::size_t>(axis)) extents[i] = value;
}

std::int64_t size_of_axis(const Problem& problem, int axis) {
    return problem.input[input_axes(problem).first_spatial + static_cast<std::size_t>(axis)];
}

std::optional<PaddingMode> mode_of(const Operation& operation) {
    if (const auto* conv = std::get_if<Conv>(&operation)) return conv->padding_mode;
    if (const auto* pad = std::get_if<Pad>(&operation)) return pad->mode;
    return std::nullopt;
}

}  // namespace

Extents kernel_of(const Operation& operation) {
    return std::visit(
        [](const auto& op) -> Extents {
            if constexpr (requires { op.kernel_size; })
                return op.kernel_size;
            else
                return {};
        },
        operation);
}

bool stride_is_default(const Operation& operation) {
    return std::visit(
        [](const auto& op) {
            if constexpr (requires { op.stride; })
                return op.stride.empty();
            else
                return false;
        },
        operation);
}

Extents stride_of(const Operation& operation) {
    return std::visit(
        [](const auto& op) -> Extents {
            if constexpr (requires { op.stride; })
                return op.stride.empty() ? op.kernel_size : op.stride;
            else
                return {};
        },
        operation);
}

Extents dilation_of(const Operation& operation) {
    if (const auto* pool = std::get_if<AvgPool>(&operation); pool != nullptr && pool->convention == Convention::pytorch)
        return {};
    return std::visit(
        [](const auto& op) -> Extents {
            if constexpr (requires { op.dilation; })
                return op.dilation;
            else
                return {};
        },
        operation);
}

PerAxis<Sides> padding_of(const Operation& operation) {
    return std::visit([](const auto& op) { return op.padding; }, operation);
}

AutoPad auto_pad_of(const Operation& operation) {
    return std::visit(
        [](const auto& op) {
            if constexpr (requires { op.auto_pad; })
                return op.auto_pad;
            else
                return AutoPad::none;
        },
        operation);
}

Operation with_kernel(Operation operation, int axis, std::int64_t value) {
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.kernel_size; }) set(op.kernel_size, axis, value);
        },
        operation);
    return operation;
}

Operation with_stride(Operation operation, int axis, std::int64_t value) {
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.stride; }) {
                if (op.stride.empty()) op.stride = op.kernel_size;
                set(op.stride, axis, value);
            }
        },
        operation);
    return operation;
}

Operation with_default_stride(Operation operation) {
    std::visit(
        [](auto& op) {
            using Op = std::decay_t<decltype(op)>;
            if constexpr (std::is_same_v<Op, MaxPool> || std::is_same_v<Op, AvgPool>) op.stride = {};
        },
        operation);
    return operation;
}

Operation with_dilation(Operation operation, int axis, std::int64_t value) {
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.dilation; }) set(op.dilation, axis, value);
        },
        operation);
    return operation;
}

Operation with_padding(Operation operation, const PerAxis<Sides>& padding) {
    std::visit([&](auto& op) { op.padding = padding; }, operation);
    return operation;
}

Operation with_auto_pad(Operation operation, AutoPad auto_pad) {
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.auto_pad; }) op.auto_pad = auto_pad;
        },
        operation);
    return operation;
}

bool is_pool(const Operation& operation) {
    return std::holds_alternative<MaxPool>(operation) || std::holds_alternative<AvgPool>(operation);
}
bool is_conv(const Operation& operation) {
    return std::holds_alternative<Conv>(operation);
}
bool is_pad(const Operation& operation) {
    return std::holds_alternative<Pad>(operation);
}

InputAxes input_axes(const Problem& problem) {
    const int rank = spatial_rank_of(problem.operation);
    const int leading = std::max(0, static_cast<int>(problem.input.size()) - rank);
    return {static_cast<std::size_t>(leading), leading >= 1 ? leading - 1 : -1, leading >= 2 ? 0 : -1};
}

std::string axis_label(int rank, int axis) {
    if (rank == 1) return "Length";
    const char* labels[] = {"Depth", "Height", "Width"};
    return labels[std::clamp(axis + 3 - rank, 0, 2)];
}

std::string axis_letter(int rank, int axis) {
    return axis_label(rank, axis).substr(0, 1);
}

std::string side_label(int rank, int axis, bool end) {
    const char* labels[][2] = {{"Front", "Back"}, {"Top", "Bottom"}, {"Left", "Right"}};
    return labels[std::clamp(axis + 3 - rank, 0, 2)][end ? 1 : 0];
}

std::int64_t largest_kernel(const Problem& problem, int axis) {
    const Extents dilation = dilation_of(problem.operation);
    const PerAxis<Sides> padding = padding_of(problem.operation);
    std::int64_t largest = -1;
    for (int i = 0; i < spatial_rank_of(problem.operation); ++i) {
        if (axis >= 0 && i != axis) continue;
        const auto at = static_cast<std::size_t>(i);
        const std::int64_t d = at < dilation.size() ? std::max<std::int64_t>(dilation[at], 1) : 1;
        const Sides sides = at < padding.size() ? padding[at] : Sides{};
        const std::int64_t padded = size_of_axis(problem, i) + sides.begin + sides.end;
        const std::int64_t fits = auto_pad_of(problem.operation) == AutoPad::same_upper
                                      ? size_of_axis(problem, i)
                                      : std::max<std::int64_t>((padded - 1) / d + 1, 1);
        largest = largest < 0 ? fits : std::min(largest, fits);
    }
    return std::max<std::int64_t>(largest, 1);
}

Range legal_padding(const Problem& problem, int axis) {
    const Extents kernel = kernel_of(problem.operation);
    Range range{0, 512};
    for (int i = 0; i < spatial_rank_of(problem.operation); ++i) {
        if (axis >= 0 && i != axis) continue;
        const std::int64_t size = size_of_axis(problem, i);
        std::int64_t high = 512;
        if (is_pool(problem.operation)) high = kernel[static_cast<std::size_t>(i)] / 2;
        const std::optional<PaddingMode> mode = mode_of(problem.operation);
        if (mode == PaddingMode::reflect) high = std::max<std::int64_t>(size - 1, 0);
        if (mode == PaddingMode::circular) high = size;
        range.high = std::min(range.high, high);
        // Cropping half of the input from each side would leave nothing of it.
        if (is_pad(problem.operation))
            range.low = std::max(range.low == 0 ? -(size - 1) / 2 : range.low, -(size - 1) / 2);
    }
    return range;
}

}  // namespace stridelens::ui
