#pragma once
// What all renderers of a step's arithmetic must name, and how it is read back from what they write.

#include "app/state/exports/file_options.h"
#include "core/explain/expression.h"
#include "tests/app/figure/figure_scene.h"

#include <string>
#include <vector>

namespace stridelens {

/// One step of a view, and everything that is asked about it.
struct ToldAlike {
    const Picture& picture;
    const Derived& derived;
    const Told& step;
    Expression expression;
    std::string where;  // reproduces it
};

/// Decimals that the text formats are asked for.
inline constexpr int kToldDecimals = 4;

/// The step in one of the text formats, without the tensors.
std::string text_of(const ToldAlike& told, Format format);

/// Equal; any NaN equals any other.
bool same_number(double written, double value);

/// All numbers that stand in a text, in order: "**−1.5**", "\infty" and "NaN" are some.
std::vector<double> numbers_in(std::string text);

std::vector<std::string> lines_of(const std::string& text);

/// `exact`: to the last bit of a float; otherwise to kToldDecimals.
void expect_numbers(std::vector<double> written, const std::vector<double>& expected, bool exact,
                    const std::string& where);

/// The same at the end of `written`.
void expect_last_numbers(std::vector<double> written, const std::vector<double>& expected, bool exact,
                         const std::string& where);

bool is_extreme(const Expression& expression);

/// Whether the line writes factors: what comes back with the factor 1 comes back whole.
bool writes_factors(const Expression& expression);

/// The numbers of the arithmetic on one line, from the told cell's index to the result.
std::vector<double> line_of(const ToldAlike& told);

/// The numbers of one term: its value, and of products the factor and the product.
std::vector<double> term_numbers(const Expression& expression, const Expression::Term& term);

}  // namespace stridelens
