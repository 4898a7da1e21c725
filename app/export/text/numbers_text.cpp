#include "app/export/text/numbers_text.h"

#include "app/export/text/text_parts.h"
#include "app/problem/view.h"
#include "app/state/exports/step_list.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr std::int64_t kMostCells = 1'000'000;

void add(std::vector<NamedTensor>& tensors, const char* name, const char* title, const Tensor& tensor) {
    if (!tensor.shape.empty()) tensors.push_back({name, title, tensor});
}

Tensor as_tensor(const Shape& shape, const std::vector<std::int64_t>& numbers) {
    std::vector<float> values;
    for (const std::int64_t number : numbers) values.push_back(static_cast<float>(number));
    return {shape, std::move(values)};
}

std::vector<NamedTensor> tensors_of(const Derived& derived, const PageParts& parts) {
    std::vector<NamedTensor> tensors;
    if (parts.input) {
        add(tensors, "input", "Input", derived.input);
        if (!derived.indices.empty())
            add(tensors, "indices", "Indices", as_tensor(derived.geometry.input, derived.indices));
        if (derived.view == View::grad_input) add(tensors, "input_gradient", "Input gradient", derived.gradients.input);
    }
    if (parts.kernel && !derived.geometry.weight.empty()) {
        add(tensors, "weight", "Kernel", derived.weight);
        if (!derived.bias->values.empty()) add(tensors, "bias", "Bias", derived.bias);
        if (derived.view == View::grad_weight)
            add(tensors, "weight_gradient", "Weight gradient", derived.gradients.weight);
        if (derived.view == View::grad_bias) add(tensors, "bias_gradient", "Bias gradient", derived.gradients.bias);
    }
    if (!parts.output) return tensors;
    if (is_backward(derived.view))
        add(tensors, "upstream", "Upstream gradient", derived.upstream);
    else
        add(tensors, "output", "Output", derived.output);
    return tensors;
}

std::vector<ToldStep> steps_of(const Derived& derived, const Told& told, const PageOptions& page) {
    std::vector<ToldStep> all;
    if (!page.parts.arithmetic || derived.steps == 0) return all;
    std::vector<std::int64_t> steps = page.steps;
    if (steps.empty()) steps.push_back(std::max<std::int64_t>(told.step, 0));
    for (const std::int64_t step : steps)
        all.push_back({step, step == told.step ? told.explanation : explain_step(derived, step)});
    return all;
}

}  // namespace

Outcome<TextParts> text_parts(const Derived& derived, const Told& told, const PageOptions& page) {
    if (auto fine = check_steps(page.steps, derived.steps); !fine) return tl::unexpected(fine.error());
    TextParts parts{derived, page.title, {}, {}, {}, {}, page.decimals};
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
    if (page.parts.code) parts.code = pytorch_code(derived.geometry, 88);
    return parts;
}

NumberStyle style_of(const Tensor& tensor, std::optional<int> decimals) {
    float largest = 0.0F;
    for (const float value : tensor.values)
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    NumberRange range = number_range(tensor.values, largest);
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
    set(NumberKind::result, derived.view == View::grad_input    ? derived.gradients.input
                            : derived.view == View::grad_weight ? derived.gradients.weight
                            : derived.view == View::grad_bias   ? derived.gradients.bias
                                                                : derived.output);
    // The factors of a gradient are weights, the input's values, or shares of a window.
    Tensor factors = derived.view == View::grad_weight ? derived.input : derived.weight;
    if (factors.values.empty())
        for (const ToldStep& step : parts.steps)
            for (const Term& term : step.told.terms) factors.values.push_back(term.weight);
    set(NumberKind::factor, factors);
}

std::string step_of(const TextParts& parts, std::int64_t step) {
    return fmt::format("step {} of {}", step + 1, parts.derived.steps);
}

Outcome<std::string> numbers_text(const Derived& derived, const Told& told, const PageOptions& page, Format format) {
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
