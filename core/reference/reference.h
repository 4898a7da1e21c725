#pragma once
// The definition: plain loops over the taps. Slow, obvious, the truth. kernels/ must agree with it bit for bit.

#include "core/operation/geometry.h"
#include "core/tensor/tensor.h"

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
bool beats(float candidate, float best, bool have_best);

}  // namespace stridelens
