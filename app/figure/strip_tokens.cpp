// What the strip says.

#include "app/figure/numbers.h"
#include "app/figure/strip.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

constexpr std::size_t kFewProducts = 12;  // of one channel: shown at once instead of their sum

int characters_of(const std::string& text) {
    return static_cast<int>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; }));
}

Token words(std::string text, Paint ink = {Role::dim_ink}) {
    Token token;
    token.characters = characters_of(text);
    token.text = std::move(text);
    token.ink = ink;
    return token;
}

Token chip(std::string text, int characters) {
    Token token;
    token.kind = Token::Kind::chip;
    token.characters = std::max(characters, characters_of(text));
    token.text = std::move(text);
    token.fill = {Role::chip};
    return token;
}

Token result_chip(const Facts& facts, const std::string& text, int characters) {
    Token token = chip(text, characters);
    token.fill = {};
    token.stroke = {Role::window};
    token.cell = {Grid::output, flatten(facts.geometry.output, facts.shown)};
    return token;
}

/// "[1, 2]": without the batch if there is one only, without the channel if there is one only on both sides.
std::string short_index(const Facts& facts, const Index& index) {
    std::size_t first = facts.batches > 1 || index.size() < 2 ? 0 : 1;
    const std::size_t spatial = facts.strips ? 1 : 2;
    if (!facts.geometry.batched) first = 0;
    if (facts.batches == 1 && facts.in_channels == 1 && facts.out_channels == 1 && index.size() > spatial)
        first =
            std::max(first, index.size() - static_cast<std::size_t>(std::max(spatial_rank_of(facts.geometry.operation),
                                                                             static_cast<int>(spatial))));
    std::string text;
    for (std::size_t i = first; i < index.size(); ++i) text += (text.empty() ? "" : ", ") + std::to_string(index[i]);
    return "[" + text + "]";
}

/// The numbers of all steps in one style, so that chips keep their widths.
struct Styles {
    NumberStyle input, weight, output;
    std::string pad;
    int term = 1;
};
Styles styles_of(const Facts& facts) {
    Styles s{number_style(facts.input_numbers), number_style(facts.weight_numbers), number_style(facts.output_numbers),
             format_plain(static_cast<double>(facts.geometry.pad_value)), 1};
    s.term = std::max(s.input.characters, facts.ring == Ring{} ? 1 : characters_of(s.pad));
    return s;
}

std::string value_text(const Term& term, const Styles& styles) {
    return term.tap.source < 0 ? styles.pad : format(static_cast<double>(term.value), styles.input);
}

Token value_chip(const Facts& facts, std::size_t i, const Styles& styles) {
    const Term& term = facts.explanation.terms[i];
    Token token = chip(value_text(term, styles), styles.term);
    token.cell = {Grid::term, static_cast<std::int64_t>(i)};
    token.may_break = token.term = true;
    token.hatched = term.tap.kind != TapKind::inside;
    token.struck = !term.counted;
    if (token.struck) token.ink = {Role::dim_ink};
    if (facts.explanation.winner == i) {
        token.fill = {Role::window};
        token.ink = {Role::on_window};
    }
    return token;
}

void tell_maximum(const Facts& facts, const Styles& styles, std::vector<Token>& tokens) {
    tokens.back().text += " = max";
    tokens.back().characters += 6;
    for (std::size_t i = 0; i < facts.explanation.terms.size(); ++i) tokens.push_back(value_chip(facts, i, styles));
}

void tell_average(const Facts& facts, const Styles& styles, std::vector<Token>& tokens) {
    tokens.back().text += " = (";
    tokens.back().characters += 4;
    for (std::size_t i = 0; i < facts.explanation.terms.size(); ++i) {
        if (i > 0) tokens.push_back(words("+"));
        tokens.push_back(value_chip(facts, i, styles));
        if (i > 0) {
            tokens[tokens.size() - 2].may_break = tokens[tokens.size() - 2].term = true;
            tokens.back().may_break = false;
        }
    }
    tokens.push_back(words(facts.explanation.divisor ? fmt::format(") / {}", *facts.explanation.divisor) : ")"));
}

