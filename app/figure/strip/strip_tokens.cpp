// What the strip says.

#include "app/figure/strip/strip_tokens.h"

#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr std::size_t kFewProducts = 12;  // of one channel: shown at once instead of their sum

/// How the factors of products are written.
NumberStyle factor_style(const Facts& facts) {
    if (facts.view == View::grad_weight) return number_style(facts.left.numbers);
    if (facts.has_kernel) return number_style(facts.kernel.numbers);
    std::vector<float> factors;
    for (const Term& term : facts.explanation.terms) factors.push_back(term.weight);
    float largest = 0.0F;
    for (const float factor : factors) largest = std::max(largest, std::abs(factor));
    NumberRange range = number_range(factors, largest);
    range.fixed = facts.scene.decimals;
    return number_style(range);
}

void tell_extreme(const Facts& facts, const Styles& styles, const char* word, std::vector<Token>& tokens) {
    lengthen(tokens.back(), word);
    const std::size_t count = std::min(facts.explanation.terms.size(), kMostChips);
    for (std::size_t i = 0; i < count; ++i) tokens.push_back(value_chip(facts, i, styles));
    add_rest(facts, tokens);
}

/// Chips with "+" between them.
template <class Chip>
void tell_sum(const Facts& facts, std::vector<Token>& tokens, Chip make) {
    const std::size_t count = std::min(facts.explanation.terms.size(), kMostChips);
    for (std::size_t i = 0; i < count; ++i) {
        if (i > 0) {
            tokens.push_back(words("+"));
            tokens.back().may_break = tokens.back().term = true;
        }
        tokens.push_back(make(i));
        if (i > 0) tokens.back().may_break = false;
    }
    add_rest(facts, tokens);
}

void tell_average(const Facts& facts, const Styles& styles, std::vector<Token>& tokens) {
    lengthen(tokens.back(), " = (");
    tell_sum(facts, tokens, [&](std::size_t i) { return value_chip(facts, i, styles); });
    tokens.push_back(words(facts.explanation.divisor ? fmt::format(") / {}", *facts.explanation.divisor) : ")"));
}

/// "²", "³", "^1.5".
std::string power(double p) {
    if (p == 2.0) return "²";
    if (p == 3.0) return "³";
    return p == 1.0 ? "" : "^" + format_plain(p);
}

/// (|a|² + |b|²)^(1/2); PyTorch's powers are of the values themselves.
void tell_norm(const Facts& facts, const Styles& styles, std::vector<Token>& tokens) {
    const double p = facts.explanation.norm_type;
    const bool bars = convention_of(facts.geometry.operation) != Convention::pytorch;
    const std::string raised = power(p);
    const int more = 2 + text::character_count(raised);
    lengthen(tokens.back(), " = (");
    tell_sum(facts, tokens, [&](std::size_t i) {
        Token token = value_chip(facts, i, styles);
        const bool plain = !bars && (raised.empty() || !token.text.starts_with("−"));
        token.text = plain ? token.text + raised : (bars ? "|" : "(") + token.text + (bars ? "|" : ")") + raised;
        token.characters = std::max(styles.term + more, text::character_count(token.text));
        return token;
    });
    tokens.push_back(words(p == 1.0 ? ")" : fmt::format(")^(1/{})", format_plain(p))));
}

/// Pad and Unfold: the one cell; MaxUnpool: the one whose index names this cell.
void tell_copy(const Facts& facts, std::vector<Token>& tokens) {
    const Explanation& told = facts.explanation;
    std::optional<std::size_t> from = told.winner;
    if (told.rule == Rule::copy && !told.terms.empty()) from = 0;
    std::string text = told.rule == Rule::routed ? " : no index points here" : " = padding";
    if (from && told.terms[*from].tap.source >= 0)
        text =
            " = input" + short_index(facts, facts.left, unflatten(facts.geometry.input, told.terms[*from].tap.source));
    lengthen(tokens.back(), text);
}

