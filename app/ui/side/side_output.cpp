#include "app/ui/panels.h"

#include <fmt/format.h>

namespace stridelens::ui {
namespace {

constexpr float kFormula = 12.0F, kLine = 19.0F;

/// "H ⌊(5 + 2·0 …)/1⌋ + 1 = 4": the letter dim, the result in the accent, broken where there are spaces.
void formula(Pen& pen, const SizeFormula& size) {
    const float indent = pen.measure("H ", Face::numbers, kFormula);
    std::vector<std::string> lines = wrap(pen, size.expression, Face::numbers, kFormula, pen.width - indent);
    const std::string result = fmt::format("{}", size.result);
    pen.text({pen.x, pen.y + kLine / 2}, size.axis, Face::numbers, kFormula, Align::start, {Role::dim_ink});
    for (const std::string& words : lines) {
        pen.text({pen.x + indent, pen.y + kLine / 2}, words, Face::numbers, kFormula, Align::start, {Role::ink});
        pen.y += kLine;
    }
    const float last = lines.empty() ? 0.0F : pen.measure(lines.back(), Face::numbers, kFormula);
    const float tail = pen.measure(" = " + result, Face::numbers, kFormula);
    float x = pen.x + indent;
    if (last + tail <= pen.width - indent) {
        pen.y -= kLine;
        x += last + pen.measure(" ", Face::numbers, kFormula);
    }
    pen.text({x, pen.y + kLine / 2}, "=", Face::numbers, kFormula, Align::start, {Role::ink});
    pen.text({x + pen.measure("= ", Face::numbers, kFormula), pen.y + kLine / 2}, result, Face::numbers_bold,
             kFormula + 1.0F, Align::start, {Role::window});
    pen.y += kLine;
    for (const std::string& words : wrap(pen, size.note, Face::words, 12.0F, pen.width - indent)) {
        pen.text({pen.x + indent, pen.y + 8.0F}, words, Face::words, 12.0F, Align::start, {Role::dim_ink});
        pen.y += 16.0F;
    }
    pen.y += 3.0F;
}

}  // namespace

void side_output(Pen& pen) {
    const Shown& shown = pen.frame.shown;
    const Derived& derived = *shown.derived;
    section(pen, "OUTPUT SIZE");
    // What no control above is about: the one-line form, a list of numbers of the wrong length …
    if (shown.refusal && shown.refusal->field != Field::convention) refusal(pen, {});
    for (const SizeFormula& size : derived.sizes) formula(pen, size);
}

}  // namespace stridelens::ui
