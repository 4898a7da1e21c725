// The vector-Jacobian product of every operation, as PyTorch's autograd defines it where the derivative is not unique:
// the first of equal maxima takes everything, and the norm of a window of zeros passes nothing.
#include "core/reference/definitions.h"

namespace stridelens {
namespace {

std::vector<double> route(const Geometry& geometry, const Operands& operands, const Index& output) {
    const std::int64_t winner = reference::winner_of(geometry, operands.input, output);
    std::vector<double> factors;
    for_each_tap(geometry, output,
                 [&](const Tap& tap) { factors.push_back(winner >= 0 && tap.source == winner ? 1.0 : 0.0); });
    return factors;
}

std::vector<double> spread(const Geometry& geometry, const Operands& operands, const Index& output) {
    const auto divisor = static_cast<double>(reference::average_sum_of(geometry, operands.input, output).divisor);
    std::vector<double> factors;
    for_each_tap(geometry, output, [&](const Tap& tap) { factors.push_back(tap.source >= 0 ? 1.0 / divisor : 0.0); });
    return factors;
}

std::vector<double> norm_slopes(const Geometry& geometry, const Operands& operands, const Index& output) {
    const auto& pool = std::get<LpPool>(geometry.operation);
    const reference::NormSum norm = reference::norm_sum_of(geometry, operands.input, output);
    const double outer = norm_outer_slope(pool, norm.sum, norm.counted, geometry.kernel_cells());
    std::vector<double> factors;
    for_each_tap(geometry, output, [&](const Tap& tap) {
        factors.push_back(tap.source >= 0 ? outer * norm_inner_slope(pool, operands.input[tap.source]) : 0.0);
    });
    return factors;
}

std::vector<double> copied(const Geometry& geometry, const Index& output) {
    std::vector<double> factors;
    for_each_tap(geometry, output, [&](const Tap& tap) { factors.push_back(tap.source >= 0 ? 1.0 : 0.0); });
    return factors;
}

std::vector<double> weigh(const Geometry& geometry, const Operands& operands, const Index& output) {
    std::vector<double> factors;
    for_each_tap(geometry, output, [&](const Tap& tap) {
        factors.push_back(tap.source >= 0 ? static_cast<double>(operands.weight[tap.weight]) : 0.0);
    });
    return factors;
}

/// A bias that is not there has no values, whatever its shape.
Tensor rounded(const Shape& shape, const std::vector<double>& sums) {
    if (sums.empty() && element_count(shape) != 0) return {};
    return {shape, std::vector<float>(sums.begin(), sums.end())};
}

/// Each tap that reads a cell passes upstream · factor back to it.
Tensor passed_back(const Geometry& geometry, const Operands& operands, const Tensor& upstream) {
    std::vector<double> sums(static_cast<std::size_t>(element_count(geometry.input)), 0.0);
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        const Index output = unflatten(geometry.output, o);
        const std::vector<double> factors = tap_factors(geometry, operands, output);
        std::size_t t = 0;
        for_each_tap(geometry, output, [&](const Tap& tap) {
            const double factor = factors[t++];
            if (tap.source >= 0)
                sums[static_cast<std::size_t>(tap.source)] += static_cast<double>(upstream[o]) * factor;
        });
    }
    return rounded(geometry.input, sums);
}

/// Not passed_back(): what did not win gets nothing, also of an infinite upstream gradient.
Tensor routed_back(const Geometry& geometry, const Operands& operands, const Tensor& upstream) {
    std::vector<double> sums(static_cast<std::size_t>(element_count(geometry.input)), 0.0);
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        const std::int64_t winner = reference::winner_of(geometry, operands.input, unflatten(geometry.output, o));
        if (winner >= 0) sums[static_cast<std::size_t>(winner)] += static_cast<double>(upstream[o]);
    }
    return rounded(geometry.input, sums);
}

Tensor gathered(const Geometry& geometry, const Operands& operands, const Tensor& upstream) {
    Tensor gradient(geometry.input);
    for (std::int64_t i = 0; i < element_count(geometry.input); ++i)
        gradient[i] = 0.0F + upstream[unpool_target(geometry, i, operands.indices[static_cast<std::size_t>(i)])];
    return gradient;
}

Gradients weighted(const Geometry& geometry, const Operands& operands, const Tensor& upstream) {
    std::vector<double> weight(operands.weight.values.size(), 0.0);
    std::vector<double> bias(operands.bias.values.size(), 0.0);
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        const Index output = unflatten(geometry.output, o);
        const auto arriving = static_cast<double>(upstream[o]);
        for_each_tap(geometry, output, [&](const Tap& tap) {
            if (tap.source < 0 && geometry.transposed()) return;
            const float value = tap.source >= 0 ? operands.input[tap.source] : geometry.pad_value;
            weight[static_cast<std::size_t>(tap.weight)] += arriving * static_cast<double>(value);
        });
        if (bias.empty()) continue;
        bias[static_cast<std::size_t>(output[geometry.channel_axis()])] += arriving;
    }
    return {passed_back(geometry, operands, upstream), rounded(operands.weight.shape, weight),
            rounded(operands.bias.shape, bias)};
}

}  // namespace

std::vector<double> tap_factors(const Geometry& geometry, const Operands& operands, const Index& output) {
    return std::visit(overloaded{
                          [&](const MaxPool&) { return route(geometry, operands, output); },
                          [&](const AvgPool&) { return spread(geometry, operands, output); },
                          [&](const Pad&) { return copied(geometry, output); },
                          [&](const Conv&) { return weigh(geometry, operands, output); },
                          [&](const MinPool&) { return route(geometry, operands, output); },
                          [&](const LpPool&) { return norm_slopes(geometry, operands, output); },
                          [&](const AdaptiveMaxPool&) { return route(geometry, operands, output); },
                          [&](const AdaptiveAvgPool&) { return spread(geometry, operands, output); },
                          [&](const MaxUnpool&) {
                              const std::int64_t from =
                                  unpooled_from(geometry, operands.indices, flatten(geometry.output, output));
                              return std::vector<double>{from >= 0 ? 1.0 : 0.0};
                          },
                          [&](const ConvTranspose&) { return weigh(geometry, operands, output); },
                          [&](const Unfold&) { return copied(geometry, output); },
                          [&](const Fold&) { return copied(geometry, output); },
                      },
                      geometry.operation);
}

Gradients gradients_reference(const Geometry& geometry, const Operands& operands, const Tensor& upstream) {
    const auto back = [&] { return Gradients{passed_back(geometry, operands, upstream), {}, {}}; };
    const auto route_back = [&] { return Gradients{routed_back(geometry, operands, upstream), {}, {}}; };
    return std::visit(overloaded{
                          [&](const MaxPool&) { return route_back(); },
                          [&](const AvgPool&) { return back(); },
                          [&](const Pad&) { return back(); },
                          [&](const Conv&) { return weighted(geometry, operands, upstream); },
                          [&](const MinPool&) { return route_back(); },
                          [&](const LpPool&) { return back(); },
                          [&](const AdaptiveMaxPool&) { return route_back(); },
                          [&](const AdaptiveAvgPool&) { return back(); },
                          [&](const MaxUnpool&) {
                              return Gradients{gathered(geometry, operands, upstream), {}, {}};
                          },
                          [&](const ConvTranspose&) { return weighted(geometry, operands, upstream); },
                          [&](const Unfold&) { return back(); },
                          [&](const Fold&) { return back(); },
                      },
                      geometry.operation);
}

}  // namespace stridelens
