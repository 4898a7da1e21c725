#include "core/explain/explain.h"

#include "core/explain/sentence.h"
#include "core/reference/reference.h"

#include <cmath>
#include <limits>

namespace stridelens {
namespace {

std::vector<Term> terms_of(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Index& output) {
    std::vector<Term> terms;
    const AvgPool* average = std::get_if<AvgPool>(&geometry.operation);
    for_each_tap(geometry, output, [&](const Tap& tap) {
        Term term;
        term.tap = tap;
        term.value = tap.source >= 0 ? input[tap.source] : geometry.pad_value;
        if (tap.weight >= 0) term.weight = weight[tap.weight];
        term.product = static_cast<double>(term.value) * static_cast<double>(term.weight);
        if (average != nullptr) term.counted = counts_in_average(*average, tap.kind);
        terms.push_back(term);
    });
    return terms;
}

bool same_value(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

void tell_maximum(Explanation& told) {
    told.told = Told::maximum;
    told.result = -std::numeric_limits<float>::infinity();
    for (std::size_t i = 0; i < told.terms.size(); ++i) {
        const Term& term = told.terms[i];
        if (term.tap.kind != TapKind::inside || !beats(term.value, told.result, told.winner.has_value())) continue;
        told.result = term.value;
        told.winner = i;
    }
    if (!told.winner) return;
    for (std::size_t i = 0; i < told.terms.size(); ++i) {
        const Term& term = told.terms[i];
        if (i != *told.winner && term.tap.kind == TapKind::inside && same_value(term.value, told.result))
            told.tied.push_back(i);
    }
}

void tell_average(const AvgPool& pool, Explanation& told) {
    told.told = Told::average;
    float sum = 0.0F;
    std::int64_t counted = 0;
    for (const Term& term : told.terms) {
        if (term.tap.kind == TapKind::inside) sum += term.value;
        if (term.counted) ++counted;
    }
    told.sum = static_cast<double>(sum);
    told.divisor = pool.divisor_override.value_or(counted);
    told.result = divide(sum, *told.divisor);
}

void tell_sum(const Geometry& geometry, const Tensor& bias, Explanation& told) {
    told.told = Told::sum_of_products;
    for (const Term& term : told.terms) {
        if (told.channels.empty() || told.channels.back() != term.tap.channel) {
            told.channels.push_back(term.tap.channel);
            told.channel_sums.push_back(0.0);
        }
        told.channel_sums.back() += term.product;
    }
    for (const double channel_sum : told.channel_sums) told.sum += channel_sum;
    if (!bias.values.empty()) {
        told.bias = bias[told.output[static_cast<std::size_t>(geometry.leading) - 1]];
        told.sum += static_cast<double>(*told.bias);
    }
    told.result = static_cast<float>(told.sum);
}

}  // namespace

Explanation explain(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias,
                    const Index& output) {
    Explanation told;
    told.output = output;
    told.terms = terms_of(geometry, input, weight, output);
    std::visit(overloaded{
                   [&](const MaxPool&) { tell_maximum(told); },
                   [&](const AvgPool& pool) { tell_average(pool, told); },
                   [&](const Pad&) { told.result = told.terms.front().value; },
                   [&](const Conv&) { tell_sum(geometry, bias, told); },
               },
               geometry.operation);
    told.sentence = sentence_of(geometry, told);
    return told;
}

std::string axis_name(const Geometry& geometry, std::size_t axis) {
    const auto spatial = static_cast<std::size_t>(spatial_rank_of(geometry.operation));
    const std::size_t from_end = geometry.axes.size() - 1 - axis;
    if (from_end < spatial) {
        if (spatial == 1) return "L";
        return from_end == 0 ? "W" : from_end == 1 ? "H" : "D";
    }
    return from_end == spatial ? "C" : from_end == spatial + 1 ? "N" : "axis " + std::to_string(axis);
}

}  // namespace stridelens
