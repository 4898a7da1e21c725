#pragma once
// What the user asked for: one plain struct per operation, with PyTorch's parameter names and defaults.
// Nothing here is checked or resolved; see check.h. Per-axis parameters have one entry per spatial axis, H before W.

#include "core/tensor/per_axis.h"

#include <cstdint>
#include <optional>
#include <variant>

namespace stridelens {

/// Whose rules apply where frameworks differ (defaults, legal padding, layout of indices).
enum class Convention : std::uint8_t { pytorch, onnx };

/// How many cells of padding: given by the user, or computed from the input ('same', 'valid').
/// same_upper puts an odd cell at the end (PyTorch's 'same'), same_lower at the beginning.
enum class AutoPad : std::uint8_t { none, same_upper, same_lower, valid };

/// What a padded cell holds. PyTorch's names (ONNX: edge = replicate, wrap = circular).
enum class PaddingMode : std::uint8_t { constant, reflect, replicate, circular };

struct MaxPool {
    int spatial_rank = 2;
    Extents kernel_size{2, 2};
    Extents stride;  // empty: the default, kernel_size (ONNX: 1)
    PerAxis<Sides> padding{Sides{}, Sides{}};
    Extents dilation{1, 1};
    bool ceil_mode = false;
    AutoPad auto_pad = AutoPad::none;   // ONNX only
    bool column_major_indices = false;  // ONNX storage_order = 1
    Convention convention = Convention::pytorch;
    bool operator==(const MaxPool&) const = default;
};

struct AvgPool {
    int spatial_rank = 2;
    Extents kernel_size{2, 2};
    Extents stride;  // empty: the default, kernel_size (ONNX: 1)
    PerAxis<Sides> padding{Sides{}, Sides{}};
    Extents dilation{1, 1};  // ONNX only: PyTorch's average pooling has none
    bool ceil_mode = false;
    bool count_include_pad = true;  // PyTorch's default; ONNX's is false
    std::optional<std::int64_t> divisor_override;
    AutoPad auto_pad = AutoPad::none;  // ONNX only
    Convention convention = Convention::pytorch;
    bool operator==(const AvgPool&) const = default;
};

struct Pad {
    int spatial_rank = 2;                      // of the input; padding may cover more or fewer axes (ONNX, F.pad)
    PerAxis<Sides> padding{Sides{}, Sides{}};  // the last padding.size() axes, first of them first; negative crops
    PaddingMode mode = PaddingMode::constant;
    float value = 0.0F;  // constant only
    Convention convention = Convention::pytorch;
    bool operator==(const Pad& other) const;  // a NaN value equals itself
};

struct Conv {
    int spatial_rank = 2;
    std::int64_t out_channels = 1;  // in_channels is the input's
    Extents kernel_size{3, 3};
    Extents stride{1, 1};
    PerAxis<Sides> padding{Sides{}, Sides{}};
    Extents dilation{1, 1};
    std::int64_t groups = 1;
    bool bias = true;
    AutoPad auto_pad = AutoPad::none;                  // PyTorch: padding='same' is same_upper, 'valid' is valid
    PaddingMode padding_mode = PaddingMode::constant;  // constant: PyTorch's 'zeros'
    Convention convention = Convention::pytorch;
    bool operator==(const Conv&) const = default;
};

using Operation = std::variant<MaxPool, AvgPool, Pad, Conv>;

/// "MaxPool", "AvgPool", "Pad", "Conv".
const char* name_of(const Operation& operation);
int spatial_rank_of(const Operation& operation);

/// PyTorch's name of the mode, e.g. "reflect".
const char* to_string(PaddingMode mode);

/// PyTorch's defaults for a new operation of `spatial_rank` (1 to 3): kernel 2 for pools, 3 for convolution,
/// padding 1 for Pad.
MaxPool default_max_pool(int spatial_rank);
AvgPool default_avg_pool(int spatial_rank);
Pad default_pad(int spatial_rank);
Conv default_conv(int spatial_rank);

/// std::visit helper.
template <class... F>
struct overloaded : F... {
    using F::operator()...;
};
template <class... F>
overloaded(F...) -> overloaded<F...>;

}  // namespace stridelens
