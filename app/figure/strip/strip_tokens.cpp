// What the strip says.

#include "app/figure/strip/strip_tokens.h"
#include "app/figure/facts/so_far.h"
#include "app/figure/strip/printed_line.h"
#include "core/words/prose.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <span>

namespace stridelens {

namespace {

constexpr std::int64_t kFewProducts = 12;  // of one channel: shown at once instead of their sum

using Terms = std::span<const Expression::Term>;

/// How the factors of products are written.
NumberStyle factor_style(const Facts& facts, const Expression& expression) {
    if (expression.factors == TensorName::input) return number_style(facts.left.numbers);
    if (expression.factors == TensorName::weight) return number_style(facts.kernel.numbers);
    std::vector<float> factors;
    for (const Expression::Term& term : expression.terms) factors.push_back(term.factor);
    NumberRange range = number_range(factors);
    range.fixed = facts.scene.decimals;
    return number_style(range);
}

/// "… 1200 more products", if there are more terms than chips.
void add_rest(std::int64_t count, TermKind kind, bool adds, std::vector<Token>& tokens) {
    if (count <= 0) return;
    tokens.push_back(words((adds ? "+ " : "") + left_out(count, kind, false)));
    tokens.back().may_break = tokens.back().term = true;
    tokens.back().term_kind = kind;
    tokens.back().more = count;
}

/// `count` terms, of which the first are chips with "+" between them.
template <class Chip>
void tell_sum(Terms terms, std::int64_t count, TermKind kind, std::vector<Token>& tokens, Chip make) {
    for (std::size_t i = 0; i < terms.size(); ++i) {
        if (i > 0) {
            tokens.push_back(words("+"));
            tokens.back().may_break = tokens.back().term = true;
        }
        tokens.push_back(make(terms[i]));
        if (i > 0) tokens.back().may_break = false;
    }
    add_rest(count - std::ssize(terms), kind, true, tokens);
}

template <class Chip>
void tell_sum(const Expression& expression, const Styles& styles, std::vector<Token>& tokens, Chip make) {
    tell_sum(expression.terms, expression.count(), styles.kind, tokens, make);
}

void tell_extreme(const Expression& expression, const Styles& styles, const char* word, std::vector<Token>& tokens) {
    lengthen(tokens.back(), word);
    for (const Expression::Term& term : expression.terms) tokens.push_back(value_chip(term, styles));
    add_rest(expression.rest.count, styles.kind, false, tokens);
}

void tell_mean(const Expression& expression, const Styles& styles, std::vector<Token>& tokens) {
    lengthen(tokens.back(), " = (");
    tell_sum(expression, styles, tokens, [&](const Expression::Term& term) { return value_chip(term, styles); });
    tokens.push_back(words(fmt::format(") / {}", expression.divisor->value)));
}

/// "²", "³", "^1.5".
std::string power(double p) {
    if (p == 2.0) return "²";
    if (p == 3.0) return "³";
    return p == 1.0 ? "" : "^" + format_plain(p);
}

/// (|a|² + |b|²)^(1/2); PyTorch's powers are of the values themselves.
void tell_norm(const Expression& expression, const Styles& styles, std::vector<Token>& tokens) {
    const double p = expression.norm->exponent;
    const bool bars = expression.norm->absolute;
    const std::string raised = power(p);
    const int more = 2 + text::character_count(raised);
    lengthen(tokens.back(), " = (");
    tell_sum(expression, styles, tokens, [&](const Expression::Term& term) {
        Token token = value_chip(term, styles);
        const bool plain = !bars && (raised.empty() || !token.text.starts_with(text::kMinus));
        token.text = plain ? token.text + raised : (bars ? "|" : "(") + token.text + (bars ? "|" : ")") + raised;
        token.characters = std::max(styles.term + more, text::character_count(token.text));
        return token;
    });
    tokens.push_back(words(p == 1.0 ? ")" : fmt::format(")^(1/{})", format_plain(p))));
}

/// Pad and Unfold: the one cell; MaxUnpool: the one whose index names this cell.
void tell_copy(const Facts& facts, const Expression& expression, std::vector<Token>& tokens) {
    // Where no index points here, the sentence beside it says so.
    std::string text = expression.function == Function::routed ? "" : " = padding";
    const CellName from = expression.taken ? value_cell(expression, expression.terms[*expression.taken]) : CellName{};
    if (from.cell >= 0) text = " = input" + short_index(facts, facts.left, index_of(facts.geometry, from));
    lengthen(tokens.back(), text);
}

/// The products of one channel, "a·b + c·d …".
void tell_products(const Expression& expression, const Expression::Channel& channel, const Styles& styles,
                   std::vector<Token>& tokens) {
    tell_sum(Terms(expression.terms).subspan(channel.first, channel.listed), channel.count, styles.kind, tokens,
             [&](const Expression::Term& term) { return product_chip(term, styles); });
}

void tell_bias(const Facts& facts, const Expression& expression, std::vector<Token>& tokens) {
    if (!expression.bias) return;
    const NumberStyle style = number_style(facts.bias_numbers);
    tokens.push_back(words("+"));
    tokens.back().may_break = true;
    tokens.push_back(chip(format(static_cast<double>(*expression.bias), style), style.characters));
    tokens.back().cell = {Grid::bias, expression.bias_cell.cell};
}

void tell_channel_sums(const Expression& expression, const Styles& styles, std::vector<Token>& tokens) {
    const NumberStyle style = sum_style(styles.result, styles.value, styles.factor);
    bool first = true;
    for (const Expression::Channel& channel : expression.channels) {
        if (!first) {
            tokens.push_back(words("+"));
            tokens.back().may_break = tokens.back().term = true;
        }
        tokens.push_back(chip(format(channel.sum, style), std::max(style.characters, 5)));
        tokens.back().channel = channel.channel;
        tokens.back().cell = {Grid::channel_sum, channel.channel};
        tokens.back().term = true;
        tokens.back().term_kind = TermKind::channel;
        tokens.back().weight = std::isnan(channel.sum) ? 0.0 : std::abs(channel.sum);
        tokens.back().may_break = first;
        first = false;
    }
}

/// One channel's own line.
Expression row_of(const Expression& expression, const Expression::Channel& channel) {
    Expression row = expression;
    row.channels.clear();
    row.bias.reset();
    const auto first = expression.terms.begin() + static_cast<std::ptrdiff_t>(channel.first);
    row.terms.assign(first, first + static_cast<std::ptrdiff_t>(channel.listed));
    row.rest.count = channel.count - static_cast<std::int64_t>(channel.listed);
    row.sum = channel.sum;
    row.result = static_cast<float>(channel.sum);
    return row;
}

/// One row a channel: its products and their sum.
void tell_rows(const Expression& expression, const Styles& styles, std::vector<Token>& tokens) {
    const NumberStyle sums = sum_style(styles.result, styles.value, styles.factor);
    for (const Expression::Channel& channel : expression.channels) {
        Token next;
        next.kind = Token::Kind::line_break;
        tokens.push_back(next);
        tokens.push_back(
            words(fmt::format("c{}", channel.channel), {Role::channel, static_cast<float>(channel.channel)}));
        tokens.back().term = true;
        const std::size_t first = tokens.size();
        tell_products(expression, channel, styles, tokens);
        for (std::size_t i = first; i < tokens.size(); ++i) tokens[i].weight = 0.0;  // rows go one after the other
        tokens.push_back(
            words(equals_sign(holds(row_of(expression, channel), {styles.value, styles.factor, {}, sums}))));
        tokens.back().term = true;
        tokens.push_back(chip(format(channel.sum, sums), 0));
        tokens.back().channel = channel.channel;
        tokens.back().term = true;
    }
}

/// Every product, or the sum of each channel?
bool tells_products(const Expression& expression, bool all) {
    return expression.channels.size() == 1 && (all || expression.count() <= kFewProducts);
}

void tell_channels(const Facts& facts, const Expression& expression, const Styles& styles, bool all,
                   std::vector<Token>& tokens) {
    lengthen(tokens.back(), " =");
    if (tells_products(expression, all || facts.tap))
        tell_products(expression, expression.channels.front(), styles, tokens);
    else
        tell_channel_sums(expression, styles, tokens);
    tell_bias(facts, expression, tokens);
}

/// What comes together in one cell; where every factor is 1 it is left out.
void tell_gathered(const Expression& expression, const Styles& styles, std::vector<Token>& tokens) {
    const bool plain = expression.form == TermForm::value || expression.unit_factors;
    if (expression.terms.empty())
        return lengthen(tokens.back(), expression.backward() ? " : no output reads it" : " : no column holds it");
    lengthen(tokens.back(), " =");
    tell_sum(expression, styles, tokens, [&](const Expression::Term& term) {
        return plain ? value_chip(term, styles) : product_chip(term, styles);
    });
}

/// The value of the input cell that is told of: "input[1, 1] = 9".
void tell_value(const Facts& facts, const Expression& expression, const Index& last, std::vector<Token>& tokens) {
    const NumberStyle style = number_style(facts.input_numbers);
    const auto name = [&](const Index& index) { return "input" + short_index(facts, facts.left, index) + " ="; };
    tokens.push_back(words(name(expression.index)));
    tokens.back().characters = text::character_count(name(last));
    const float value = facts.derived.input[expression.cell.cell];
    tokens.push_back(chip(format(static_cast<double>(value), style), style.characters));
    tokens.push_back(words(","));
}

/// What one input cell adds to each output cell that it reaches.
void tell_stamp(const Facts& facts, const Expression& expression, const Styles& styles, std::vector<Token>& tokens) {
    const Terms terms = expression.terms;
    if (terms.empty()) return lengthen(tokens.back(), " reaches no output cell");
    const bool weighs = expression.factors == TensorName::weight;
    lengthen(tokens.back(), " =");
    tokens.push_back(chip(format(static_cast<double>(expression.result), styles.value), styles.value.characters));
    tokens.back().stroke = {Role::window};
    tokens.back().fill = {};
    tokens.push_back(words(weighs ? "· kernel adds" : "goes to"));
    const NumberStyle style = sum_style(styles.result, styles.value, styles.factor);
    for (const Expression::Term& term : terms) {
        Token token = chip(format(term.product, style), style.characters);
        if (!weighs) {
            const Index to = index_of(facts.geometry, output_cell(expression, term));
            token = chip("output" + short_index(facts, facts.right, to), 0);
        }
        token.cell = {Grid::term, term.order};
        token.may_break = token.term = true;
        token.term_kind = styles.kind;
        tokens.push_back(std::move(token));
    }
    add_rest(expression.rest.count, styles.kind, false, tokens);
}

/// The told cell's tensor.
const char* subject_word(TensorName tensor) {
    switch (tensor) {
        case TensorName::grad_input:
            return "∂L/∂input";
        case TensorName::grad_weight:
            return "∂L/∂weight";
        case TensorName::grad_bias:
            return "∂L/∂bias";
        case TensorName::input:
            return "input";
        case TensorName::none:
        case TensorName::weight:
        case TensorName::bias:
        case TensorName::output:
        case TensorName::upstream:
            break;
    }
    return "output";
}

void tell_terms(const Facts& facts, const Expression& expression, const Styles& styles, bool all,
                std::vector<Token>& tokens) {
    switch (expression.function) {
        case Function::maximum:
            return tell_extreme(expression, styles, " = max", tokens);
        case Function::minimum:
            return tell_extreme(expression, styles, " = min", tokens);
        case Function::mean:
            return tell_mean(expression, styles, tokens);
        case Function::norm:
            return tell_norm(expression, styles, tokens);
        case Function::copy:
        case Function::routed:
            return tell_copy(facts, expression, tokens);
        case Function::sum:
            return expression.channels.empty() ? tell_gathered(expression, styles, tokens)
                                               : tell_channels(facts, expression, styles, all, tokens);
        case Function::stamp:
            return tell_stamp(facts, expression, styles, tokens);
    }
}

TermKind kind_of(const Expression& expression) {
    switch (expression.function) {
        case Function::maximum:
        case Function::minimum:
            return TermKind::window_value;
        case Function::norm:
            return TermKind::power;
        case Function::stamp:
            return TermKind::output_cell;
        case Function::mean:
        case Function::sum:
        case Function::copy:
        case Function::routed:
            break;
    }
    if (expression.backward() && (expression.unit_factors || expression.factors == TensorName::none))
        return TermKind::passed;
    return expression.form == TermForm::product ? TermKind::product : TermKind::value;
}

/// Whether the line is true with its numbers as they stand there.
bool holds_as_told(const Facts& facts, const Expression& expression, const Styles& styles, bool all) {
    LineStyles line{styles.value, styles.factor, number_style(facts.bias_numbers), styles.result};
    line.shares = styles.shares;
    if (!expression.channels.empty() && !tells_products(expression, all))
        line.sums = sum_style(styles.result, styles.value, styles.factor);
    return holds(expression, line);
}

/// What has come together so far, which is not the result yet.
void tell_so_far(const Expression& expression, const Styles& styles, std::vector<Token>& tokens) {
    const bool picks = !expression.adds_up();
    const bool powers = expression.function == Function::norm;
    const NumberStyle sums = sum_style(styles.result, styles.value, styles.factor);
    const NumberStyle style = picks || expression.form == TermForm::value ? styles.value : sums;
    const double value = static_cast<double>(expression.result);
    tokens.push_back(words(picks ? "so far" : "sum so far", {Role::ink}));
    tokens.back().may_break = true;
    constexpr int power_characters = 7;  // of four significant places
    const int room = std::max(powers ? power_characters : style.characters, styles.result.characters);
    tokens.push_back(chip(powers ? format_plain(value) : format(value, style), room));
    tokens.back().fill = {};
    tokens.back().stroke = {Role::placeholder};
}

/// Inside a step: what is still to come is pale, and what has just been taken stands out and is the last to give way.
void mark_taken(const Facts& facts, std::vector<Token>& tokens) {
    constexpr float pale = 0.4F;
    const Term& now = facts.explanation().terms[*facts.tap];
    for (Token& token : tokens) {
        if (token.cell.grid == Grid::bias) token.ink.alpha = token.fill.alpha = pale;
        const bool term = token.cell.grid == Grid::term, channel = token.cell.grid == Grid::channel_sum;
        if (!term && !channel) continue;
        const std::int64_t apart = term ? token.cell.flat - now.order : token.cell.flat - now.tap.channel;
        const bool to_come = term ? apart > 0 : channel_to_come(facts, token.cell.flat);
        token.nothing = false;
        token.weight = -std::abs(static_cast<double>(apart));
        if (apart == 0) token.stroke = {Role::ink};
        if (!to_come) continue;
        token.ink.alpha *= pale;
        token.fill.alpha *= pale;
        if (channel) token.text = "…";
    }
}

/// Characters of the widest factor, with the parentheses of a negative one.
int factor_characters(const Expression& expression, const NumberStyle& style) {
    int widest = style.characters;
    for (const Expression::Term& term : expression.terms)
        if (std::signbit(term.factor) && !std::isnan(term.factor))
            widest = std::max(widest, 2 + text::character_count(format(static_cast<double>(term.factor), style)));
    return widest;
}

}  // namespace

Styles styles_of(const Facts& facts, const Expression& expression) {
    Styles s;
    s.backward = expression.backward();
    s.value = number_style(s.backward ? facts.right.numbers : facts.left.numbers);
    s.factor = factor_style(facts, expression);
    s.result = number_style(facts.view == View::scatter ? facts.right.numbers : facts.sheet(facts.made).numbers);
    s.pad = format_plain(static_cast<double>(facts.geometry.pad_value));
    const bool padded = !s.backward && (!(facts.left.ring == Ring{}) || facts.left.front + facts.left.back > 0);
    s.factor_characters = factor_characters(expression, s.factor);
    s.shares = !facts.scene.decimals && better_as_shares(expression);
    s.kind = kind_of(expression);
    s.term = std::max(s.value.characters, padded ? text::character_count(s.pad) : 1);
    return s;
}

namespace {

/// Of so many terms that they are not all written: those about the one that has just been taken. Several channels are told
/// by their sums.
Expression about_tap(Expression expression, std::size_t tap) {
    if (expression.channels.size() > 1 || expression.terms.size() <= kMostChips) return expression;
    const std::size_t last = std::min(tap + kMostChips / 2, expression.terms.size());
    const std::size_t first = last - std::min(last, kMostChips);
    const auto at = [&](std::size_t i) { return expression.terms.begin() + static_cast<std::ptrdiff_t>(i); };
    const std::int64_t all = expression.count();
    expression.terms = std::vector<Expression::Term>(at(first), at(last));
    expression.rest.count = all - std::ssize(expression.terms);
    for (Expression::Channel& channel : expression.channels) channel.listed = expression.terms.size();
    expression.taken.reset();
    return expression;
}

}  // namespace

Expression strip_expression(const Facts& facts) {
    if (facts.empty) return {};
    if (facts.tap) return about_tap(expression_of(facts.geometry, facts.explanation()), *facts.tap);
    return expression_of(facts.geometry, facts.explanation(), kMostChips);
}

bool has_more(const Expression& expression) {
    const std::int64_t channels = std::ssize(expression.channels), count = expression.count();
    return (channels > 1 || (channels == 1 && count > kFewProducts)) && count > channels;
}

std::vector<Token> tell(const Facts& facts, const Expression& expression, bool all) {
    std::vector<Token> tokens;
    if (facts.empty) {
        tokens.push_back(words("the output is empty: there is no cell to compute"));
        return tokens;
    }
    const Styles styles = styles_of(facts, expression);
    const Sheet& sheet = facts.sheet(facts.made);
    // As wide as the last cell's name, so that nothing moves while stepping.
    Index last = step_index(facts, facts.derived.steps - 1);
    if (value_decides(facts)) tell_value(facts, expression, last, tokens);
    const std::string word = subject_word(expression.cell.tensor);
    tokens.push_back(words(word + short_index(facts, sheet, expression.index)));
    tokens.back().characters = text::character_count(word + short_index(facts, sheet, last));
    tokens.back().may_break = true;
    tell_terms(facts, expression, styles, all, tokens);
    if (expression.function == Function::stamp) return tokens;
    if (facts.tap) {
        tell_so_far(expression, styles, tokens);
        if (all && expression.channels.size() > 1) tell_rows(expression, styles, tokens);
        mark_taken(facts, tokens);
        return tokens;
    }
    tokens.push_back(words(equals_sign(holds_as_told(facts, expression, styles, all))));
    Token result = chip(format(static_cast<double>(expression.result), styles.result), styles.result.characters);
    result.fill = {};
    result.stroke = {Role::window};
    result.cell = {sheet.grid, expression.cell.cell};
    tokens.push_back(std::move(result));
    if (all && expression.channels.size() > 1) tell_rows(expression, styles, tokens);
    return tokens;
}

}  // namespace stridelens
