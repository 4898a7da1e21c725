// Python that makes the arrays with NumPy: float32 and exact, so that a notebook begins where the picture stands.

#include "app/export/text/text_parts.h"
#include "app/export/words/digits.h"
#include "core/tensor/stop.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>

namespace stridelens {

namespace {

std::string python_number(float value) {
    if (std::isnan(value)) return "np.nan";
    if (std::isinf(value)) return value > 0.0F ? "np.inf" : "-np.inf";
    return shortest(value);
}

std::string python_number(const NamedTensor& named, std::int64_t flat) {
    if (named.whole.empty()) return python_number(named.tensor[flat]);
    return std::to_string(named.whole[static_cast<std::size_t>(flat)]);
}

void add_nested(std::string& text, const NamedTensor& named, std::size_t axis, std::int64_t& flat, std::size_t indent) {
    stop_if_asked();
    text += '[';
    const Shape& shape = named.tensor.shape;
    const bool last = axis + 1 == shape.size();
    for (std::int64_t i = 0; i < shape[axis]; ++i) {
        if (i > 0) text += last ? ", " : ",\n" + std::string(indent + 1, ' ');
        if (last)
            text += python_number(named, flat++);
        else
            add_nested(text, named, axis + 1, flat, indent + 1);
    }
    text += ']';
}

std::string array_of(const NamedTensor& named) {
    const Tensor& tensor = named.tensor;
    const bool whole = !named.whole.empty();
    const std::string begin = fmt::format("{} = np.array(", named.name);
    if (element_count(tensor.shape) == 0)
        return fmt::format("{} = np.zeros(({}), dtype=np.float32)\n", named.name, fmt::join(tensor.shape, ", "));
    std::string text = begin;
    std::int64_t flat = 0;
    add_nested(text, named, 0, flat, begin.size());
    return text + (whole ? ", dtype=np.int64)\n" : ", dtype=np.float32)\n");
}

/// A comment of the arithmetic with exact numbers.
ArithmeticSyntax syntax() {
    return {
        .number = [](double value, NumberKind) { return shortest(static_cast<float>(value)); },
        .cell = [](const std::string& name,
                   const Index& index) { return fmt::format("{}[{}]", name, fmt::join(index, ", ")); },
        .winner = [](const std::string& value) { return value; },
        .power = [](const std::string& base, double exponent) { return fmt::format("{}**{:g}", base, exponent); },
        .root = [](const std::string& sum, double exponent) { return fmt::format("({})**(1/{:g})", sum, exponent); },
        .over = [](const std::string& sum, std::int64_t divisor) { return fmt::format("({}) / {}", sum, divisor); },
        .more = [](std::int64_t count) { return fmt::format("... {} more", count); },
        .times = " * "};
}

std::string commented(const std::string& text) {
    std::string lines = "# ";
    for (const char c : text) lines += c == '\n' ? std::string("\n# ") : std::string(1, c);
    return lines + "\n";
}

/// The title as a comment. One of the first two lines may say in which encoding a file is, and "coding: utf-7" would turn the
/// rest of the title into lines of code: then the first line says it, and no other is asked.
/// Source: PEP 263.
std::string begun_with(const std::string& title) {
    return (title.find("coding") == std::string::npos ? "" : "# coding: utf-8\n") + commented(title);
}

}  // namespace

std::string numpy_text(const TextParts& parts) {
    std::string text = begun_with(parts.title) + "import numpy as np\n";
    for (const SizeFormula& size : parts.sizes) text += commented(fmt::format("{}: {}", size.axis, in_both(size)));
    for (const Count& count : parts.counts) text += commented(in_full(count));
    if (!parts.code.empty()) text += "\n" + commented(parts.code);
    for (const NamedTensor& named : parts.tensors) text += "\n" + array_of(named);
    for (const ToldStep& step : parts.steps) {
        text += "\n" + commented(step_of(parts, step.step) + ": " +
                                 arithmetic_line(parts.derived.geometry, step.expression, syntax()));
        if (!step.sentence.empty()) text += commented(step.sentence);
    }
    return text;
}

}  // namespace stridelens
