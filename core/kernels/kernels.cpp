#include "core/kernels/kernels.h"

#include "core/kernels/rows.h"

namespace stridelens {

Evaluation evaluate(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias) {
    return evaluate(geometry, Operands{input, weight, bias});
}

Evaluation evaluate(const Geometry& geometry, const Operands& operands) {
    const Tensor& input = operands.input;
    return std::visit(overloaded{
                          [&](const MaxPool&) { return kernels::max_pool(geometry, input); },
                          [&](const AvgPool&) { return kernels::avg_pool(geometry, input); },
                          [&](const Pad&) { return kernels::pad(geometry, input); },
                          [&](const Conv&) { return kernels::conv(geometry, operands); },
                          [&](const MinPool&) { return kernels::max_pool(geometry, input); },
                          [&](const LpPool&) { return kernels::lp_pool(geometry, input); },
                          [&](const AdaptiveMaxPool&) { return kernels::adaptive_max_pool(geometry, input); },
                          [&](const AdaptiveAvgPool&) { return kernels::adaptive_avg_pool(geometry, input); },
                          // One step for each input cell: there is nothing to make faster.
                          [&](const MaxUnpool&) { return evaluate_reference(geometry, operands); },
                          [&](const ConvTranspose&) { return kernels::conv_transpose(geometry, operands); },
                          [&](const Unfold&) { return kernels::unfold(geometry, input); },
                          [&](const Fold&) { return kernels::fold(geometry, input); },
                      },
                      geometry.operation);
}

Gradients gradients(const Geometry& geometry, const Operands& operands, const Tensor& upstream) {
    const Tensor& input = operands.input;
    return std::visit(
        overloaded{
            [&](const MaxPool&) { return kernels::max_pool_gradients(geometry, input, upstream); },
            [&](const AvgPool&) { return kernels::avg_pool_gradients(geometry, upstream); },
            [&](const Pad&) { return kernels::pad_gradients(geometry, upstream); },
            [&](const Conv&) { return kernels::conv_gradients(geometry, operands, upstream); },
            [&](const MinPool&) { return kernels::max_pool_gradients(geometry, input, upstream); },
            [&](const LpPool&) { return kernels::lp_pool_gradients(geometry, input, upstream); },
            [&](const AdaptiveMaxPool&) { return kernels::adaptive_max_pool_gradients(geometry, input, upstream); },
            [&](const AdaptiveAvgPool&) { return kernels::adaptive_avg_pool_gradients(geometry, upstream); },
            [&](const MaxUnpool&) { return gradients_reference(geometry, operands, upstream); },
            [&](const ConvTranspose&) { return kernels::conv_transpose_gradients(geometry, operands, upstream); },
            [&](const Unfold&) { return kernels::unfold_gradients(geometry, upstream); },
            [&](const Fold&) { return kernels::fold_gradients(geometry, upstream); },
        },
        geometry.operation);
}

}  // namespace stridelens
