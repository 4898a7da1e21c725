#include "app/figure/strip/printed_line.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace stridelens {

namespace {

constexpr int kReadableDecimals = 2;

bool same(double a, double b) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return a == b || std::abs(a - b) <= 1e-7 * std::max({1.0, std::abs(a), std::abs(b)});
}

double printed_factor(const Expression::Term& term, const LineStyles& styles) {
    if (styles.shares) return 1.0 / static_cast<double>(share_of(term.factor));
    return printed(static_cast<double>(term.factor), styles.factor);
}

/// What a term brings in, as it is printed.
double printed_term(const Expression& expression, const Expression::Term& term, const LineStyles& styles) {
    const bool outside = !expression.backward() && term.input < 0;  // padding's own number is written in full
    const auto value = static_cast<double>(term.value);
    const double shown = outside ? value : printed(value, styles.value);
    if (expression.form == TermForm::power) {
        const double base = expression.norm->absolute ? std::abs(shown) : shown;
        return std::pow(base, expression.norm->exponent);
    }
    const bool plain = expression.form == TermForm::value || (expression.backward() && expression.unit_factors);
    return plain ? shown : shown * printed_factor(term, styles);
}

/// Of all terms, with the bias.
double printed_sum(const Expression& expression, const LineStyles& styles) {
    if (expression.rest.count > 0) return *expression.sum;
    double sum = 0.0;
    if (styles.sums)
        for (const Expression::Channel& channel : expression.channels) sum += printed(channel.sum, *styles.sums);
    else
        for (const Expression::Term& term : expression.terms)
            if (term.counts) sum += printed_term(expression, term, styles);
    return expression.bias ? sum + printed(static_cast<double>(*expression.bias), styles.bias) : sum;
}

}  // namespace

bool holds(const Expression& expression, const LineStyles& styles) {
    const double result = printed(static_cast<double>(expression.result), styles.result);
    switch (expression.function) {
        case Function::maximum:
        case Function::minimum:
            return !expression.taken ||
                   same(printed_term(expression, expression.terms[*expression.taken], styles), result);
        case Function::mean:
            return same(printed_sum(expression, styles) / static_cast<double>(expression.divisor->value), result);
        case Function::norm:
            return same(std::pow(printed_sum(expression, styles), 1.0 / expression.norm->exponent), result);
        case Function::sum:
            return same(printed_sum(expression, styles), result);
        case Function::copy:
        case Function::routed:
        case Function::stamp:
            return true;  // no number stands before the result
    }
    return true;
}

bool adds_up(std::span<const double> printed_terms, double printed_result) {
    return same(std::accumulate(printed_terms.begin(), printed_terms.end(), 0.0), printed_result);
}

const char* equals_sign(bool holds) {
    return holds ? "=" : "≈";
}

std::int64_t share_of(float factor) {
    return std::llround(1.0 / static_cast<double>(factor));
}

bool better_as_shares(const Expression& expression) {
    if (expression.factors != TensorName::none || expression.form != TermForm::product) return false;
    bool rounded = false;
    for (const Expression::Term& term : expression.terms) {
        if (!(term.factor > 0.0F)) return false;
        if (!same(static_cast<double>(term.factor) * static_cast<double>(share_of(term.factor)), 1.0)) return false;
        rounded = rounded || !exact_with(static_cast<double>(term.factor), kReadableDecimals);
    }
    return rounded;
}

}  // namespace stridelens
