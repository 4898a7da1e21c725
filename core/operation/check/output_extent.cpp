// Source: Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning", relationship 6 (and 14 with
// dilation); the last-window rule of ceil mode is PyTorch 1.13's pooling_output_shape_pad_lr (ATen/native/Pool.h).
#include "core/operation/check/check.h"
#include "core/operation/geometry.h"

namespace stridelens {

std::int64_t stamped(const Axis& axis) {
    return (axis.in - 1) * axis.stride + axis.span();
}

std::int64_t window_count(const Axis& axis) {
    const std::int64_t room = axis.padded() - axis.span() + (axis.ceil_mode ? axis.stride - 1 : 0);
    if (room < 0) return 0;
    std::int64_t windows = room / axis.stride + 1;
    if (axis.ceil_mode && (windows - 1) * axis.stride >= axis.in + axis.pad_begin) --windows;
    return windows;
}

Result<std::int64_t> output_extent(const Axis& axis) {
    Refusal error = check_least(Field::kernel_size, axis.kernel, 1);
    if (!error) error = check_least(Field::stride, axis.stride, 1);
    if (!error) error = check_least(Field::dilation, axis.dilation, 1);
    if (!error) error = check_magnitude(Field::kernel_size, axis.kernel);
    if (!error) error = check_magnitude(Field::stride, axis.stride);
    if (!error) error = check_magnitude(Field::dilation, axis.dilation);
    if (!error) error = check_magnitude(Field::input, axis.in);
    if (!error) error = check_magnitude(Field::padding, axis.pad_begin);
    if (!error) error = check_magnitude(Field::padding, axis.pad_end);
    if (error) return tl::unexpected(std::move(*error));
    if (const std::int64_t windows = window_count(axis); windows > 0) return windows;
    std::optional<std::int64_t> largest;
    if (axis.padded() >= 1) largest = (axis.padded() - 1 + (axis.ceil_mode ? axis.stride - 1 : 0)) / axis.dilation + 1;
    return tl::unexpected(kernel_does_not_fit(axis, {}, largest));
}

}  // namespace stridelens
