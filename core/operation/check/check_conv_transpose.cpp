// Source: PyTorch 1.13's _ConvTransposeNd._output_padding (torch/nn/modules/conv.py) and slow_conv_transpose2d_shape_check
// (ATen/native/NaiveConvolutionTranspose2d.cpp); ONNX's ConvTranspose-22; tf.keras.layers.Conv2DTranspose and
// tf.nn.conv2d_transpose.
#include "core/operation/check/check.h"
#include "core/operation/limits.h"

#include <algorithm>

namespace stridelens {
namespace {

Refusal check_output_padding(const ConvTranspose& conv, const Windowing& windowing) {
    if (auto error = check_length(Field::output_padding, conv.output_padding.size(), conv.spatial_rank)) return error;
    if (conv.convention == Convention::tensorflow)
        return check_all(Field::output_padding, conv.output_padding, 0, conv.spatial_rank,
                         BrokenRule::output_padding_in_tensorflow);
    if (auto error = check_entries(Field::output_padding, conv.output_padding, 0, conv.spatial_rank)) return error;
    for (std::size_t axis = 0; axis < conv.output_padding.size(); ++axis) {
        const std::int64_t most = std::max(windowing.stride[axis], windowing.dilation[axis]) - 1;
        if (conv.output_padding[axis] <= most) continue;
        return at(along(conv.spatial_rank, conv.output_padding.size(), axis),
                  {.field = Field::output_padding,
                   .rule = BrokenRule::output_padding_not_below_stride,
                   .facts = {{"output_padding", conv.output_padding[axis]},
                             {"stride", windowing.stride[axis]},
                             {"dilation", windowing.dilation[axis]}},
                   .nearest = most});
    }
    return std::nullopt;
}

/// The most that output_padding, set or following from output_size, adds at the end.
std::int64_t most_added(const ConvTranspose& conv, const Axis& axis) {
    const bool follows = !conv.output_size.empty() && conv.convention == Convention::pytorch;
    return follows ? axis.stride - 1 : axis.output_padding;
}

std::int64_t largest_padding(const ConvTranspose& conv, const Axis& axis) {
    return (stamped(axis) + most_added(conv, axis) - 1) / 2;
}

/// What the framework says about padding itself, before the sizes.
Refusal check_convention(const ConvTranspose& conv, const Windowing& windowing, const PerAxis<Axis>& axes) {
    switch (conv.convention) {
        case Convention::onnx:
            return std::nullopt;
        case Convention::pytorch:
            if (conv.auto_pad != AutoPad::none)
                return Error{Field::padding, BrokenRule::auto_pad_in_pytorch_conv_transpose};
            return check_both_sides_equal(windowing, BrokenRule::padding_sides_differ_in_conv_transpose,
                                          [&](std::size_t i) { return largest_padding(conv, axes[i]); });
        case Convention::tensorflow:
            if (auto error = check_tensorflow_padding(windowing)) return error;
            if (conv.groups != 1)
                return Error{.field = Field::groups,
                             .rule = BrokenRule::groups_in_tensorflow,
                             .facts = {{"groups", conv.groups}},
                             .nearest = 1};
            if (std::all_of(windowing.stride.begin(), windowing.stride.end(), [](auto s) { return s == 1; }))
                return std::nullopt;
            return check_all(Field::dilation, windowing.dilation, 1, conv.spatial_rank,
                             BrokenRule::dilation_with_stride_in_tensorflow);
    }
    return std::nullopt;
}

Error unreachable(BrokenRule rule, std::int64_t size, std::int64_t least, std::int64_t most, const Where& where) {
    const std::int64_t closest = std::clamp(size, least, most);
    Error error =
        at(where, {Field::output_size, rule, {{"size", size}, {"least", least}, {"most", most}, {"closest", closest}}});
    if (closest <= kLargestNumber) error.nearest = closest;
    return error;
}

/// Padding in cells; PyTorch's output_size becomes output_padding.
Result<Axis> with_explicit_padding(const ConvTranspose& conv, Axis axis, const std::int64_t* size, const Where& where) {
    const std::int64_t least = stamped(axis) - axis.pad_begin - axis.pad_end;
    const std::int64_t added = most_added(conv, axis);
    if (least + added < 1)
        return tl::unexpected(nothing_left(axis, stamped(axis) + added, largest_padding(conv, axis), where));
    if (size != nullptr) {
        const std::int64_t from = std::max<std::int64_t>(least, 1);
        const std::int64_t most = least + axis.stride - 1;
        if (*size < from || *size > most)
            return tl::unexpected(
                unreachable(BrokenRule::output_size_unreachable_in_pytorch, *size, from, most, where));
        axis.output_padding = *size - least;
    }
    axis.out = least + axis.output_padding;
    return axis;
}

/// Padding that follows from the output's size. What is missing (a negative total) is appended as zeros.
Axis with_padding_for(Axis axis, std::int64_t out, bool odd_cell_at_end) {
    const std::int64_t total = stamped(axis) + axis.output_padding - out;
    const std::int64_t half = std::max<std::int64_t>(total, 0) / 2;
    axis.out = out;
    axis.pad_begin = odd_cell_at_end ? half : std::max<std::int64_t>(total, 0) - half;
    axis.pad_end = total - axis.pad_begin;
    return axis;
}

bool is_same(AutoPad auto_pad) {
    return auto_pad == AutoPad::same_upper || auto_pad == AutoPad::same_lower;
}

/// ONNX: output_shape overrides everything; its padding has the larger half at the beginning but for SAME_UPPER.
Result<Axis> with_onnx_padding(const ConvTranspose& conv, const Axis& axis, const std::int64_t* size,
                               const Where& where) {
    const bool upper = conv.auto_pad == AutoPad::same_upper;
    if (size != nullptr) return with_padding_for(axis, *size, upper);
    if (is_same(conv.auto_pad)) return with_padding_for(axis, axis.in * axis.stride, upper);
    return with_explicit_padding(conv, axis, nullptr, where);
}

/// TensorFlow: the output is any input that the convolution forwards would bring to `in` cells.
Result<Axis> with_tensorflow_padding(const ConvTranspose& conv, Axis axis, const std::int64_t* size,
                                     const Where& where) {
    const bool same = is_same(conv.auto_pad);
    const std::int64_t least = (axis.in - 1) * axis.stride + (same ? 1 : axis.span());
    const std::int64_t most = least + axis.stride - 1;
    const std::int64_t out = size != nullptr ? *size
                             : same          ? most
                                    : axis.in * axis.stride + std::max<std::int64_t>(axis.span() - axis.stride, 0);
    if (out < least || out > most)
        return tl::unexpected(unreachable(BrokenRule::output_size_unreachable_in_tensorflow, out, least, most, where));
    if (same) return with_padding_for(axis, out, true);
    axis.out = out;
    axis.pad_end = stamped(axis) - out;
    return axis;
}

Result<Axis> resolve_axis(const ConvTranspose& conv, const Axis& axis, std::size_t i) {
    const Where where = along(conv.spatial_rank, conv.kernel_size.size(), i);
    const std::int64_t* size = conv.output_size.empty() ? nullptr : &conv.output_size[i];
    switch (conv.convention) {
        case Convention::pytorch:
            return with_explicit_padding(conv, axis, size, where);
        case Convention::onnx:
            return with_onnx_padding(conv, axis, size, where);
        case Convention::tensorflow:
            return with_tensorflow_padding(conv, axis, size, where);
    }
    return axis;
}

PerAxis<Axis> axes_of(const ConvTranspose& conv, const Windowing& windowing, const Geometry& geometry) {
    PerAxis<Axis> axes;
    for (std::size_t i = 0; i < windowing.kernel_size.size(); ++i) {
        Axis axis;
        axis.sliding = Sliding::transposed;
        axis.in = geometry.input[geometry.leading + i];
        axis.kernel = windowing.kernel_size[i];
        axis.stride = windowing.stride[i];
        axis.dilation = windowing.dilation[i];
        axis.output_padding = conv.output_padding[i];
        if (conv.auto_pad == AutoPad::none) {
            axis.pad_begin = windowing.padding[i].begin;
            axis.pad_end = windowing.padding[i].end;
        }
        axes.push_back(axis);
    }
    return axes;
}

}  // namespace

Result<Geometry> resolve_conv_transpose(const ConvTranspose& conv, const Shape& input) {
    const Windowing windowing = windowing_of(conv);
    Refusal error = check_parameters(windowing);
    if (!error && !conv.output_size.empty()) {
        error = check_length(Field::output_size, conv.output_size.size(), conv.spatial_rank);
        if (!error) error = check_magnitudes(Field::output_size, conv.output_size, conv.spatial_rank);
        if (!error && conv.convention == Convention::onnx)  // any size; the others have a range of their own
            error = check_entries(Field::output_size, conv.output_size, 1, conv.spatial_rank);
    }
    if (!error) error = check_output_padding(conv, windowing);
    if (!error) error = check_input(conv, input);
    if (error) return tl::unexpected(*error);
    Geometry geometry = begin_geometry(conv, input);
    geometry.out_channels = conv.out_channels;
    geometry.groups = conv.groups;
    const PerAxis<Axis> axes = axes_of(conv, windowing, geometry);
    error = check_not_negative(windowing);
    if (!error) error = check_convention(conv, windowing, axes);
    if (!error) error = check_channels(conv.groups, geometry.in_channels, conv.out_channels);
    if (error) return tl::unexpected(*error);
    geometry.weight = *weight_shape(conv, input);
    for (std::size_t i = 0; i < axes.size(); ++i) {
        auto axis = resolve_axis(conv, axes[i], i);
        if (!axis) return tl::unexpected(std::move(axis.error()));
        geometry.axes.push_back(*axis);
    }
    set_output(geometry);
    if (auto amount = check_convolution_amount(geometry, Field::stride)) return tl::unexpected(*amount);
    return geometry;
}

}  // namespace stridelens
