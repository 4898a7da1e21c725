#pragma once
// The fast way to the same result: bit for bit equal to reference/ (same order of sums), tests hold them together.

#include "core/reference/reference.h"

namespace stridelens {

/// As evaluate_reference(): same shapes, same bits.
Evaluation evaluate(const Geometry& geometry, const Operands& operands);
Evaluation evaluate(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias);

/// As gradients_reference(): same shapes, same bits.
Gradients gradients(const Geometry& geometry, const Operands& operands, const Tensor& upstream);

}  // namespace stridelens
