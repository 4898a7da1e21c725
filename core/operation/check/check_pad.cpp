// Source: PyTorch 1.13's F.pad: constant_pad_nd and _pad_circular (ATen/native/PadNd.cpp), ReflectionPad.cpp,
// ReplicationPadding.cpp; ONNX's Pad-21, which follows numpy.pad; tf.pad.
#include "core/operation/check/check.h"
#include "core/words/prose.h"

#include <fmt/format.h>
#include <algorithm>

namespace stridelens {
namespace {

/// Which axes may be padded.
Refusal check_axes(const Pad& pad, const Shape& input) {
    const std::size_t padded = pad.padding.size();
    if (input.empty()) return Error{Field::input, "the input has no axes: there is nothing to pad"};
    if (padded == 0) return Error{Field::padding, "padding has no entries: give one for each axis to pad"};
    if (padded > input.size())
        return Error{Field::padding, fmt::format("padding has {} entries, but the input {} has only {} {}", padded,
                                                 to_string(input), input.size(), input.size() == 1 ? "axis" : "axes")};
    if (pad.convention != Convention::pytorch || pad.mode == PaddingMode::constant) return std::nullopt;
    const bool circular = pad.mode == PaddingMode::circular;
    if (padded > 3 || input.size() < padded + (circular ? 2 : 1) || input.size() > padded + 2)
        return Error{Field::padding,
                     fmt::format("{} on the last {} of {} axes: PyTorch pads all spatial axes, 1 to 3, of an input "
                                 "{}(N, C, spatial) in this mode; constant has no such limit",
                                 to_string(pad.mode), padded, input.size(), circular ? "" : "(C, spatial) or ")};
    return std::nullopt;
}

/// The least that is left: PyTorch makes an empty tensor by cropping alone, and only in constant mode.
std::int64_t least_output(const Pad& pad) {
    if (pad.mode != PaddingMode::constant) return 1;
    if (pad.convention != Convention::pytorch) return 0;
    const bool any_positive =
        std::any_of(pad.padding.begin(), pad.padding.end(), [](const Sides& s) { return s.begin > 0 || s.end > 0; });
    return any_positive ? 1 : 0;
}

Error crops_too_much(const Sides& sides, int side, std::int64_t nearest, std::int64_t size, const std::string& where) {
    const std::int64_t cropped = std::max<std::int64_t>(-sides.begin, 0) + std::max<std::int64_t>(-sides.end, 0);
    Error error{Field::padding,
                fmt::format("padding {} and {}{} crop {} of the {} {} that there are. Nearest allowed {}: "
                            "{}",
                            prose(sides.begin), prose(sides.end), where, cropped, size, size == 1 ? "cell" : "cells",
                            side == 0 ? "before" : "after", prose(nearest))};
    error.nearest = nearest;
    error.side = side;
    return error;
}

Refusal check_crop(const Pad& pad, const Sides& sides, std::int64_t size, const std::string& where) {
    const bool begin_crops_more = sides.begin <= sides.end;
    const int side = begin_crops_more ? 0 : 1;
    const std::int64_t other = begin_crops_more ? sides.end : sides.begin;
    // reflect and replicate look back into the whole input; the others keep only what the crop leaves
    const bool crops_first = pad.mode == PaddingMode::constant || pad.mode == PaddingMode::circular;
    const std::int64_t cropped = std::max<std::int64_t>(-sides.begin, 0) + std::max<std::int64_t>(-sides.end, 0);
    std::int64_t nearest = least_output(pad) - size - other;
    if (crops_first) nearest = std::max(nearest, -size - std::min<std::int64_t>(other, 0));
    nearest = std::min<std::int64_t>(nearest, 0);
    if (size + sides.begin + sides.end >= least_output(pad) && (!crops_first || cropped <= size)) return std::nullopt;
    Error error = crops_too_much(sides, side, nearest, size, where);
    if (pad.mode == PaddingMode::circular && cropped == size && pad.convention == Convention::pytorch)
        error.message += ". (PyTorch 1.13.1 does not refuse this: it returns an empty tensor)";
    return error;
}

Refusal check_tensorflow_sides(const Sides& sides, const std::string& where) {
    for (int side = 0; side < 2; ++side) {
        const std::int64_t pad = side == 0 ? sides.begin : sides.end;
        if (pad >= 0) continue;
        Error error{Field::padding,
                    fmt::format("padding {}{} is negative: tf.pad cannot crop. Least allowed: 0", prose(pad), where)};
        error.nearest = 0;
        error.side = side;
        return error;
    }
    return std::nullopt;
}

Refusal check_pad_axis(const Pad& pad, std::size_t i, std::int64_t size) {
    const Sides& sides = pad.padding[i];
    const std::string where = along(pad.spatial_rank, pad.padding.size(), i);
    Refusal error = check_magnitude(Field::padding, sides.begin, where);
    if (!error) error = check_magnitude(Field::padding, sides.end, where);
    if (!error && pad.convention == Convention::tensorflow) error = check_tensorflow_sides(sides, where);
    if (!error) error = check_crop(pad, sides, size, where);
    if (!error && pad.convention != Convention::onnx) {
        const std::int64_t left =
            size - std::max<std::int64_t>(-sides.begin, 0) - std::max<std::int64_t>(-sides.end, 0);
        error = check_mode_reach(pad.mode, sides, pad.mode == PaddingMode::circular ? left : size, where);
        if (error && left < size && pad.mode == PaddingMode::circular)
            error->message += ". (PyTorch 1.13.1 does not refuse this: it reads memory that nothing was written to)";
    }
    if (error) error->axis = static_cast<int>(i);
    return error;
}

Refusal check_mode(const Pad& pad) {
    const bool known = pad.mode == PaddingMode::constant || pad.mode == PaddingMode::reflect;
    if (pad.convention != Convention::tensorflow || known) return std::nullopt;
    return Error{Field::padding_mode,
                 fmt::format("tf.pad has no {} mode: use constant or reflect, or choose the PyTorch "
                             "convention",
                             to_string(pad.mode))};
}

Refusal check_value(const Pad& pad) {
    if (pad.convention != Convention::pytorch || pad.mode == PaddingMode::constant || pad.value == 0.0F)
        return std::nullopt;
    Error error{Field::value,
                fmt::format("value {} has no meaning in {} mode: PyTorch takes a value only with constant. "
                            "Set it to 0",
                            text::typed(pad.value), to_string(pad.mode))};
    error.nearest = 0;
    return error;
}

}  // namespace

Result<Geometry> resolve_pad(const Pad& pad, const Shape& input) {
    Refusal error = check_axes(pad, input);
    if (!error) error = check_input_sizes(input, pad.padding.size() < input.size());
    if (!error) error = check_mode(pad);
    if (!error) error = check_value(pad);
    if (error) return tl::unexpected(*error);
    Geometry geometry;
    geometry.operation = pad;
    geometry.input = input;
    geometry.output = input;
    geometry.padding_mode = pad.mode;
    geometry.pad_value = pad.value;
    geometry.leading = input.size() - pad.padding.size();
    const auto rank = static_cast<std::size_t>(std::max(pad.spatial_rank, 1));
    geometry.batched = input.size() >= rank + 2;
    for (std::size_t i = 0; i < pad.padding.size(); ++i) {
        Axis axis;
        axis.in = input[geometry.leading + i];
        if (auto axis_error = check_pad_axis(pad, i, axis.in)) return tl::unexpected(*axis_error);
        axis.pad_begin = pad.padding[i].begin;
        axis.pad_end = pad.padding[i].end;
        axis.out = axis.padded();
        geometry.axes.push_back(axis);
        geometry.output[geometry.leading + i] = axis.out;
    }
    if (input.size() > rank) {
        geometry.in_channels = input[input.size() - rank - 1];
        geometry.out_channels = geometry.output[input.size() - rank - 1];
    }
    if (auto amount = check_amount(geometry, Field::padding)) return tl::unexpected(*amount);
    return geometry;
}

}  // namespace stridelens
