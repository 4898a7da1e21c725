#include "core/reference/reference.h"

#include "core/reference/definitions.h"

namespace stridelens {

Evaluation evaluate_reference(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias) {
    return evaluate_reference(geometry, Operands{input, weight, bias});
}

Evaluation evaluate_reference(const Geometry& geometry, const Operands& operands) {
    const Tensor& input = operands.input;
    return std::visit(overloaded{
                          [&](const MaxPool&) { return reference::extreme_pool(geometry, input); },
                          [&](const AvgPool&) { return reference::average_pool(geometry, input); },
                          [&](const Pad&) { return reference::copy(geometry, input); },
                          [&](const Conv&) { return reference::convolution(geometry, operands); },
                          [&](const MinPool&) { return reference::extreme_pool(geometry, input); },
                          [&](const LpPool&) { return reference::norm_pool(geometry, input); },
                          [&](const AdaptiveMaxPool&) { return reference::extreme_pool(geometry, input); },
                          [&](const AdaptiveAvgPool&) { return reference::average_pool(geometry, input); },
                          [&](const MaxUnpool&) { return reference::unpool(geometry, operands); },
                          [&](const ConvTranspose&) { return reference::transposed_convolution(geometry, operands); },
                          [&](const Unfold&) { return reference::copy(geometry, input); },
                          [&](const Fold&) { return reference::fold(geometry, input); },
                      },
                      geometry.operation);
}

}  // namespace stridelens
