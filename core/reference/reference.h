#pragma once
// The definition: plain loops over the taps. Slow, obvious, the truth. kernels/ must agree with it bit for bit.

#include "core/operation/geometry.h"
#include "core/tensor/tensor.h"
#include "core/window/unpool.h"
#include "core/window/window.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace stridelens {

/// What an operation reads, as a view: nothing is copied, so the tensors must outlive the call. Shapes: input =
/// geometry.input; weight = geometry.weight and bias (out_channels) for Conv and ConvTranspose, otherwise without values;
/// bias may be empty (no bias); indices: one for each input cell for MaxUnpool (numbered as Evaluation::indices),
/// otherwise empty.
inline const Tensor kNoTensor{};
inline const std::vector<std::int64_t> kNoIndices{};
struct Operands {
    const Tensor& input;
    const Tensor& weight = kNoTensor;
    const Tensor& bias = kNoTensor;
    const std::vector<std::int64_t>& indices = kNoIndices;
};

/// Where MaxUnpool's indices do not fit: a wrong count, or an index outside the output's plane. Checked once, before
/// evaluating. Nothing for other operations.
std::optional<Error> check_indices(const Geometry& geometry, const std::vector<std::int64_t>& indices);

struct Evaluation {
    Tensor output;
    std::vector<std::int64_t> indices;  // Max, min and adaptive max pooling: winner of each output cell (-1: the window
                                        // holds no real cell). PyTorch: flat in the spatial plane; ONNX: flat in the
                                        // whole tensor (column-major inside the plane with storage_order 1).
                                        // Otherwise empty
};

/// Result of the operation.
/// Arithmetic: averages sum in float32 in reading order and divide once (PyTorch's order and precision), norms sum their
/// powers like that (norm_power …); convolution, plain and transposed, sums each channel in double, adds the channels in
/// order, then the bias, and rounds once; Fold sums in double in reading order and rounds once.
/// A transposed convolution leaves out what is no real cell: there 0 · ∞ would be no more than an artefact.
Evaluation evaluate_reference(const Geometry& geometry, const Operands& operands);
Evaluation evaluate_reference(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias);

/// The vector-Jacobian product: how the sum of upstream · output changes with each cell of the operands.
struct Gradients {
    Tensor input;   // in the input's shape
    Tensor weight;  // in the weight's, and
    Tensor bias;    // in the bias' shape; without values where the operation has none
};

/// `upstream` in geometry.output's shape. Max pooling routes to the winner, the average spreads 1/divisor to every cell
/// it counted, convolution weighs; a window without a winner passes nothing. MaxUnpool gathers at each index, also where
/// another value lies on top (PyTorch's rule). Each gradient cell is summed in double, in the order of the output cells and then of
/// their taps, and rounded once.
Gradients gradients_reference(const Geometry& geometry, const Operands& operands, const Tensor& upstream);

/// How much of its upstream gradient each tap of `output` passes back to the input cell it reads: d output / d value, one
/// factor for each tap in the order of for_each_tap() (0 for those that read no cell or did not win). MaxUnpool: one
/// factor, for the input cell that wrote there (see unpooled_from()); 0 if none did.
std::vector<double> tap_factors(const Geometry& geometry, const Operands& operands, const Index& output);

/// MaxUnpool: flat input cell that output cell `output` (flat) holds the value of, or -1. Of several that write to one
/// cell the last in reading order stays.
std::int64_t unpooled_from(const Geometry& geometry, const std::vector<std::int64_t>& indices, std::int64_t output);

/// MaxPool (MinPool: of the negated values): does `candidate` replace `best`? First of equals wins; NaN wins over everything, the last NaN over earlier
/// ones (PyTorch's index rule).
inline bool beats(float candidate, float best, bool have_best) {
    const bool is_nan = candidate != candidate;
    return !have_best | is_nan | (candidate > best);  // | : no jump, the kernels ask millions of times
}

/// AvgPool: is a tap of this kind part of the divisor? Padding only with count_include_pad, overhang never.
bool counts_in_average(const AvgPool& pool, TapKind kind);

/// AvgPool: the one division, in float32. NaN for a divisor of 0 (a window with nothing to count).
float divide(float sum, std::int64_t divisor);

/// LpPool: x^p, ONNX |x|^p; in float32, so that it overflows where PyTorch's does.
float norm_power(const LpPool& pool, float value);

/// LpPool: what the root is taken of: the sum of the powers, and where PyTorch's ceil mode cut the window to `counted` of
/// `cells` cells, their mean times `cells`.
float norm_sum(const LpPool& pool, float sum, std::int64_t counted, std::int64_t cells);

/// LpPool: sum^(1/p).
float norm_root(const LpPool& pool, float sum);

/// LpPool: y = (c·Σxᵖ)^(1/p) with c = cells/counted, so dy/dx = outer · inner, outer = (c·Σxᵖ)^(1/p − 1)·c (0 where the sum is
/// 0, as PyTorch's autograd has it) and inner = xᵖ⁻¹. ONNX: c = 1 and inner = |x|ᵖ⁻¹ with the sign of x.
double norm_outer_slope(const LpPool& pool, float sum, std::int64_t counted, std::int64_t cells);
double norm_inner_slope(const LpPool& pool, float value);
}  // namespace stridelens
