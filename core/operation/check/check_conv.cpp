// Source: PyTorch 1.13's check_shape_forward and _convolution_same (ATen/native/Convolution.cpp), torch.nn.ConvNd;
// ONNX's Conv-22; tf.keras.layers.Conv2D.
#include "core/operation/check/check.h"

#include <algorithm>

namespace stridelens {
namespace {

/// Keras: either may be above 1 somewhere, not both.
Refusal check_tensorflow_dilation(const Windowing& windowing) {
    const auto above_one = [](std::int64_t number) { return number > 1; };
    if (std::none_of(windowing.stride.begin(), windowing.stride.end(), above_one)) return std::nullopt;
    return check_all(Field::dilation, windowing.dilation, 1, windowing.spatial_rank,
                     BrokenRule::dilation_with_stride_in_tensorflow);
}

/// What PyTorch refuses of 'same', and the others of the padding mode and numbers.
Refusal check_convention(const Conv& conv, const Windowing& windowing) {
    if (conv.convention != Convention::pytorch) {
        if (conv.padding_mode != PaddingMode::constant)
            return Error{Field::padding_mode,
                         BrokenRule::padding_mode_outside_pytorch,
                         {{"framework", to_string(conv.convention)}}};
        if (conv.convention == Convention::onnx) return std::nullopt;
        Refusal error = check_tensorflow_padding(windowing);
        return error ? error : check_tensorflow_dilation(windowing);
    }
    if (conv.padding_mode == PaddingMode::symmetric) return Error{Field::padding_mode, BrokenRule::symmetric_in_conv};
    if (conv.auto_pad == AutoPad::same_lower) return Error{Field::padding, BrokenRule::same_lower_in_pytorch};
    if (conv.auto_pad != AutoPad::same_upper) return std::nullopt;
    for (std::size_t axis = 0; axis < windowing.stride.size(); ++axis) {
        if (windowing.stride[axis] == 1) continue;
        return at(along(conv.spatial_rank, windowing.stride.size(), axis),
                  {.field = Field::stride,
                   .rule = BrokenRule::stride_with_pytorch_same,
                   .facts = {{"stride", windowing.stride[axis]}},
                   .nearest = 1});
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
        Refusal error =
            check_mode_reach(conv.padding_mode, sides, size, along(conv.spatial_rank, windowing.kernel_size.size(), i));
        if (!error) continue;
        if (conv.auto_pad != AutoPad::none) {  // the padding is not set by hand, so there is no number to change
            error->nearest.reset();
            error->rule = error->rule == BrokenRule::reflect_past_far_edge ? BrokenRule::reflect_past_far_edge_of_same
                                                                           : BrokenRule::circular_wraps_twice_of_same;
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
