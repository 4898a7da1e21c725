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

/// "column 27 is", "columns 26 and 27 are"
std::string cells_are(const std::string& noun, const std::vector<std::int64_t>& positions);

/// Adds a sentence to a note, with "; " between them.
void append(std::string& note, const std::string& sentence);

}  // namespace size_words

/// Each takes the formula with its axis, result and unread positions, and returns it whole. `given`: the output's size
/// was asked for (not PyTorch's None).
SizeFormula adaptive_formula(const Axis& axis, bool given, SizeFormula formula);
SizeFormula transposed_formula(const ConvTranspose& conv, const Axis& axis, SizeFormula formula,
                               const std::string& noun);
SizeFormula unpool_formula(const MaxUnpool& unpool, const Axis& axis, SizeFormula formula, const std::string& noun);
SizeFormula fold_formula(const Axis& axis, SizeFormula formula, const std::string& noun);

}  // namespace stridelens