void tell_copy(const Facts& facts, std::vector<Token>& tokens) {
    const Explanation& told = facts.explanation;
    tokens.back().text += " = ";
    if (!told.terms.empty() && told.terms.front().tap.source >= 0)
        tokens.back().text +=
            "input" + short_index(facts, unflatten(facts.geometry.input, told.terms.front().tap.source));
    else
        tokens.back().text += "padding";
    tokens.back().characters = characters_of(tokens.back().text);
}

int product_characters(const Styles& styles) {
    return styles.term + 1 + styles.weight.characters;
}

Token product_chip(const Facts& facts, std::size_t i, const Styles& styles) {
    const Term& term = facts.explanation.terms[i];
    Token token = value_chip(facts, i, styles);
    token.text += "·" + format(static_cast<double>(term.weight), styles.weight);
    token.characters = std::max(product_characters(styles), characters_of(token.text));
    return token;
}

/// The products of the terms of one channel, "a·b + c·d …".
void tell_products(const Facts& facts, const Styles& styles, std::int64_t channel, std::vector<Token>& tokens) {
    bool first = true;
    for (std::size_t i = 0; i < facts.explanation.terms.size(); ++i) {
        if (facts.explanation.terms[i].tap.channel != channel) continue;
        if (!first) {
            tokens.push_back(words("+"));
            tokens.back().may_break = tokens.back().term = true;
        }
        tokens.push_back(product_chip(facts, i, styles));
        tokens.back().may_break = first;
        first = false;
    }
}

NumberStyle sum_style(const Styles& styles) {
    NumberStyle style = styles.output;
    style.decimals = std::max(style.decimals, std::min(styles.input.decimals + styles.weight.decimals, 2));
    return style;
}

void tell_bias(const Facts& facts, std::vector<Token>& tokens) {
    if (!facts.explanation.bias) return;
    tokens.push_back(words("+"));
    const NumberStyle style = number_style(facts.bias_numbers);
    tokens.push_back(chip(format(static_cast<double>(*facts.explanation.bias), style), style.characters));
    tokens.back().cell = {Grid::bias, facts.out_channel};
}

void tell_channel_sums(const Facts& facts, const Styles& styles, std::vector<Token>& tokens) {
    const Explanation& told = facts.explanation;
    const NumberStyle style = sum_style(styles);
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
        tokens.push_back(chip(format(told.channel_sums[i], sum_style(styles)), 0));
        tokens.back().channel = told.channels[i];
        tokens.back().term = true;
    }
}

}  // namespace

bool has_more(const Facts& facts) {
    const Explanation& told = facts.explanation;
    return told.told == Told::sum_of_products && (told.channels.size() > 1 || told.terms.size() > kFewProducts) &&
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
    // As wide as the last output cell's name, so that nothing moves while stepping.
    Index last = facts.geometry.output;
    for (std::int64_t& i : last) --i;
    tokens.push_back(words("output" + short_index(facts, facts.shown)));
    tokens.back().characters = characters_of("output" + short_index(facts, last));
    switch (told.told) {
        case Told::maximum:
            tell_maximum(facts, styles, tokens);
            break;
        case Told::average:
            tell_average(facts, styles, tokens);
            break;
        case Told::copy:
            tell_copy(facts, tokens);
            break;
        case Told::sum_of_products:
            tokens.back().text += " =";
            tokens.back().characters += 2;
            if (told.channels.size() == 1 && (all || told.terms.size() <= kFewProducts))
                tell_products(facts, styles, told.channels.front(), tokens);
            else
                tell_channel_sums(facts, styles, tokens);
            tell_bias(facts, tokens);
            break;
    }
    tokens.push_back(words("="));
    tokens.push_back(
        result_chip(facts, format(static_cast<double>(told.result), styles.output), styles.output.characters));
    if (all && told.told == Told::sum_of_products && told.channels.size() > 1) tell_rows(facts, styles, tokens);
    return tokens;
}

}  // namespace stridelens