/// The products of the terms of one channel, "a·b + c·d …".
void tell_products(const Facts& facts, const Styles& styles, std::int64_t channel, std::vector<Token>& tokens) {
    bool first = true;
    std::size_t shown = 0;
    for (std::size_t i = 0; i < facts.explanation.terms.size() && shown < kMostChips; ++i) {
        if (facts.explanation.terms[i].tap.channel != channel) continue;
        if (!first) {
            tokens.push_back(words("+"));
            tokens.back().may_break = tokens.back().term = true;
        }
        tokens.push_back(product_chip(facts, i, styles));
        tokens.back().may_break = first;
        first = false;
        ++shown;
    }
}

void tell_bias(const Facts& facts, std::vector<Token>& tokens) {
    const Explanation& told = facts.explanation;
    if (!told.bias) return;
    const NumberStyle style = number_style(facts.bias_numbers);
    tokens.push_back(words("+"));
    tokens.back().may_break = true;
    tokens.push_back(chip(format(static_cast<double>(*told.bias), style), style.characters));
    tokens.back().cell = {Grid::bias, facts.right_channel};
}

void tell_channel_sums(const Facts& facts, const Styles& styles, std::vector<Token>& tokens) {
    const Explanation& told = facts.explanation;
    const NumberStyle style = sum_style(styles.result, styles.value, styles.factor);
    for (std::size_t i = 0; i < told.channels.size(); ++i) {
        if (i > 0) {
            tokens.push_back(words("+"));
            tokens.back().may_break = tokens.back().term = true;
        }
        tokens.push_back(chip(format(told.channel_sums[i], style), std::max(style.characters, 5)));
        tokens.back().channel = told.channels[i];
        tokens.back().cell = {Grid::channel_sum, told.channels[i]};
        tokens.back().term = true;
        tokens.back().may_break = i == 0;
    }
}

/// One row a channel: its products and their sum.
void tell_rows(const Facts& facts, const Styles& styles, std::vector<Token>& tokens) {
    const Explanation& told = facts.explanation;
    for (std::size_t i = 0; i < told.channels.size(); ++i) {
        Token next;
        next.kind = Token::Kind::line_break;
        tokens.push_back(next);
        tokens.push_back(
            words(fmt::format("c{}", told.channels[i]), {Role::channel, static_cast<float>(told.channels[i])}));
        tokens.back().term = true;
        tell_products(facts, styles, told.channels[i], tokens);
        tokens.push_back(words("="));
        tokens.back().term = true;
        tokens.push_back(chip(format(told.channel_sums[i], sum_style(styles.result, styles.value, styles.factor)), 0));
        tokens.back().channel = told.channels[i];
        tokens.back().term = true;
    }
}

void tell_convolution(const Facts& facts, const Styles& styles, bool all, std::vector<Token>& tokens) {
    const Explanation& told = facts.explanation;
    lengthen(tokens.back(), " =");
    if (told.channels.size() == 1 && (all || told.terms.size() <= kFewProducts))
        tell_products(facts, styles, told.channels.front(), tokens);
    else
        tell_channel_sums(facts, styles, tokens);
    tell_bias(facts, tokens);
}

/// Σ upstream · factor; where every factor is 1 it is left out.
void tell_gradient(const Facts& facts, const Styles& styles, std::vector<Token>& tokens) {
    const auto& terms = facts.explanation.terms;
    const bool plain =
        std::all_of(terms.begin(), terms.end(), [](const Term& term) { return term.weight == 1.0F || !term.counted; });
    if (terms.empty()) return lengthen(tokens.back(), " : no output reads it");
    lengthen(tokens.back(), " =");
    tell_sum(facts, tokens,
             [&](std::size_t i) { return plain ? value_chip(facts, i, styles) : product_chip(facts, i, styles); });
}

/// What one input cell adds to each output cell that it reaches.
void tell_stamp(const Facts& facts, const Styles& styles, std::vector<Token>& tokens) {
    const auto& terms = facts.explanation.terms;
    if (terms.empty()) return lengthen(tokens.back(), " reaches no output cell");
    lengthen(tokens.back(), " =");
    const auto value = static_cast<double>(terms.front().value);
    tokens.push_back(chip(format(value, styles.value), styles.value.characters));
    tokens.back().stroke = {Role::window};
    tokens.back().fill = {};
    tokens.push_back(words(facts.has_kernel ? "· kernel adds" : "goes to"));
    const NumberStyle style = sum_style(styles.result, styles.value, styles.factor);
    const std::size_t count = std::min(terms.size(), kMostChips);
    for (std::size_t i = 0; i < count; ++i) {
        Token token = chip(format(terms[i].product, style), style.characters);
        if (!facts.has_kernel) {
            token =
                chip("output" + short_index(facts, facts.right, unflatten(facts.geometry.output, terms[i].output)), 0);
        }
        token.cell = {Grid::term, static_cast<std::int64_t>(i)};
        token.may_break = token.term = true;
        tokens.push_back(std::move(token));
    }
    add_rest(facts, tokens);
}

