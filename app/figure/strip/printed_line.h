#pragma once
// Whether a line of arithmetic is true as it is printed: with the numbers that stand there, not those behind them.

#include "app/figure/facts/number_style.h"
#include "core/explain/expression.h"

#include <optional>
#include <span>

namespace stridelens {

/// How the numbers of a line are written.
struct LineStyles {
    NumberStyle value, factor, bias, result;
    std::optional<NumberStyle> sums{};  // of the channels, where those are written instead of their products
    bool shares = false;                // factors are written as the shares that they are: 1/9
};

/// "=" may stand before the result; otherwise it is "≈". Where terms are not listed their true sum is compared.
bool holds(const Expression& expression, const LineStyles& styles);

/// Whether the numbers, as they are printed, add up to the result as it is printed.
bool adds_up(std::span<const double> printed_terms, double printed_result);

/// "=" or "≈".
const char* equals_sign(bool holds);

/// Whether each factor is 1/n, and two decimals do not say it.
bool better_as_shares(const Expression& expression);

/// n of a factor 1/n.
std::int64_t share_of(float factor);

}  // namespace stridelens
