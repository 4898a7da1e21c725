// One cell of a gradient, told; and what one input cell of a transposed operation stamps onto the output.

#include "core/explain/explain.h"
#include "core/explain/sentence/sentence.h"
#include "core/window/channels.h"

#include <cassert>
#include <utility>

namespace stridelens {
namespace {

/// Terms as they come; the sum is of all of them.
class Ledger {
public:
    explicit Ledger(Explanation& told) : told_(told) {}

    /// `factor` in double: Term::weight keeps it only to float's precision.
    void add(Term term, float upstream, double factor) {
        term.value = upstream;
        term.weight = static_cast<float>(factor);
        if (term.counted) {
            term.product = static_cast<double>(upstream) * factor;
            told_.sum += term.product;
            ++told_.counted;
        }
        if (told_.terms.size() < kMostTold) told_.terms.push_back(term);
    }

private:
    Explanation& told_;
};

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

/// What one output cell passes back to input cell `source`.
void pass_back(const Geometry& geometry, const Operands& operands, std::int64_t output, float upstream,
               std::int64_t source, Explanation& told) {
    const Index at = unflatten(geometry.output, output);
    const std::vector<double> factors = tap_factors(geometry, operands, at);
    const bool extreme = is_extreme(geometry);
    Ledger ledger(told);
    const std::size_t before = told.terms.size();
    std::int64_t winner = -1;
    std::size_t t = 0;
    for_each_tap(geometry, at, [&](const Tap& tap) {
        const double factor = factors[t++];
        if (extreme && factor != 0.0) winner = tap.source;
        if (tap.source != source) return;
        Term term;
        term.tap = tap;
        term.output = output;
        term.counted = !extreme || factor != 0.0;  // what did not win gets nothing, also of ∞
        ledger.add(term, upstream, factor);
    });
    if (winner < 0 || winner == source || told.terms.size() == before) return;
    if (same_value(operands.input[winner], operands.input[source])) told.tied.push_back(before);
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
    Ledger(told).add(term, upstream[target], 1.0);
}

/// Channel of the output that a cell of the weight or the bias belongs to.
std::int64_t out_channel_of(const Geometry& geometry, Subject subject, const Index& cell) {
    return subject == Subject::grad_bias ? cell[0] : joined_channels(geometry, cell).output;
}

/// Calls visit(flat output cell) for every output cell of one channel, sample by sample.
template <class Visit>
void for_each_output_of(const Geometry& geometry, std::int64_t channel, Visit&& visit) {
    const std::int64_t plane = geometry.output_cells();
    for (std::int64_t n = 0; n < geometry.samples(); ++n)
        for (std::int64_t o = 0; o < plane; ++o) visit((n * geometry.out_channels + channel) * plane + o);
}

void tell_weight(const Geometry& geometry, const Operands& operands, const Tensor& upstream, Explanation& told) {
    const std::int64_t weight = flatten(geometry.weight, told.output);
    Ledger ledger(told);
    for_each_output_of(geometry, out_channel_of(geometry, told.subject, told.output), [&](std::int64_t output) {
        for_each_tap(geometry, unflatten(geometry.output, output), [&](const Tap& tap) {
            if (tap.weight != weight) return;
            Term term;
            term.tap = tap;
            term.output = output;
            term.counted = tap.source >= 0 || !geometry.transposed();
            const float value = tap.source >= 0 ? operands.input[tap.source] : geometry.pad_value;
            ledger.add(term, upstream[output], static_cast<double>(value));
        });
    });
}

void tell_bias(const Geometry& geometry, const Tensor& upstream, Explanation& told) {
    Ledger ledger(told);
    for_each_output_of(geometry, out_channel_of(geometry, told.subject, told.output), [&](std::int64_t output) {
        Term term;
        term.output = output;
        ledger.add(term, upstream[output], 1.0);
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
        told.terms.push_back(term);
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
