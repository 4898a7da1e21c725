// Source: PyTorch 1.13's pool2d_shape_check, pool3d_shape_check and max_pool1d (ATen/native/Pool.h, MaxPooling.cpp) and
// F.lp_pool2d; ONNX's MaxPool-22, AveragePool-22 and LpPool-22; tf.keras.layers.MaxPooling2D and AveragePooling2D.
#include "core/operation/check/check.h"
#include "core/operation/limits.h"
#include "core/operation/reach.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stridelens {
namespace {

template <class Pool>
Windowing pool_windowing(const Pool& pool) {
    Windowing windowing = windowing_of(pool);
    windowing.half_kernel_limit = pool.convention == Convention::pytorch;
    return windowing;
}

/// PyTorch's pools: explicit, one number per axis, at most half of the kernel.
Refusal check_pytorch_padding(const Windowing& windowing) {
    if (windowing.auto_pad != AutoPad::none) return Error{Field::padding, BrokenRule::auto_pad_in_pytorch_pool};
    const auto half = [&](std::size_t axis) { return most_pool_padding(windowing.kernel_size[axis]); };
    Refusal error = check_both_sides_equal(windowing, BrokenRule::padding_sides_differ_in_pool, half);
    for (std::size_t axis = 0; !error && axis < windowing.padding.size(); ++axis) {
        const std::int64_t pad = windowing.padding[axis].begin;
        if (pad <= half(axis)) continue;
        error = at(along(windowing.spatial_rank, windowing.padding.size(), axis),
                   {.field = Field::padding,
                    .rule = BrokenRule::padding_above_half_kernel,
                    .facts = {{"padding", pad}, {"kernel_size", windowing.kernel_size[axis]}},
                    .nearest = half(axis)});
    }
    return error;
}

Refusal check_tensorflow_pool(const Windowing& windowing) {
    Refusal error = check_tensorflow_padding(windowing);
    if (!error)
        error = check_all(Field::dilation, windowing.dilation, 1, windowing.spatial_rank,
                          BrokenRule::dilation_in_tensorflow_pool);
    if (!error && windowing.ceil_mode)
        error = Error{.field = Field::ceil_mode, .rule = BrokenRule::ceil_mode_in_tensorflow, .nearest = 0};
    return error;
}

Refusal check_pool(const Operation& operation, const Windowing& windowing, const Shape& input) {
    Refusal error = check_parameters(windowing);
    if (!error) error = check_input(operation, input);
    if (!error) error = check_not_negative(windowing);
    if (!error && windowing.convention == Convention::pytorch) error = check_pytorch_padding(windowing);
    if (!error && windowing.convention == Convention::tensorflow) error = check_tensorflow_pool(windowing);
    return error;
}

Result<Geometry> resolve_pool(const Operation& operation, const Windowing& windowing, const Shape& input) {
    const auto axes = resolve_axes(windowing, input);
    if (!axes) return tl::unexpected(axes.error());
    Geometry geometry = begin_geometry(operation, input);
    geometry.axes = *axes;
    set_output(geometry);
    if (auto amount = check_amount(geometry, Field::padding)) return tl::unexpected(*amount);
    return geometry;
}

Refusal check_average(const AvgPool& pool) {
    if (pool.convention != Convention::pytorch && pool.divisor_override) {
        Error error{Field::divisor_override, BrokenRule::divisor_override_outside_pytorch};
        error.facts = {{"framework", to_string(pool.convention)}};
        return error;
    }
    if (pool.convention == Convention::tensorflow && pool.count_include_pad)
        return Error{
            .field = Field::count_include_pad, .rule = BrokenRule::count_include_pad_in_tensorflow, .nearest = 0};
    if (pool.convention != Convention::pytorch) return std::nullopt;
    if (auto error =
            check_all(Field::dilation, pool.dilation, 1, pool.spatial_rank, BrokenRule::dilation_in_pytorch_avg_pool))
        return error;
    if (pool.divisor_override == 0)
        return Error{.field = Field::divisor_override, .rule = BrokenRule::divisor_override_is_zero, .nearest = 1};
    return std::nullopt;
}

/// PyTorch takes any number but 0 (which it divides by; ∞ gives 1 wherever the power of a cell is neither 0 nor ∞, not
/// the maximum); ONNX a whole one from 1 on.
Refusal check_norm_type(const LpPool& pool) {
    const double p = pool.norm_type;
    const auto refused = [](BrokenRule rule, std::int64_t nearest) {
        return Error{.field = Field::norm_type, .rule = rule, .nearest = nearest};
    };
    if (std::isnan(p)) return refused(BrokenRule::norm_type_is_no_number, 2);
    if (pool.convention == Convention::pytorch) {
        if (p != 0.0) return std::nullopt;
        return refused(BrokenRule::norm_type_is_zero, 1);
    }
    constexpr auto most = static_cast<double>(kLargestNumber);
    if (p >= 1.0 && p <= most && p == std::floor(p)) return std::nullopt;
    Error error = refused(BrokenRule::norm_type_not_whole_in_onnx,
                          static_cast<std::int64_t>(std::clamp(std::round(p), 1.0, most)));
    error.facts = {{"norm_type", p}};
    return error;
}

/// PyTorch makes it from AvgPool and passes neither padding nor dilation on.
Refusal check_pytorch_lp(const Windowing& windowing) {
    if (windowing.auto_pad != AutoPad::none) return Error{Field::padding, BrokenRule::auto_pad_in_pytorch_lp_pool};
    Refusal error = check_all(Field::dilation, windowing.dilation, 1, windowing.spatial_rank,
                              BrokenRule::dilation_in_pytorch_lp_pool);
    for (std::size_t axis = 0; !error && axis < windowing.padding.size(); ++axis) {
        const auto [begin, end] = windowing.padding[axis];
        if (begin == 0 && end == 0) continue;
        error = at(along(windowing.spatial_rank, windowing.padding.size(), axis),
                   {.field = Field::padding,
                    .rule = BrokenRule::padding_in_pytorch_lp_pool,
                    .facts = {{"padding", begin != 0 ? begin : end}},
                    .nearest = 0});
    }
    return error;
}

}  // namespace

