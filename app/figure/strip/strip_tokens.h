#pragma once
// The pieces that the strip's sentences are made of.

#include "app/figure/facts/number_style.h"
#include "app/figure/strip/strip.h"

namespace stridelens {

inline constexpr std::size_t kMostChips = 256;  // beyond, nobody reads them one by one

/// The numbers of all steps in one style, so that chips keep their widths.
struct Styles {
    NumberStyle value, factor, result;
    std::string pad;
    int term = 1;               // characters of a value's chip
    int factor_characters = 1;  // of a factor, parentheses included
    bool backward = false;      // values are upstream gradients: none of them is padding
    bool shares = false;        // factors are written as the shares that they are: 1/9
    TermKind kind = TermKind::value;
};
Styles styles_of(const Facts& facts, const Expression& expression);

Token words(std::string text, Paint ink = {Role::dim_ink});
Token chip(std::string text, int characters);

/// Adds words to a name that has more room reserved than it needs.
void lengthen(Token& token, const std::string& text);

/// "[1, 2]": without the batch if there is one only, without the channel if there is one only on both sides.
std::string short_index(const Facts& facts, const Sheet& sheet, const Index& index);

/// The chip of one term: its value, or its value times its factor, negative factors in parentheses.
Token value_chip(const Expression::Term& term, const Styles& styles);
Token product_chip(const Expression::Term& term, const Styles& styles);

}  // namespace stridelens
