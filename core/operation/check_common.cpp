#include "core/operation/check.h"
#include "core/operation/limits.h"

#include <fmt/format.h>
#include <algorithm>
#include <cassert>
#include <cstdlib>

namespace stridelens {
namespace {

const char* axis_letter(int spatial_rank, std::size_t spatial_axis) {
    constexpr const char* letters[3] = {"D", "H", "W"};
    if (spatial_rank == 1) return "L";
    return letters[3 - static_cast<std::size_t>(spatial_rank) + spatial_axis];
}

std::string axes_of(int spatial_rank, bool batched) {
    std::string names = batched ? "N, C" : "C";
    for (int axis = 0; axis < spatial_rank; ++axis)
        names += fmt::format(", {}", axis_letter(spatial_rank, static_cast<std::size_t>(axis)));
    return names;
}

Refusal check_length(Field field, std::size_t length, int spatial_rank) {
    if (length == static_cast<std::size_t>(spatial_rank)) return std::nullopt;
    return Error{field, fmt::format("{} has {} {}, but the operation has {} spatial {}: give one entry for each",
                                    to_string(field), length, length == 1 ? "entry" : "entries", spatial_rank,
                                    spatial_rank == 1 ? "axis" : "axes")};
}

Refusal check_entries(Field field, const Extents& entries, int spatial_rank) {
    for (std::size_t axis = 0; axis < entries.size(); ++axis) {
        const std::string where = along(spatial_rank, entries.size(), axis);
        Refusal error = check_magnitude(field, entries[axis], where);
        if (!error) error = check_least(field, entries[axis], 1, where);
        if (!error) continue;
        error->axis = static_cast<int>(axis);
        return error;
    }
    return std::nullopt;
}

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

std::string prose(std::int64_t number) {
    std::string text = std::to_string(number);
    if (number < 0) text.replace(0, 1, "−");
    return text;
}

std::string along(int spatial_rank, std::size_t axis_count, std::size_t axis) {
    if (axis_count == 1) return "";
    const auto rank = static_cast<std::size_t>(std::clamp(spatial_rank, 1, 3));
    if (axis + rank < axis_count) return fmt::format(" on padded axis {}", axis);
    return fmt::format(" along {}", axis_letter(static_cast<int>(rank), axis + rank - axis_count));
}

Refusal check_least(Field field, std::int64_t number, std::int64_t least, const std::string& where) {
    if (number >= least) return std::nullopt;
    Error error{field, fmt::format("{} {}{} is too small: it must be at least {}", to_string(field), prose(number),
                                   where, least)};
    error.nearest = least;
    return error;
}

Refusal check_magnitude(Field field, std::int64_t number, const std::string& where) {
    if (number >= -kLargestNumber && number <= kLargestNumber) return std::nullopt;
    return Error{field, fmt::format("{} {}{} is far more than can be shown: stay within {}", to_string(field),
                                    prose(number), where, kLargestNumber)};
}

Error kernel_does_not_fit(const Axis& axis, const std::string& where, std::optional<std::int64_t> largest) {
    std::string message =
        axis.dilation == 1
            ? fmt::format("kernel_size {}{} does not fit: ", axis.kernel, where)
            : fmt::format("kernel_size {} with dilation {}{} does not fit: ", axis.kernel, axis.dilation, where);
    message +=
        fmt::format("the window spans {} {}, but the padded input has {} ({} + {} + {})", axis.span(),
                    axis.span() == 1 ? "cell" : "cells", prose(axis.padded()), axis.in, axis.pad_begin, axis.pad_end);
    if (axis.ceil_mode)
        message += fmt::format(", and ceil_mode adds at most {} (stride {} − 1)", axis.stride - 1, axis.stride);
    message += largest ? fmt::format(". Largest kernel_size: {}", *largest)
                       : std::string(". Use a smaller dilation or a larger input");
    Error error{Field::kernel_size, std::move(message)};
    error.nearest = largest;
    return error;
}

Refusal check_parameters(const Windowing& windowing) {
    const int rank = windowing.spatial_rank;
    if (rank < 1 || rank > 3)
        return Error{Field::input, fmt::format("{} spatial axes: there can be 1, 2 or 3", prose(rank))};
    Refusal error = check_length(Field::kernel_size, windowing.kernel_size.size(), rank);
    if (!error) error = check_length(Field::stride, windowing.stride.size(), rank);
    if (!error) error = check_length(Field::dilation, windowing.dilation.size(), rank);
    if (!error && windowing.auto_pad == AutoPad::none)
        error = check_length(Field::padding, windowing.padding.size(), rank);
    if (!error) error = check_entries(Field::kernel_size, windowing.kernel_size, rank);
    if (!error) error = check_entries(Field::stride, windowing.stride, rank);
    if (!error) error = check_entries(Field::dilation, windowing.dilation, rank);
    return error;
}

Refusal check_input_sizes(const Shape& input, bool first_may_be_empty) {
    for (std::size_t axis = 0; axis < input.size(); ++axis) {
        const std::int64_t least = axis == 0 && first_may_be_empty ? 0 : 1;
        if (input[axis] < least)
            return Error{Field::input, fmt::format("axis {} of the input has size {}: it must be at least {}", axis,
                                                   prose(input[axis]), least)};
        if (auto error = check_magnitude(Field::input, input[axis], fmt::format(" on axis {}", axis))) return error;
    }
    if (element_count(input) > kMostCells)
        return Error{Field::input, fmt::format("an input of {} is more than {} cells (1 GiB): choose a smaller one",
                                               to_string(input), kMostCells)};
    return std::nullopt;
}

Refusal check_input(const Operation& operation, const Shape& input) {
    const int rank = spatial_rank_of(operation);
    const bool onnx = std::visit([](const auto& op) { return op.convention == Convention::onnx; }, operation);
    const auto axes = static_cast<int>(input.size());
    const bool batched = axes == rank + 2;
    if (!batched && (onnx || axes != rank + 1)) {
        std::string message = fmt::format("{} with {} spatial {} takes an input of {} axes ({})", name_of(operation),
                                          rank, rank == 1 ? "axis" : "axes", rank + 2, axes_of(rank, true));
        if (!onnx) message += fmt::format(", or {} without a batch ({})", rank + 1, axes_of(rank, false));
        message += fmt::format("; {} has {}", to_string(input), axes);
        if (onnx && axes == rank + 1) message += ". ONNX always has the batch axis: put 1 in front";
        return Error{Field::input, std::move(message)};
    }
    return check_input_sizes(input, batched);
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
            Error error = kernel_does_not_fit(axis, where, largest);
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

Refusal check_amount(const Geometry& geometry, Field at_fault) {
    for (const Shape* shape : {&geometry.output, &geometry.weight}) {
        if (shape->empty() || element_count(*shape) <= kMostCells) continue;
        return Error{at_fault,
                     fmt::format("the {} would be {}, more than {} cells (1 GiB): choose smaller sizes",
                                 shape == &geometry.output ? "output" : "weight", to_string(*shape), kMostCells)};
    }
    Shape window;
    for (const Axis& axis : geometry.axes) window.push_back(axis.kernel);
    if (!geometry.weight.empty()) window.push_back(geometry.in_channels / geometry.groups);
    if (element_count(window) > kMostTerms)
        return Error{Field::kernel_size, fmt::format("one output cell would read {} cells, more than {}: choose a "
                                                     "smaller kernel_size",
                                                     element_count(window), kMostTerms)};
    return std::nullopt;
}

}  // namespace stridelens
