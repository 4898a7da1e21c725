// "Use 1" beside a refused control: the one setting that an error is about, moved to its nearest legal value.
#include "core/operation/geometry.h"

namespace stridelens {
namespace {

template <class T>
void move(PerAxis<T>& entries, const Error& error) {
    for (std::size_t axis = 0; axis < entries.size(); ++axis)
        if (error.axis < 0 || static_cast<std::size_t>(error.axis) == axis) entries[axis] = *error.nearest;
}

void move(PerAxis<Sides>& padding, const Error& error) {
    for (std::size_t axis = 0; axis < padding.size(); ++axis) {
        if (error.axis >= 0 && static_cast<std::size_t>(error.axis) != axis) continue;
        if (error.side != 1) padding[axis].begin = *error.nearest;
        if (error.side != 0) padding[axis].end = *error.nearest;
    }
}

template <class T>
void move(T& number, const Error& error) {
    number = static_cast<T>(*error.nearest);
}

}  // namespace

Operation with_nearest(Operation operation, const Error& error) {
    if (!error.nearest) return operation;
    const auto set = [&error](Field field, auto& setting) {
        if (error.field == field) move(setting, error);
    };
    std::visit(
        [&set](auto& op) {
            if constexpr (requires { op.kernel_size; }) set(Field::kernel_size, op.kernel_size);
            if constexpr (requires { op.stride; }) set(Field::stride, op.stride);
            if constexpr (requires { op.padding; }) set(Field::padding, op.padding);
            if constexpr (requires { op.dilation; }) set(Field::dilation, op.dilation);
            if constexpr (requires { op.ceil_mode; }) set(Field::ceil_mode, op.ceil_mode);
            if constexpr (requires { op.count_include_pad; }) set(Field::count_include_pad, op.count_include_pad);
            if constexpr (requires { op.divisor_override; }) set(Field::divisor_override, op.divisor_override);
            if constexpr (requires { op.out_channels; }) set(Field::out_channels, op.out_channels);
            if constexpr (requires { op.groups; }) set(Field::groups, op.groups);
            if constexpr (requires { op.value; }) set(Field::value, op.value);
            if constexpr (requires { op.norm_type; }) set(Field::norm_type, op.norm_type);
            if constexpr (requires { op.output_size; }) set(Field::output_size, op.output_size);
            if constexpr (requires { op.output_padding; }) set(Field::output_padding, op.output_padding);
        },
        operation);
    return operation;
}

}  // namespace stridelens
