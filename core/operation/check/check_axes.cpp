// The axes of a windowing: padding, 'same', and whether a window fits.
#include "core/operation/check/check.h"
#include "core/operation/reach.h"

#include <algorithm>

namespace stridelens {
namespace {

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

Error kernel_does_not_fit(const Axis& axis, const Where& where, std::optional<std::int64_t> largest,
                          WindowGround ground) {
    Error error = at(where, {.field = Field::kernel_size,
                             .rule = ground == WindowGround::input ? BrokenRule::kernel_larger_than_padded_input
                                                                   : BrokenRule::kernel_larger_than_padded_output,
                             .facts = {{"kernel_size", axis.kernel},
                                       {"span", axis.span()},
                                       {"padded", axis.padded()},
                                       {"size", axis.in},
                                       {"begin", axis.pad_begin},
                                       {"end", axis.pad_end}},
                             .nearest = largest});
    if (axis.dilation != 1) error.facts.push_back({"dilation", axis.dilation});
    if (axis.ceil_mode) {
        error.facts.push_back({"overhang", axis.stride - 1});
        error.facts.push_back({"stride", axis.stride});
    }
    return error;
}

Error nothing_left(const Axis& axis, std::int64_t output, std::int64_t most, const Where& where) {
    return at(where, {.field = Field::padding,
                      .rule = BrokenRule::padding_leaves_nothing,
                      .facts = {{"begin", axis.pad_begin},
                                {"end", axis.pad_end},
                                {"taken", axis.pad_begin + axis.pad_end},
                                {"output", output}},
                      .nearest = most});
}

Refusal check_parameters(const Windowing& windowing) {
    const int rank = windowing.spatial_rank;
    Refusal error = check_rank(rank);
    if (!error) error = check_length(Field::kernel_size, windowing.kernel_size.size(), rank);
    if (!error) error = check_length(Field::stride, windowing.stride.size(), rank);
    if (!error) error = check_length(Field::dilation, windowing.dilation.size(), rank);
    if (!error && windowing.auto_pad == AutoPad::none)
        error = check_length(Field::padding, windowing.padding.size(), rank);
    if (!error) error = check_entries(Field::kernel_size, windowing.kernel_size, 1, rank);
    if (!error) error = check_entries(Field::stride, windowing.stride, 1, rank);
    if (!error) error = check_entries(Field::dilation, windowing.dilation, 1, rank);
    return error;
}

Refusal check_not_negative(const Windowing& windowing) {
    if (windowing.auto_pad != AutoPad::none) return std::nullopt;
    for (std::size_t axis = 0; axis < windowing.padding.size(); ++axis) {
        const Sides& sides = windowing.padding[axis];
        for (int side = 0; side < 2; ++side) {
            const std::int64_t pad = side == 0 ? sides.begin : sides.end;
            const Where where = along(windowing.spatial_rank, windowing.padding.size(), axis);
            Refusal error = check_magnitude(Field::padding, pad, where);
            if (!error && pad < 0)
                error = at(where, {.field = Field::padding,
                                   .rule = BrokenRule::padding_negative,
                                   .facts = {{"padding", pad}},
                                   .nearest = 0});
            if (!error) continue;
            error->side = side;
            return error;
        }
    }
    return std::nullopt;
}

Refusal check_both_sides_equal(const Windowing& windowing, BrokenRule rule,
                               const std::function<std::int64_t(std::size_t axis)>& largest) {
    for (std::size_t axis = 0; axis < windowing.padding.size(); ++axis) {
        const auto [begin, end] = windowing.padding[axis];
        if (begin == end) continue;
        return at(along(windowing.spatial_rank, windowing.padding.size(), axis),
                  {.field = Field::padding,
                   .rule = rule,
                   .facts = {{"begin", begin}, {"end", end}},
                   .nearest = std::min(std::max(begin, end), largest(axis))});
    }
    return std::nullopt;
}

Refusal check_tensorflow_padding(const Windowing& windowing) {
    if (windowing.auto_pad == AutoPad::same_lower) return Error{Field::padding, BrokenRule::same_lower_in_tensorflow};
    if (windowing.auto_pad != AutoPad::none) return std::nullopt;
    for (std::size_t axis = 0; axis < windowing.padding.size(); ++axis)
        for (int side = 0; side < 2; ++side) {
            const std::int64_t pad = side == 0 ? windowing.padding[axis].begin : windowing.padding[axis].end;
            if (pad == 0) continue;
            return at(along(windowing.spatial_rank, windowing.padding.size(), axis),
                      {.field = Field::padding,
                       .rule = BrokenRule::padding_is_number_in_tensorflow,
                       .facts = {{"padding", pad}},
                       .nearest = 0});
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
            const Where where = along(windowing.spatial_rank, rank, i);
            if (axis.out < 1) return tl::unexpected(kernel_does_not_fit(axis, where, largest, windowing.ground));
            return tl::unexpected(at(where, {.field = Field::kernel_size,
                                             .rule = BrokenRule::kernel_larger_than_input,
                                             .facts = {{"kernel_size", axis.kernel}, {"size", axis.in}},
                                             .nearest = largest}));
        }
        axes.push_back(axis);
    }
    return axes;
}

Refusal check_mode_reach(PaddingMode mode, const Sides& sides, std::int64_t size, const Where& where) {
    const std::optional<std::int64_t> most = most_padding(mode, size);
    const BrokenRule rule = mode == PaddingMode::reflect     ? BrokenRule::reflect_past_far_edge
                            : mode == PaddingMode::symmetric ? BrokenRule::symmetric_past_far_edge
                                                             : BrokenRule::circular_wraps_twice;
    for (int side = 0; most && side < 2; ++side) {
        const std::int64_t pad = side == 0 ? sides.begin : sides.end;
        if (pad <= *most) continue;
        return at(where, {.field = Field::padding,
                          .rule = rule,
                          .facts = {{"padding", pad}, {"size", size}, {"most", *most}},
                          .side = side,
                          .nearest = *most});
    }
    return std::nullopt;
}

}  // namespace stridelens
