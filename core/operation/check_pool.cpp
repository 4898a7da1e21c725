// Source: PyTorch 1.13's pool2d_shape_check, pool3d_shape_check and max_pool1d (ATen/native/Pool.h, MaxPooling.cpp);
// ONNX's MaxPool-22 and AveragePool-22.
#include "core/operation/check.h"

#include <fmt/format.h>
#include <algorithm>
#include <limits>

namespace stridelens {
namespace {

template <class Pool>
Windowing windowing_of(const Pool& pool) {
    const bool pytorch = pool.convention == Convention::pytorch;
    Windowing windowing;
    windowing.spatial_rank = pool.spatial_rank;
    windowing.kernel_size = pool.kernel_size;
    windowing.stride = pool.stride;
    if (pool.stride.empty()) windowing.stride = pytorch ? pool.kernel_size : Extents(pool.kernel_size.size(), 1);
    windowing.padding = pool.padding;
    windowing.dilation = pool.dilation;
    windowing.ceil_mode = pool.ceil_mode;
    windowing.auto_pad = pool.auto_pad;
    windowing.convention = pool.convention;
    windowing.stride_follows_kernel = pytorch && pool.stride.empty();
    windowing.half_kernel_limit = pytorch;
    return windowing;
}

Error padding_error(std::size_t axis, std::int64_t nearest, std::string message) {
    Error error{Field::padding, std::move(message)};
    error.axis = static_cast<int>(axis);
    error.nearest = nearest;
    return error;
}

/// PyTorch's pools: explicit, one number per axis, at most half of the kernel.
Refusal check_pytorch_padding(const Windowing& windowing) {
    if (windowing.auto_pad != AutoPad::none)
        return Error{Field::padding,
                     "PyTorch's pools have no padding='same' or 'valid': give the padding in cells, or "
                     "choose the ONNX convention"};
    for (std::size_t axis = 0; axis < windowing.padding.size(); ++axis) {
        const auto [begin, end] = windowing.padding[axis];
        const std::string where = along(windowing.spatial_rank, windowing.padding.size(), axis);
        const std::int64_t half = windowing.kernel_size[axis] / 2;
        if (begin != end)
            return padding_error(
                axis, std::min(std::max(begin, end), half),
                fmt::format("padding {} before and {} after{}: PyTorch's pools take one number for both "
                            "sides. Pad first (F.pad), or choose the ONNX convention",
                            begin, end, where));
        if (begin > half)
            return padding_error(
                axis, half,
                fmt::format("padding {}{} is more than half of kernel_size {} (PyTorch's rule; dilation "
                            "does not count). Largest allowed: {}",
                            begin, where, windowing.kernel_size[axis], half));
    }
    return std::nullopt;
}

Refusal check_pool(const Operation& operation, const Windowing& windowing, const Shape& input) {
    Refusal error = check_parameters(windowing);
    if (!error) error = check_input(operation, input);
    if (!error) error = check_not_negative(windowing);
    if (!error && windowing.convention == Convention::pytorch) error = check_pytorch_padding(windowing);
    return error;
}

Result<Geometry> resolve_pool(const Operation& operation, const Windowing& windowing, const Shape& input) {
    const auto axes = resolve_axes(windowing, input);
    if (!axes) return tl::unexpected(axes.error());
    Geometry geometry;
    geometry.operation = operation;
    geometry.input = input;
    geometry.axes = *axes;
    geometry.leading = static_cast<int>(input.size() - axes->size());
    geometry.batched = geometry.leading == 2;
    geometry.output = Shape(input.begin(), input.begin() + geometry.leading);
    for (const Axis& axis : *axes) geometry.output.push_back(axis.out);
    geometry.in_channels = input[static_cast<std::size_t>(geometry.leading) - 1];
    geometry.out_channels = geometry.in_channels;
    if (auto error = check_amount(geometry, Field::padding)) return tl::unexpected(*error);
    return geometry;
}

Refusal check_average(const AvgPool& pool) {
    if (pool.convention == Convention::onnx) {
        if (pool.divisor_override)
            return Error{Field::divisor_override,
                         "ONNX's AveragePool has no divisor_override: clear it, or choose the "
                         "PyTorch convention"};
        return std::nullopt;
    }
    for (std::size_t axis = 0; axis < pool.dilation.size(); ++axis) {
        if (pool.dilation[axis] == 1) continue;
        Error error{Field::dilation,
                    fmt::format("dilation {}{}: PyTorch's AvgPool has no dilation, so it must be 1 (or "
                                "choose the ONNX convention)",
                                prose(pool.dilation[axis]), along(pool.spatial_rank, pool.dilation.size(), axis))};
        error.axis = static_cast<int>(axis);
        error.nearest = 1;
        return error;
    }
    if (pool.divisor_override == 0) {
        Error error{Field::divisor_override, "divisor_override 0 would divide by zero. Nearest allowed: 1"};
        error.nearest = 1;
        return error;
    }
    return std::nullopt;
}

}  // namespace

Result<Geometry> resolve_max_pool(const MaxPool& pool, const Shape& input) {
    const Windowing windowing = windowing_of(pool);
    if (auto error = check_pool(pool, windowing, input)) return tl::unexpected(*error);
    auto geometry = resolve_pool(pool, windowing, input);
    if (geometry) geometry->pad_value = -std::numeric_limits<float>::infinity();
    return geometry;
}

Result<Geometry> resolve_avg_pool(const AvgPool& pool, const Shape& input) {
    Windowing windowing = windowing_of(pool);
    windowing.kernel_within_input = pool.convention == Convention::pytorch && pool.spatial_rank == 3;
    Refusal error = check_parameters(windowing);
    if (!error) error = check_average(pool);
    if (!error) error = check_pool(pool, windowing, input);
    if (error) return tl::unexpected(*error);
    return resolve_pool(pool, windowing, input);
}

}  // namespace stridelens
