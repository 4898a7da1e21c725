// LaTeX for \input: formulas and matrices. Needs nothing but LaTeX itself; matrices of any width.

#include "app/export/text/text_parts.h"
#include "app/export/vector/tikz_words.h"
#include "core/tensor/stop.h"
#include "core/words/prose.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cmath>
#include <regex>

namespace stridelens {

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
        text.replace(at, from.size(), to);
    return text;
}

/// "−1.2e7" → "-1.2\cdot10^{7}".
std::string math_number(double value, const NumberStyle& style) {
    if (std::isnan(value)) return "\\mathrm{NaN}";
    if (std::isinf(value)) return value > 0.0 ? "\\infty" : "-\\infty";
    std::string text = text::plain(format(value, style));
    const std::size_t e = text.find('e');
    return e == std::string::npos ? text : text.substr(0, e) + "\\cdot10^{" + text.substr(e + 1) + "}";
}

/// "\mathrm{output}_{0,1,2}".
std::string math_cell(const std::string& name, const Index& index) {
    return fmt::format("\\mathrm{{{}}}_{{{}}}", replaced(name, " ", "\\ "), fmt::join(index, ","));
}

ArithmeticSyntax syntax_of(const ArithmeticStyles& styles) {
    return {
        .number = [styles](double value, NumberKind kind) { return math_number(value, styles.of(kind)); },
        .cell = math_cell,
        .winner = [](const std::string& value) { return "\\mathbf{" + value + "}"; },
        .power = [](const std::string& base, double exponent) { return fmt::format("{}^{{{:g}}}", base, exponent); },
        .root = [](const std::string& sum,
                   double exponent) { return fmt::format("\\left({}\\right)^{{1/{:g}}}", sum, exponent); },
        .over = [](const std::string& sum,
                   std::int64_t divisor) { return fmt::format("\\frac{{{}}}{{{}}}", sum, divisor); },
        .more = [](std::int64_t count) { return fmt::format("\\ldots\\mbox{{ {} more}}", count); },
        .holds = [styles](const Expression& expression) { return styles.holds(expression); },
        .maximum = "\\max",
        .minimum = "\\min",
        .times = "\\cdot ",
        .open = "(",
        .close = ")",
        .bar = "|",
        .about = "\\approx"};
}

std::string matrix(const Tensor& tensor, std::int64_t first, std::int64_t rows, std::int64_t columns,
                   const NumberStyle& style) {
    std::string text = "\\left[\\begin{array}{" + std::string(static_cast<std::size_t>(columns), 'r') + "}\n";
    for (std::int64_t r = 0; r < rows; ++r) {
        stop_if_asked();
        std::vector<std::string> cells;
        for (std::int64_t c = 0; c < columns; ++c)
            cells.push_back(math_number(static_cast<double>(tensor[first + r * columns + c]), style));
        text += fmt::format("  {}{}\n", fmt::join(cells, " & "), r + 1 < rows ? " \\\\" : "");
    }
    return text + "\\end{array}\\right]";
}

/// ⌊ and ⌋ and · as mathematics, names upright.
std::string formula(const SizeFormula& size) {
    static const std::regex side("p_([a-z]+)");
    std::string text = std::regex_replace(in_both(size), side, "p_{\\mathrm{$1}}");
    for (const auto& [from, to] : {std::pair{"output_size", "\\mathrm{output\\_size}"},
                                   {"input size", "\\mathrm{input\\ size}"},
                                   {"⌊", "\\lfloor "},
                                   {"⌋", "\\rfloor "},
                                   {"⌈", "\\lceil "},
                                   {"⌉", "\\rceil "},
                                   {"·", "\\cdot "},
                                   {"−", "-"}})
        text = replaced(text, from, to);
    return fmt::format("\\mathrm{{{}}}:\\quad {}", size.axis, text);
}

/// Editors take a comment that begins with "!" for an order: which program to run on the file, with which options.
std::string commented(const std::string& line) {
    return fmt::format("% {}{}\n", line.starts_with('!') ? "Title: " : "", line);
}

std::string displayed(const std::string& formula) {
    return "\\[\n" + formula + "\n\\]\n";
}

}  // namespace

std::string latex_text(const TextParts& parts) {
    std::string text = commented(parts.title);
    for (const SizeFormula& size : parts.sizes) text += displayed(formula(size));
    for (const Count& count : parts.counts) text += tex_words(in_full(count), false) + "\n\n";
    if (!parts.code.empty()) text += "\\begin{verbatim}\n" + parts.code + "\n\\end{verbatim}\n";
    const ArithmeticStyles styles(parts);
    for (const ToldStep& step : parts.steps) {
        text += commented(step_of(parts, step.step));
        text += displayed(arithmetic_line(parts.derived.geometry, step.expression, syntax_of(styles)));
        if (!step.sentence.empty()) text += tex_words(step.sentence, false) + "\n";
    }
    for (const NamedTensor& named : parts.tensors) {
        const NumberStyle own = style_of(named.tensor, parts.decimals);
        for_each_plane(
            named.tensor, [&](const Index& leading, std::int64_t first, std::int64_t rows, std::int64_t columns) {
                const std::string name = replaced(named.name, "_", " ");
                const std::string left = named.tensor.shape.size() > 2 ? math_cell(name, leading)
                                                                       : "\\mathrm{" + replaced(name, " ", "\\ ") + "}";
                text += displayed(left + " = " + matrix(named.tensor, first, rows, columns, own));
            });
    }
    return sign_definition(text) + text;
}

}  // namespace stridelens
