#pragma once
// Internal to operation/: the rules that more than one operation shares. `where` in the sentences is "" or " along H".

#include "core/operation/geometry.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace stridelens {

using Refusal = std::optional<Error>;

/// A number in a sentence: −3 with a true minus sign.
std::string prose(std::int64_t number);

/// "" for one axis, otherwise " along H". `axis` counts the windowed axes, of which there may be more than
/// spatial_rank (Pad).
std::string along(int spatial_rank, std::size_t axis_count, std::size_t axis);

Refusal check_least(Field field, std::int64_t number, std::int64_t least, const std::string& where);
Refusal check_magnitude(Field field, std::int64_t number, const std::string& where);

/// Windows along `axis` (0: none fits). Every number in range; kernel, stride, dilation >= 1.
std::int64_t window_count(const Axis& axis);

Error kernel_does_not_fit(const Axis& axis, const std::string& where, std::optional<std::int64_t> largest);

/// What pooling and convolution have in common, with the default stride filled in.
struct Windowing {
    int spatial_rank = 2;
    Extents kernel_size;
    Extents stride;
    PerAxis<Sides> padding;
    Extents dilation;
    bool ceil_mode = false;
    AutoPad auto_pad = AutoPad::none;
    Convention convention = Convention::pytorch;
    bool stride_follows_kernel = false;  // PyTorch's default stride of a pool
    bool half_kernel_limit = false;      // PyTorch's pools: padding <= kernel_size/2
    bool kernel_within_input = false;    // PyTorch's AvgPool3d: kernel_size <= input, padding does not help
};

/// One entry per spatial axis, numbers of a sane size, kernel_size, stride and dilation >= 1.
Refusal check_parameters(const Windowing& windowing);

/// Rank and sizes of the input: (N, C, spatial…), or (C, spatial…) in PyTorch; only N may be 0.
Refusal check_input(const Operation& operation, const Shape& input);
Refusal check_input_sizes(const Shape& input, bool first_may_be_empty);

/// Explicit padding: not negative. Nothing to check where the padding is computed (auto_pad).
Refusal check_not_negative(const Windowing& windowing);

/// The spatial axes with their padding (also 'same', 'valid') and output sizes. Errors: kernel_size.
Result<PerAxis<Axis>> resolve_axes(const Windowing& windowing, const Shape& input);

/// Reflect < size and circular <= size on one axis (after a crop: what is left of it).
Refusal check_mode_reach(PaddingMode mode, const Sides& sides, std::int64_t size, const std::string& where);

/// Output (and weight) of a size that can be computed and shown.
Refusal check_amount(const Geometry& geometry, Field at_fault);

Result<Geometry> resolve_max_pool(const MaxPool& pool, const Shape& input);
Result<Geometry> resolve_avg_pool(const AvgPool& pool, const Shape& input);
Result<Geometry> resolve_pad(const Pad& pad, const Shape& input);
Result<Geometry> resolve_conv(const Conv& conv, const Shape& input);

}  // namespace stridelens
