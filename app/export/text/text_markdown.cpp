// Markdown: headings, a table a plane, and the terms of each step.

#include "app/export/text/text_parts.h"
#include "app/export/text/told.h"
#include "core/tensor/stop.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace stridelens {

namespace {

std::string bracketed(const std::string& name, const Index& index) {
    return fmt::format("{}[{}]", name, fmt::join(index, ", "));
}

ArithmeticSyntax syntax_of(const ArithmeticStyles& styles) {
    return {.number = [styles](double value, NumberKind kind) { return format(value, styles.of(kind)); },
            .cell = bracketed,
            .winner = [](const std::string& value) { return "**" + value + "**"; },
            .power = [](const std::string& base, double exponent) { return fmt::format("{}^{:g}", base, exponent); },
            .root = [](const std::string& sum, double exponent) { return fmt::format("({})^(1/{:g})", sum, exponent); },
            .over = [](const std::string& sum, std::int64_t divisor) { return fmt::format("({}) / {}", sum, divisor); },
            .more = [](std::int64_t count) { return fmt::format("… {} more", count); },
            .holds = [styles](const Expression& expression) { return styles.holds(expression); }};
}

/// Words that are not ours: nothing in them is markup, HTML, mathematics, an attribute or a template's code to any reader of
/// Markdown. Entities for what HTML is made of: not every reader knows a backslash before it.
std::string escaped(const std::string& words) {
    constexpr std::string_view signs = "\\`*_{}[]|~^$#";
    std::string text;
    for (const char c : words) {
        if (signs.find(c) != std::string_view::npos)
            text += {'\\', c};
        else
            text += c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : std::string(1, c);
    }
    return text;
}

std::string row(const std::vector<std::string>& cells) {
    return fmt::format("| {} |\n", fmt::join(cells, " | "));
}

/// What kind of cell a term reads, and which.
std::string source_of(const Geometry& geometry, const Expression& expression, const Expression::Term& term) {
    const auto named = [&](const CellName& cell) { return bracketed(words_of(cell.tensor), index_of(geometry, cell)); };
    const CellName output = output_cell(expression, term), value = value_cell(expression, term);
    if (output.cell >= 0) return named(output);
    if (term.kind != CellKind::inside) return to_string(term.kind);
    return value.cell < 0 ? "" : named(value);
}

std::string note_of(const Expression::Term& term) {
    if (term.verdict == Verdict::wins) return "the winner";
    if (term.verdict != Verdict::none) return words_of(term.verdict);
    return term.counts ? "" : "not counted";
}

std::string terms_table(const TextParts& parts, const Expression& expression, const ArithmeticStyles& styles) {
    const bool products = expression.form == TermForm::product;
    std::vector<std::string> head{"cell", "value"}, rule{":--", "--:"};
    if (products) {
        head.insert(head.end(), {"factor", "product"});
        rule.insert(rule.end(), {"--:", "--:"});
    }
    head.emplace_back("");
    rule.emplace_back(":--");
    std::string text = row(head) + row(rule);
    for (const Expression::Term& term : expression.terms) {
        std::vector<std::string> cells{source_of(parts.derived.geometry, expression, term),
                                       format(static_cast<double>(term.value), styles.of(NumberKind::value))};
        if (products) {
            cells.push_back(format(static_cast<double>(term.factor), styles.of(NumberKind::factor)));
            cells.push_back(format(term.product, styles.of(NumberKind::result)));
        }
        cells.push_back(note_of(term));
        text += row(cells);
    }
    if (expression.rest.count > 0) {
        std::vector<std::string> cells(head.size());
        cells.front() = fmt::format("… {} more", expression.rest.count);
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
        stop_if_asked();
        std::vector<std::string> cells{fmt::format("**{}**", r)};
        for (std::int64_t c = 0; c < columns; ++c)
            cells.push_back(format(static_cast<double>(tensor[first + r * columns + c]), style));
        text += row(cells);
    }
    return text;
}

}  // namespace

std::string markdown_text(const TextParts& parts) {
    std::string text = fmt::format("# {}\n", escaped(parts.title));
    if (!parts.sizes.empty()) text += "\n";
    for (const SizeFormula& size : parts.sizes)
        text += fmt::format("- {}: `{}`{}\n", size.axis, in_both(size), size.note.empty() ? "" : " – " + size.note);
    if (!parts.counts.empty()) text += "\n";
    for (const Count& count : parts.counts) text += fmt::format("- `{}`\n", in_full(count));
    if (!parts.code.empty()) text += fmt::format("\n```python\n{}\n```\n", parts.code);
    const ArithmeticStyles styles(parts);
    for (const ToldStep& step : parts.steps) {
        std::string heading = step_of(parts, step.step);
        heading.front() = 'S';
        text += fmt::format("\n## {}\n\n{}\n", heading,
                            arithmetic_line(parts.derived.geometry, step.expression, syntax_of(styles)));
        if (!step.sentence.empty()) text += fmt::format("\n{}\n", step.sentence);
        if (!step.expression.terms.empty()) text += "\n" + terms_table(parts, step.expression, styles);
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
