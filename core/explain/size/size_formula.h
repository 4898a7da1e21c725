#pragma once
// Internal to explain/: the size formulas of operations whose windows do not simply slide, and the words they share.

#include "core/explain/explain.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stridelens {

namespace size_words {

/// What one step along the axis is called: "column" for "W", "row" for "H" …
std::string noun_of(const std::string& axis);

/// What several axes share: "row and column".
std::string noun_of(const std::vector<std::string>& axes);

/// "rows and columns", "is" and "are".
std::string plural_of(const std::string& noun);
const char* is_or_are(const std::string& noun);

/// "1 column", "2 rows and columns"
std::string counted(std::int64_t count, const std::string& noun);

/// "column 27 is", "columns 26 and 27 are", "row and column 27 are"
std::string cells_are(const std::string& noun, const std::vector<std::int64_t>& positions);

/// Adds a sentence to a note, with "; " between them.
void append(std::string& note, const std::string& sentence);

}  // namespace size_words

/// "12.5", or "8 + 1/3" where decimals would not be exact: a value before it is rounded down or up.
std::string quotient_text(std::int64_t numerator, std::int64_t divisor);

/// "half a step is left over", "2/5 of a step is left over": 0 < `cells` < `stride`.
std::string left_over_text(std::int64_t cells, std::int64_t stride);

/// Each takes the formula with its axis, result and unread positions, and returns it whole. `given`: the output's size
/// was asked for (not PyTorch's None).
SizeFormula adaptive_formula(const Axis& axis, bool given, SizeFormula formula);
SizeFormula transposed_formula(const ConvTranspose& conv, const Axis& axis, SizeFormula formula,
                               const std::string& noun);
SizeFormula unpool_formula(const MaxUnpool& unpool, const Axis& axis, SizeFormula formula, const std::string& noun);
SizeFormula fold_formula(const Axis& axis, SizeFormula formula, const std::string& noun);

}  // namespace stridelens
