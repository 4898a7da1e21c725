// Source: PyTorch 1.13's check_shape_forward and _convolution_same (ATen/native/Convolution.cpp), torch.nn.ConvNd;
// ONNX's Conv-22; tf.keras.layers.Conv2D.
#include "core/operation/check/check.h"

#include <fmt/format.h>
#include <algorithm>

namespace stridelens {
namespace {

/// Keras: either may be above 1 somewhere, not both.
Refusal check_tensorflow_dilation(const Windowing& windowing) {
    const auto above_one = [](std::int64_t number) { return number > 1; };
    if (std::none_of(windowing.stride.begin(), windowing.stride.end(), above_one)) return std::nullopt;
    return check_all(Field::dilation, windowing.dilation, 1, windowing.spatial_rank,
                     "TensorFlow (Keras) takes no dilation above 1 together with a stride above 1. Nearest allowed: 1");
}

/// What PyTorch refuses of 'same', and the others of the padding mode and numbers.
Refusal check_convention(const Conv& conv, const Windowing& windowing) {
    if (conv.convention != Convention::pytorch) {
        if (conv.padding_mode != PaddingMode::constant)
            return Error{Field::padding_mode, fmt::format("{}'s Conv pads with zeros only: Pad first, or choose the "
                                                          "PyTorch convention",
                                                          to_string(conv.convention))};
        if (conv.convention == Convention::onnx) return std::nullopt;
        Refusal error = check_tensorflow_padding(windowing);
        return error ? error : check_tensorflow_dilation(windowing);
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
    if (conv.padding_mode == PaddingMode::circular && input.size() < windowing.kernel_size.size() + 2)
        return Error{Field::padding_mode,
                     fmt::format("padding_mode circular on the unbatched input {}: PyTorch pads in this mode only what "
                                 "has an N axis. Use 1x{}, or another padding_mode",
                                 to_string(input), to_string(input))};
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
    Geometry geometry = begin_geometry(conv, input);
    geometry.out_channels = conv.out_channels;
    geometry.groups = conv.groups;
    geometry.padding_mode = conv.padding_mode;
    error = check_channels(conv.groups, geometry.in_channels, conv.out_channels);
    if (!error) error = check_not_negative(windowing);
    if (!error) error = check_convention(conv, windowing);
    if (!error) error = check_reach(conv, input);
    if (error) return tl::unexpected(*error);
    const auto axes = resolve_axes(windowing, input);
    if (!axes) return tl::unexpected(axes.error());
    geometry.axes = *axes;
    geometry.weight = *weight_shape(conv, input);
    set_output(geometry);
    if (auto amount = check_convolution_amount(geometry, Field::padding)) return tl::unexpected(*amount);
    return geometry;
}

}  // namespace stridelens
