#pragma once
// Internal to operation/: the rules that more than one operation shares.

#include "core/operation/geometry.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <functional>
#include <optional>

namespace stridelens {

using Refusal = std::optional<Error>;

/// Whose behaviour is told where it does not refuse what it cannot do.
inline constexpr const char* kPyTorch = "1.13.1";

/// Which axis an error is about, and what it is called in the sentence: nothing if there is only one.
struct Where {
    int axis = -1;
    std::optional<Fact> name = {};
};

/// Axis `axis` of the windowed ones, of which there may be more than spatial_rank (Pad): H, or its number.
Where along(int spatial_rank, std::size_t axis_count, std::size_t axis);

/// `error` about that axis.
Error at(const Where& where, Error error);

/// 1 to 3 spatial axes.
Refusal check_rank(int spatial_rank);

/// One entry for each spatial axis.
Refusal check_length(Field field, std::size_t length, int spatial_rank);

/// Every entry of a sane size.
Refusal check_magnitudes(Field field, const Extents& entries, int spatial_rank);

/// Every entry of a sane size and at least `least`.
Refusal check_entries(Field field, const Extents& entries, std::int64_t least, int spatial_rank);

Refusal check_least(Field field, std::int64_t number, std::int64_t least, const Where& where = {});
Refusal check_magnitude(Field field, std::int64_t number, const Where& where = {});

/// Cells that the stamps of a transposed axis cover, before its padding is taken off and output_padding added.
std::int64_t stamped(const Axis& axis);

/// Cells of the longest window of an adaptive pool along one axis: ⌈(o+1)·in/out⌉ − ⌊o·in/out⌋ at its most. Sizes >= 0.
std::int64_t longest_window(std::int64_t in, std::int64_t out);

/// Windows along `axis` (0: none fits). Every number in range; kernel, stride, dilation >= 1.
std::int64_t window_count(const Axis& axis);

/// What the windows slide over: the input, or the output (Fold).
enum class WindowGround : std::uint8_t { input, output };

Error kernel_does_not_fit(const Axis& axis, const Where& where, std::optional<std::int64_t> largest,
                          WindowGround ground = WindowGround::input);

/// The padding takes all of an `output` that wide off; `most` on both sides would leave some.
Error nothing_left(const Axis& axis, std::int64_t output, std::int64_t most, const Where& where);

/// What all operations with a kernel have in common, with the default stride filled in.
struct Windowing {
    int spatial_rank = 2;
    Extents kernel_size;
    Extents stride;
    PerAxis<Sides> padding;
    Extents dilation;
    bool ceil_mode = false;
    AutoPad auto_pad = AutoPad::none;
    Convention convention = Convention::pytorch;
    bool stride_follows_kernel = false;  // default stride of a pool, but for ONNX's
    bool half_kernel_limit = false;      // PyTorch's pools: padding <= kernel_size/2
    bool kernel_within_input = false;    // PyTorch's AvgPool3d: kernel_size <= input, padding does not help
    WindowGround ground = WindowGround::input;
};

/// The windowing of any operation that has a kernel. A pool's stride, which may be left out, is empty by default.
Windowing windowing_of(const Operation& operation);

/// One entry per spatial axis, numbers of a sane size, kernel_size, stride and dilation >= 1.
Refusal check_parameters(const Windowing& windowing);

/// Rank and sizes of the input: (N, C, spatial…), or (C, spatial…) in PyTorch; only N may be 0.
Refusal check_input(const Operation& operation, const Shape& input);
/// Sizes alone; the first `may_be_empty` axes may be 0.
Refusal check_input_sizes(const Shape& input, std::size_t may_be_empty);

/// Explicit padding: not negative. Nothing to check where the padding is computed (auto_pad).
Refusal check_not_negative(const Windowing& windowing);

/// PyTorch takes one number for both sides of an axis. `rule` is the operation's own, `largest` gives the largest legal
/// number of an axis.
Refusal check_both_sides_equal(const Windowing& windowing, BrokenRule rule,
                               const std::function<std::int64_t(std::size_t axis)>& largest);

/// TensorFlow's padding is 'same' (odd cell at the end) or 'valid', never a number.
Refusal check_tensorflow_padding(const Windowing& windowing);

/// Groups divide both numbers of channels.
Refusal check_channels(std::int64_t groups, std::int64_t in_channels, std::int64_t out_channels);

/// `field` is `only` on every axis, by that rule.
Refusal check_all(Field field, const Extents& entries, std::int64_t only, int spatial_rank, BrokenRule rule);

/// A geometry that knows its input: leading axes, batch, channels (as many out as in).
Geometry begin_geometry(const Operation& operation, const Shape& input);

/// output = N, out_channels, and what the axes make.
void set_output(Geometry& geometry);

/// The spatial axes with their padding (also 'same', 'valid') and output sizes. Errors: kernel_size.
Result<PerAxis<Axis>> resolve_axes(const Windowing& windowing, const Shape& input);

/// Reflect < size and circular <= size on one axis (after a crop: what is left of it).
Refusal check_mode_reach(PaddingMode mode, const Sides& sides, std::int64_t size, const Where& where);

/// Output (and weight) of a size that can be computed and shown.
Refusal check_amount(const Geometry& geometry, Field at_fault);

/// The same of a convolution: at fault are the output channels, or else the kernel or `spatial`.
Refusal check_convolution_amount(const Geometry& geometry, Field spatial);

Result<Geometry> resolve_max_pool(const MaxPool& pool, const Shape& input);
Result<Geometry> resolve_avg_pool(const AvgPool& pool, const Shape& input);
Result<Geometry> resolve_pad(const Pad& pad, const Shape& input);
Result<Geometry> resolve_conv(const Conv& conv, const Shape& input);
Result<Geometry> resolve_min_pool(const MinPool& pool, const Shape& input);
Result<Geometry> resolve_lp_pool(const LpPool& pool, const Shape& input);
Result<Geometry> resolve_adaptive_max_pool(const AdaptiveMaxPool& pool, const Shape& input);
Result<Geometry> resolve_adaptive_avg_pool(const AdaptiveAvgPool& pool, const Shape& input);
Result<Geometry> resolve_max_unpool(const MaxUnpool& unpool, const Shape& input);
Result<Geometry> resolve_conv_transpose(const ConvTranspose& conv, const Shape& input);
Result<Geometry> resolve_unfold(const Unfold& unfold, const Shape& input);
Result<Geometry> resolve_fold(const Fold& fold, const Shape& input);

}  // namespace stridelens
