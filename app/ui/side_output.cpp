#include "app/ui/panels.h"

#include <fmt/format.h>

#include <algorithm>

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

std::vector<std::string> split_lines(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at <= text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    while (!lines.empty() && lines.back().empty()) lines.pop_back();
    return lines;
}

void code_block(Pen& pen, const std::string& code) {
    WidgetMemory& memory = pen.frame.memory;
    pen.y += 12.0F;
    const float middle = pen.y + 12.0F;
    caption(pen, {pen.x, middle}, "PYTORCH");
    const bool copied = memory.copied == code;
    if (chip(pen, "copy", {pen.x + pen.width, middle}, copied ? "copied" : "copy", copied) && pen.frame.copy_text) {
        pen.frame.copy_text(code);
        memory.copied = code;
    }
    pen.y += 28.0F;
    std::vector<std::string> lines = split_lines(code);
    float widest = 1.0F;
    for (const std::string& words : lines) widest = std::max(widest, pen.measure(words, Face::numbers, 13.0F));
    // Long arguments shrink a little rather than leave the block.
    const float size = std::clamp(13.0F * (pen.width - 24.0F) / widest, 10.0F, 13.0F);
    const float height = 18.0F;
    const Box block{pen.x, pen.y, pen.width, height * static_cast<float>(lines.size()) + 20.0F};
    pen.box(block, 8.0F, {Role::chip});
    float y = block.y + 10.0F + height / 2;
    for (const std::string& words : lines) {
        pen.text({pen.x + 12.0F, y}, words, Face::numbers, size, Align::start, {Role::ink});
        y += height;
    }
    pen.y = block.bottom();
}

}  // namespace

void side_output(Pen& pen) {
    const Derived& derived = pen.frame.derived;
    section(pen, "OUTPUT SIZE");
    // What no control above is about: the one-line form, a list of numbers of the wrong length …
    refusal(pen,
            {Field::input, Field::kernel_size, Field::stride, Field::padding, Field::dilation, Field::ceil_mode,
             Field::count_include_pad, Field::divisor_override, Field::in_channels, Field::out_channels, Field::groups,
             Field::bias, Field::weight, Field::padding_mode, Field::value, Field::values, Field::text});
    for (const SizeFormula& size : derived.sizes) formula(pen, size);
    code_block(pen, derived.code);
}

}  // namespace stridelens::ui
