// Source: PyTorch 1.13's pool2d_shape_check, pool3d_shape_check and max_pool1d (ATen/native/Pool.h, MaxPooling.cpp) and
// F.lp_pool2d; ONNX's MaxPool-22, AveragePool-22 and LpPool-22; tf.keras.layers.MaxPooling2D and AveragePooling2D.
#include "core/operation/check/check.h"
#include "core/operation/limits.h"
#include "core/words/prose.h"

#include <fmt/format.h>
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
    if (windowing.auto_pad != AutoPad::none)
        return Error{Field::padding,
                     "PyTorch's pools have no padding='same' or 'valid': give the padding in cells, or "
                     "choose the ONNX convention"};
    const auto half = [&](std::size_t axis) { return windowing.kernel_size[axis] / 2; };
    Refusal error = check_both_sides_equal(windowing, "PyTorch's pools take",
                                           "Pad first (F.pad), or choose the ONNX convention", half);
    for (std::size_t axis = 0; !error && axis < windowing.padding.size(); ++axis) {
        const std::int64_t pad = windowing.padding[axis].begin;
        if (pad <= half(axis)) continue;
        error = Error{Field::padding,
                      fmt::format("padding {}{} is more than half of kernel_size {} (PyTorch's rule; dilation "
                                  "does not count). Largest allowed: {}",
                                  pad, along(windowing.spatial_rank, windowing.padding.size(), axis),
                                  windowing.kernel_size[axis], half(axis))};
        error->axis = static_cast<int>(axis);
        error->nearest = half(axis);
    }
    return error;
}

Refusal check_tensorflow_pool(const Windowing& windowing) {
    Refusal error = check_tensorflow_padding(windowing);
    if (!error)
        error = check_all(Field::dilation, windowing.dilation, 1, windowing.spatial_rank,
                          "TensorFlow's pooling layers (Keras) have no dilation, so it must be 1");
    if (!error && windowing.ceil_mode) {
        error = Error{Field::ceil_mode,
                      "TensorFlow has no ceil_mode: 'valid' rounds down, 'same' rounds up. Turn it off, or "
                      "choose 'same'"};
        error->nearest = 0;
    }
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
    if (pool.convention != Convention::pytorch && pool.divisor_override)
        return Error{Field::divisor_override,
                     fmt::format("{}'s AveragePool has no divisor_override: clear it, or choose the "
                                 "PyTorch convention",
                                 to_string(pool.convention))};
    if (pool.convention == Convention::tensorflow && pool.count_include_pad) {
        Error error{Field::count_include_pad, "TensorFlow's average never counts padding: turn count_include_pad off"};
        error.nearest = 0;
        return error;
    }
    if (pool.convention != Convention::pytorch) return std::nullopt;
    if (auto error = check_all(Field::dilation, pool.dilation, 1, pool.spatial_rank,
                               "PyTorch's AvgPool has no dilation, so it must be 1 (or choose the ONNX convention)"))
        return error;
    if (pool.divisor_override == 0) {
        Error error{Field::divisor_override, "divisor_override 0 would divide by zero. Nearest allowed: 1"};
        error.nearest = 1;
        return error;
    }
    return std::nullopt;
}

/// PyTorch takes any number but 0 (which it divides by; ∞ gives 1 wherever the power of a cell is neither 0 nor ∞, not
/// the maximum); ONNX a whole one from 1 on.
Refusal check_norm_type(const LpPool& pool) {
    const double p = pool.norm_type;
    Error error{Field::norm_type, ""};
    if (std::isnan(p)) {
        error.message = "norm_type is no number. The Euclidean norm is 2";
        error.nearest = 2;
    } else if (pool.convention == Convention::pytorch) {
        if (p != 0.0) return std::nullopt;
        error.message =
            "norm_type 0 would divide by zero: the norm is the sum's root of that order. Nearest allowed: 1";
        error.nearest = 1;
    } else {
        constexpr auto most = static_cast<double>(kLargestNumber);
        if (p >= 1.0 && p <= most && p == std::floor(p)) return std::nullopt;
        error.nearest = static_cast<std::int64_t>(std::clamp(std::round(p), 1.0, most));
        error.message = fmt::format("norm_type {}: ONNX's LpPool takes a whole number from 1 on. Nearest allowed: {}",
                                    text::typed(p), *error.nearest);
    }
    return error;
}

/// PyTorch makes it from AvgPool and passes neither padding nor dilation on.
Refusal check_pytorch_lp(const Windowing& windowing) {
    if (windowing.auto_pad != AutoPad::none)
        return Error{Field::padding,
                     "PyTorch's LPPool has no padding, so no 'same' and 'valid' either: choose the ONNX convention"};
    Refusal error = check_all(Field::dilation, windowing.dilation, 1, windowing.spatial_rank,
                              "PyTorch's LPPool has no dilation, so it must be 1 (or choose the ONNX convention)");
    for (std::size_t axis = 0; !error && axis < windowing.padding.size(); ++axis) {
        const auto [begin, end] = windowing.padding[axis];
        if (begin == 0 && end == 0) continue;
        error = Error{Field::padding, fmt::format("padding {}{}: PyTorch's LPPool has none, so it must be 0. Pad first "
                                                  "(F.pad), or choose the ONNX convention",
                                                  prose(begin != 0 ? begin : end),
                                                  along(windowing.spatial_rank, windowing.padding.size(), axis))};
        error->axis = static_cast<int>(axis);
        error->nearest = 0;
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
    } else if (geometry.error().field == Field::kernel_size && pool.convention == Convention::pytorch &&
               pool.spatial_rank == 1) {
        geometry.error().message +=
            ". (PyTorch 1.13.1 returns an empty tensor here when neither a gradient nor the indices are asked for; it "
            "refuses everywhere else)";
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
