#include "core/explain/explain.h"

#include "core/explain/ledger.h"
#include "core/explain/sentence/sentence.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stridelens {
namespace {

/// Calls visit(Term&) for every tap of `output`; the visitor enters it.
template <class Visit>
void for_each_term(const Geometry& geometry, const Operands& operands, const Index& output, Visit&& visit) {
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
        visit(term);
    });
}

/// The winner is listed whatever its place. Of equal numbers the first won, of several NaN the last.
void list_winner(const std::optional<Term>& winner, Explanation& told) {
    if (!winner) return;
    const bool listed = winner->order < std::ssize(told.terms);
    told.winner = listed ? static_cast<std::size_t>(winner->order) : told.terms.size();
    for (std::size_t i = 0; i < told.terms.size(); ++i) {
        Term& term = told.terms[i];
        if (i == told.winner || term.tap.kind != TapKind::inside || !same_value(term.value, told.result)) continue;
        term.verdict = std::isnan(told.result) ? Verdict::earlier_nan : Verdict::ties;
        told.tied.push_back(i);
    }
    if (!listed) told.terms.push_back(*winner);
    told.terms[*told.winner].verdict = Verdict::wins;
}

/// The largest, or the smallest as −max(−x).
void tell_extreme(const Geometry& geometry, const Operands& operands, Explanation& told) {
    const bool smallest = std::holds_alternative<MinPool>(geometry.operation);
    const float sign = smallest ? -1.0F : 1.0F;
    told.rule = smallest ? Rule::minimum : Rule::maximum;
    told.result = -sign * std::numeric_limits<float>::infinity();
    std::optional<Term> winner;
    for_each_term(geometry, operands, told.output, [&](Term& term) {
        enter(told, term);
        if (term.tap.kind != TapKind::inside) return;
        const bool equal = winner && same_value(term.value, told.result);
        if (beats(sign * term.value, sign * told.result, winner.has_value())) {
            term.order = told.count - 1;
            told.result = term.value;
            told.equal = equal ? told.equal + 1 : 0;
            winner = term;
        } else if (equal) {
            ++told.equal;
        }
    });
    list_winner(winner, told);
}

void tell_average(const Geometry& geometry, const Operands& operands, std::optional<std::int64_t> divisor,
                  Explanation& told) {
    told.rule = Rule::average;
    float sum = 0.0F;
    for_each_term(geometry, operands, told.output, [&](Term& term) {
        if (term.tap.kind == TapKind::inside) sum += term.value;
        enter(told, std::move(term));
    });
    told.sum = static_cast<double>(sum);
    told.divisor = divisor.value_or(told.counted);
    told.result = divide(sum, *told.divisor);
}

void tell_norm(const LpPool& pool, const Geometry& geometry, const Operands& operands, Explanation& told) {
    told.rule = Rule::norm;
    told.norm_type = pool.norm_type;
    float sum = 0.0F;
    for_each_term(geometry, operands, told.output, [&](Term& term) {
        term.counted = term.tap.kind == TapKind::inside;
        term.product = 0.0;
        if (term.counted) {
            const float power = norm_power(pool, term.value);
            term.product = static_cast<double>(power);
            sum += power;
            told.negative = told.negative || term.value < 0.0F;
        }
        enter(told, std::move(term));
    });
    const float whole = norm_sum(pool, sum, told.counted, geometry.kernel_cells());
    told.sum = static_cast<double>(whole);
    told.result = norm_root(pool, whole);
}

void tell_copy(const Geometry& geometry, const Operands& operands, Explanation& told) {
    told.rule = Rule::copy;
    for_each_term(geometry, operands, told.output, [&](Term& term) { enter(told, std::move(term)); });
    told.result = told.terms.front().value;
}

