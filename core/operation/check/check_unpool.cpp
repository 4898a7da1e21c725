// Source: PyTorch 1.13's _unpool_output_size (torch/nn/functional.py) and MaxUnpooling.cpp; ONNX's MaxUnpool-22.
#include "core/operation/check/check.h"
#include "core/operation/limits.h"

#include <fmt/format.h>
#include <algorithm>

namespace stridelens {
namespace {

/// The largest padding on both sides that leaves an output.
std::int64_t largest_padding(const MaxUnpool& unpool, const Axis& axis) {
    const bool wished = !unpool.output_size.empty() && unpool.convention == Convention::pytorch;
    return (stamped(axis) - 1 + (wished ? axis.stride - 1 : 0)) / 2;
}

Error no_output(const MaxUnpool& unpool, const Axis& axis, const std::string& where) {
    const std::int64_t total = axis.pad_begin + axis.pad_end;
    const std::int64_t most = largest_padding(unpool, axis);
    Error error{Field::padding,
                fmt::format("padding {} before and {} after{} takes {} cells off an output of {}: nothing is left. "
                            "Largest allowed on both sides: {}",
                            axis.pad_begin, axis.pad_end, where, total, stamped(axis), most)};
    error.nearest = most;
    return error;
}

/// PyTorch: less than one stride away from the default. ONNX: at least the default, which is put at the top left.
Refusal check_output_size(const MaxUnpool& unpool, const Axis& axis, std::int64_t size, const std::string& where) {
    const std::int64_t usual = stamped(axis) - axis.pad_begin - axis.pad_end;
    if (unpool.convention == Convention::onnx) {
        if (size >= usual) return std::nullopt;
        Error error{Field::output_size,
                    fmt::format("output_size {}{} is less than what the windows cover: ONNX puts the {} cells of "
                                "(in − 1)·stride + kernel_size − padding at the top left. Least allowed: {}",
                                prose(size), where, usual, usual)};
        if (usual <= kLargestNumber) error.nearest = usual;
        return error;
    }
    const std::int64_t least = std::max<std::int64_t>(usual - axis.stride + 1, 1);
    const std::int64_t most = usual + axis.stride - 1;
    if (size >= least && size <= most) return std::nullopt;
    Error error{Field::output_size,
                fmt::format("output_size {}{} is not within one stride of {}, the size that kernel_size, stride and "
                            "padding give: it must be from {} to {}. Nearest allowed: {}",
                            prose(size), where, prose(usual), least, most, std::clamp(size, least, most))};
    if (least <= kLargestNumber) error.nearest = std::clamp(size, least, most);
    return error;
}

Result<Axis> resolve_axis(const MaxUnpool& unpool, Axis axis, std::size_t i) {
    const std::string where = along(unpool.spatial_rank, unpool.kernel_size.size(), i);
    const std::int64_t usual = stamped(axis) - axis.pad_begin - axis.pad_end;
    const bool wished = !unpool.output_size.empty();
    const bool reachable = wished && unpool.convention == Convention::pytorch && usual + axis.stride - 1 >= 1;
    Refusal error;
    if (usual < 1 && !reachable) error = no_output(unpool, axis, where);
    if (!error && wished) error = check_output_size(unpool, axis, unpool.output_size[i], where);
    if (error) {
        error->axis = static_cast<int>(i);
        return tl::unexpected(std::move(*error));
    }
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
        error = check_both_sides_equal(windowing, "PyTorch's MaxUnpool takes", "Or choose the ONNX convention",
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
