// Source: PyTorch 1.13's check_shape_forward and _convolution_same (ATen/native/Convolution.cpp), torch.nn.ConvNd;
// ONNX's Conv-22.
#include "core/operation/check.h"
#include "core/operation/limits.h"

#include <fmt/format.h>
#include <cstdlib>
#include <numeric>

namespace stridelens {
namespace {

Windowing windowing_of(const Conv& conv) {
    Windowing windowing;
    windowing.spatial_rank = conv.spatial_rank;
    windowing.kernel_size = conv.kernel_size;
    windowing.stride = conv.stride.empty() ? Extents(conv.kernel_size.size(), 1) : conv.stride;
    windowing.padding = conv.padding;
    windowing.dilation = conv.dilation;
    windowing.auto_pad = conv.auto_pad;
    windowing.convention = conv.convention;
    return windowing;
}

/// The divisor of both channel counts that is nearest to `groups`; the smaller one of two.
std::int64_t nearest_groups(std::int64_t groups, std::int64_t in_channels, std::int64_t out_channels) {
    const std::int64_t common = std::gcd(in_channels, out_channels);
    std::int64_t best = 1;
    const auto consider = [&](std::int64_t divisor) {
        const std::int64_t distance = std::abs(divisor - groups);
        const std::int64_t least = std::abs(best - groups);
        if (distance < least || (distance == least && divisor < best)) best = divisor;
    };
    for (std::int64_t divisor = 1; divisor * divisor <= common; ++divisor)
        if (common % divisor == 0) {
            consider(divisor);
            consider(common / divisor);
        }
    return best;
}

Refusal check_channels(const Conv& conv, std::int64_t in_channels) {
    Refusal error = check_magnitude(Field::groups, conv.groups, "");
    if (!error) error = check_least(Field::groups, conv.groups, 1, "");
    if (!error) error = check_magnitude(Field::out_channels, conv.out_channels, "");
    if (error) return error;
    if ((error = check_least(Field::out_channels, conv.out_channels, 1, ""))) {
        if (conv.groups > 1) error->message += fmt::format(", and a multiple of groups {}", conv.groups);
        error->nearest = conv.groups;
    }
    if (error) return error;
    if (in_channels % conv.groups != 0) {
        const std::int64_t nearest = nearest_groups(conv.groups, in_channels, conv.out_channels);
        error = Error{Field::groups, fmt::format("groups {} does not divide the {} input channels into equal parts. "
                                                 "Nearest that divides {} in and {} out: {}",
                                                 conv.groups, in_channels, in_channels, conv.out_channels, nearest)};
        error->nearest = nearest;
    } else if (conv.out_channels % conv.groups != 0) {
        const std::int64_t below = conv.out_channels / conv.groups * conv.groups;
        const std::int64_t above = below + conv.groups;
        const std::int64_t nearest =
            below == 0 || conv.out_channels - below > above - conv.out_channels ? above : below;
        error =
            Error{Field::out_channels, fmt::format("out_channels {} is not a multiple of groups {}: every group makes "
                                                   "as many output channels. Nearest allowed: {}",
                                                   conv.out_channels, conv.groups, nearest)};
        error->nearest = nearest;
    }
    return error;
}

/// What PyTorch refuses of 'same', and ONNX of the padding mode.
Refusal check_convention(const Conv& conv, const Windowing& windowing) {
    if (conv.convention == Convention::onnx) {
        if (conv.padding_mode != PaddingMode::constant)
            return Error{Field::padding_mode,
                         "ONNX's Conv pads with zeros only: Pad first, or choose the PyTorch "
                         "convention"};
        return std::nullopt;
    }
    if (conv.auto_pad == AutoPad::same_lower)
        return Error{Field::padding,
                     "PyTorch's padding='same' puts the odd cell at the end: use same, or choose the ONNX "
                     "convention for SAME_LOWER"};
    if (conv.auto_pad != AutoPad::same_upper) return std::nullopt;
    for (std::size_t axis = 0; axis < windowing.stride.size(); ++axis) {
        if (windowing.stride[axis] == 1) continue;
        Error error{Field::stride,
                    fmt::format("stride {}{} with padding='same': PyTorch's 'same' needs stride 1, or else "
                                "give the padding in cells",
                                windowing.stride[axis], along(conv.spatial_rank, windowing.stride.size(), axis))};
        error.axis = static_cast<int>(axis);
        error.nearest = 1;
        return error;
    }
    return std::nullopt;
}

Refusal check_reach(const Conv& conv, const Shape& input) {
    Windowing windowing = windowing_of(conv);
    for (std::size_t i = 0; i < windowing.kernel_size.size(); ++i) {
        const std::int64_t size = input[input.size() - windowing.kernel_size.size() + i];
        Sides sides;
        if (conv.auto_pad == AutoPad::none) {
            sides = conv.padding[i];
        } else if (conv.auto_pad == AutoPad::same_upper) {  // stride 1 by now
            const std::int64_t total = windowing.dilation[i] * (windowing.kernel_size[i] - 1);
            sides = {total / 2, total - total / 2};
        }
        const std::string where = along(conv.spatial_rank, windowing.kernel_size.size(), i);
        Refusal error = check_mode_reach(conv.padding_mode, sides, size, where);
        if (!error) continue;
        error->axis = static_cast<int>(i);
        if (conv.auto_pad != AutoPad::none) {  // the padding is not set by hand, so there is no number to change
            error->nearest.reset();
            error->message += ". padding='same' follows from kernel_size and dilation: make one of them smaller";
        }
        return error;
    }
    return std::nullopt;
}

}  // namespace

Result<Geometry> resolve_conv(const Conv& conv, const Shape& input) {
    const Windowing windowing = windowing_of(conv);
    Refusal error = check_parameters(windowing);
    if (!error) error = check_input(conv, input);
    if (error) return tl::unexpected(*error);
    Geometry geometry;
    geometry.operation = conv;
    geometry.input = input;
    geometry.leading = static_cast<int>(input.size()) - conv.spatial_rank;
    geometry.batched = geometry.leading == 2;
    geometry.in_channels = input[static_cast<std::size_t>(geometry.leading) - 1];
    geometry.out_channels = conv.out_channels;
    geometry.groups = conv.groups;
    geometry.padding_mode = conv.padding_mode;
    error = check_channels(conv, geometry.in_channels);
    if (!error) error = check_not_negative(windowing);
    if (!error) error = check_convention(conv, windowing);
    if (!error) error = check_reach(conv, input);
    if (error) return tl::unexpected(*error);
    const auto axes = resolve_axes(windowing, input);
    if (!axes) return tl::unexpected(axes.error());
    geometry.axes = *axes;
    geometry.weight = {conv.out_channels, geometry.in_channels / conv.groups};
    if (geometry.batched) geometry.output.push_back(input[0]);
    geometry.output.push_back(conv.out_channels);
    for (const Axis& axis : *axes) {
        geometry.output.push_back(axis.out);
        geometry.weight.push_back(axis.kernel);
    }
    if (auto amount = check_amount(geometry, Field::out_channels)) return tl::unexpected(*amount);
    return geometry;
}

}  // namespace stridelens
