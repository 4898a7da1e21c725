#include "core/reference/definitions.h"

namespace stridelens {
namespace reference {
namespace {

/// Sum of value · weight over the taps, each channel by itself, then the bias. What reads no cell counts as
/// `outside`, or is left out.
Evaluation weighted_sum(const Geometry& geometry, const Operands& operands, std::optional<float> outside) {
    Evaluation result{Tensor(geometry.output), {}};
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        const Index at = unflatten(geometry.output, o);
        double sum = 0.0;
        double channel_sum = 0.0;
        std::int64_t channel = -1;
        for_each_tap(geometry, at, [&](const Tap& tap) {
            if (tap.channel != channel) {
                sum += channel_sum;
                channel_sum = 0.0;
                channel = tap.channel;
            }
            if (tap.source < 0 && !outside) return;
            const float value = tap.source >= 0 ? operands.input[tap.source] : *outside;
            channel_sum += static_cast<double>(value) * static_cast<double>(operands.weight[tap.weight]);
        });
        sum += channel_sum;
        const std::int64_t out_channel = at[geometry.channel_axis()];
        if (!operands.bias.values.empty()) sum += static_cast<double>(operands.bias[out_channel]);
        result.output[o] = static_cast<float>(sum);
    }
    return result;
}

}  // namespace

Evaluation copy(const Geometry& geometry, const Tensor& input) {
    Evaluation result{Tensor(geometry.output), {}};
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        for_each_tap(geometry, unflatten(geometry.output, o), [&](const Tap& tap) {
            result.output[o] = tap.source >= 0 ? input[tap.source] : geometry.pad_value;
        });
    }
    return result;
}

Evaluation fold(const Geometry& geometry, const Tensor& input) {
    Evaluation result{Tensor(geometry.output), {}};
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        double sum = 0.0;
        for_each_tap(geometry, unflatten(geometry.output, o),
                     [&](const Tap& tap) { sum += static_cast<double>(input[tap.source]); });
        result.output[o] = static_cast<float>(sum);
    }
    return result;
}

Evaluation convolution(const Geometry& geometry, const Operands& operands) {
    return weighted_sum(geometry, operands, geometry.pad_value);
}

Evaluation transposed_convolution(const Geometry& geometry, const Operands& operands) {
    return weighted_sum(geometry, operands, std::nullopt);
}

}  // namespace reference

}  // namespace stridelens
