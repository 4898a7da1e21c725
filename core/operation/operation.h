#pragma once
// What the user asked for: one plain struct per operation, with PyTorch's parameter names and defaults.
// Nothing here is checked or resolved; see check.h. Per-axis parameters have one entry per spatial axis, H before W.

#include "core/tensor/per_axis.h"

#include <cstdint>
#include <optional>
#include <variant>

namespace stridelens {

/// Whose rules apply where frameworks differ (defaults, legal padding, layout of indices).
enum class Convention : std::uint8_t { pytorch, onnx, tensorflow };

/// How many cells of padding: given by the user, or computed from the input ('same', 'valid').
/// same_upper puts an odd cell at the end (PyTorch's 'same'), same_lower at the beginning.
enum class AutoPad : std::uint8_t { none, same_upper, same_lower, valid };

/// What a padded cell holds. PyTorch's names (ONNX: edge = replicate, wrap = circular).
enum class PaddingMode : std::uint8_t { constant, reflect, replicate, circular, symmetric };

struct MaxPool {
    int spatial_rank = 2;
    Extents kernel_size{2, 2};
    Extents stride;  // empty: the default, kernel_size (ONNX: 1)
    PerAxis<Sides> padding{Sides{}, Sides{}};
    Extents dilation{1, 1};
    bool ceil_mode = false;
    AutoPad auto_pad = AutoPad::none;   // ONNX and TensorFlow only
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
    AutoPad auto_pad = AutoPad::none;  // ONNX and TensorFlow only
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
    bool flip_kernel = false;                          // true convolution: the kernel is read from its far corner
    Convention convention = Convention::pytorch;
    bool operator==(const Conv&) const = default;
};

/// The smallest value of each window, as −max(−x): PyTorch has none, and this is how it is made. NaN wins here too.
struct MinPool {
    int spatial_rank = 2;
    Extents kernel_size{2, 2};
    Extents stride;  // empty: the default, kernel_size (ONNX: 1)
    PerAxis<Sides> padding{Sides{}, Sides{}};
    Extents dilation{1, 1};
    bool ceil_mode = false;
    AutoPad auto_pad = AutoPad::none;  // ONNX and TensorFlow only
    Convention convention = Convention::pytorch;
    bool operator==(const MinPool&) const = default;
};

/// The p-norm of each window. ONNX: (Σ|x|^p)^(1/p). PyTorch: without the |…|, and Σ is mean · kernel cells, so that a
/// window cut by ceil_mode is scaled up.
struct LpPool {
    int spatial_rank = 2;
    double norm_type = 2.0;
    Extents kernel_size{2, 2};
    Extents stride;                            // empty: the default, kernel_size (ONNX: 1)
    PerAxis<Sides> padding{Sides{}, Sides{}};  // ONNX only
    Extents dilation{1, 1};                    // ONNX only
    bool ceil_mode = false;
    AutoPad auto_pad = AutoPad::none;  // ONNX only
    Convention convention = Convention::pytorch;
    bool operator==(const LpPool&) const = default;  // norm_type is never NaN: the text form cannot say it
};

/// Output of a wished size; an axis without a number keeps the input's size (PyTorch's None). Window o of n over `in`
/// cells begins at ⌊o·in/n⌋ and ends before ⌈(o+1)·in/n⌉: windows may differ in size and overlap. Size 1 on every axis is
/// global pooling, the only one that ONNX (GlobalMaxPool, GlobalAveragePool) and TensorFlow have.
struct AdaptiveMaxPool {
    int spatial_rank = 2;
    PerAxis<std::optional<std::int64_t>> output_size{2, 2};
    Convention convention = Convention::pytorch;
    bool operator==(const AdaptiveMaxPool&) const = default;
};
struct AdaptiveAvgPool {
    int spatial_rank = 2;
    PerAxis<std::optional<std::int64_t>> output_size{2, 2};
    Convention convention = Convention::pytorch;
    bool operator==(const AdaptiveAvgPool&) const = default;
};

/// Puts each value back where its index says, 0 elsewhere. The indices are an operand (Problem::indices).
struct MaxUnpool {
    int spatial_rank = 2;
    Extents kernel_size{2, 2};
    Extents stride;  // empty: the default, kernel_size (ONNX: 1)
    PerAxis<Sides> padding{Sides{}, Sides{}};
    Extents output_size;  // spatial; empty: (in − 1)·stride − pads + kernel. PyTorch: within one stride of that. ONNX
                          // (output_shape): indices address the default size, the result lies top left in this one
    Convention convention = Convention::pytorch;
    bool operator==(const MaxUnpool&) const = default;
};

/// The adjoint of Conv: every input cell stamps the kernel, times its value, onto the output.
struct ConvTranspose {
    int spatial_rank = 2;
    std::int64_t out_channels = 1;
    Extents kernel_size{3, 3};
    Extents stride{1, 1};
    PerAxis<Sides> padding{Sides{}, Sides{}};  // taken off the output
    Extents output_padding{0, 0};              // added to its end
    Extents dilation{1, 1};
    std::int64_t groups = 1;
    bool bias = true;
    AutoPad auto_pad = AutoPad::none;  // ONNX and TensorFlow only
    Extents output_size;  // spatial; empty: from the formula. PyTorch: forward(output_size=…); ONNX: output_shape
    Convention convention = Convention::pytorch;
    bool operator==(const ConvTranspose&) const = default;
};

/// im2col: every window as one column, (N, C·kernel cells, windows). PyTorch's has two spatial axes; ours one to three.
struct Unfold {
    int spatial_rank = 2;
    Extents kernel_size{2, 2};
    Extents stride{1, 1};
    PerAxis<Sides> padding{Sides{}, Sides{}};
    Extents dilation{1, 1};
    Convention convention = Convention::pytorch;
    bool operator==(const Unfold&) const = default;
};

/// col2im (ONNX: Col2Im), the adjoint of Unfold: the columns put back and added where windows overlap. The input is
/// (N, C·kernel cells, windows); spatial_rank is the output's.
struct Fold {
    int spatial_rank = 2;
    Extents output_size{5, 5};
    Extents kernel_size{2, 2};
    Extents stride{1, 1};
    PerAxis<Sides> padding{Sides{}, Sides{}};
    Extents dilation{1, 1};
    Convention convention = Convention::pytorch;
    bool operator==(const Fold&) const = default;
};

/// The first four keep their places: they are the tabs of the window. Everything per operation that is not behaviour
/// stands in catalogue.h.
using Operation = std::variant<MaxPool, AvgPool, Pad, Conv, MinPool, LpPool, AdaptiveMaxPool, AdaptiveAvgPool,
                               MaxUnpool, ConvTranspose, Unfold, Fold>;

/// "MaxPool", "AvgPool", "Pad", "Conv", … (catalogue.h).
const char* name_of(const Operation& operation);
int spatial_rank_of(const Operation& operation);
Convention convention_of(const Operation& operation);

/// "PyTorch", "ONNX", "TensorFlow".
const char* to_string(Convention convention);

/// PyTorch's name of the mode, e.g. "reflect".
const char* to_string(PaddingMode mode);

/// std::visit helper.
template <class... F>
struct overloaded : F... {
    using F::operator()...;
};
template <class... F>
overloaded(F...) -> overloaded<F...>;

}  // namespace stridelens
