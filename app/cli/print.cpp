#include "app/cli/print.h"

#include "app/export/text/told.h"
#include "app/export/words/digits.h"
#include "app/problem/view.h"
#include "core/operation/catalogue.h"
#include "core/words/prose.h"
#include "core/words/utf8.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <cmath>

namespace stridelens {

namespace {

using Json = nlohmann::ordered_json;

/// A JSON number with the digits of shortest(); nlohmann would print a float32 with the digits of a double.
template <class T>
Json json_number(T value) {
    const std::string text = shortest(value);
    if (!std::isfinite(value)) return text;
    const bool negative_zero = value == T(0) && std::signbit(value);
    if (value == std::trunc(value) && std::abs(value) < T(1 << 24) && !negative_zero)
        return static_cast<std::int64_t>(value);
    double number = 0.0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

Json json_index(const Index& index) {
    return Json(std::vector<std::int64_t>(index.begin(), index.end()));
}

std::string parenthesised(const Index& index) {
    return fmt::format("({})", fmt::join(index.begin(), index.end(), ","));
}

std::string written(std::int64_t value) {
    return std::to_string(value);
}
std::string written(float value) {
    return shortest(value);
}

template <class T>
void append_nested(std::string& text, const Shape& shape, const std::vector<T>& values, std::size_t axis,
                   std::size_t& flat, std::size_t indent) {
    text += '[';
    const bool row = axis + 1 == shape.size();
    // As NumPy: rows on lines of their own, an empty line between planes, one more for every further axis.
    const std::string between =
        row ? "," : "," + std::string(shape.size() - axis - 1, '\n') + std::string(indent + 1, ' ');
    for (std::int64_t i = 0; i < shape[axis]; ++i) {
        if (i > 0) text += between;
        if (row)
            text += written(values[flat++]);
        else
            append_nested(text, shape, values, axis + 1, flat, indent + 1);
    }
    text += ']';
}

/// As NumPy prints it, without the leading axes of size 1.
template <class T>
std::string nested_values(const Shape& shape, const std::vector<T>& values) {
    std::size_t first = 0;
    while (first + 1 < shape.size() && shape[first] == 1) ++first;
    if (shape.empty()) return written(values[0]);
    std::string text;
    std::size_t flat = 0;
    append_nested(text, Shape(shape.begin() + first, shape.end()), values, 0, flat, 0);
    return text;
}

Json json_term(const Geometry& geometry, const Expression& expression, const Expression::Term& term) {
    Json json;
    if (term.output >= 0) json["output"] = json_index(index_of(geometry, output_cell(expression, term)));
    json["kernel"] = json_index(term.kernel);
    json["at"] = json_index(term.at);
    json["channel"] = term.channel;
    json["kind"] = to_string(term.kind);
    json["input"] = term.input < 0 ? Json() : json_index(index_of(geometry, {TensorName::input, term.input}));
    json["value"] = json_number(term.value);
    json["weight"] = json_number(term.factor);
    json["product"] = expression.form == TermForm::value ? json_number(term.value) : json_number(term.product);
    json["counted"] = term.counts;
    return json;
}

/// Positions of the terms whose verdict `accepts`.
template <class Accepts>
std::vector<std::size_t> with_verdict(const Expression& expression, Accepts accepts) {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < expression.terms.size(); ++i)
        if (accepts(expression.terms[i].verdict)) found.push_back(i);
    return found;
}

Json json_size(const SizeFormula& size) {
    Json json;
    json["axis"] = size.axis;
    json["symbols"] = size.symbols;
    json["expression"] = size.expression;
    json["result"] = size.result;
    json["remainder"] = size.remainder;
    json["unread"] = size.unread;
    json["window_dropped"] = size.window_dropped;
    json["note"] = size.note;
    return json;
}

/// For people: the noise of double digits that float32 numbers bring along says nothing.
std::string rounded(double value) {
    return prose(static_cast<float>(value));
}

/// "−5 · (−4) = 20".
std::string product_line(const Expression::Term& term) {
    const std::string factor = prose(term.factor);
    return fmt::format("{} · {} = {}", prose(term.value),
                       factor.starts_with(text::kMinus) ? "(" + factor + ")" : factor, rounded(term.product));
}

/// A term of a gradient or a stamp: which output cell it comes from or goes to.
std::string passed_line(const Geometry& geometry, const Expression& expression, const Expression::Term& term) {
    std::string line = "  output " + parenthesised(index_of(geometry, output_cell(expression, term)));
    if (!term.kernel.empty()) line += fmt::format("  kernel {}", parenthesised(term.kernel));
    line += "  " + product_line(term);
    return line + (term.counts ? "\n" : "  (passes nothing here)\n");
}

/// One term a line; its product only where there are factors.
std::string term_line(const Geometry& geometry, const Expression& expression, const Expression::Term& term) {
    if (expression.outputs != TensorName::none) return passed_line(geometry, expression, term);
    std::string line = "  ";
    if (expression.function != Function::copy && !term.kernel.empty())
        line += fmt::format("kernel {}  ", parenthesised(term.kernel));
    line += term.kind == CellKind::inside ? "input" : to_string(term.kind);
    if (term.input >= 0) line += " " + parenthesised(index_of(geometry, value_cell(expression, term)));
    if (term.kind != CellKind::inside) line += fmt::format(" at {}", parenthesised(term.at));
    line += "  " + (expression.form == TermForm::product ? product_line(term) : prose(term.value));
    if (term.verdict == Verdict::wins)
        line += "  <- the winner";
    else if (term.verdict != Verdict::none)
        line += fmt::format("  ({})", words_of(term.verdict));
    if (expression.function == Function::mean && !term.counts) line += "  (not counted)";
    return line + "\n";
}

std::string terms_text(const Geometry& geometry, const Expression& expression) {
    std::string text;
    for (const Expression::Term& term : expression.terms) text += term_line(geometry, expression, term);
    if (expression.rest.count > 0)
        text += fmt::format("  … {} more, not listed but part of the result\n", expression.rest.count);
    return text;
}

std::string sums_text(const Expression& expression) {
    std::string text;
    if (expression.function == Function::mean)
        return fmt::format("sum {} / {}\n", rounded(*expression.sum), expression.divisor->value);
    if (expression.function == Function::norm)
        return fmt::format("sum of powers {}, root 1/{}\n", rounded(*expression.sum), prose(expression.norm->exponent));
    if (expression.function == Function::sum && expression.channels.empty())
        return fmt::format("sum {}\n", rounded(*expression.sum));
    for (const Expression::Channel& group : expression.channels)
        text += fmt::format("channel {}: {}\n", group.channel, rounded(group.sum));
    if (expression.bias) text += fmt::format("bias: {}\n", prose(*expression.bias));
    return text;
}

}  // namespace

std::string nested(const Tensor& tensor) {
    return nested_values(tensor.shape, tensor.values);
}
std::string nested(const Shape& shape, const std::vector<std::int64_t>& indices) {
    return nested_values(shape, indices);
}

std::string eval_json(const Tensor& output, const std::vector<std::int64_t>* indices) {
    Json values = Json::array();
    for (const float value : output.values) values.push_back(json_number(value));
    std::string text = fmt::format("{{\"shape\": {}, \"values\": {}", json_index(output.shape).dump(), values.dump());
    if (indices != nullptr) text += fmt::format(", \"indices\": {}", Json(*indices).dump());
    return text + "}";
}

std::string explain_json(const Derived& derived, const Told& told, std::size_t most) {
    const Expression expression = expression_of(derived.geometry, told.explanation, most);
    std::vector<std::pair<std::string, std::string>> members;
    const auto add = [&members](const char* key, const Json& json) { members.emplace_back(key, json.dump()); };
    // An array of objects has one of them a line.
    const auto add_lines = [&members](const char* key, const std::vector<Json>& items) {
        std::vector<std::string> lines;
        for (const Json& item : items) lines.push_back("\n    " + item.dump());
        members.emplace_back(key, items.empty() ? "[]" : fmt::format("[{}\n  ]", fmt::join(lines, ",")));
    };
    add("operation", info_of(derived.problem.operation).name);
    add("problem", print(derived.problem));
    if (derived.view != View::output) add("show", to_string(derived.view));
    add(expression.cell.tensor == TensorName::output ? "output" : "cell", json_index(expression.index));
    std::vector<Json> terms, sizes, sums, differences;
    for (const Expression::Term& term : expression.terms)
        terms.push_back(json_term(derived.geometry, expression, term));
    add_lines("terms", terms);
    if (expression.rest.count > 0) add("terms_not_listed", expression.rest.count);
    add("winner", expression.winner() ? Json(*expression.winner()) : Json());
    add("tied", with_verdict(expression, [](Verdict verdict) { return verdict == Verdict::ties; }));
    const std::vector<std::size_t> lost = with_verdict(expression, overruled);
    if (!lost.empty()) add("overruled", lost);
    add("divisor", expression.divisor ? Json(expression.divisor->value) : Json());
    for (const Expression::Channel& group : expression.channels)
        sums.push_back({{"channel", group.channel}, {"sum", json_number(group.sum)}});
    add_lines("channel_sums", sums);
    add("bias", expression.bias ? json_number(*expression.bias) : Json());
    add("sum", expression.sum ? json_number(*expression.sum) : Json());
    add("result", json_number(expression.result));
    add("sentence", told.explanation.sentence);
    for (const SizeFormula& size : derived.sizes) sizes.push_back(json_size(size));
    add_lines("sizes", sizes);
    for (const Difference& difference : told.differences)
        differences.push_back({{"framework", to_string(difference.convention)}, {"sentence", difference.sentence}});
    add_lines("differences", differences);

    std::string text = "{";
    for (const auto& [key, value] : members)
        text += fmt::format("{}\n  \"{}\": {}", text.size() > 1 ? "," : "", key, value);
    return text + "\n}";
}

std::string explain_text(const Derived& derived, const Told& told, std::size_t most) {
    const Expression expression = expression_of(derived.geometry, told.explanation, most);
    std::string text = print(derived.problem, PrintOptions{.explicit_values = false}) + "\n";
    text += fmt::format("{} {} = {}\n", words_of(expression.cell.tensor), parenthesised(expression.index),
                        prose(expression.result));
    if (!told.explanation.sentence.empty()) text += told.explanation.sentence + "\n";
    text += terms_text(derived.geometry, expression);
    text += sums_text(expression);
    for (const SizeFormula& size : derived.sizes) {
        text += fmt::format("size {} = {}", size.axis, in_both(size));
        text += size.note.empty() ? "\n" : fmt::format("; {}\n", size.note);
    }
    for (const Difference& difference : told.differences) text += difference.sentence + "\n";
    text.pop_back();
    return text;
}

std::string refusal_text(const Failure& failure, std::string_view line) {
    const std::string told = fmt::format("stridelens: {}\n", failure.sentence);
    if (!failure.column || failure.column > line.size()) return told;
    const int letters = text::character_count(line.substr(0, *failure.column));
    return told + fmt::format("  {}\n  {:{}}^\n", text::one_line(line), "", letters);
}

}  // namespace stridelens