const char* subject_word(const Facts& facts) {
    switch (facts.view) {
        case View::output:
        case View::matrix:
            return "output";
        case View::scatter:
            return "input";
        case View::grad_input:
            return "∂input";
        case View::grad_weight:
            return "∂weight";
        case View::grad_bias:
            return "∂bias";
    }
    return "";
}

void tell_told(const Facts& facts, const Styles& styles, bool all, std::vector<Token>& tokens) {
    switch (facts.explanation.rule) {
        case Rule::maximum:
            return tell_extreme(facts, styles, " = max", tokens);
        case Rule::minimum:
            return tell_extreme(facts, styles, " = min", tokens);
        case Rule::average:
            return tell_average(facts, styles, tokens);
        case Rule::norm:
            return tell_norm(facts, styles, tokens);
        case Rule::copy:
        case Rule::routed:
            return tell_copy(facts, tokens);
        case Rule::sum:
            if (facts.explanation.terms.empty()) return lengthen(tokens.back(), " : no column holds it");
            lengthen(tokens.back(), " =");
            return tell_sum(facts, tokens, [&](std::size_t i) { return value_chip(facts, i, styles); });
        case Rule::sum_of_products:
            return tell_convolution(facts, styles, all, tokens);
        case Rule::gradient:
            return tell_gradient(facts, styles, tokens);
        case Rule::stamp:
            return tell_stamp(facts, styles, tokens);
    }
}

}  // namespace

Styles styles_of(const Facts& facts) {
    Styles s;
    s.backward = is_backward(facts.view);
    s.value = number_style(s.backward ? facts.right.numbers : facts.left.numbers);
    s.factor = factor_style(facts);
    s.result = number_style(facts.view == View::scatter ? facts.right.numbers : facts.sheet(facts.made).numbers);
    s.pad = format_plain(static_cast<double>(facts.geometry.pad_value));
    const bool padded = !s.backward && (!(facts.left.ring == Ring{}) || facts.left.front + facts.left.back > 0);
    s.term = std::max(s.value.characters, padded ? text::character_count(s.pad) : 1);
    return s;
}

bool has_more(const Facts& facts) {
    const Explanation& told = facts.explanation;
    return told.rule == Rule::sum_of_products && (told.channels.size() > 1 || told.terms.size() > kFewProducts) &&
           told.terms.size() > told.channels.size();
}

std::vector<Token> tell(const Facts& facts, bool all) {
    std::vector<Token> tokens;
    if (facts.empty) {
        tokens.push_back(words("the output is empty: there is no cell to compute"));
        return tokens;
    }
    const Styles styles = styles_of(facts);
    const Explanation& told = facts.explanation;
    const Sheet& sheet = facts.sheet(facts.made);
    // As wide as the last cell's name, so that nothing moves while stepping.
    Index last = step_index(facts, facts.derived.steps - 1);
    const std::string word = subject_word(facts);
    tokens.push_back(words(word + short_index(facts, sheet, facts.shown)));
    tokens.back().characters = text::character_count(word + short_index(facts, sheet, last));
    tell_told(facts, styles, all, tokens);
    if (told.rule == Rule::stamp) return tokens;
    tokens.push_back(words("="));
    Token result = chip(format(static_cast<double>(told.result), styles.result), styles.result.characters);
    result.fill = {};
    result.stroke = {Role::window};
    result.cell = {sheet.grid, flatten(sheet.tensor->shape, facts.shown)};
    tokens.push_back(std::move(result));
    if (all && told.rule == Rule::sum_of_products && told.channels.size() > 1) tell_rows(facts, styles, tokens);
    return tokens;
}

}  // namespace stridelens
