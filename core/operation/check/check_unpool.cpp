// Source: PyTorch 1.13's _unpool_output_size (torch/nn/functional.py) and MaxUnpooling.cpp; ONNX's MaxUnpool-22.
#include "core/operation/check/check.h"
#include "core/operation/limits.h"

#include <algorithm>

namespace stridelens {
namespace {

/// The largest padding on both sides that leaves an output.
std::int64_t largest_padding(const MaxUnpool& unpool, const Axis& axis) {
    const bool wished = !unpool.output_size.empty() && unpool.convention == Convention::pytorch;
    return (stamped(axis) - 1 + (wished ? axis.stride - 1 : 0)) / 2;
}

/// PyTorch: less than one stride away from the default. ONNX: at least the default, which is put at the top left.
Refusal check_output_size(const MaxUnpool& unpool, const Axis& axis, std::int64_t size, const Where& where) {
    const std::int64_t usual = stamped(axis) - axis.pad_begin - axis.pad_end;
    if (unpool.convention == Convention::onnx) {
        if (size >= usual) return std::nullopt;
        Error error =
            at(where,
               {Field::output_size, BrokenRule::output_size_below_windows_in_onnx, {{"size", size}, {"least", usual}}});
        if (usual <= kLargestNumber) error.nearest = usual;
        return error;
    }
    const std::int64_t least = std::max<std::int64_t>(usual - axis.stride + 1, 1);
    const std::int64_t most = usual + axis.stride - 1;
    if (size >= least && size <= most) return std::nullopt;
    const std::int64_t closest = std::clamp(size, least, most);
    Error error =
        at(where, {Field::output_size,
                   BrokenRule::output_size_not_within_stride,
                   {{"size", size}, {"usual", usual}, {"least", least}, {"most", most}, {"closest", closest}}});
    if (least <= kLargestNumber) error.nearest = closest;
    return error;
}

Result<Axis> resolve_axis(const MaxUnpool& unpool, Axis axis, std::size_t i) {
    const Where where = along(unpool.spatial_rank, unpool.kernel_size.size(), i);
    const std::int64_t usual = stamped(axis) - axis.pad_begin - axis.pad_end;
    const bool wished = !unpool.output_size.empty();
    const bool reachable = wished && unpool.convention == Convention::pytorch && usual + axis.stride - 1 >= 1;
    Refusal error;
    if (usual < 1 && !reachable) error = nothing_left(axis, stamped(axis), largest_padding(unpool, axis), where);
    if (!error && wished) error = check_output_size(unpool, axis, unpool.output_size[i], where);
    if (error) return tl::unexpected(std::move(*error));
    axis.out = wished ? unpool.output_size[i] : usual;
    axis.output_padding = axis.out - usual;
    return axis;
}

}  // namespace

Result<Geometry> resolve_max_unpool(const MaxUnpool& unpool, const Shape& input) {
    const Windowing windowing = windowing_of(unpool);
    Refusal error = check_parameters(windowing);
    if (!error && !unpool.output_size.empty()) {
        error = check_length(Field::output_size, unpool.output_size.size(), unpool.spatial_rank);
        if (!error) error = check_magnitudes(Field::output_size, unpool.output_size, unpool.spatial_rank);
    }
    if (!error) error = check_input(unpool, input);
    if (!error) error = check_not_negative(windowing);
    if (error) return tl::unexpected(*error);
    Geometry geometry = begin_geometry(unpool, input);
    for (std::size_t i = 0; i < windowing.kernel_size.size(); ++i) {
        Axis axis;
        axis.sliding = Sliding::transposed;
        axis.in = input[geometry.leading + i];
        axis.kernel = windowing.kernel_size[i];
        axis.stride = windowing.stride[i];
        axis.pad_begin = windowing.padding[i].begin;
        axis.pad_end = windowing.padding[i].end;
        geometry.axes.push_back(axis);
    }
    if (unpool.convention == Convention::pytorch)
        error = check_both_sides_equal(windowing, BrokenRule::padding_sides_differ_in_unpool,
                                       [&](std::size_t i) { return largest_padding(unpool, geometry.axes[i]); });
    if (error) return tl::unexpected(*error);
    for (std::size_t i = 0; i < geometry.axes.size(); ++i) {
        auto axis = resolve_axis(unpool, geometry.axes[i], i);
        if (!axis) return tl::unexpected(std::move(axis.error()));
        geometry.axes[i] = *axis;
    }
    set_output(geometry);
    if (auto amount = check_amount(geometry, Field::stride)) return tl::unexpected(*amount);
    return geometry;
}

}  // namespace stridelens
