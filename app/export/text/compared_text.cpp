#include "app/export/text/compared_text.h"

#include "app/state/exports/step_list.h"

#include <fmt/format.h>

#include <sstream>

namespace stridelens {

namespace {

/// The page of one side: the steps that it has, and its name.
PageOptions page_of_side(const Derived& derived, AB side, PageOptions page) {
    const SharedDerived& own = derived.compared->side(side);
    std::vector<std::int64_t> steps;
    for (const std::int64_t step : page.steps)
        if (const auto cell = step_on(*derived.compared, step, own)) steps.push_back(*cell);
    if (!page.steps.empty() && steps.empty()) page.parts.arithmetic = false;
    page.steps = std::move(steps);
    const std::string line = print(own->problem, PrintOptions{.explicit_values = false});
    page.title = page.title.empty() ? fmt::format("{}: {}", to_string(side), line)
                                    : fmt::format("{} – {}: {}", page.title, to_string(side), line);
    return page;
}

Outcome<std::string> text_of_side(const Derived& derived, const Told& told, AB side, const PageOptions& page,
                                  Format format) {
    const SharedDerived& own = derived.compared->side(side);
    const auto& here = side == AB::a ? told.a : told.b;
    PageOptions options = page_of_side(derived, side, page);
    if (here == nullptr && page.steps.empty()) options.parts.arithmetic = false;
    return numbers_text(*own, here != nullptr ? *here : Told{}, options, format);
}

/// Every line of a table with the side in front; the second table without its header.
std::string named_rows(const std::string& table, AB side) {
    std::istringstream lines(table);
    std::string text, line;
    for (bool header = true; std::getline(lines, line); header = false)
        if (!header || side == AB::a) text += fmt::format("{},{}\n", header ? "side" : to_string(side), line);
    return text;
}

}  // namespace

Outcome<std::string> compared_text(const Derived& derived, const Told& told, const PageOptions& page, Format format) {
    if (auto fine = check_steps(page.steps, derived.steps); !fine) return tl::unexpected(fine.error());
    const auto a = text_of_side(derived, told, AB::a, page, format);
    if (!a) return a;
    const auto b = text_of_side(derived, told, AB::b, page, format);
    if (!b) return b;
    const std::string result = sentence_of(derived.compared->outputs);
    const bool outputs = page.parts.output;
    switch (format) {
        case Format::csv:
            return named_rows(*a, AB::a) + named_rows(*b, AB::b);
        case Format::numpy:
            return fmt::format("{}{}\n{}{}\n# {}.\n", *a, outputs ? "output_a = output\n" : "", *b,
                               outputs ? "output_b = output\n" : "", result);
        case Format::latex:
            return fmt::format("{}\n{}\n{}.\n", *a, *b, result);
        default:
            return fmt::format("{}\n{}\n{}.\n", *a, *b, result);
    }
}

}  // namespace stridelens
