#include "app/ui/panels.h"
#include "core/explain/size/counts.h"

#include <fmt/format.h>

namespace stridelens::ui {
namespace {

constexpr float kFormula = 12.0F, kLine = 19.0F;
constexpr float kOld = 0.6F;  // of the ink of numbers that are no longer true

/// The axis, the formula in symbols (`symbols`; those of the next axes are the same) and, below it, with today's numbers and
/// the result in the accent; all broken where there are spaces. `axis`: empty where it stands in the section's title.
void formula(Pen& pen, const SizeFormula& size, const std::string& axis, bool symbols) {
    const bool old = pen.frame.shown.refusal.has_value();  // of the last settings that were legal
    const Paint ink{old ? Role::dim_ink : Role::ink, 0.0F, old ? kOld : 1.0F};
    const Paint accent{old ? Role::dim_ink : Role::window, 0.0F, ink.alpha};
    const float indent = axis.empty() ? 0.0F : pen.measure(axis + " ", Face::numbers, kFormula);
    pen.text({pen.x, pen.y + kLine / 2}, axis, Face::numbers, kFormula, Align::start, {Role::dim_ink});
    if (symbols && size.symbolic())
        for (const std::string& words : wrap(pen, size.symbols, Face::numbers, kFormula, pen.width - indent)) {
            pen.text({pen.x + indent, pen.y + kLine / 2}, words, Face::numbers, kFormula, Align::start,
                     {Role::dim_ink});
            pen.y += kLine;
        }
    const std::vector<std::string> lines = wrap(pen, size.expression, Face::numbers, kFormula, pen.width - indent);
    const std::string result = fmt::format("{}", size.result);
    for (const std::string& words : lines) {
        pen.text({pen.x + indent, pen.y + kLine / 2}, words, Face::numbers, kFormula, Align::start, ink);
        pen.y += kLine;
    }
    const float last = lines.empty() ? 0.0F : pen.measure(lines.back(), Face::numbers, kFormula);
    const float tail = pen.measure(" = " + result, Face::numbers, kFormula);
    float x = pen.x + indent;
    if (last + tail <= pen.width - indent) {
        pen.y -= kLine;
        x += last + pen.measure(" ", Face::numbers, kFormula);
    }
    pen.text({x, pen.y + kLine / 2}, "=", Face::numbers, kFormula, Align::start, ink);
    pen.text({x + pen.measure("= ", Face::numbers, kFormula), pen.y + kLine / 2}, result, Face::numbers_bold,
             kFormula + 1.0F, Align::start, accent);
    pen.y += kLine;
    for (const std::string& words : wrap(pen, size.note, Face::words, 12.0F, pen.width - indent)) {
        pen.text({pen.x + indent, pen.y + 8.0F}, words, Face::words, 12.0F, Align::start, {Role::dim_ink});
        pen.y += 16.0F;
    }
    pen.y += 3.0F;
}

/// What the operation costs, each number by its own formula.
void counts(Pen& pen, const Derived& derived) {
    for (const Count& count : counts_of(derived.geometry)) {
        const float middle = pen.y + kLine / 2;
        pen.text({pen.x, middle}, count.name, Face::words, 13.0F, Align::start, {Role::ink});
        pen.text({pen.x + pen.width, middle}, count_text(count), Face::numbers, 13.0F, Align::end, {Role::ink});
        pen.y += kLine;
        if (count.symbols.empty()) continue;
        for (const std::string* of : {&count.symbols, &count.numbers})
            for (const std::string& words : wrap(pen, *of, Face::numbers, kFormula, pen.width)) {
                pen.text({pen.x, pen.y + kLine / 2}, words, Face::numbers, kFormula, Align::start, {Role::dim_ink});
                pen.y += 17.0F;
            }
        pen.y += 4.0F;
    }
}

}  // namespace

void side_output(Pen& pen) {
    const Shown& shown = pen.frame.shown;
    const Derived& derived = *shown.derived;
    const float middle = section(pen, "OUTPUT SIZE");
    // What no control above is about: the one-line form, a list of numbers of the wrong length …
    if (shown.refusal && shown.refusal->field != Field::convention) refusal(pen, {});
    const std::vector<SizeFormula> sizes = merged(derived.sizes);
    const bool one = sizes.size() == 1;
    if (one) pen.text({pen.x + pen.width, middle}, sizes[0].axis, Face::numbers, kFormula, Align::end, {Role::dim_ink});
    for (std::size_t i = 0; i < sizes.size(); ++i)
        formula(pen, sizes[i], one ? "" : sizes[i].axis, i == 0 || !same_symbols(sizes[0], sizes[i]));
    const bool wanted = pen.frame.state.export_panel.settings.page.parts.counts;
    if (wanted && !shown.refusal && !is_blank(derived)) counts(pen, derived);
}

}  // namespace stridelens::ui
