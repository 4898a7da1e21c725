#include "core/reference/reference.h"

#include <limits>

namespace stridelens {
namespace {

Evaluation max_pool(const Geometry& geometry, const Tensor& input) {
    Evaluation result{Tensor(geometry.output), {}};
    const std::int64_t count = element_count(geometry.output);
    for (std::int64_t o = 0; o < count; ++o) {
        float best = -std::numeric_limits<float>::infinity();
        std::int64_t winner = -1;
        for_each_tap(geometry, unflatten(geometry.output, o), [&](const Tap& tap) {
            if (tap.kind != TapKind::inside || !beats(input[tap.source], best, winner >= 0)) return;
            best = input[tap.source];
            winner = tap.source;
        });
        result.output[o] = best;
        result.indices.push_back(reported_index(geometry, winner));
    }
    return result;
}

Evaluation avg_pool(const Geometry& geometry, const Tensor& input) {
    const auto& pool = std::get<AvgPool>(geometry.operation);
    Evaluation result{Tensor(geometry.output), {}};
    const std::int64_t count = element_count(geometry.output);
    for (std::int64_t o = 0; o < count; ++o) {
        float sum = 0.0F;
        std::int64_t counted = 0;
        for_each_tap(geometry, unflatten(geometry.output, o), [&](const Tap& tap) {
            if (tap.kind == TapKind::inside) sum += input[tap.source];
            if (counts_in_average(pool, tap.kind)) ++counted;
        });
        result.output[o] = divide(sum, pool.divisor_override.value_or(counted));
    }
    return result;
}

Evaluation pad(const Geometry& geometry, const Tensor& input) {
    Evaluation result{Tensor(geometry.output), {}};
    const std::int64_t count = element_count(geometry.output);
    for (std::int64_t o = 0; o < count; ++o) {
        for_each_tap(geometry, unflatten(geometry.output, o), [&](const Tap& tap) {
            result.output[o] = tap.source >= 0 ? input[tap.source] : geometry.pad_value;
        });
    }
    return result;
}

Evaluation conv(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias) {
    Evaluation result{Tensor(geometry.output), {}};
    const std::int64_t count = element_count(geometry.output);
    for (std::int64_t o = 0; o < count; ++o) {
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
            const float value = tap.source >= 0 ? input[tap.source] : geometry.pad_value;
            channel_sum += static_cast<double>(value) * static_cast<double>(weight[tap.weight]);
        });
        sum += channel_sum;
        if (!bias.values.empty()) sum += static_cast<double>(bias[at[static_cast<std::size_t>(geometry.leading) - 1]]);
        result.output[o] = static_cast<float>(sum);
    }
    return result;
}

}  // namespace

bool counts_in_average(const AvgPool& pool, TapKind kind) {
    return kind == TapKind::inside || (kind == TapKind::padding && pool.count_include_pad);
}

float divide(float sum, std::int64_t divisor) {
    if (divisor == 0) return std::numeric_limits<float>::quiet_NaN();  // nothing was counted: 0/0
    return sum / static_cast<float>(divisor);
}

std::int64_t reported_index(const Geometry& geometry, std::int64_t winner) {
    if (winner < 0) return -1;
    const auto& pool = std::get<MaxPool>(geometry.operation);
    std::int64_t plane = 1;
    for (const Axis& axis : geometry.axes) plane *= axis.in;
    const std::int64_t in_plane = winner % plane;
    if (pool.convention == Convention::pytorch) return in_plane;
    if (!pool.column_major_indices || geometry.axes.size() < 2) return winner;
    // storage_order 1 swaps the last two axes: h + w·H, deeper axes and channels as before.
    const std::int64_t height = geometry.axes[geometry.axes.size() - 2].in;
    const std::int64_t width = geometry.axes.back().in;
    const std::int64_t slice = winner % (height * width);
    return winner - slice + slice / width + slice % width * height;
}

Evaluation evaluate_reference(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias) {
    return std::visit(overloaded{
                          [&](const MaxPool&) { return max_pool(geometry, input); },
                          [&](const AvgPool&) { return avg_pool(geometry, input); },
                          [&](const Pad&) { return pad(geometry, input); },
                          [&](const Conv&) { return conv(geometry, input, weight, bias); },
                      },
                      geometry.operation);
}

}  // namespace stridelens
