// Source: PyTorch 1.13's F.pad: constant_pad_nd and _pad_circular (ATen/native/PadNd.cpp), ReflectionPad.cpp,
// ReplicationPadding.cpp; ONNX's Pad-21, which follows numpy.pad; tf.pad.
#include "core/operation/check/check.h"
#include "core/operation/limits.h"

#include <algorithm>

namespace stridelens {
namespace {

/// Which axes may be padded.
Refusal check_axes(const Pad& pad, const Shape& input) {
    const std::size_t padded = pad.padding.size();
    const Fact entries{"entries", std::ssize(pad.padding)};
    const Fact axes{"axes", std::ssize(input)};
    if (input.empty()) return Error{Field::input, BrokenRule::pad_has_no_axes};
    if (padded == 0) return Error{Field::padding, BrokenRule::pad_has_no_entries};
    if (padded > input.size())
        return Error{Field::padding, BrokenRule::pad_has_too_many_entries, {entries, axes, {"input", input}}};
    // PyTorch has no symmetric mode: what stands for it works along any axes.
    const bool any = pad.mode == PaddingMode::constant || pad.mode == PaddingMode::symmetric;
    if (pad.convention != Convention::pytorch || any) return std::nullopt;
    const bool circular = pad.mode == PaddingMode::circular;
    if (padded <= 3 && input.size() >= padded + (circular ? 2 : 1) && input.size() <= padded + 2) return std::nullopt;
    if (circular) return Error{Field::padding, BrokenRule::pad_circular_on_wrong_axes, {entries, axes}};
    return Error{Field::padding, BrokenRule::pad_mode_on_wrong_axes, {entries, axes, {"mode", to_string(pad.mode)}}};
}

/// Whether anything is left along another axis than this one.
bool leaves_others(const Pad& pad, const Shape& input, std::size_t axis) {
    const std::size_t leading = input.size() - pad.padding.size();
    const auto sane = [](std::int64_t cells) { return std::clamp(cells, -kLargestNumber, kLargestNumber); };
    for (std::size_t i = 0; i < pad.padding.size(); ++i) {
        const Sides& sides = pad.padding[i];
        if (i != axis && input[leading + i] + sane(sides.begin) + sane(sides.end) >= 1) return true;
    }
    return false;
}

/// The least that is left along an axis. PyTorch makes an empty tensor in constant mode by cropping alone, and of a plane or
/// volume that it reflects or replicates, if something is left along another axis ("output_w >= 1 || output_h >= 1").
std::int64_t least_output(const Pad& pad, const Shape& input, std::size_t axis) {
    const bool torch = pad.convention == Convention::pytorch;
    if (pad.mode == PaddingMode::symmetric) return 1;
    if (pad.mode == PaddingMode::reflect || pad.mode == PaddingMode::replicate)
        return torch && leaves_others(pad, input, axis) ? 0 : 1;
    if (pad.mode != PaddingMode::constant) return 1;
    if (pad.convention != Convention::pytorch) return 0;
    const bool any_positive =
        std::any_of(pad.padding.begin(), pad.padding.end(), [](const Sides& s) { return s.begin > 0 || s.end > 0; });
    return any_positive ? 1 : 0;
}

Refusal check_crop(const Pad& pad, const Sides& sides, std::int64_t size, std::int64_t least, const Where& where) {
    const bool begin_crops_more = sides.begin <= sides.end;
    const int side = begin_crops_more ? 0 : 1;
    const std::int64_t other = begin_crops_more ? sides.end : sides.begin;
    // reflect, symmetric and replicate look back into the whole input; the others keep only what the crop leaves
    const bool crops_first = pad.mode == PaddingMode::constant || pad.mode == PaddingMode::circular;
    const std::int64_t cropped = std::max<std::int64_t>(-sides.begin, 0) + std::max<std::int64_t>(-sides.end, 0);
    std::int64_t nearest = least - size - other;
    if (crops_first) nearest = std::max(nearest, -size - std::min<std::int64_t>(other, 0));
    nearest = std::min<std::int64_t>(nearest, 0);
    if (size == 0) nearest = std::max<std::int64_t>(least - std::max<std::int64_t>(other, 0), 0);  // to be filled
    if (size + sides.begin + sides.end >= least && (!crops_first || cropped <= size)) return std::nullopt;
    Error error =
        at(where, {.field = Field::padding,
                   .rule = size == 0 ? BrokenRule::pad_leaves_axis_empty : BrokenRule::pad_crops_too_much,
                   .facts = {{"begin", sides.begin}, {"end", sides.end}, {side == 0 ? "before" : "after", nearest}},
                   .side = side,
                   .nearest = nearest});
    if (size > 0) {
        error.facts.push_back({"cropped", cropped});
        error.facts.push_back({"size", size});
    }
    if (pad.mode == PaddingMode::circular && size > 0 && cropped == size && pad.convention == Convention::pytorch)
        error.facts.push_back({"pytorch", kPyTorch});  // which makes an empty tensor of it
    return error;
}

Refusal check_tensorflow_sides(const Sides& sides, const Where& where) {
    for (int side = 0; side < 2; ++side) {
        const std::int64_t pad = side == 0 ? sides.begin : sides.end;
        if (pad >= 0) continue;
        return at(where, {.field = Field::padding,
                          .rule = BrokenRule::padding_negative_in_tensorflow,
                          .facts = {{"padding", pad}},
                          .side = side,
                          .nearest = 0});
    }
    return std::nullopt;
}

Refusal check_pad_axis(const Pad& pad, const Shape& input, std::size_t i) {
    const std::int64_t size = input[input.size() - pad.padding.size() + i];
    const Sides& sides = pad.padding[i];
    const Where where = along(pad.spatial_rank, pad.padding.size(), i);
    Refusal error = check_magnitude(Field::padding, sides.begin, where);
    if (!error) error = check_magnitude(Field::padding, sides.end, where);
    if (!error && pad.convention == Convention::tensorflow) error = check_tensorflow_sides(sides, where);
    if (!error) error = check_crop(pad, sides, size, least_output(pad, input, i), where);
    if (!error && pad.convention != Convention::onnx) {
        const std::int64_t left =
            size - std::max<std::int64_t>(-sides.begin, 0) - std::max<std::int64_t>(-sides.end, 0);
        error = check_mode_reach(pad.mode, sides, pad.mode == PaddingMode::circular ? left : size, where);
        if (error && left < size && pad.mode == PaddingMode::circular)
            error->facts.push_back({"pytorch", kPyTorch});  // which reads memory that nothing was written to
    }
    return error;
}

Refusal check_mode(const Pad& pad) {
    const bool unknown = pad.mode == PaddingMode::replicate || pad.mode == PaddingMode::circular;
    if (pad.convention != Convention::tensorflow || !unknown) return std::nullopt;
    return Error{Field::padding_mode, BrokenRule::padding_mode_unknown_to_tensorflow, {{"mode", to_string(pad.mode)}}};
}

Refusal check_value(const Pad& pad) {
    if (pad.convention != Convention::pytorch || pad.mode == PaddingMode::constant || pad.value == 0.0F)
        return std::nullopt;
    return Error{.field = Field::value,
                 .rule = BrokenRule::pad_value_without_constant,
                 .facts = {{"value", pad.value}, {"mode", to_string(pad.mode)}},
                 .nearest = 0};
}

}  // namespace

Result<Geometry> resolve_pad(const Pad& pad, const Shape& input) {
    Refusal error = check_axes(pad, input);
    // A constant fills any empty axis; the other modes have nothing to look at there, and to reflect, tf.pad asks of every
    // axis that its padding is less than its size.
    const bool all = pad.convention == Convention::tensorflow && pad.mode == PaddingMode::reflect;
    const std::size_t batch = pad.padding.size() < input.size() && !all ? 1 : 0;
    if (!error) error = check_input_sizes(input, pad.mode == PaddingMode::constant ? input.size() : batch);
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
        if (auto axis_error = check_pad_axis(pad, input, i)) return tl::unexpected(*axis_error);
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
