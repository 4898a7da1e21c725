// Markdown: headings, a table a plane, and the terms of each step.

#include "app/export/text/text_parts.h"
#include "app/export/text/told.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace stridelens {

namespace {

std::string bracketed(const std::string& name, const Index& index) {
    return fmt::format("{}[{}]", name, fmt::join(index, ", "));
}

ArithmeticSyntax syntax_of(const ArithmeticStyles& styles) {
    return {
        .number = [styles](double value, NumberKind kind) { return format(value, styles.of(kind)); },
        .cell = bracketed,
        .winner = [](const std::string& value) { return "**" + value + "**"; },
        .power = [](const std::string& base, double exponent) { return fmt::format("{}^{:g}", base, exponent); },
        .root = [](const std::string& sum, double exponent) { return fmt::format("({})^(1/{:g})", sum, exponent); },
        .over = [](const std::string& sum, std::int64_t divisor) { return fmt::format("({}) / {}", sum, divisor); }};
}

std::string row(const std::vector<std::string>& cells) {
    return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

/// What kind of cell a term reads, and which.
std::string source_of(const Derived& derived, const Explanation& told, const Term& term) {
    if ((told.rule == Rule::gradient || told.rule == Rule::stamp) && term.output >= 0)
        return bracketed(told.rule == Rule::stamp ? "output" : "upstream",
                         unflatten(derived.geometry.output, term.output));
    if (term.tap.kind != TapKind::inside) return to_string(term.tap.kind);
    return term.tap.source < 0 ? "" : bracketed("input", unflatten(derived.geometry.input, term.tap.source));
}

std::string terms_table(const TextParts& parts, const Explanation& told, const ArithmeticStyles& styles) {
    const bool products = weighted(told);
    std::vector<std::string> head{"cell", "value"}, rule{":--", "--:"};
    if (products) {
        head.insert(head.end(), {"factor", "product"});
        rule.insert(rule.end(), {"--:", "--:"});
    }
    head.emplace_back("");
    rule.emplace_back(":--");
    std::string text = row(head) + row(rule);
    for (std::size_t i = 0; i < told.terms.size(); ++i) {
        const Term& term = told.terms[i];
        std::vector<std::string> cells{source_of(parts.derived, told, term),
                                       format(static_cast<double>(term.value), styles.of(NumberKind::value))};
        if (products) {
            cells.push_back(format(static_cast<double>(term.weight), styles.of(NumberKind::factor)));
            cells.push_back(format(term.product, styles.of(NumberKind::result)));
        }
        const bool tied = std::find(told.tied.begin(), told.tied.end(), i) != told.tied.end();
        cells.emplace_back(told.winner == i ? "the winner"
                           : tied           ? "equal, but later"
                           : !term.counted  ? "not counted"
                                            : "");
        text += row(cells);
    }
    return text;
}

std::string plane_table(const Tensor& tensor, std::int64_t first, std::int64_t rows, std::int64_t columns,
                        const NumberStyle& style) {
    std::vector<std::string> head{""}, rule{"--:"};
    for (std::int64_t c = 0; c < columns; ++c) {
        head.push_back(std::to_string(c));
        rule.emplace_back("--:");
    }
    std::string text = row(head) + row(rule);
    for (std::int64_t r = 0; r < rows; ++r) {
        std::vector<std::string> cells{fmt::format("**{}**", r)};
        for (std::int64_t c = 0; c < columns; ++c)
            cells.push_back(format(static_cast<double>(tensor[first + r * columns + c]), style));
        text += row(cells);
    }
    return text;
}

}  // namespace

std::string markdown_text(const TextParts& parts) {
    std::string text = fmt::format("# {}\n", parts.title);
    if (!parts.sizes.empty()) text += "\n";
    for (const SizeFormula& size : parts.sizes)
        text += fmt::format("- {}: `{} = {}`{}\n", size.axis, size.expression, size.result,
                            size.note.empty() ? "" : " – " + size.note);
    if (!parts.code.empty()) text += fmt::format("\n```python\n{}\n```\n", parts.code);
    const ArithmeticStyles styles(parts);
    for (const ToldStep& step : parts.steps) {
        std::string heading = step_of(parts, step.step);
        heading.front() = 'S';
        text += fmt::format("\n## {}\n\n{}\n", heading, arithmetic_line(parts.derived, step.told, syntax_of(styles)));
        if (!step.told.sentence.empty()) text += fmt::format("\n{}\n", step.told.sentence);
        if (!step.told.terms.empty()) text += "\n" + terms_table(parts, step.told, styles);
    }
    for (const NamedTensor& named : parts.tensors) {
        text += fmt::format("\n## {}, {}\n", named.title, shape_text(named.tensor.shape));
        const NumberStyle own = style_of(named.tensor, parts.decimals);
        for_each_plane(named.tensor,
                       [&](const Index& leading, std::int64_t first, std::int64_t rows, std::int64_t columns) {
                           if (element_count(Shape(leading.size(), 1)) > 0 && named.tensor.shape.size() > 2)
                               text += fmt::format("\n{}[{}, :, :]\n", named.name, fmt::join(leading, ", "));
                           text += "\n" + plane_table(named.tensor, first, rows, columns, own);
                       });
    }
    return text;
}

}  // namespace stridelens
