#pragma once
// One step's arithmetic on a line: "output[0, 0, 1, 2] = max(0.63, 0.31, −0.8, 1.13) = 1.13".

#include "core/explain/expression.h"

#include <cstdint>
#include <functional>
#include <string>

namespace stridelens {

/// What a number of the line is: each kind has decimals of its own.
enum class NumberKind : std::uint8_t { value, factor, bias, result };

/// How the line is written; LaTeX and plain text differ in all of it.
struct ArithmeticSyntax {
    std::function<std::string(double, NumberKind)> number;
    std::function<std::string(const std::string& name, const Index& index)> cell;   // "output[0, 0, 1, 2]"
    std::function<std::string(const std::string&)> winner;                          // the term that won
    std::function<std::string(const std::string& base, double exponent)> power;     // "|a|^2"
    std::function<std::string(const std::string& sum, double exponent)> root;       // "(…)^(1/2)"
    std::function<std::string(const std::string& sum, std::int64_t divisor)> over;  // "(…) / 4"
    std::function<std::string(std::int64_t)> more;                                  // "… 12 more": terms left out
    /// Whether the line is true with its numbers as they are written.
    std::function<bool(const Expression&)> holds = [](const Expression&) { return true; };
    std::string maximum = "max", minimum = "min";
    std::string times = " · ", open = "(", close = ")", bar = "|", about = "≈";
};

/// The line for the told cell; "≈" stands before a result that its numbers do not make as they are written. Terms that do not count are left out, unless none does. A stamp adds to several cells: one
/// product after the other.
std::string arithmetic_line(const Geometry& geometry, const Expression& expression, const ArithmeticSyntax& syntax);

}  // namespace stridelens
