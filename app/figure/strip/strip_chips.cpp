#include "app/figure/strip/printed_line.h"
#include "app/figure/strip/strip_tokens.h"
#include "core/words/prose.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace stridelens {

Token words(std::string text, Paint ink) {
    Token token;
    token.characters = text::character_count(text);
    token.text = std::move(text);
    token.ink = ink;
    return token;
}

Token chip(std::string text, int characters) {
    Token token;
    token.kind = Token::Kind::chip;
    token.characters = std::max(characters, text::character_count(text));
    token.text = std::move(text);
    token.fill = {Role::chip};
    return token;
}

void lengthen(Token& token, const std::string& text) {
    token.text += text;
    token.characters += text::character_count(text);
}

std::string short_index(const Facts& facts, const Sheet& sheet, const Index& index) {
    std::size_t first = 0;
    const bool image = sheet.map.channel >= 0 || sheet.map.batch >= 0;
    if (image && sheet.batches <= 1 && facts.geometry.batched && index.size() > 1) first = 1;
    if (sheet.map.channel >= 0 && sheet.batches <= 1 && facts.left.channels <= 1 && facts.right.channels <= 1)
        first = static_cast<std::size_t>(sheet.map.channel) + 1;
    std::string text;
    for (std::size_t i = std::min(first, index.size()); i < index.size(); ++i)
        text += (text.empty() ? "" : ", ") + std::to_string(index[i]);
    return "[" + text + "]";
}

namespace {

constexpr double kTied = 1e300, kPadded = -2.0, kApart = -3.0;  // heavier or lighter than any number

/// What the line is about goes last: the winner, what equals it, then what brings most in; padding and zeros go first.
double weight_of(const Expression::Term& term) {
    if (term.verdict == Verdict::wins) return std::numeric_limits<double>::infinity();
    if (term.verdict != Verdict::none) return kTied;
    if (!term.counts) return kApart;
    const double size = std::isnan(term.product) ? kTied : std::min(std::abs(term.product), kTied);
    if (term.kind == CellKind::inside || term.kind == CellKind::counted_padding) return size > 0.0 ? size : -1.0;
    return kPadded;
}

bool is_nothing(const Expression::Term& term, TermKind kind) {
    if (kind == TermKind::window_value) return false;
    return kind == TermKind::passed ? !term.counts : term.product == 0.0;
}

}  // namespace

Token value_chip(const Expression::Term& term, const Styles& styles) {
    const bool outside = !styles.backward && term.input < 0;
    Token token = chip(outside ? styles.pad : format(static_cast<double>(term.value), styles.value), styles.term);
    token.cell = {Grid::term, term.order};
    token.may_break = token.term = true;
    token.term_kind = styles.kind;
    token.weight = weight_of(term);
    token.nothing = is_nothing(term, styles.kind);
    token.hatched = !styles.backward && term.kind != CellKind::inside;
    token.struck = !term.counts;
    if (token.struck) token.ink = {Role::dim_ink};
    if (term.verdict == Verdict::wins) {
        token.fill = {Role::window};
        token.ink = {Role::on_window};
    }
    return token;
}

Token product_chip(const Expression::Term& term, const Styles& styles) {
    Token token = value_chip(term, styles);
    if (styles.shares) {
        token.text += fmt::format("/{}", share_of(term.factor));
        token.characters = std::max(token.characters + 2, text::character_count(token.text));
        return token;
    }
    const std::string factor = format(static_cast<double>(term.factor), styles.factor);
    const bool negative = factor.starts_with(text::kMinus);
    token.text += negative ? "·(" + factor + ")" : "·" + factor;
    token.characters = std::max(styles.term + 1 + styles.factor_characters, text::character_count(token.text));
    return token;
}

std::string left_out(std::int64_t count, TermKind kind, bool nothing) {
    const auto said = [&](const char* one, const char* many) {
        return count == 1 ? std::string(one) : fmt::format(fmt::runtime(many), count);
    };
    switch (kind) {
        case TermKind::product:
            return nothing ? said("… 1 product with 0", "… {} products with 0")
                           : said("… 1 more product", "… {} more products");
        case TermKind::value:
            return nothing ? said("… 1 zero", "… {} zeros") : said("… 1 more value", "… {} more values");
        case TermKind::window_value:
            return said("… 1 more of the window", "… {} more of the window");
        case TermKind::passed:
            return nothing ? said("… 1 window that passes nothing", "… {} windows that pass nothing")
                           : said("… 1 more window", "… {} more windows");
        case TermKind::power:
            return nothing ? said("… 1 power of 0", "… {} powers of 0") : said("… 1 more power", "… {} more powers");
        case TermKind::channel:
            return said("… 1 more channel", "… {} more channels");
        case TermKind::output_cell:
            return said("… 1 more output cell", "… {} more output cells");
    }
    return {};
}

}  // namespace stridelens
