#include "app/export/text/numbers_text.h"
#include "app/export/text/compared_text.h"
#include "app/export/text/text_parts.h"
#include "app/figure/strip/printed_line.h"
#include "app/problem/view.h"
#include "app/state/derived_grids.h"
#include "app/state/exports/format.h"
#include "app/state/exports/step_list.h"
#include "core/words/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr std::int64_t kMostCells = 1'000'000;

void add(std::vector<NamedTensor>& tensors, Grid grid, const Tensor& tensor) {
    if (!tensor.shape.empty()) tensors.push_back({info_of(grid).variable, info_of(grid).title, tensor, {}});
}

Tensor as_tensor(const Shape& shape, const std::vector<std::int64_t>& numbers) {
    std::vector<float> values;
    for (const std::int64_t number : numbers) values.push_back(static_cast<float>(number));
    return {shape, std::move(values)};
}

std::vector<NamedTensor> tensors_of(const Derived& derived, const PageParts& parts) {
    std::vector<NamedTensor> tensors;
    const Grid made = info_of(derived.view).grid;  // gradients stand with the grid that they are of
    const auto add_grid = [&](Grid grid) { add(tensors, grid, *tensor_of(derived, grid)); };
    if (parts.input) {
        add_grid(Grid::input);
        if (!derived.indices.empty()) {
            add(tensors, Grid::indices, as_tensor(derived.geometry.input, derived.indices));
            tensors.back().whole = derived.indices;
        }
        if (made == Grid::grad_input) add_grid(made);
    }
    if (parts.kernel && !derived.geometry.weight.empty()) {
        add_grid(Grid::kernel);
        if (!derived.bias->values.empty()) add_grid(Grid::bias);
        if (made == Grid::grad_kernel || made == Grid::grad_bias) add_grid(made);
    }
    if (parts.output) add_grid(is_backward(derived.view) ? Grid::upstream : Grid::output);
    return tensors;
}

std::vector<ToldStep> steps_of(const Derived& derived, const Told& told, const PageOptions& page) {
    std::vector<ToldStep> all;
    if (!page.parts.arithmetic || derived.steps == 0) return all;
    std::vector<std::int64_t> steps = page.steps;
    if (steps.empty()) steps.push_back(std::max<std::int64_t>(told.step, 0));
    for (const std::int64_t step : steps) {
        const Explanation explanation = step == told.step ? told.explanation : explain_step(derived, step);
        all.push_back({step, expression_of(derived.geometry, explanation), explanation.sentence});
    }
    return all;
}

}  // namespace

Outcome<TextParts> text_parts(const Derived& derived, const Told& told, const PageOptions& page) {
    if (auto fine = check_steps(page.steps, derived.steps); !fine) return tl::unexpected(fine.error());
    TextParts parts{derived, text::one_line(page.title), {}, {}, {}, {}, page.decimals};
    if (parts.title.empty()) parts.title = print(derived.problem, PrintOptions{.explicit_values = false});
    std::int64_t cells = 0;
    for (const NamedTensor& named : tensors_of(derived, page.parts)) cells += element_count(named.tensor.shape);
    if (cells > kMostCells)
        return failed(
            fmt::format("{} cells are too many for a text; up to {} are written. Leave a grid out (parts), or "
                        "save it with eval -o FILE.npy",
                        cells, kMostCells));
    parts.tensors = tensors_of(derived, page.parts);
    parts.steps = steps_of(derived, told, page);
    if (page.parts.formula) parts.sizes = derived.sizes;
    if (page.parts.counts) parts.counts = counts_of(derived.geometry);
    if (page.parts.code) parts.code = pytorch_code(derived.geometry, 88);
    return parts;
}

NumberStyle style_of(const Tensor& tensor, std::optional<int> decimals) {
    NumberRange range = number_range(tensor.values);
    range.fixed = decimals;
    return number_style(range);
}

ArithmeticStyles::ArithmeticStyles(const TextParts& parts) {
    const Derived& derived = parts.derived;
    const bool backward = is_backward(derived.view);
    const auto set = [&](NumberKind kind, const Tensor& tensor) {
        styles_[static_cast<std::size_t>(kind)] = style_of(tensor, parts.decimals);
    };
    set(NumberKind::value, backward ? derived.upstream : derived.input);
    set(NumberKind::bias, derived.bias);
    set(NumberKind::result, *tensor_of(derived, backward ? info_of(derived.view).grid : Grid::output));
    // The factors of a gradient are weights, the input's values, or shares of a window.
    Tensor factors = derived.view == View::grad_weight ? derived.input : derived.weight;
    if (factors.values.empty())
        for (const ToldStep& step : parts.steps)
            for (const Expression::Term& term : step.expression.terms) factors.values.push_back(term.factor);
    set(NumberKind::factor, factors);
}

bool ArithmeticStyles::holds(const Expression& expression) const {
    return stridelens::holds(
        expression, {of(NumberKind::value), of(NumberKind::factor), of(NumberKind::bias), of(NumberKind::result)});
}

std::string step_of(const TextParts& parts, std::int64_t step) {
    return fmt::format("step {} of {}", step + 1, parts.derived.steps);
}

Outcome<std::string> numbers_text(const Derived& derived, const Told& told, const PageOptions& page, Format format) {
    if (derived.compared != nullptr && is_text(format)) return compared_text(derived, told, page, format);
    const Outcome<TextParts> parts = text_parts(derived, told, page);
    if (!parts) return tl::unexpected(parts.error());
    switch (format) {
        case Format::markdown:
            return markdown_text(*parts);
        case Format::csv:
            return csv_text(*parts);
        case Format::numpy:
            return numpy_text(*parts);
        case Format::latex:
            return latex_text(*parts);
        case Format::png:
        case Format::svg:
        case Format::pdf:
        case Format::tikz:
        case Format::gif:
        case Format::webp:
        case Format::html:
        case Format::scenario:
            break;
    }
    return failed("a picture is no text; choose markdown, csv, numpy or latex");
}

}  // namespace stridelens
