// One cell of a gradient, told; and what one input cell of a transposed operation stamps onto the output.

#include "core/explain/explain.h"
#include "core/explain/ledger.h"
#include "core/explain/sentence/sentence.h"
#include "core/window/channels.h"

#include <cassert>
#include <cmath>
#include <utility>

namespace stridelens {
namespace {

/// Enters what one output cell passes back: upstream · factor. `factor` in double: Term::weight keeps it only to float's
/// precision.
void pass(Explanation& told, Term term, float upstream, double factor) {
    term.value = upstream;
    term.weight = static_cast<float>(factor);
    if (term.counted) {
        term.product = static_cast<double>(upstream) * factor;
        told.sum += term.product;
    }
    enter(told, std::move(term));
}

bool is_extreme(const Geometry& geometry) {
    return std::visit(overloaded{
                          [](const MaxPool&) { return true; },
                          [](const AvgPool&) { return false; },
                          [](const Pad&) { return false; },
                          [](const Conv&) { return false; },
                          [](const MinPool&) { return true; },
                          [](const LpPool&) { return false; },
                          [](const AdaptiveMaxPool&) { return true; },
                          [](const AdaptiveAvgPool&) { return false; },
                          [](const MaxUnpool&) { return false; },
                          [](const ConvTranspose&) { return false; },
                          [](const Unfold&) { return false; },
                          [](const Fold&) { return false; },
                      },
                      geometry.operation);
}

/// What became of input cell `source` in the window that `winner` won.
Verdict beside_winner(const Operands& operands, std::int64_t winner, std::int64_t source) {
    if (winner < 0 || winner == source || !same_value(operands.input[winner], operands.input[source]))
        return Verdict::none;
    return std::isnan(operands.input[source]) ? Verdict::earlier_nan : Verdict::ties;
}

/// What one output cell passes back to input cell `source`.
void pass_back(const Geometry& geometry, const Operands& operands, std::int64_t output, float upstream,
               std::int64_t source, Explanation& told) {
    const Index at = unflatten(geometry.output, output);
    const std::vector<double> factors = tap_factors(geometry, operands, at);
    const bool extreme = is_extreme(geometry);
    struct Reading {
        Tap tap;
        double factor;
    };
    std::vector<Reading> readings;  // by several taps where padding copies the cell
    std::int64_t winner = -1;
    std::size_t t = 0;
    for_each_tap(geometry, at, [&](const Tap& tap) {
        const double factor = factors[t++];
        if (extreme && factor != 0.0) winner = tap.source;
        if (tap.source == source) readings.push_back({tap, factor});
    });
    for (const Reading& reading : readings) {
        Term term;
        term.tap = reading.tap;
        term.output = output;
        term.counted = !extreme || reading.factor != 0.0;  // what did not win gets nothing, also of ∞
        term.verdict = beside_winner(operands, winner, source);
        pass(told, std::move(term), upstream, reading.factor);
    }
}

void tell_input(const Geometry& geometry, const Operands& operands, const Tensor& upstream, Explanation& told) {
    const std::int64_t source = flatten(geometry.input, told.output);
    std::int64_t last = -1;
    for (const Reader& reader : readers(geometry, told.output)) {
        if (reader.output == last) continue;  // several taps of one window read it: told together
        last = reader.output;
        pass_back(geometry, operands, last, upstream[last], source, told);
    }
}

/// MaxUnpool gathers: the upstream gradient from where its index put the cell.
void tell_unpool(const Geometry& geometry, const Operands& operands, const Tensor& upstream, Explanation& told) {
    const std::int64_t source = flatten(geometry.input, told.output);
    const std::int64_t target = unpool_target(geometry, source, operands.indices[static_cast<std::size_t>(source)]);
    Term term;
    term.tap.source = source;
    term.output = target;
    for_each_tap(geometry, unflatten(geometry.output, target), [&](const Tap& tap) {
        if (tap.source == source) term.tap = tap;
    });
    pass(told, std::move(term), upstream[target], 1.0);
}

/// Channel of the output that a cell of the weight or the bias belongs to.
std::int64_t out_channel_of(const Geometry& geometry, Subject subject, const Index& cell) {
    return subject == Subject::grad_bias ? cell[0] : joined_channels(geometry, cell).output;
}

/// Calls visit(flat output cell) for every output cell of one channel, sample by sample.
template <class Visit>
void for_each_output_of(const Geometry& geometry, std::int64_t channel, Visit&& visit) {
    const Shape planes{geometry.samples(), geometry.out_channels, geometry.output_cells()};
    for (std::int64_t n = 0; n < planes[0]; ++n) {
        const std::int64_t first = flatten(planes, {n, channel, 0});
        for (std::int64_t o = 0; o < planes[2]; ++o) visit(first + o);
    }
}

void tell_weight(const Geometry& geometry, const Operands& operands, const Tensor& upstream, Explanation& told) {
    const std::int64_t weight = flatten(geometry.weight, told.output);
    for_each_output_of(geometry, out_channel_of(geometry, told.subject, told.output), [&](std::int64_t output) {
        Term term;
        term.tap = tap_of_weight(geometry, unflatten(geometry.output, output), weight);
        term.output = output;
        term.counted = term.tap.source >= 0 || !geometry.transposed();
        const float value = term.tap.source >= 0 ? operands.input[term.tap.source] : geometry.pad_value;
        pass(told, std::move(term), upstream[output], static_cast<double>(value));
    });
}

void tell_bias(const Geometry& geometry, const Tensor& upstream, Explanation& told) {
    for_each_output_of(geometry, out_channel_of(geometry, told.subject, told.output), [&](std::int64_t output) {
        Term term;
        term.output = output;
        pass(told, std::move(term), upstream[output], 1.0);
    });
}

}  // namespace

Explanation explain_gradient(const Geometry& geometry, const Operands& operands, const Tensor& upstream,
                             Subject subject, const Index& cell) {
    assert(subject == Subject::grad_input || subject == Subject::grad_weight || subject == Subject::grad_bias);
    Explanation told;
    told.rule = Rule::gradient;
    told.subject = subject;
    told.output = cell;
    if (subject == Subject::grad_weight) tell_weight(geometry, operands, upstream, told);
    if (subject == Subject::grad_bias) tell_bias(geometry, upstream, told);
    const bool unpool = std::holds_alternative<MaxUnpool>(geometry.operation);
    if (subject == Subject::grad_input && unpool) tell_unpool(geometry, operands, upstream, told);
    if (subject == Subject::grad_input && !unpool) tell_input(geometry, operands, upstream, told);
    told.result = static_cast<float>(told.sum);
    told.sentence = sentence::of_gradient(geometry, operands, told);
    return told;
}

Explanation explain_stamp(const Geometry& geometry, const Operands& operands, const Index& input) {
    assert(geometry.transposed());
    Explanation told;
    told.rule = Rule::stamp;
    told.subject = Subject::input;
    told.output = input;
    const std::int64_t source = flatten(geometry.input, input);
    told.result = operands.input[source];
    const auto stamp = [&](Tap tap, std::int64_t output) {
        Term term;
        term.tap = std::move(tap);
        term.output = output;
        term.value = told.result;
        if (term.tap.weight >= 0) term.weight = operands.weight[term.tap.weight];
        term.product = static_cast<double>(term.value) * static_cast<double>(term.weight);
        enter(told, std::move(term));
    };
    const auto tap_of = [&](std::int64_t output) {
        Tap found;
        found.source = source;
        for_each_tap(geometry, unflatten(geometry.output, output), [&](const Tap& tap) {
            if (tap.source == source) found = tap;
        });
        return found;
    };
    if (std::holds_alternative<MaxUnpool>(geometry.operation)) {
        const std::int64_t target = unpool_target(geometry, source, operands.indices[static_cast<std::size_t>(source)]);
        stamp(tap_of(target), target);
    } else {
        for (const Reader& reader : readers(geometry, input)) stamp(tap_of(reader.output), reader.output);
    }
    told.sentence = sentence::of_stamp(geometry, operands, told);
    return told;
}

}  // namespace stridelens
