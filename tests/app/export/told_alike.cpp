#include "tests/app/export/told_alike.h"

#include "app/export/text/numbers_text.h"

#include <cmath>
#include <cstdlib>
#include <regex>
#include <sstream>
#include <utility>

namespace stridelens {

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

void add_index(const Index& index, std::vector<double>& numbers) {
    for (const std::int64_t entry : index) numbers.push_back(static_cast<double>(entry));
}

bool is_copy(const Expression& expression) {
    return expression.function == Function::copy || expression.function == Function::routed;
}

/// One term on the line.
void add_term(const ToldAlike& told, const Expression::Term& term, std::vector<double>& numbers) {
    const Expression& e = told.expression;
    if (e.function == Function::stamp) add_index(index_of(told.derived.geometry, output_cell(e, term)), numbers);
    numbers.push_back(static_cast<double>(term.value));
    if (writes_factors(e)) numbers.push_back(static_cast<double>(term.factor));
    if (e.norm) numbers.push_back(e.norm->exponent);
    if (e.function == Function::stamp) numbers.push_back(term.product);
}

/// The numbers between the equals signs.
std::vector<double> middle_of(const ToldAlike& told) {
    const Expression& e = told.expression;
    std::vector<double> numbers;
    if (is_copy(e)) {
        const CellName from = e.taken ? value_cell(e, e.terms[*e.taken]) : CellName{};
        if (from.cell >= 0) add_index(index_of(told.derived.geometry, from), numbers);
        return numbers;
    }
    for (const Expression::Term& term : e.terms)
        if (term.counts || is_extreme(e) || e.norm) add_term(told, term, numbers);
    if (e.bias) numbers.push_back(static_cast<double>(*e.bias));
    if (numbers.empty() && e.function != Function::stamp) numbers.push_back(0.0);
    if (e.norm) numbers.insert(numbers.end(), {1.0, e.norm->exponent});
    if (e.divisor) numbers.push_back(static_cast<double>(e.divisor->value));
    return numbers;
}

}  // namespace

bool same_number(double written, double value) {
    return written == value || (std::isnan(written) && std::isnan(value));
}

std::vector<double> numbers_in(std::string text) {
    for (const auto& [from, to] :
         {std::pair{"\\infty", "inf"}, {"\\mathrm{NaN}", "nan"}, {"−", "-"}, {"∞", "inf"}, {"NaN", "nan"}})
        text = replaced(text, from, to);
    static const std::regex number("-?(inf|nan|[0-9]+(\\.[0-9]+)?(e[+-]?[0-9]+)?)");
    std::vector<double> found;
    for (std::sregex_iterator it(text.begin(), text.end(), number), end; it != end; ++it)
        found.push_back(std::strtod(it->str().c_str(), nullptr));
    return found;
}

std::string text_of(const ToldAlike& told, Format format) {
    PageOptions page;
    page.parts.input = page.parts.kernel = page.parts.output = false;
    page.decimals = kToldDecimals;
    const auto text = numbers_text(told.derived, told.step, page, format);
    EXPECT_TRUE(text) << told.where;
    return text.value_or("");
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);) lines.push_back(line);
    return lines;
}

void expect_numbers(std::vector<double> written, const std::vector<double>& expected, bool exact,
                    const std::string& where) {
    ASSERT_EQ(written.size(), expected.size()) << where;
    const double half = 0.501 * std::pow(10.0, -kToldDecimals);  // of the last decimal
    for (std::size_t i = 0; i < written.size(); ++i) {
        const bool equal = exact ? same_number(static_cast<float>(written[i]), static_cast<float>(expected[i]))
                                 : same_number(written[i], expected[i]) || std::abs(written[i] - expected[i]) <= half;
        ASSERT_TRUE(equal) << where << ": number " << i << " is " << written[i] << ", not " << expected[i];
    }
}

void expect_last_numbers(std::vector<double> written, const std::vector<double>& expected, bool exact,
                         const std::string& where) {
    ASSERT_GE(written.size(), expected.size()) << where;
    written.erase(written.begin(), written.end() - std::ssize(expected));
    expect_numbers(std::move(written), expected, exact, where);
}

bool is_extreme(const Expression& expression) {
    return expression.function == Function::maximum || expression.function == Function::minimum;
}

bool writes_factors(const Expression& expression) {
    return expression.form == TermForm::product && !(expression.backward() && expression.unit_factors);
}

std::vector<double> line_of(const ToldAlike& told) {
    std::vector<double> numbers;
    add_index(told.expression.index, numbers);
    const std::vector<double> middle = middle_of(told);
    const auto result = static_cast<double>(told.expression.result);
    const bool stamp = told.expression.function == Function::stamp;  // begins with the value
    if (stamp) numbers.push_back(result);
    numbers.insert(numbers.end(), middle.begin(), middle.end());
    if (!stamp) numbers.push_back(result);
    return numbers;
}

std::vector<double> term_numbers(const Expression& expression, const Expression::Term& term) {
    std::vector<double> numbers{static_cast<double>(term.value)};
    if (expression.form == TermForm::product)
        numbers.insert(numbers.end(), {static_cast<double>(term.factor), term.product});
    return numbers;
}

}  // namespace stridelens
