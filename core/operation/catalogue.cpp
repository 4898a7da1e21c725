#include "core/operation/catalogue.h"

#include "core/operation/parameters/settings.h"

namespace stridelens {
namespace {

/// PyTorch's defaults for `spatial_rank` axes: every per-axis parameter gets one entry an axis.
template <class Op>
Operation make(int spatial_rank) {
    Op op;
    if constexpr (std::is_same_v<Op, Pad>) op.padding = {Sides{1, 1}};  // without any it would show nothing
    return with_rank(op, spatial_rank);
}

}  // namespace

const std::array<OperationInfo, kOperations>& catalogue() {
    static const std::array<OperationInfo, kOperations> rows{{
        {"MaxPool", "maxpool", "max pooling", "Max pool", make<MaxPool>, true, true},
        {"AvgPool", "avgpool", "average pooling", "Average pool", make<AvgPool>, true, true},
        {"Pad", "pad", "padding", "Pad", make<Pad>, true, true},
        {"Conv", "conv", "convolution", "Convolve", make<Conv>, true, true},
        {"MinPool", "minpool", "min pooling", "Min pool", make<MinPool>, true, true},  // none has it: all have −max(−x)
        {"LPPool", "lppool", "power-average pooling", "LP pool", make<LpPool>, true, false},
        {"AdaptiveMaxPool", "adaptivemaxpool", "adaptive max pooling", "Adaptive max pool", make<AdaptiveMaxPool>, true,
         true},
        {"AdaptiveAvgPool", "adaptiveavgpool", "adaptive average pooling", "Adaptive average pool",
         make<AdaptiveAvgPool>, true, true},
        {"MaxUnpool", "maxunpool", "max unpooling", "Max unpool", make<MaxUnpool>, true, false},
        {"ConvTranspose", "convtranspose", "transposed convolution", "Transposed convolution", make<ConvTranspose>,
         true, true},
        {"Unfold", "unfold", "unfolding (im2col)", "Unfold", make<Unfold>, false, false},
        {"Fold", "fold", "folding (col2im)", "Fold", make<Fold>, true, false},
    }};
    return rows;
}

const OperationInfo& info_of(const Operation& operation) {
    return catalogue()[operation.index()];
}

bool has_operation(std::size_t alternative, Convention convention) {
    const OperationInfo& info = catalogue()[alternative];
    return convention == Convention::pytorch || (convention == Convention::onnx ? info.onnx : info.tensorflow);
}

Operation default_operation(std::size_t alternative, int spatial_rank) {
    return catalogue()[alternative].make(spatial_rank);
}

}  // namespace stridelens
