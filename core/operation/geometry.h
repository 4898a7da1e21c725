#pragma once
// An operation checked against an input and resolved: every default filled in, every size known.
// Everything downstream (window/, reference/, explain/, the figure) works on a Geometry and never on raw parameters.

#include "core/operation/error.h"
#include "core/operation/operation.h"
#include "core/tensor/per_axis.h"

#include <cstdint>
#include <string>

namespace stridelens {

/// One spatial axis, resolved. Sizes in cells; dilation 1 = dense.
struct Axis {
    std::int64_t in = 1;
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t dilation = 1;
    std::int64_t pad_begin = 0;
    std::int64_t pad_end = 0;
    bool ceil_mode = false;
    std::int64_t out = 1;  // output_extent() of the above

    constexpr std::int64_t span() const { return dilation * (kernel - 1) + 1; }
    constexpr std::int64_t padded() const { return in + pad_begin + pad_end; }
    bool operator==(const Axis&) const = default;
};

/// Number of output positions along one axis (reads everything but `out`).
/// Units:   cells; dilation 1 = dense.   Errors: kernel_size if the span does not fit the padded input.
/// Source:  Dumoulin & Visin 2016, o = ⌊(i + 2p − k)/s⌋ + 1; ceil rule as in PyTorch 1.13 Pool.h: the last window is
///          dropped if it would start in the end padding.
/// Example: in 5, kernel 3, stride 2, padding 1 → 3
Result<std::int64_t> output_extent(const Axis& axis);

struct Geometry {
    Operation operation;
    Shape input;          // as given: (N, C, spatial…) or (C, spatial…)
    Shape output;         // same number of axes
    Shape weight;         // Conv: (out_channels, in_channels/groups, kernel…); otherwise no axes
    bool batched = true;  // input has an N axis
    int leading = 2;      // axes before the windowed ones: 2 batched, 1 unbatched; Pad: input rank − padding.size()
    std::int64_t in_channels = 1;
    std::int64_t out_channels = 1;
    std::int64_t groups = 1;
    PerAxis<Axis> axes;  // the windowed axes, last axes of the input (Pad: kernel 1, stride 1)
    PaddingMode padding_mode = PaddingMode::constant;
    float pad_value = 0.0F;  // what a padded cell counts as: −∞ for MaxPool, 0 for AvgPool and Conv, value for Pad
};

/// Checks and resolves. What the chosen convention refuses is refused: one Error with the field, the rule, the
/// numbers and the nearest legal value. PyTorch's own rules: padding ≤ kernel_size/2 for pools (ignoring dilation),
/// reflect < size, circular ≤ size, stride and dilation ≥ 1, …; see ONNX's in the source. Sizes beyond what can be shown
/// are refused too (limits.h), so nothing downstream overflows.
Result<Geometry> resolve(const Operation& operation, const Shape& input);

/// The problem with the operation on this input, if there is one.
std::optional<Error> check(const Operation& operation, const Shape& input);

/// Shape of the result, e.g. 1x1x5x5 with MaxPool k2 s1 → 1x1x4x4.
Result<Shape> output_shape(const Operation& operation, const Shape& input);

/// `operation` with the setting that `error` is about moved to error.nearest ("use 1" beside a refused control).
/// Unchanged if there is no nearest value, or if the fault is not one of the operation's own settings (input, text …).
Operation with_nearest(Operation operation, const Error& error);

/// Weights and bias against a Conv's geometry; PyTorch's refusals (in_channels mismatch, bias not 1-d, …).
/// For the other operations both must be absent (nullptr).
std::optional<Error> check_weights(const Geometry& geometry, const Shape* weight, const Shape* bias);

}  // namespace stridelens
