// Sources: PyTorch 1.13 avg_pool and MaxPool kernels, and nn.functional.lp_pool2d; ONNX LpPool (opset 22).
#include "core/reference/definitions.h"

#include <cmath>
#include <limits>

namespace stridelens {

bool counts_in_average(const AvgPool& pool, TapKind kind) {
    return kind == TapKind::inside || (kind == TapKind::padding && pool.count_include_pad);
}

float divide(float sum, std::int64_t divisor) {
    if (divisor == 0) return std::numeric_limits<float>::quiet_NaN();  // nothing was counted: 0/0
    return sum / static_cast<float>(divisor);
}

float norm_power(const LpPool& pool, float value) {
    const float base = pool.convention == Convention::onnx ? std::abs(value) : value;
    if (pool.norm_type == 0.5) return std::sqrt(base);  // as PyTorch does: of −∞ it is NaN, where pow() gives ∞
    return static_cast<float>(std::pow(static_cast<double>(base), pool.norm_type));
}

float norm_sum(const LpPool& pool, float sum, std::int64_t counted, std::int64_t cells) {
    if (pool.convention == Convention::onnx || counted == cells) return sum + 0.0F;  // + 0: no negative zero
    return divide(sum, counted) * static_cast<float>(cells) + 0.0F;
}

float norm_root(const LpPool& pool, float sum) {
    return static_cast<float>(std::pow(static_cast<double>(sum), 1.0 / pool.norm_type));
}

double norm_outer_slope(const LpPool& pool, float sum, std::int64_t counted, std::int64_t cells) {
    if (sum == 0.0F) return 0.0;
    const bool scaled = pool.convention != Convention::onnx && counted != cells;
    const double scale = scaled ? static_cast<double>(cells) / static_cast<double>(counted) : 1.0;
    return std::pow(static_cast<double>(sum), 1.0 / pool.norm_type - 1.0) * scale;
}

double norm_inner_slope(const LpPool& pool, float value) {
    const auto x = static_cast<double>(value);
    if (pool.convention != Convention::onnx) return std::pow(x, pool.norm_type - 1.0);
    return x == 0.0 ? 0.0 : std::copysign(std::pow(std::abs(x), pool.norm_type - 1.0), x);
}

namespace reference {

std::int64_t winner_of(const Geometry& geometry, const Tensor& input, const Index& output) {
    const float sign = std::holds_alternative<MinPool>(geometry.operation) ? -1.0F : 1.0F;  // min x = −max −x
    float best = -std::numeric_limits<float>::infinity();
    std::int64_t winner = -1;
    for_each_tap(geometry, output, [&](const Tap& tap) {
        if (tap.kind != TapKind::inside || !beats(sign * input[tap.source], best, winner >= 0)) return;
        best = sign * input[tap.source];
        winner = tap.source;
    });
    return winner;
}

AverageSum average_sum_of(const Geometry& geometry, const Tensor& input, const Index& output) {
    const auto* pool = std::get_if<AvgPool>(&geometry.operation);
    AverageSum average;
    for_each_tap(geometry, output, [&](const Tap& tap) {
        if (tap.kind == TapKind::inside) average.sum += input[tap.source];
        if (pool == nullptr || counts_in_average(*pool, tap.kind)) ++average.divisor;  // adaptive: all are real cells
    });
    if (pool != nullptr && pool->divisor_override) average.divisor = *pool->divisor_override;
    return average;
}

NormSum norm_sum_of(const Geometry& geometry, const Tensor& input, const Index& output) {
    const auto& pool = std::get<LpPool>(geometry.operation);
    NormSum norm;
    for_each_tap(geometry, output, [&](const Tap& tap) {
        if (tap.kind != TapKind::inside) return;
        norm.sum += norm_power(pool, input[tap.source]);
        ++norm.counted;
    });
    norm.sum = norm_sum(pool, norm.sum, norm.counted, geometry.kernel_cells());
    return norm;
}

Evaluation extreme_pool(const Geometry& geometry, const Tensor& input) {
    const bool min = std::holds_alternative<MinPool>(geometry.operation);
    Evaluation result{Tensor(geometry.output, std::numeric_limits<float>::infinity() * (min ? 1.0F : -1.0F)), {}};
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        const std::int64_t winner = winner_of(geometry, input, unflatten(geometry.output, o));
        if (winner >= 0) result.output[o] = input[winner];
        result.indices.push_back(reported_index(geometry, winner));
    }
    return result;
}

Evaluation average_pool(const Geometry& geometry, const Tensor& input) {
    Evaluation result{Tensor(geometry.output), {}};
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        const AverageSum average = average_sum_of(geometry, input, unflatten(geometry.output, o));
        result.output[o] = divide(average.sum, average.divisor);
    }
    return result;
}

Evaluation norm_pool(const Geometry& geometry, const Tensor& input) {
    const auto& pool = std::get<LpPool>(geometry.operation);
    Evaluation result{Tensor(geometry.output), {}};
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o)
        result.output[o] = norm_root(pool, norm_sum_of(geometry, input, unflatten(geometry.output, o)).sum);
    return result;
}

}  // namespace reference
}  // namespace stridelens