/// Fold: what the columns hold for this cell.
void tell_fold(const Geometry& geometry, const Operands& operands, Explanation& told) {
    told.rule = Rule::sum;
    for_each_term(geometry, operands, told.output, [&](Term& term) {
        told.sum += static_cast<double>(term.value);
        enter(told, std::move(term));
    });
    told.result = static_cast<float>(told.sum);
}

void tell_products(const Geometry& geometry, const Operands& operands, Explanation& told) {
    told.rule = Rule::sum_of_products;
    for_each_term(geometry, operands, told.output, [&](Term& term) {
        if (told.channels.empty() || told.channels.back() != term.tap.channel) {
            told.channels.push_back(term.tap.channel);
            told.channel_sums.push_back(0.0);
        }
        told.channel_sums.back() += term.product;
        enter(told, std::move(term));
    });
    for (const double channel_sum : told.channel_sums) told.sum += channel_sum;
    if (!operands.bias.values.empty()) {
        told.bias = operands.bias[told.output[geometry.channel_axis()]];
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

/// MaxUnpool: of the cells whose window has this output cell, and of any other, those whose index names it. All are
/// listed.
void tell_routed(const Geometry& geometry, const Operands& operands, Explanation& told) {
    told.rule = Rule::routed;
    for_each_term(geometry, operands, told.output, [&](Term& term) {
        term.counted = false;
        term.order = told.count++;
        told.terms.push_back(std::move(term));
    });
    const std::int64_t output = flatten(geometry.output, told.output);
    for (std::int64_t i = 0; i < std::ssize(operands.indices); ++i) {
        if (unpool_target(geometry, i, operands.indices[static_cast<std::size_t>(i)]) != output) continue;
        auto term =
            std::find_if(told.terms.begin(), told.terms.end(), [&](const Term& t) { return t.tap.source == i; });
        if (term == told.terms.end()) {
            Term far;
            far.order = told.count++;
            far.tap = foreign_tap(geometry, i);
            far.value = operands.input[i];
            far.product = static_cast<double>(far.value);
            term = told.terms.insert(told.terms.end(), far);
        }
        term->counted = true;
        ++told.counted;
        if (told.winner) {  // the last one stays
            told.tied.push_back(*told.winner);
            told.terms[*told.winner].verdict = Verdict::overwritten;
        }
        told.winner = static_cast<std::size_t>(term - told.terms.begin());
        term->verdict = Verdict::wins;
    }
    for (const Term& term : told.terms) ++told.kinds.of(term.tap.kind);
    told.equal = std::ssize(told.tied);
    told.shared_factor = 1.0F;
    told.result = told.winner ? told.terms[*told.winner].value : 0.0F;
}

}  // namespace

std::int64_t& Kinds::of(TapKind kind) {
    switch (kind) {
        case TapKind::inside:
            return inside;
        case TapKind::inserted:
            return inserted;
        case TapKind::padding:
            return padding;
        case TapKind::overhang:
            break;
    }
    return overhang;
}

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
    std::visit(overloaded{
                   [&](const MaxPool&) { tell_extreme(geometry, operands, told); },
                   [&](const AvgPool& pool) { tell_average(geometry, operands, pool.divisor_override, told); },
                   [&](const Pad&) { tell_copy(geometry, operands, told); },
                   [&](const Conv&) { tell_products(geometry, operands, told); },
                   [&](const MinPool&) { tell_extreme(geometry, operands, told); },
                   [&](const LpPool& pool) { tell_norm(pool, geometry, operands, told); },
                   [&](const AdaptiveMaxPool&) { tell_extreme(geometry, operands, told); },
                   [&](const AdaptiveAvgPool&) { tell_average(geometry, operands, std::nullopt, told); },
                   [&](const MaxUnpool&) { tell_routed(geometry, operands, told); },
                   [&](const ConvTranspose&) { tell_products(geometry, operands, told); },
                   [&](const Unfold&) { tell_copy(geometry, operands, told); },
                   [&](const Fold&) { tell_fold(geometry, operands, told); },
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
