#include "app/figure/strip/strip_tokens.h"
#include "core/words/utf8.h"

#include <algorithm>

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

Token value_chip(const Expression::Term& term, const Styles& styles) {
    const bool outside = !styles.backward && term.input < 0;
    Token token = chip(outside ? styles.pad : format(static_cast<double>(term.value), styles.value), styles.term);
    token.cell = {Grid::term, term.order};
    token.may_break = token.term = true;
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
    token.text += "·" + format(static_cast<double>(term.factor), styles.factor);
    token.characters = std::max(styles.term + 1 + styles.factor.characters, text::character_count(token.text));
    return token;
}

}  // namespace stridelens