Result<Geometry> resolve_max_pool(const MaxPool& pool, const Shape& input) {
    const Windowing windowing = pool_windowing(pool);
    if (auto error = check_pool(pool, windowing, input)) return tl::unexpected(*error);
    auto geometry = resolve_pool(pool, windowing, input);
    if (geometry) {
        geometry->pad_value = -std::numeric_limits<float>::infinity();
    } else if (geometry.error().rule == BrokenRule::kernel_larger_than_padded_input &&
               pool.convention == Convention::pytorch && pool.spatial_rank == 1) {
        geometry.error().facts.push_back({"pytorch", kPyTorch});  // which makes an empty tensor of it
    }
    return geometry;
}

Result<Geometry> resolve_min_pool(const MinPool& pool, const Shape& input) {
    const Windowing windowing = pool_windowing(pool);
    if (auto error = check_pool(pool, windowing, input)) return tl::unexpected(*error);
    auto geometry = resolve_pool(pool, windowing, input);
    if (geometry) geometry->pad_value = std::numeric_limits<float>::infinity();
    return geometry;
}

Result<Geometry> resolve_avg_pool(const AvgPool& pool, const Shape& input) {
    Windowing windowing = pool_windowing(pool);
    windowing.kernel_within_input = pool.convention == Convention::pytorch && pool.spatial_rank == 3;
    Refusal error = check_parameters(windowing);
    if (!error) error = check_average(pool);
    if (!error) error = check_pool(pool, windowing, input);
    if (error) return tl::unexpected(*error);
    return resolve_pool(pool, windowing, input);
}

Result<Geometry> resolve_lp_pool(const LpPool& pool, const Shape& input) {
    Windowing windowing = pool_windowing(pool);
    windowing.kernel_within_input = pool.convention == Convention::pytorch && pool.spatial_rank == 3;
    Refusal error = check_parameters(windowing);
    if (!error) error = check_norm_type(pool);
    if (!error && pool.convention == Convention::pytorch) error = check_pytorch_lp(windowing);
    if (!error) error = check_pool(pool, windowing, input);
    if (error) return tl::unexpected(*error);
    return resolve_pool(pool, windowing, input);
}

}  // namespace stridelens
