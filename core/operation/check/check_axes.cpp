// The axes of a windowing: padding, 'same', and whether a window fits.
#include "core/operation/check/check.h"

#include <fmt/format.h>
#include <algorithm>

namespace stridelens {
namespace {

/// Cells of padding on both sides for 'same'.
Sides same_padding(const Axis& axis, AutoPad auto_pad) {
    const std::int64_t out = (axis.in + axis.stride - 1) / axis.stride;
    const std::int64_t total = std::max<std::int64_t>((out - 1) * axis.stride + axis.span() - axis.in, 0);
    const std::int64_t half = total / 2;
    return auto_pad == AutoPad::same_lower ? Sides{total - half, half} : Sides{half, total - half};
}

/// The largest kernel_size below axis.kernel of which a window fits, if it is also legal in every other way.
std::optional<std::int64_t> largest_fitting_kernel(const Windowing& windowing, Axis axis) {
    const auto fits = [&](std::int64_t kernel) {
        axis.kernel = kernel;
        if (windowing.stride_follows_kernel) axis.stride = kernel;
        return window_count(axis) > 0;
    };
    std::int64_t low = 0;
    std::int64_t high = axis.kernel;
    if (windowing.kernel_within_input) high = std::min(high, axis.in + 1);
    while (high - low > 1) {  // low fits (or is 0), high does not
        const std::int64_t middle = low + (high - low) / 2;
        (fits(middle) ? low : high) = middle;
    }
    if (low < 1) return std::nullopt;
    if (windowing.half_kernel_limit && low / 2 < std::max(axis.pad_begin, axis.pad_end)) return std::nullopt;
    return low;
}

}  // namespace

Error kernel_does_not_fit(const Axis& axis, const std::string& where, std::optional<std::int64_t> largest,
                          const char* image) {
    std::string message =
        axis.dilation == 1
            ? fmt::format("kernel_size {}{} does not fit: ", axis.kernel, where)
            : fmt::format("kernel_size {} with dilation {}{} does not fit: ", axis.kernel, axis.dilation, where);
    message += fmt::format("the window spans {} {}, but the padded {} has {} ({} + {} + {})", axis.span(),
                           axis.span() == 1 ? "cell" : "cells", image, prose(axis.padded()), axis.in, axis.pad_begin,
                           axis.pad_end);
    if (axis.ceil_mode)
        message += fmt::format(", and ceil_mode adds at most {} (stride {} − 1)", axis.stride - 1, axis.stride);
    message += largest ? fmt::format(". Largest kernel_size: {}", *largest)
                       : fmt::format(". Use a smaller dilation or a larger {}", image);
    Error error{Field::kernel_size, std::move(message)};
    error.nearest = largest;
    return error;
}

Refusal check_parameters(const Windowing& windowing) {
    const int rank = windowing.spatial_rank;
    Refusal error = check_rank(rank);
    if (!error) error = check_length(Field::kernel_size, windowing.kernel_size.size(), rank);
    if (!error) error = check_length(Field::stride, windowing.stride.size(), rank);
    if (!error) error = check_length(Field::dilation, windowing.dilation.size(), rank);
    if (!error && windowing.auto_pad == AutoPad::none)
        error = check_length(Field::padding, windowing.padding.size(), rank);
    if (!error) error = check_entries(Field::kernel_size, windowing.kernel_size, 1, rank);
    if (!error) error = check_entries(Field::stride, windowing.stride, 1, rank);
    if (!error) error = check_entries(Field::dilation, windowing.dilation, 1, rank);
    return error;
}

Refusal check_not_negative(const Windowing& windowing) {
    if (windowing.auto_pad != AutoPad::none) return std::nullopt;
    for (std::size_t axis = 0; axis < windowing.padding.size(); ++axis) {
        const Sides& sides = windowing.padding[axis];
        for (int side = 0; side < 2; ++side) {
            const std::int64_t pad = side == 0 ? sides.begin : sides.end;
            const std::string where = along(windowing.spatial_rank, windowing.padding.size(), axis);
            Refusal error = check_magnitude(Field::padding, pad, where);
            if (!error && pad < 0) {
                error = Error{Field::padding, fmt::format("padding {}{} is negative: only Pad can crop. Least allowed: "
                                                          "0",
                                                          prose(pad), where)};
                error->nearest = 0;
            }
            if (!error) continue;
            error->axis = static_cast<int>(axis);
            error->side = side;
            return error;
        }
    }
    return std::nullopt;
}

Refusal check_both_sides_equal(const Windowing& windowing, const char* what, const char* way_out,
                               const std::function<std::int64_t(std::size_t axis)>& largest) {
    for (std::size_t axis = 0; axis < windowing.padding.size(); ++axis) {
        const auto [begin, end] = windowing.padding[axis];
        if (begin == end) continue;
        Error error{Field::padding,
                    fmt::format("padding {} before and {} after{}: {} one number for both sides. {}", begin, end,
                                along(windowing.spatial_rank, windowing.padding.size(), axis), what, way_out)};
        error.axis = static_cast<int>(axis);
        error.nearest = std::min(std::max(begin, end), largest(axis));
        return error;
    }
    return std::nullopt;
}

Refusal check_tensorflow_padding(const Windowing& windowing) {
    if (windowing.auto_pad == AutoPad::same_lower)
        return Error{Field::padding,
                     "TensorFlow's 'same' puts the odd cell at the end: use same, or choose the ONNX convention for "
                     "SAME_LOWER"};
    if (windowing.auto_pad != AutoPad::none) return std::nullopt;
    for (std::size_t axis = 0; axis < windowing.padding.size(); ++axis)
        for (int side = 0; side < 2; ++side) {
            const std::int64_t pad = side == 0 ? windowing.padding[axis].begin : windowing.padding[axis].end;
            if (pad == 0) continue;
            Error error{Field::padding,
                        fmt::format("padding {}{}: TensorFlow's padding is 'same' or 'valid', never a number. Use 0, "
                                    "or pad first (tf.pad)",
                                    pad, along(windowing.spatial_rank, windowing.padding.size(), axis))};
            error.axis = static_cast<int>(axis);
            error.nearest = 0;
            return error;
        }
    return std::nullopt;
}

Result<PerAxis<Axis>> resolve_axes(const Windowing& windowing, const Shape& input) {
    const auto rank = static_cast<std::size_t>(windowing.spatial_rank);
    PerAxis<Axis> axes;
    for (std::size_t i = 0; i < rank; ++i) {
        Axis axis;
        axis.in = input[input.size() - rank + i];
        axis.kernel = windowing.kernel_size[i];
        axis.stride = windowing.stride[i];
        axis.dilation = windowing.dilation[i];
        Sides sides;
        if (windowing.auto_pad == AutoPad::none) {
            sides = windowing.padding[i];
            axis.ceil_mode = windowing.ceil_mode;
        } else if (windowing.auto_pad != AutoPad::valid) {  // 'same' and 'valid' have their own rounding
            sides = same_padding(axis, windowing.auto_pad);
        }
        axis.pad_begin = sides.begin;
        axis.pad_end = sides.end;
        axis.out = window_count(axis);
        const bool beyond_input = windowing.kernel_within_input && axis.kernel > axis.in;
        if (axis.out < 1 || beyond_input) {
            const auto largest = largest_fitting_kernel(windowing, axis);
            const std::string where = along(windowing.spatial_rank, rank, i);
            Error error = kernel_does_not_fit(axis, where, largest, windowing.image);
            if (axis.out >= 1) {
                error.message = fmt::format(
                    "kernel_size {}{} is larger than the input, {}: PyTorch's AvgPool3d refuses "
                    "that even with padding",
                    axis.kernel, where, axis.in);
                if (largest) error.message += fmt::format(". Largest kernel_size: {}", *largest);
            }
            error.axis = static_cast<int>(i);
            return tl::unexpected(std::move(error));
        }
        axes.push_back(axis);
    }
    return axes;
}

Refusal check_mode_reach(PaddingMode mode, const Sides& sides, std::int64_t size, const std::string& where) {
    if (mode != PaddingMode::reflect && mode != PaddingMode::circular) return std::nullopt;
    const bool reflect = mode == PaddingMode::reflect;
    const std::int64_t most = reflect ? size - 1 : size;
    for (int side = 0; side < 2; ++side) {
        const std::int64_t pad = side == 0 ? sides.begin : sides.end;
        if (pad <= most) continue;
        Error error{Field::padding,
                    reflect
                        ? fmt::format("padding {}{} reaches past the far edge: reflect mirrors without repeating the "
                                      "edge, so it must be less than the size, {}. Largest allowed: {}",
                                      pad, where, size, most)
                        : fmt::format("padding {}{} would wrap around more than once: circular has {} {} to repeat. "
                                      "Largest allowed: {}",
                                      pad, where, size, size == 1 ? "cell" : "cells", most)};
        error.nearest = most;
        error.side = side;
        return error;
    }
    return std::nullopt;
}

}  // namespace stridelens
