#include "core/explain/explain.h"

#include "core/explain/sentence/sentence.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stridelens {
namespace {

std::vector<Term> terms_of(const Geometry& geometry, const Operands& operands, const Index& output) {
    std::vector<Term> terms;
    const AvgPool* average = std::get_if<AvgPool>(&geometry.operation);
    const bool leaves_out =
        geometry.transposed();  // what is no real cell: its product is 0 even with an infinite weight
    for_each_tap(geometry, output, [&](const Tap& tap) {
        Term term;
        term.tap = tap;
        term.value = tap.source >= 0 ? operands.input[tap.source] : geometry.pad_value;
        if (tap.weight >= 0) term.weight = operands.weight[tap.weight];
        if (tap.source >= 0 || !leaves_out)
            term.product = static_cast<double>(term.value) * static_cast<double>(term.weight);
        if (average != nullptr) term.counted = counts_in_average(*average, tap.kind);
        terms.push_back(term);
    });
    return terms;
}

/// The largest, or the smallest as −max(−x).
void tell_extreme(const Geometry& geometry, Explanation& told) {
    const bool smallest = std::holds_alternative<MinPool>(geometry.operation);
    const float sign = smallest ? -1.0F : 1.0F;
    told.rule = smallest ? Rule::minimum : Rule::maximum;
    float best = -std::numeric_limits<float>::infinity();
    told.result = sign * best;
    for (std::size_t i = 0; i < told.terms.size(); ++i) {
        const Term& term = told.terms[i];
        if (term.tap.kind != TapKind::inside || !beats(sign * term.value, best, told.winner.has_value())) continue;
        best = sign * term.value;
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

void tell_average(std::optional<std::int64_t> divisor, Explanation& told) {
    told.rule = Rule::average;
    float sum = 0.0F;
    std::int64_t counted = 0;
    for (const Term& term : told.terms) {
        if (term.tap.kind == TapKind::inside) sum += term.value;
        if (term.counted) ++counted;
    }
    told.sum = static_cast<double>(sum);
    told.divisor = divisor.value_or(counted);
    told.result = divide(sum, *told.divisor);
}

void tell_norm(const LpPool& pool, const Geometry& geometry, Explanation& told) {
    told.rule = Rule::norm;
    told.norm_type = pool.norm_type;
    float sum = 0.0F;
    std::int64_t counted = 0;
    for (Term& term : told.terms) {
        term.counted = term.tap.kind == TapKind::inside;
        term.product = 0.0;
        if (!term.counted) continue;
        const float power = norm_power(pool, term.value);
        term.product = static_cast<double>(power);
        sum += power;
        ++counted;
    }
    const float whole = norm_sum(pool, sum, counted, geometry.kernel_cells());
    told.sum = static_cast<double>(whole);
    told.result = norm_root(pool, whole);
}

void tell_copy(Explanation& told) {
    told.rule = Rule::copy;
    told.result = told.terms.front().value;
}

/// Fold: what the columns hold for this cell.
void tell_fold(Explanation& told) {
    told.rule = Rule::sum;
    for (const Term& term : told.terms) told.sum += static_cast<double>(term.value);
    told.result = static_cast<float>(told.sum);
}

void tell_products(const Geometry& geometry, const Tensor& bias, Explanation& told) {
    told.rule = Rule::sum_of_products;
    for (const Term& term : told.terms) {
        if (told.channels.empty() || told.channels.back() != term.tap.channel) {
            told.channels.push_back(term.tap.channel);
            told.channel_sums.push_back(0.0);
        }
        told.channel_sums.back() += term.product;
    }
    for (const double channel_sum : told.channel_sums) told.sum += channel_sum;
    if (!bias.values.empty()) {
        told.bias = bias[told.output[geometry.channel_axis()]];
        told.sum += static_cast<double>(*told.bias);
    }
    told.result = static_cast<float>(told.sum);
}

/// A tap for an input cell whose index points out of its own window: where it stands, as some other window reads it.
Tap foreign_tap(const Geometry& geometry, std::int64_t source) {
    Tap found;
    found.kernel = found.at = Index(geometry.axes.size(), 0);
    const std::vector<Reader> read_by = readers(geometry, unflatten(geometry.input, source));
    if (!read_by.empty())
        for_each_tap(geometry, unflatten(geometry.output, read_by.front().output), [&](const Tap& tap) {
            if (tap.source == source) found = tap;
        });
    found.source = source;
    return found;
}

/// MaxUnpool: of the cells whose window has this output cell, and of any other, those whose index names it.
void tell_routed(const Geometry& geometry, const Operands& operands, Explanation& told) {
    told.rule = Rule::routed;
    const std::int64_t output = flatten(geometry.output, told.output);
    for (Term& term : told.terms) term.counted = false;
    for (std::int64_t i = 0; i < std::ssize(operands.indices); ++i) {
        if (unpool_target(geometry, i, operands.indices[static_cast<std::size_t>(i)]) != output) continue;
        auto term =
            std::find_if(told.terms.begin(), told.terms.end(), [&](const Term& t) { return t.tap.source == i; });
        if (term == told.terms.end()) {
            Term far;
            far.tap = foreign_tap(geometry, i);
            far.value = operands.input[i];
            far.product = static_cast<double>(far.value);
            term = told.terms.insert(told.terms.end(), far);
        }
        term->counted = true;
        if (told.winner) told.tied.push_back(*told.winner);  // the last one stays
        told.winner = static_cast<std::size_t>(term - told.terms.begin());
    }
    told.result = told.winner ? told.terms[*told.winner].value : 0.0F;
}

}  // namespace

bool same_value(float a, float b) {
    return a == b || (std::isnan(a) && std::isnan(b));
}

Explanation explain(const Geometry& geometry, const Tensor& input, const Tensor& weight, const Tensor& bias,
                    const Index& output) {
    return explain(geometry, Operands{input, weight, bias}, output);
}

Explanation explain(const Geometry& geometry, const Operands& operands, const Index& output) {
    Explanation told;
    told.output = output;
    told.terms = terms_of(geometry, operands, output);
    std::visit(overloaded{
                   [&](const MaxPool&) { tell_extreme(geometry, told); },
                   [&](const AvgPool& pool) { tell_average(pool.divisor_override, told); },
                   [&](const Pad&) { tell_copy(told); },
                   [&](const Conv&) { tell_products(geometry, operands.bias, told); },
                   [&](const MinPool&) { tell_extreme(geometry, told); },
                   [&](const LpPool& pool) { tell_norm(pool, geometry, told); },
                   [&](const AdaptiveMaxPool&) { tell_extreme(geometry, told); },
                   [&](const AdaptiveAvgPool&) { tell_average(std::nullopt, told); },
                   [&](const MaxUnpool&) { tell_routed(geometry, operands, told); },
                   [&](const ConvTranspose&) { tell_products(geometry, operands.bias, told); },
                   [&](const Unfold&) { tell_copy(told); },
                   [&](const Fold&) { tell_fold(told); },
               },
               geometry.operation);
    told.sentence = sentence::of_output(geometry, operands, told);
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
