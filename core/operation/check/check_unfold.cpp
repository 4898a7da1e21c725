// Unfold (im2col) and Fold (col2im): the same windows, read from the image and written back to it.
// Source: PyTorch 1.13's im2col_shape_check.h (ATen/native); ONNX's Col2Im-18.
#include "core/operation/check/check.h"
#include "core/operation/limits.h"

#include <fmt/format.h>
#include <algorithm>

namespace stridelens {
namespace {

template <class Op>
Refusal check_pytorch_sides(const Op& op, const Windowing& windowing, BrokenRule rule) {
    if (op.convention != Convention::pytorch) return std::nullopt;
    return check_both_sides_equal(windowing, rule, [](std::size_t) { return kLargestNumber; });
}

std::string product_of(const Extents& numbers) {
    std::string text;
    for (const std::int64_t number : numbers) text += fmt::format("{}{}", text.empty() ? "" : "·", number);
    return text;
}

/// (N, C·kernel cells, windows) or, in PyTorch, without N.
Refusal check_columns_input(const Fold& fold, const Shape& input) {
    const bool batched = input.size() == 3;
    if (batched || (input.size() == 2 && fold.convention == Convention::pytorch))
        return check_input_sizes(input, batched);
    Error error{Field::input, BrokenRule::columns_have_wrong_axes, {{"input", input}, {"axes", std::ssize(input)}}};
    if (input.size() == 2) {
        error.rule = BrokenRule::columns_lack_batch;
        error.facts.push_back({"framework", to_string(fold.convention)});
    } else if (fold.convention != Convention::pytorch) {
        error.rule = BrokenRule::batched_columns_have_wrong_axes;
    }
    return error;
}

/// As many rows as channels times kernel cells, as many columns as windows.
Refusal check_columns(const Fold& fold, const Shape& input, const PerAxis<Axis>& windows) {
    const std::int64_t rows = input[input.size() - 2];
    const std::int64_t columns = input[input.size() - 1];
    const std::int64_t cells = element_count(fold.kernel_size);
    if (rows % cells != 0)
        return Error{Field::input,
                     BrokenRule::column_rows_not_of_kernel,
                     {{"rows", rows},
                      {"kernel", product_of(fold.kernel_size)},
                      {"cells", cells},
                      {"multiple", std::max<std::int64_t>((rows + cells / 2) / cells, 1) * cells}}};
    Extents counts;
    for (const Axis& axis : windows) counts.push_back(axis.out);
    const std::int64_t expected = element_count(counts);
    if (columns == expected) return std::nullopt;
    return Error{Field::input,
                 BrokenRule::columns_not_one_per_window,
                 {{"columns", columns},
                  {"output_size", fold.output_size},
                  {"counts", product_of(counts)},
                  {"windows", expected}}};
}

/// What slides forwards over the image, read the other way: it writes there.
Axis turned_round(const Axis& window) {
    Axis axis = window;
    axis.sliding = Sliding::transposed;
    axis.in = window.out;
    axis.out = window.in;
    axis.output_padding = axis.out + axis.pad_begin + axis.pad_end - stamped(axis);
    return axis;
}

}  // namespace

Result<Geometry> resolve_unfold(const Unfold& unfold, const Shape& input) {
    const Windowing windowing = windowing_of(unfold);
    Refusal error = check_parameters(windowing);
    if (!error) error = check_input(unfold, input);
    if (!error) error = check_not_negative(windowing);
    if (!error) error = check_pytorch_sides(unfold, windowing, BrokenRule::padding_sides_differ_in_unfold);
    if (error) return tl::unexpected(*error);
    const auto axes = resolve_axes(windowing, input);
    if (!axes) return tl::unexpected(axes.error());
    Geometry geometry = begin_geometry(unfold, input);
    geometry.axes = *axes;
    Shape cells{geometry.in_channels};
    Extents counts;
    for (const Axis& axis : *axes) {
        cells.push_back(axis.kernel);
        counts.push_back(axis.out);
    }
    if (geometry.batched) geometry.output.push_back(input[0]);
    geometry.output.push_back(element_count(cells));
    geometry.output.push_back(element_count(counts));
    if (auto amount = check_amount(geometry, Field::kernel_size)) return tl::unexpected(*amount);
    return geometry;
}

Result<Geometry> resolve_fold(const Fold& fold, const Shape& input) {
    Windowing windowing = windowing_of(fold);
    windowing.ground = WindowGround::output;
    Refusal error = check_parameters(windowing);
    if (!error) error = check_length(Field::output_size, fold.output_size.size(), fold.spatial_rank);
    if (!error) error = check_entries(Field::output_size, fold.output_size, 1, fold.spatial_rank);
    if (!error) error = check_columns_input(fold, input);
    if (!error) error = check_not_negative(windowing);
    if (!error) error = check_pytorch_sides(fold, windowing, BrokenRule::padding_sides_differ_in_fold);
    if (error) return tl::unexpected(*error);
    const auto windows = resolve_axes(windowing, fold.output_size);
    if (!windows) return tl::unexpected(windows.error());
    if ((error = check_columns(fold, input, *windows))) return tl::unexpected(*error);
    Geometry geometry;
    geometry.operation = fold;
    geometry.input = input;
    geometry.batched = input.size() == 3;
    geometry.leading = geometry.batched ? 2 : 1;
    geometry.in_channels = input[input.size() - 2] / element_count(fold.kernel_size);
    geometry.out_channels = geometry.in_channels;
    for (const Axis& window : *windows) geometry.axes.push_back(turned_round(window));
    set_output(geometry);
    if (auto amount = check_amount(geometry, Field::output_size)) return tl::unexpected(*amount);
    return geometry;
}

}  // namespace stridelens
