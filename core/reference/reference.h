#pragma once
// The definition: plain loops over the taps. Slow, obvious, the truth. kernels/ must agree with it bit for bit.

#include "core/operation/geometry.h"
#include "core/tensor/tensor.h"
#include "core/window/window.h"

#include <cstdint>
#include <vector>

namespace stridelens {

struct Evaluation {
    Tensor output;
    std::vector<std::int64_t> indices;  // MaxPool: winner of each output cell (-1: the window holds no real cell).
                                        // PyTorch: flat in the spatial plane; ONNX: flat in the whole tensor
                                        // (column-major inside the plane with storage_order 1). Otherwise empty.
};

/// Result of the operation. Shapes: input = geometry.input; weight = geometry.weight and bias (out_channels) for Conv,
/// otherwise ignored. bias may be empty (no bias).
/// Arithmetic: averages sum in float32 in reading order and divide once (PyTorch's order and precision); convolution
/// sums each channel in double, adds the channels in order, then the bias, and rounds once.
Evaluation evaluate_reference(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias);

/// MaxPool: does `candidate` replace `best`? First of equals wins; NaN wins over everything, the last NaN over earlier
/// ones (PyTorch's index rule).
inline bool beats(float candidate, float best, bool have_best) {
    const bool is_nan = candidate != candidate;
    return !have_best | is_nan | (candidate > best);  // | : no jump, the kernels ask millions of times
}

/// AvgPool: is a tap of this kind part of the divisor? Padding only with count_include_pad, overhang never.
bool counts_in_average(const AvgPool& pool, TapKind kind);

/// AvgPool: the one division, in float32. NaN for a divisor of 0 (a window with nothing to count).
float divide(float sum, std::int64_t divisor);

/// MaxPool: how Evaluation::indices numbers the winning input cell `winner` (flat in the input; -1 stays -1).
std::int64_t reported_index(const Geometry& geometry, std::int64_t winner);

}  // namespace stridelens
