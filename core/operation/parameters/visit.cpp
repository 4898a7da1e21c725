#include "core/operation/parameters/visit.h"

namespace stridelens {
namespace {

/// Nowhere else is an operation asked whether it has a member (a house test sees to it).
template <class AnyPlace, class Op>
AnyPlace find(Op& op, Field field) {
    AnyPlace place;
    const auto holds = [&](Field member_field, auto& member) {
        if (member_field == field) place = &member;
    };
    if constexpr (requires { op.kernel_size; }) holds(Field::kernel_size, op.kernel_size);
    if constexpr (requires { op.stride; }) holds(Field::stride, op.stride);
    if constexpr (requires { op.padding; }) holds(Field::padding, op.padding);
    if constexpr (requires { op.dilation; }) holds(Field::dilation, op.dilation);
    if constexpr (requires { op.ceil_mode; }) holds(Field::ceil_mode, op.ceil_mode);
    if constexpr (requires { op.count_include_pad; }) holds(Field::count_include_pad, op.count_include_pad);
    if constexpr (requires { op.divisor_override; }) holds(Field::divisor_override, op.divisor_override);
    if constexpr (requires { op.out_channels; }) holds(Field::out_channels, op.out_channels);
    if constexpr (requires { op.groups; }) holds(Field::groups, op.groups);
    if constexpr (requires { op.bias; }) holds(Field::bias, op.bias);
    if constexpr (requires { op.flip_kernel; }) holds(Field::flip_kernel, op.flip_kernel);
    if constexpr (requires { op.padding_mode; }) holds(Field::padding_mode, op.padding_mode);
    if constexpr (requires { op.mode; }) holds(Field::padding_mode, op.mode);
    if constexpr (requires { op.value; }) holds(Field::value, op.value);
    if constexpr (requires { op.norm_type; }) holds(Field::norm_type, op.norm_type);
    if constexpr (requires { op.output_size; }) holds(Field::output_size, op.output_size);
    if constexpr (requires { op.output_padding; }) holds(Field::output_padding, op.output_padding);
    if constexpr (requires { op.auto_pad; }) holds(Field::auto_pad, op.auto_pad);
    if constexpr (requires { op.column_major_indices; }) holds(Field::storage_order, op.column_major_indices);
    holds(Field::convention, op.convention);
    return place;
}

}  // namespace

Place place_of(Operation& operation, Field field) {
    return std::visit([field](auto& op) { return find<Place>(op, field); }, operation);
}

ConstPlace place_of(const Operation& operation, Field field) {
    return std::visit([field](const auto& op) { return find<ConstPlace>(op, field); }, operation);
}

}  // namespace stridelens
