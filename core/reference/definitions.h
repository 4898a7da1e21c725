#pragma once
// What the files of this room share.

#include "core/reference/reference.h"

namespace stridelens::reference {

/// Max, min and adaptive max pooling: flat input cell that output cell `output` is taken from; -1: no real cell.
std::int64_t winner_of(const Geometry& geometry, const Tensor& input, const Index& output);

/// AvgPool, AdaptiveAvgPool: the sum of output cell `output`, and what it is divided by.
struct AverageSum {
    float sum = 0.0F;
    std::int64_t divisor = 0;
};
AverageSum average_sum_of(const Geometry& geometry, const Tensor& input, const Index& output);

/// LpPool: what the root of output cell `output` is taken of, and how many real cells its window has.
struct NormSum {
    float sum = 0.0F;
    std::int64_t counted = 0;
};
NormSum norm_sum_of(const Geometry& geometry, const Tensor& input, const Index& output);

Evaluation extreme_pool(const Geometry& geometry, const Tensor& input);  // max, min and adaptive max
Evaluation average_pool(const Geometry& geometry, const Tensor& input);  // also adaptive
Evaluation norm_pool(const Geometry& geometry, const Tensor& input);
Evaluation copy(const Geometry& geometry, const Tensor& input);  // Pad, Unfold
Evaluation fold(const Geometry& geometry, const Tensor& input);
Evaluation convolution(const Geometry& geometry, const Operands& operands);
Evaluation transposed_convolution(const Geometry& geometry, const Operands& operands);
Evaluation unpool(const Geometry& geometry, const Operands& operands);

}  // namespace stridelens::reference
