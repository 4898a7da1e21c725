#include "app/export/text/arithmetic.h"

#include "app/export/text/told.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <vector>

namespace stridelens {

namespace {

using Strings = std::vector<std::string>;

std::string joined(const Strings& parts, const std::string& between) {
    return fmt::format("{}", fmt::join(parts, between));
}

/// "a + b"; nothing adds up to 0.
std::string sum_of(const Strings& terms) {
    return terms.empty() ? "0" : joined(terms, " + ");
}

/// A number after a sign: "(−0.8)".
std::string after_sign(double value, NumberKind kind, const ArithmeticSyntax& syntax) {
    const std::string text = syntax.number(value, kind);
    return std::signbit(value) && !std::isnan(value) ? syntax.open + text + syntax.close : text;
}

/// What stands for the terms that are not listed, behind those that are.
void add_rest(const Expression& expression, const ArithmeticSyntax& syntax, Strings& parts) {
    if (expression.rest.count > 0) parts.push_back(syntax.more(expression.rest.count));
}

/// Values as they are, the winner marked.
Strings listed_of(const Expression& expression, const ArithmeticSyntax& syntax) {
    Strings values;
    for (const Expression::Term& term : expression.terms) {
        const std::string value = syntax.number(static_cast<double>(term.value), NumberKind::value);
        values.push_back(term.verdict == Verdict::wins ? syntax.winner(value) : value);
    }
    add_rest(expression, syntax, values);
    return values;
}

/// "0.86 · (−0.26)", or the value alone; `first`: no sign stands before it.
std::string added_of(const Expression::Term& term, bool factor, const ArithmeticSyntax& syntax, bool first) {
    const auto value = static_cast<double>(term.value);
    const std::string text =
        first ? syntax.number(value, NumberKind::value) : after_sign(value, NumberKind::value, syntax);
    if (!factor) return text;
    return text + syntax.times + after_sign(static_cast<double>(term.factor), NumberKind::factor, syntax);
}

/// Values or products to be added up; those that do not count are left out. What comes back with the factor 1 comes back
/// whole.
Strings summands_of(const Expression& expression, const ArithmeticSyntax& syntax) {
    const bool plain = expression.backward() && expression.unit_factors;
    const bool factors = expression.form == TermForm::product && !plain;
    Strings summands;
    for (const Expression::Term& term : expression.terms)
        if (term.counts) summands.push_back(added_of(term, factors, syntax, summands.empty()));
    add_rest(expression, syntax, summands);
    if (expression.bias)
        summands.push_back(after_sign(static_cast<double>(*expression.bias), NumberKind::bias, syntax));
    return summands;
}

Strings powers_of(const Expression& expression, const ArithmeticSyntax& syntax) {
    const bool bars = expression.norm->absolute;
    Strings powers;
    for (const Expression::Term& term : expression.terms) {
        const std::string value = syntax.number(static_cast<double>(term.value), NumberKind::value);
        const bool bracket = bars || std::signbit(term.value);
        const std::string base = !bracket ? value
                                 : bars   ? syntax.bar + value + syntax.bar
                                          : syntax.open + value + syntax.close;
        powers.push_back(syntax.power(base, expression.norm->exponent));
    }
    add_rest(expression, syntax, powers);
    return powers;
}

/// What one input cell adds, and where to.
std::string stamp_line(const Geometry& geometry, const Expression& expression, const ArithmeticSyntax& syntax) {
    Strings parts;
    for (const Expression::Term& term : expression.terms) {
        const CellName to = output_cell(expression, term);
        parts.push_back(fmt::format("{} += {} = {}", syntax.cell(words_of(to.tensor), index_of(geometry, to)),
                                    added_of(term, true, syntax, true),
                                    syntax.number(term.product, NumberKind::result)));
    }
    add_rest(expression, syntax, parts);
    return joined(parts, "; ");
}

/// The name of the cell that the result is a copy of; empty if it is no cell's.
std::string copied_of(const Geometry& geometry, const Expression& expression, const ArithmeticSyntax& syntax) {
    if (!expression.taken) return {};
    const CellName from = value_cell(expression, expression.terms[*expression.taken]);
    return from.cell < 0 ? "" : syntax.cell(words_of(from.tensor), index_of(geometry, from));
}

std::string middle_of(const Geometry& geometry, const Expression& expression, const ArithmeticSyntax& syntax) {
    const auto listed = [&](const std::string& name) {
        return name + syntax.open + joined(listed_of(expression, syntax), ", ") + syntax.close;
    };
    switch (expression.function) {
        case Function::maximum:
            return listed(syntax.maximum);
        case Function::minimum:
            return listed(syntax.minimum);
        case Function::mean:
            return syntax.over(sum_of(summands_of(expression, syntax)), expression.divisor->value);
        case Function::norm:
            return syntax.root(sum_of(powers_of(expression, syntax)), expression.norm->exponent);
        case Function::copy:
        case Function::routed:
            return copied_of(geometry, expression, syntax);
        case Function::sum:
            return sum_of(summands_of(expression, syntax));
        case Function::stamp:
            return stamp_line(geometry, expression, syntax);
    }
    return {};
}

}  // namespace

std::string arithmetic_line(const Geometry& geometry, const Expression& expression, const ArithmeticSyntax& syntax) {
    const bool stamp = expression.function == Function::stamp;
    const std::string cell = syntax.cell(words_of(expression.cell.tensor), expression.index);
    const std::string result =
        syntax.number(static_cast<double>(expression.result), stamp ? NumberKind::value : NumberKind::result);
    const std::string middle = middle_of(geometry, expression, syntax);
    if (stamp) return fmt::format("{} = {}: {}", cell, result, middle);
    return middle.empty()
               ? fmt::format("{} = {}", cell, result)
               : fmt::format("{} = {} {} {}", cell, middle, syntax.holds(expression) ? "=" : syntax.about, result);
}

}  // namespace stridelens
