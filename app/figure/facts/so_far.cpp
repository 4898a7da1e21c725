#include "app/figure/facts/so_far.h"

#include "app/figure/facts/number_style.h"
#include "core/explain/expression.h"
#include "core/words/prose.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace stridelens {

namespace {

/// What is said of the term that has just been taken.
class TapSentence {
public:
    TapSentence(const Facts& facts, const Expression& expression, std::size_t tap, const Accumulator& sum)
        : facts_(facts), expression_(expression), term_(expression.terms[tap]), tap_(tap), sum_(sum) {}

    std::string said() const {
        return fmt::format("Term {} of {}: {}", prose(static_cast<std::int64_t>(tap_) + 1), prose(expression_.count()),
                           what());
    }

private:
    std::string what() const {
        switch (expression_.function) {
            case Function::maximum:
                return extreme("largest");
            case Function::minimum:
                return extreme("smallest");
            case Function::mean:
                return mean();
            case Function::norm:
                return term_.counts ? fmt::format("its power {} is added, {} so far. The root comes last.",
                                                  number(term_.product), number(sum_.sum()))
                                    : std::string("it does not count.");
            case Function::sum:
                return sum();
            case Function::routed:
                return term_.counts ? std::string("its index names this cell.")
                                    : std::string("its index names another cell.");
            case Function::copy:
            case Function::stamp:
                break;
        }
        return "it is copied.";
    }

    std::string extreme(const char* word) const {
        if (!sum_.taken()) return "it lies in the padding and is never taken.";
        const std::string best = value(sum_.taken()->value);
        if (term_.kind != CellKind::inside)
            return fmt::format("it lies in the padding and is never taken; the {} so far is {}.", word, best);
        if (sum_.taken()->order == term_.order) return fmt::format("{} is the {} so far.", best, word);
        return fmt::format("{} does not replace {}, the {} so far.", value(term_.value), best, word);
    }

    std::string mean() const {
        if (!term_.counts) return fmt::format("it does not count; the sum stays {}.", number(sum_.sum()));
        return fmt::format("{} is added, {} so far. The division by {} comes last.", value(term_.value),
                           number(sum_.sum()), prose(expression_.divisor->value));
    }

    std::string sum() const {
        if (!term_.counts) return fmt::format("it brings nothing in; the sum stays {}.", number(sum_.sum()));
        const std::string last = expression_.bias ? " The bias comes last." : "";
        if (expression_.unit_factors || expression_.form == TermForm::value)
            return fmt::format("{} is added, {} so far.{}", value(term_.value), number(sum_.sum()), last);
        std::string factor = format(static_cast<double>(term_.factor), number_style(facts_.kernel.numbers));
        if (factor.starts_with(text::kMinus)) factor = "(" + factor + ")";
        return fmt::format("{} · {} = {} is added, {} so far.{}", value(term_.value), factor, number(term_.product),
                           number(sum_.sum()), last);
    }

    std::string value(float number) const {
        return format(static_cast<double>(number), number_style(facts_.left.numbers));
    }
    static std::string number(double number) { return format_plain(number); }

    const Facts& facts_;
    const Expression& expression_;
    const Expression::Term& term_;
    std::size_t tap_;
    const Accumulator& sum_;
};

float result_so_far(const Expression& expression, const Accumulator& sum) {
    const bool added = expression.function == Function::mean || expression.function == Function::norm ||
                       expression.function == Function::sum;
    return added ? static_cast<float>(sum.sum()) : sum.result();
}

/// Only what has been taken so far can have won.
void keep_verdicts(Explanation& told, const Accumulator& sum) {
    const auto taken = sum.taken();
    told.winner.reset();
    told.tied.clear();
    told.equal = 0;
    for (std::size_t i = 0; i < told.terms.size(); ++i) {
        Term& term = told.terms[i];
        const bool wins = taken && taken->order == term.order;
        term.verdict = wins ? Verdict::wins : Verdict::none;
        if (wins) told.winner = i;
    }
}

}  // namespace

std::shared_ptr<const Told> told_so_far(const Facts& facts, const Told& told, std::size_t tap) {
    auto so_far = std::make_shared<Told>(told);
    Explanation& explanation = so_far->explanation;
    const Expression expression = expression_of(facts.geometry, told.explanation);
    Accumulator sum(expression);
    std::vector<double> channels(explanation.channels.size(), 0.0);
    for (std::size_t i = 0; i <= tap; ++i) {
        sum.add(expression.terms[i]);
        const auto at =
            std::find(explanation.channels.begin(), explanation.channels.end(), expression.terms[i].channel);
        if (at != explanation.channels.end())
            channels[static_cast<std::size_t>(at - explanation.channels.begin())] = sum.channel_sum();
    }
    explanation.channel_sums = std::move(channels);
    explanation.sum = sum.sum();
    explanation.result = result_so_far(expression, sum);
    const bool picks = expression.function == Function::maximum || expression.function == Function::minimum ||
                       expression.function == Function::routed;
    if (picks) keep_verdicts(explanation, sum);
    explanation.sentence = TapSentence(facts, expression, tap, sum).said();
    return so_far;
}

bool channel_to_come(const Facts& facts, std::int64_t channel) {
    if (!facts.tap) return false;
    const std::vector<Term>& terms = facts.explanation().terms;
    const auto taken = terms.begin() + static_cast<std::ptrdiff_t>(*facts.tap) + 1;
    return std::none_of(terms.begin(), taken, [&](const Term& term) { return term.tap.channel == channel; });
}

}  // namespace stridelens
