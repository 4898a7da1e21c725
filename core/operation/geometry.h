#pragma once
// An operation checked against an input and resolved: every default filled in, every size known.
// Everything downstream (window/, reference/, explain/, the figure) works on a Geometry and never on raw parameters.

#include "core/operation/error.h"
#include "core/operation/operation.h"
#include "core/tensor/per_axis.h"

#include <cstdint>

namespace stridelens {

/// How the windows of an axis lie.
enum class Sliding : std::uint8_t {
    windows,     // output o reads o·stride − pad_begin + k·dilation
    adaptive,    // output o reads ⌊o·in/out⌋ … ⌈(o+1)·in/out⌉ − 1; kernel is the longest window's length
    transposed,  // input i writes i·stride − pad_begin + k·dilation: windows, with input and output exchanged
};

/// One spatial axis, resolved. Sizes in cells; dilation 1 = dense. `in` and `out` are the operation's own input and
/// output (Unfold: out counts windows; Fold: in does).
struct Axis {
    std::int64_t in = 1;
    std::int64_t kernel = 1;
    std::int64_t stride = 1;
    std::int64_t dilation = 1;
    std::int64_t pad_begin = 0;
    std::int64_t pad_end = 0;
    bool ceil_mode = false;
    std::int64_t out = 1;  // output_extent() of the above
    Sliding sliding = Sliding::windows;
    std::int64_t output_padding = 0;  // transposed: what was added to the end

    constexpr std::int64_t span() const { return dilation * (kernel - 1) + 1; }
    constexpr std::int64_t padded() const { return in + pad_begin + pad_end; }
    /// Transposed: what kernel, stride and padding give, before a wished output size or output_padding changes it.
    constexpr std::int64_t usual_out() const { return out - output_padding; }
    bool operator==(const Axis&) const = default;
};

/// Number of output positions along one axis of Sliding::windows (reads everything but `out`).
/// Units:   cells; dilation 1 = dense.   Errors: kernel_size if the span does not fit the padded input.
/// Source:  Dumoulin & Visin 2016, o = ⌊(i + 2p − k)/s⌋ + 1; ceil rule as in PyTorch 1.13 Pool.h: the last window is
///          dropped if it would start in the end padding.
/// Example: in 5, kernel 3, stride 2, padding 1 → 3
Result<std::int64_t> output_extent(const Axis& axis);

struct Geometry {
    Operation operation;
    Shape input;   // as given: (N, C, spatial…) or (C, spatial…); Fold: (N, C·kernel cells, windows) or without N
    Shape output;  // same number of axes; Unfold: (N, C·kernel cells, windows) or without N
    Shape weight;  // Conv: (out_channels, in_channels/groups, kernel…); ConvTranspose: (in_channels,
                   // out_channels/groups, kernel…); otherwise no axes
    bool batched = true;      // input has an N axis
    std::size_t leading = 2;  // axes before the windowed ones of whichever of input and output has them: 2 batched, 1
                              // unbatched; Pad: input rank − padding.size()
    std::int64_t in_channels = 1;   // of the input (Fold: of what its columns were taken from, = out_channels)
    std::int64_t out_channels = 1;  // of the output (Unfold: of the input)
    std::int64_t groups = 1;
    PerAxis<Axis>
        axes;  // the windowed axes, last axes of the input (Pad: kernel 1, stride 1). Unfold, Fold: of the image
    PaddingMode padding_mode = PaddingMode::constant;
    float pad_value = 0.0F;  // what a padded cell counts as: −∞ for MaxPool, +∞ for MinPool, 0 for sums, value for Pad

    bool transposed() const { return !axes.empty() && axes[0].sliding == Sliding::transposed; }

    /// The axis that counts channels, in input and output alike: the last before the windowed ones. Of columns (Unfold's
    /// output, Fold's input) it counts the rows. Not of a Pad that pads all axes: leading is 0 then.
    std::size_t channel_axis() const;

    /// The sample that the cell with this full index is of (not of Pad, which may have further axes); 0 unbatched.
    std::int64_t sample_of(const Index& index) const { return batched ? index[0] : 0; }
    std::int64_t samples() const { return batched ? input[0] : 1; }

    /// Of a shape or a full index: its entries before the windowed axes, and those along them (not of columns).
    Index before_windows(const Index& index) const { return {index.begin(), index.begin() + leading}; }
    Index along_windows(const Index& index) const { return {index.begin() + leading, index.end()}; }

    /// Sizes along the windowed axes: of one channel of the input, of one of the output, and of the kernel. Where the
    /// input (Fold) or the output (Unfold) is columns, its plane is that of the windows, of which each column is one.
    Extents input_plane() const;
    Extents output_plane() const;
    Extents kernel_extents() const;

    /// Cells of one such plane: the products of the above.
    std::int64_t input_cells() const;
    std::int64_t output_cells() const;
    std::int64_t kernel_cells() const;
};

/// Checks and resolves. What the chosen convention refuses is refused: one Error with the field, the rule, the
/// numbers and the nearest legal value. PyTorch's own rules: padding ≤ kernel_size/2 for pools (ignoring dilation),
/// reflect < size, circular and symmetric ≤ size, stride and dilation ≥ 1, …; see ONNX's in the source. Sizes beyond what can be shown
/// are refused too (limits.h), so nothing downstream overflows.
Result<Geometry> resolve(const Operation& operation, const Shape& input);

/// The problem with the operation on this input, if there is one.
std::optional<Error> check(const Operation& operation, const Shape& input);

/// Shape of the result, e.g. 1x1x5x5 with MaxPool k2 s1 → 1x1x4x4.
Result<Shape> output_shape(const Operation& operation, const Shape& input);

/// Shape of the weights as far as it is defined: Conv (out_channels, in_channels/groups, kernel…), ConvTranspose
/// (in_channels, out_channels/groups, kernel…); nothing for other operations, or if groups do not divide the channels.
/// Does not check anything else.
std::optional<Shape> weight_shape(const Operation& operation, const Shape& input);

/// `operation` with the setting that `error` is about moved to error.nearest ("use 1" beside a refused control).
/// Of a switch (ceil_mode, count_include_pad) nearest 0 means off. Unchanged if there is no nearest value, or if the fault is not one of the operation's own settings (input, text …).
Operation with_nearest(Operation operation, const Error& error);

/// Weights and bias against the geometry of a Conv or ConvTranspose; PyTorch's refusals (in_channels mismatch, bias not
/// 1-d, …).
/// For the other operations both must be absent (nullptr).
std::optional<Error> check_weights(const Geometry& geometry, const Shape* weight, const Shape* bias);

}  // namespace stridelens
