#include "app/ui/side/fields.h"

#include "app/problem/source.h"
#include "core/operation/geometry.h"

#include <algorithm>
#include <type_traits>

namespace stridelens::ui {
namespace {

void set(Extents& extents, int axis, std::int64_t value) {
    for (std::size_t i = 0; i < extents.size(); ++i)
        if (axis < 0 || i == static_cast<std::size_t>(axis)) extents[i] = value;
}

std::int64_t size_of_axis(const Problem& problem, int axis) {
    const auto at = static_cast<std::size_t>(axis);
    if (const auto* fold = std::get_if<Fold>(&problem.operation))  // its windows lie on what it makes
        return at < fold->output_size.size() ? fold->output_size[at] : 1;
    const std::size_t place = input_axes(problem).first_spatial + at;
    return place < problem.input.size() ? problem.input[place] : 1;
}

/// Windows that lie on the output do not have to fit the input.
bool has_transposed_kernel(const Operation& operation) {
    return std::holds_alternative<ConvTranspose>(operation) || std::holds_alternative<MaxUnpool>(operation);
}

/// PyTorch's average and power-average pooling have no dilation, the latter no padding either.
bool lacks(const Operation& operation, Field field) {
    if (convention_of(operation) == Convention::onnx) return false;
    const bool power = std::holds_alternative<LpPool>(operation);
    if (field == Field::padding) return power;
    return power || std::holds_alternative<AvgPool>(operation);
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
                return !op.stride.empty()                  ? op.stride
                       : op.convention == Convention::onnx ? Extents(op.kernel_size.size(), 1)
                                                           : op.kernel_size;
            else
                return {};
        },
        operation);
}

Extents dilation_of(const Operation& operation) {
    if (lacks(operation, Field::dilation)) return {};
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
    if (lacks(operation, Field::padding)) return {};
    return std::visit(
        [](const auto& op) -> PerAxis<Sides> {
            if constexpr (requires { op.padding; })
                return op.padding;
            else
                return {};
        },
        operation);
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
                if (op.stride.empty()) op.stride = stride_of(op);
                set(op.stride, axis, value);
            }
        },
        operation);
    return operation;
}

bool has_default_stride(const Operation& operation) {
    return std::visit(
        []<class Op>(const Op&) {
            if constexpr (requires(Op op) { op.stride; })
                return Op{}.stride.empty();
            else
                return false;
        },
        operation);
}

Operation with_default_stride(Operation operation) {
    if (!has_default_stride(operation)) return operation;
    std::visit(
        [](auto& op) {
            if constexpr (requires { op.stride; }) op.stride = {};
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
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.padding; }) op.padding = padding;
        },
        operation);
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

SizeWish size_wish_of(const Operation& operation) {
    return std::visit(
        []<class Op>(const Op&) {
            if constexpr (!requires(Op op) { op.output_size; })
                return SizeWish::none;
            else if constexpr (std::is_same_v<decltype(Op::output_size), PerAxis<std::optional<std::int64_t>>>)
                return SizeWish::adaptive;
            else
                return Op{}.output_size.empty() ? SizeWish::optional : SizeWish::fixed;
        },
        operation);
}

PerAxis<std::optional<std::int64_t>> wished_size_of(const Operation& operation) {
    return std::visit(
        [](const auto& op) {
            PerAxis<std::optional<std::int64_t>> size;
            if constexpr (requires { op.output_size; })
                for (const auto& entry : op.output_size) size.push_back(entry);
            return size;
        },
        operation);
}

Operation with_wished_size(Operation operation, const PerAxis<std::optional<std::int64_t>>& size) {
    std::visit(
        [&](auto& op) {
            if constexpr (requires { op.output_size = size; }) {
                op.output_size = size;
            } else if constexpr (requires { op.output_size; }) {
                op.output_size = {};
                for (const auto& entry : size) op.output_size.push_back(entry.value_or(1));
            }
        },
        operation);
    return operation;
}

std::int64_t largest_kernel(const Problem& problem, int axis) {
    constexpr std::int64_t kEnough = 9;  // a transposed kernel may be of any size
    if (has_transposed_kernel(problem.operation)) return kEnough;
    const Extents dilation = dilation_of(problem.operation);
    const PerAxis<Sides> padding = padding_of(problem.operation);
    const bool same =
        auto_pad_of(problem.operation) == AutoPad::same_upper || auto_pad_of(problem.operation) == AutoPad::same_lower;
    std::int64_t largest = -1;
    for (int i = 0; i < spatial_rank_of(problem.operation); ++i) {
        if (axis >= 0 && i != axis) continue;
        const auto at = static_cast<std::size_t>(i);
        const std::int64_t d = at < dilation.size() ? std::max<std::int64_t>(dilation[at], 1) : 1;
        const Sides sides = at < padding.size() ? padding[at] : Sides{};
        const std::int64_t padded = size_of_axis(problem, i) + sides.begin + sides.end;
        const std::int64_t fits = same ? size_of_axis(problem, i) : std::max<std::int64_t>((padded - 1) / d + 1, 1);
        largest = largest < 0 ? fits : std::min(largest, fits);
    }
    return std::max<std::int64_t>(largest, 1);
}

Range padding_range(const Problem& problem, int axis) {
    const Extents kernel = kernel_of(problem.operation);
    const bool pool = has_default_stride(problem.operation);
    Range range{0, pool ? 16 : 8};
    for (int i = 0; i < spatial_rank_of(problem.operation); ++i) {
        if (axis >= 0 && i != axis) continue;
        const std::int64_t size = size_of_axis(problem, i);
        std::int64_t high = range.high;
        if (pool) high = kernel[static_cast<std::size_t>(i)] / 2;
        const std::optional<PaddingMode> mode = mode_of(problem.operation);
        if (mode == PaddingMode::reflect) high = std::max<std::int64_t>(size - 1, 0);
        if (mode == PaddingMode::circular) high = size;
        range.high = std::min(range.high, high);
        // Cropping half of the input from each side would leave nothing of it.
        if (is_pad(problem.operation))
            range.low = std::max(range.low == 0 ? -(size - 1) / 2 : range.low, -(size - 1) / 2);
    }
    range.high = std::max<std::int64_t>(range.high, 1);  // room to move even where only 0 is legal
    return range;
}

std::vector<std::int64_t> legal_values(const Problem& problem, Range range,
                                       const std::function<Operation(std::int64_t)>& change) {
    std::vector<std::int64_t> legal;
    for (std::int64_t value = range.low; value <= range.high; ++value) {
        const Operation changed = change(value);
        if (!check(changed, followed_input(problem, changed))) legal.push_back(value);
    }
    return legal;
}

}  // namespace stridelens::ui
