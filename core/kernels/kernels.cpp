#include "core/kernels/kernels.h"

#include "core/kernels/rows.h"

namespace stridelens {

Evaluation evaluate(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias) {
    return std::visit(overloaded{
                          [&](const MaxPool&) { return kernels::max_pool(geometry, input); },
                          [&](const AvgPool&) { return kernels::avg_pool(geometry, input); },
                          [&](const Pad&) { return kernels::pad(geometry, input); },
                          [&](const Conv&) { return kernels::conv(geometry, input, weight, bias); },
                      },
                      geometry.operation);
}

}  // namespace stridelens
