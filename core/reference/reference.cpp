#include "core/reference/reference.h"
#include "core/reference/parts.h"

namespace stridelens {

std::int64_t reported_index(const Geometry& geometry, std::int64_t winner) {
    if (winner < 0) return -1;
    std::int64_t plane = 1;
    for (const Axis& axis : geometry.axes) plane *= axis.in;
    if (convention_of(geometry.operation) != Convention::onnx) return winner % plane;
    const auto* pool = std::get_if<MaxPool>(&geometry.operation);
    const bool column_major = pool != nullptr && pool->column_major_indices;
    if (!column_major) return winner;
    // storage_order 1: the first spatial axis runs fastest, h + w·H, in volumes d + h·D + w·D·H; planes follow as before.
    std::int64_t rest = winner % plane, index = winner - rest, stride = plane;
    for (std::size_t i = geometry.axes.size(); i-- > 0; rest /= geometry.axes[i].in) {
        stride /= geometry.axes[i].in;
        index += rest % geometry.axes[i].in * stride;
    }
    return index;
}

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
