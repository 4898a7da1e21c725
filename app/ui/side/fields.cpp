#include "app/ui/side/fields.h"

#include "app/problem/source.h"
#include "core/operation/geometry.h"
#include "core/operation/parameters/settings.h"

#include <algorithm>
#include <utility>

namespace stridelens::ui {
namespace {

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

}  // namespace

Extents kernel_of(const Operation& operation) {
    return parameter_or(operation, Field::kernel_size, Extents{});
}

Extents stride_of(const Operation& operation) {
    return resolved_stride(operation);
}

bool stride_is_default(const Operation& operation) {
    return has_default_stride(operation) && find_parameter<Extents>(operation, Field::stride)->empty();
}

bool has_default_stride(const Operation& operation) {
    return may_be_empty(operation, Field::stride);
}

Operation with_default_stride(Operation operation) {
    return has_default_stride(operation) ? with_default(std::move(operation), Field::stride) : operation;
}

Extents dilation_of(const Operation& operation) {
    return is_offered(operation, Field::dilation) ? parameter_or(operation, Field::dilation, Extents{}) : Extents{};
}

Extents output_padding_of(const Operation& operation) {
    return parameter_or(operation, Field::output_padding, Extents{});
}

PerAxis<Sides> padding_of(const Operation& operation) {
    if (!is_offered(operation, Field::padding)) return {};
    return parameter_or(operation, Field::padding, PerAxis<Sides>{});
}

AutoPad auto_pad_of(const Operation& operation) {
    return parameter_or(operation, Field::auto_pad, AutoPad::none);
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
    const ParameterInfo* info = info_of(operation, Field::output_size);
    if (info == nullptr) return SizeWish::none;
    if (info->kind == ParameterKind::sizes) return SizeWish::adaptive;
    return info->absence == Absence::may_be_empty ? SizeWish::optional : SizeWish::fixed;
}

Sizes wished_size_of(const Operation& operation) {
    if (const Sizes* sizes = find_parameter<Sizes>(operation, Field::output_size)) return *sizes;
    const Extents sizes = parameter_or(operation, Field::output_size, Extents{});
    return {sizes.begin(), sizes.end()};
}

Operation with_wished_size(Operation operation, const Sizes& size) {
    Extents given;
    for (const auto& entry : size) given.push_back(entry.value_or(1));
    if (!set_parameter(operation, Field::output_size, size)) set_parameter(operation, Field::output_size, given);
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
        const PaddingMode* mode = find_parameter<PaddingMode>(problem.operation, Field::padding_mode);
        if (mode != nullptr && *mode == PaddingMode::reflect) high = std::max<std::int64_t>(size - 1, 0);
        if (mode != nullptr && *mode == PaddingMode::circular) high = size;
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
