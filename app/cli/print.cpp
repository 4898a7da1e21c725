#include "app/cli/print.h"

#include "app/export/text/told.h"
#include "app/export/words/digits.h"
#include "app/problem/view.h"
#include "core/operation/catalogue.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
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

Json json_term(const Geometry& geometry, const Explanation& explanation, const Term& term) {
    Json json;
    if (term.output >= 0) json["output"] = json_index(unflatten(geometry.output, term.output));
    json["kernel"] = json_index(term.tap.kernel);
    json["at"] = json_index(term.tap.at);
    json["channel"] = term.tap.channel;
    json["kind"] = to_string(term.tap.kind);
    json["input"] = term.tap.source < 0 ? Json() : json_index(unflatten(geometry.input, term.tap.source));
    json["value"] = json_number(term.value);
    json["weight"] = json_number(term.weight);
    json["product"] = has_products(explanation) ? json_number(term.product) : json_number(term.value);
    json["counted"] = term.counted;
    return json;
}

Json json_size(const SizeFormula& size) {
    Json json;
    json["axis"] = size.axis;
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
    return shortest(static_cast<float>(value));
}

/// A term of a gradient or a stamp: which output cell it comes from or goes to.
std::string passed_line(const Geometry& geometry, const Term& term) {
    std::string line = "  output " + (term.output < 0 ? "-" : parenthesised(unflatten(geometry.output, term.output)));
    if (!term.tap.kernel.empty()) line += fmt::format("  kernel {}", parenthesised(term.tap.kernel));
    line += fmt::format("  {} · {} = {}", shortest(term.value), shortest(term.weight), rounded(term.product));
    return line + (term.counted ? "\n" : "  (passes nothing here)\n");
}

/// One term a line; `product` only where there are weights.
std::string term_line(const Geometry& geometry, const Explanation& explanation, std::size_t position) {
    const Term& term = explanation.terms[position];
    if (explanation.rule == Rule::gradient || explanation.rule == Rule::stamp) return passed_line(geometry, term);
    std::string line = "  ";
    if (explanation.rule != Rule::copy && !term.tap.kernel.empty())
        line += fmt::format("kernel {}  ", parenthesised(term.tap.kernel));
    line += term.tap.kind == TapKind::inside ? "input" : to_string(term.tap.kind);
    if (term.tap.source >= 0) line += " " + parenthesised(unflatten(geometry.input, term.tap.source));
    if (term.tap.kind != TapKind::inside) line += fmt::format(" at {}", parenthesised(term.tap.at));
    line += "  " + shortest(term.value);
    if (weighted(explanation)) line += fmt::format(" · {} = {}", shortest(term.weight), rounded(term.product));
    if (explanation.winner == position) line += "  <- the winner";
    if (std::find(explanation.tied.begin(), explanation.tied.end(), position) != explanation.tied.end())
        line += "  (equal, but later)";
    if (explanation.rule == Rule::average && !term.counted) line += "  (not counted)";
    return line + "\n";
}

std::string sums_text(const Explanation& explanation) {
    std::string text;
    if (explanation.rule == Rule::average && explanation.divisor)
        text += fmt::format("sum {} / {}\n", rounded(explanation.sum), *explanation.divisor);
    if (explanation.rule == Rule::norm)
        text += fmt::format("sum of powers {}, root 1/{}\n", rounded(explanation.sum), shortest(explanation.norm_type));
    if (explanation.rule == Rule::gradient || explanation.rule == Rule::sum)
        text += fmt::format("sum {}\n", rounded(explanation.sum));
    if (explanation.rule != Rule::sum_of_products) return text;
    for (std::size_t i = 0; i < explanation.channel_sums.size(); ++i)
        text += fmt::format("channel {}: {}\n", explanation.channels[i], rounded(explanation.channel_sums[i]));
    if (explanation.bias) text += fmt::format("bias: {}\n", shortest(*explanation.bias));
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

std::string explain_json(const Derived& derived, const Told& told) {
    const Explanation& explanation = told.explanation;
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
    add(explanation.subject == Subject::output ? "output" : "cell", json_index(explanation.output));
    std::vector<Json> terms, sizes, sums, differences;
    for (const Term& term : explanation.terms) terms.push_back(json_term(derived.geometry, explanation, term));
    add_lines("terms", terms);
    add("winner", explanation.winner ? Json(*explanation.winner) : Json());
    add("tied", explanation.tied);
    add("divisor", explanation.divisor ? Json(*explanation.divisor) : Json());
    for (std::size_t i = 0; i < explanation.channel_sums.size(); ++i)
        sums.push_back({{"channel", explanation.channels[i]}, {"sum", json_number(explanation.channel_sums[i])}});
    add_lines("channel_sums", sums);
    add("bias", explanation.bias ? json_number(*explanation.bias) : Json());
    add("sum", summed(explanation) ? json_number(explanation.sum) : Json());
    add("result", json_number(explanation.result));
    add("sentence", explanation.sentence);
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

std::string explain_text(const Derived& derived, const Told& told) {
    const Explanation& explanation = told.explanation;
    std::string text = print(derived.problem, PrintOptions{.explicit_values = false}) + "\n";
    const bool of_output = explanation.subject == Subject::output;
    const char* name = of_output ? "output" : derived.view == View::scatter ? "input" : words_of(derived.view);
    text += fmt::format("{} {} = {}\n", name, parenthesised(explanation.output), shortest(explanation.result));
    if (!explanation.sentence.empty()) text += explanation.sentence + "\n";
    for (std::size_t i = 0; i < explanation.terms.size(); ++i) text += term_line(derived.geometry, explanation, i);
    text += sums_text(explanation);
    for (const SizeFormula& size : derived.sizes) {
        text += fmt::format("size {} = {} = {}", size.axis, size.expression, size.result);
        text += size.note.empty() ? "\n" : fmt::format("; {}\n", size.note);
    }
    for (const Difference& difference : told.differences) text += difference.sentence + "\n";
    text.pop_back();
    return text;
}

std::string refusal_text(const Failure& failure, std::string_view line) {
    std::string text = fmt::format("stridelens: {}\n", failure.sentence);
    if (!failure.column || failure.column > line.size()) return text;
    const std::string_view before = line.substr(0, *failure.column);
    const auto letters = std::count_if(before.begin(), before.end(),
                                       [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; });
    return text + fmt::format("  {}\n  {}^\n", line, std::string(static_cast<std::size_t>(letters), ' '));
}

}  // namespace stridelens
