#pragma once
// Internal to operation/: reading and writing the pieces of the one-line form.

#include "core/operation/error.h"
#include "core/operation/problem.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

/// A part of the line and where it begins (0-based).
struct Piece {
    std::string_view text;
    std::size_t column = 0;

    bool empty() const { return text.empty(); }
    Piece after(std::size_t count) const { return {text.substr(count), column + count}; }
    Piece first(std::size_t count) const { return {text.substr(0, count), column}; }
};

/// The words of `text`, at their columns of the line.
std::vector<Piece> split(const Piece& text);

/// parse_problem() of words that need not follow one another in the line. `end`: the column at which its text ends.
Result<Problem> parse_tokens(std::vector<Piece> tokens, std::size_t end);

/// What was read, where, and the rule that says what was expected there. At the end of the line nothing was read.
/// `meant`: what it probably was to be; empty if nothing is near.
Error wrong_text(const Piece& read, BrokenRule rule, std::vector<Fact> facts = {}, const std::string& meant = "");

/// The candidate that `word` was probably meant to be; empty if none is near.
std::string nearest_word(std::string_view word, const std::vector<std::string_view>& candidates);

/// Takes a whole number from the front of `rest`. Errors: `otherwise` if there is none; one beyond int64.
Result<std::int64_t> take_integer(Piece& rest, const Error& otherwise);

/// parse_values() on a part of a line: columns of errors count from the beginning of the line.
Result<Values> read_values(const Piece& piece);

/// The same for indices, whose whole numbers are kept exactly.
Result<Values> read_indices(const Piece& piece);

/// The whole of `piece` as one float32: decimal, nan, inf, -inf.
Result<float> read_float(const Piece& piece);

/// The same as a double, which is not nan.
Result<double> read_double(const Piece& piece);

/// Shortest text that reads back as the same number; nan, inf, -inf. ASCII.
std::string print_number(float value);
std::string print_number(double value);

}  // namespace stridelens
