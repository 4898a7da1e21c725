#include "app/export/text/arithmetic.h"

#include "app/export/text/told.h"
#include "app/problem/view.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>

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

/// Values as they are, the winner marked.
Strings listed_of(const Explanation& told, const ArithmeticSyntax& syntax) {
    Strings values;
    for (std::size_t i = 0; i < told.terms.size(); ++i) {
        const std::string value = syntax.number(static_cast<double>(told.terms[i].value), NumberKind::value);
        values.push_back(told.winner == i ? syntax.winner(value) : value);
    }
    return values;
}

/// Values to be added up; those that do not count are left out.
Strings added_of(const Explanation& told, const ArithmeticSyntax& syntax) {
    Strings values;
    for (const Term& term : told.terms)
        if (term.counted)
            values.push_back(values.empty() ? syntax.number(static_cast<double>(term.value), NumberKind::value)
                                            : after_sign(static_cast<double>(term.value), NumberKind::value, syntax));
    return values;
}

/// "0.86 · (−0.26)"; `first`: no sign stands before it.
std::string product_of(const Term& term, const ArithmeticSyntax& syntax, bool first) {
    const auto value = static_cast<double>(term.value);
    return (first ? syntax.number(value, NumberKind::value) : after_sign(value, NumberKind::value, syntax)) +
           syntax.times + after_sign(static_cast<double>(term.weight), NumberKind::factor, syntax);
}

Strings products_of(const Explanation& told, const ArithmeticSyntax& syntax) {
    const bool plain = std::all_of(told.terms.begin(), told.terms.end(),
                                   [](const Term& term) { return !term.counted || term.weight == 1.0F; });
    if (plain && told.rule == Rule::gradient) return added_of(told, syntax);
    Strings products;
    for (const Term& term : told.terms)
        if (term.counted) products.push_back(product_of(term, syntax, products.empty()));
    return products;
}

Strings powers_of(const Derived& derived, const Explanation& told, const ArithmeticSyntax& syntax) {
    const bool bars = convention_of(derived.geometry.operation) != Convention::pytorch;
    Strings powers;
    for (const Term& term : told.terms) {
        const std::string value = syntax.number(static_cast<double>(term.value), NumberKind::value);
        const bool bracket = bars || std::signbit(term.value);
        const std::string base = !bracket ? value
                                 : bars   ? syntax.bar + value + syntax.bar
                                          : syntax.open + value + syntax.close;
        powers.push_back(syntax.power(base, told.norm_type));
    }
    return powers;
}

/// What one input cell adds, and where to.
std::string stamp_line(const Derived& derived, const Explanation& told, const ArithmeticSyntax& syntax) {
    Strings parts;
    for (const Term& term : told.terms)
        parts.push_back(fmt::format("{} += {} = {}",
                                    syntax.cell("output", unflatten(derived.geometry.output, term.output)),
                                    product_of(term, syntax, true), syntax.number(term.product, NumberKind::result)));
    return joined(parts, "; ");
}

std::string expression_of(const Derived& derived, const Explanation& told, const ArithmeticSyntax& syntax) {
    const auto listed = [&](const std::string& name) {
        return name + syntax.open + joined(listed_of(told, syntax), ", ") + syntax.close;
    };
    switch (told.rule) {
        case Rule::maximum:
            return listed(syntax.maximum);
        case Rule::minimum:
            return listed(syntax.minimum);
        case Rule::average: {
            const Strings values = added_of(told, syntax);
            return told.divisor ? syntax.over(sum_of(values), *told.divisor) : sum_of(values);
        }
        case Rule::norm:
            return syntax.root(sum_of(powers_of(derived, told, syntax)), told.norm_type);
        case Rule::copy:
        case Rule::routed: {
            const std::optional<std::size_t> from =
                told.rule == Rule::copy && !told.terms.empty() ? std::optional<std::size_t>(0) : told.winner;
            if (!from || told.terms[*from].tap.source < 0) return {};
            return syntax.cell("input", unflatten(derived.geometry.input, told.terms[*from].tap.source));
        }
        case Rule::sum:
            return sum_of(added_of(told, syntax));
        case Rule::sum_of_products:
        case Rule::gradient: {
            Strings terms = products_of(told, syntax);
            if (told.bias) terms.push_back(after_sign(static_cast<double>(*told.bias), NumberKind::bias, syntax));
            return sum_of(terms);
        }
        case Rule::stamp:
            return {};
    }
    return {};
}

}  // namespace

std::string subject_name(const Derived& derived) {
    return stepped_words(derived.view);
}

std::string arithmetic_line(const Derived& derived, const Explanation& told, const ArithmeticSyntax& syntax) {
    const std::string cell = syntax.cell(subject_name(derived), told.output);
    const std::string result = syntax.number(static_cast<double>(told.result),
                                             told.rule == Rule::stamp ? NumberKind::value : NumberKind::result);
    if (told.rule == Rule::stamp) return fmt::format("{} = {}: {}", cell, result, stamp_line(derived, told, syntax));
    const std::string expression = expression_of(derived, told, syntax);
    return expression.empty() ? fmt::format("{} = {}", cell, result)
                              : fmt::format("{} = {} = {}", cell, expression, result);
}

}  // namespace stridelens
