#include "app/ui/side/fields.h"

#include "core/operation/parameters/settings.h"

#include <algorithm>
#include <utility>

namespace stridelens::ui {

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

}  // namespace stridelens::ui
