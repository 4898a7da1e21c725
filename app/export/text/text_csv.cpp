// CSV (RFC 4180, but for line feeds alone): one table, a row a cell, and a row a term of each step. Exact numbers.

#include "app/export/text/text_parts.h"
#include "app/export/text/told.h"
#include "app/export/words/digits.h"
#include "core/tensor/stop.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

namespace {

/// Columns for the longest index, whatever the tensor.
std::size_t most_axes(const TextParts& parts) {
    std::size_t most = parts.derived.geometry.input.size();
    for (const NamedTensor& named : parts.tensors) most = std::max(most, named.tensor.shape.size());
    for (const ToldStep& step : parts.steps) most = std::max(most, step.expression.index.size());
    return std::max(most, parts.derived.geometry.output.size());
}

std::string index_columns(const Index& index, std::size_t axes) {
    std::string text;
    for (std::size_t i = 0; i < axes; ++i) text += i < index.size() ? "," + std::to_string(index[i]) : ",";
    return text;
}

void add_terms(const TextParts& parts, const ToldStep& step, std::size_t axes, std::string& text) {
    const Expression& expression = step.expression;
    const bool products = expression.form == TermForm::product;
    for (const Expression::Term& term : expression.terms) {
        const CellName cell =
            expression.outputs == TensorName::none ? value_cell(expression, term) : output_cell(expression, term);
        const Index at = cell.cell < 0 ? Index{} : index_of(parts.derived.geometry, cell);
        text += fmt::format("term,{}{},{},{},{},{},{}\n", step.step + 1, index_columns(at, axes), shortest(term.value),
                            products ? shortest(term.factor) : "", products ? shortest(term.product) : "",
                            to_string(term.kind),
                            term.verdict == Verdict::wins ? "winner"
                            : term.counts                 ? "yes"
                                                          : "no");
    }
    if (expression.rest.count > 0)
        text += fmt::format("terms not listed,{}{},{},,,,\n", step.step + 1, index_columns({}, axes),
                            expression.rest.count);
    text += fmt::format("result,{}{},{},,,,\n", step.step + 1, index_columns(expression.index, axes),
                        shortest(expression.result));
}

std::string exact_number(const NamedTensor& named, std::int64_t flat) {
    if (named.whole.empty()) return shortest(named.tensor[flat]);
    return std::to_string(named.whole[static_cast<std::size_t>(flat)]);
}

}  // namespace

std::string csv_text(const TextParts& parts) {
    const std::size_t axes = most_axes(parts);
    std::string text = "grid,step";
    for (std::size_t i = 0; i < axes; ++i) text += fmt::format(",i{}", i);
    text += ",value,factor,product,kind,counted\n";
    for (const NamedTensor& named : parts.tensors)
        for (std::int64_t flat = 0; flat < element_count(named.tensor.shape); ++flat) {
            stop_if_asked();
            text += fmt::format("{},{},{},,,,\n", named.name, index_columns(unflatten(named.tensor.shape, flat), axes),
                                exact_number(named, flat));
        }
    for (const ToldStep& step : parts.steps) add_terms(parts, step, axes, text);
    return text;
}

}  // namespace stridelens
