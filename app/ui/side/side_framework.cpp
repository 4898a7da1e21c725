#include "app/ui/panels.h"
#include "core/operation/catalogue.h"
#include "core/words/table.h"

#include <algorithm>

namespace stridelens::ui {
namespace {

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

/// The equivalent call. Long arguments shrink a little rather than leave the block.
void code_block(Pen& pen, const std::string& code) {
    const std::vector<std::string> lines = split_lines(code);
    float widest = 1.0F;
    for (const std::string& words : lines) widest = std::max(widest, pen.measure(words, Face::numbers, 13.0F));
    const float size = std::clamp(13.0F * (pen.width - 24.0F) / widest, 10.0F, 13.0F);
    const float height = 18.0F;
    const Box block{pen.x, pen.y, pen.width, height * static_cast<float>(lines.size()) + 20.0F};
    pen.box(block, 8.0F, {Role::chip});
    float y = block.y + 10.0F + height / 2;
    for (const std::string& words : lines) {
        pen.text({pen.x + 12.0F, y}, words, Face::numbers, size, Align::start, {Role::ink});
        y += height;
    }
    pen.y = block.bottom() + 8.0F;
}

}  // namespace

void copy_chip(Pen& pen, const std::string& id, float middle, const std::string& text) {
    WidgetMemory& memory = pen.frame.memory;
    const bool copied = memory.copied == text;
    if (chip(pen, id, {pen.x + pen.width, middle}, copied ? "copied" : "copy", copied) && pen.frame.copy_text) {
        pen.frame.copy_text(text);
        memory.copied = text;
    }
}

/// Whose rules apply, the call that says the same there, and what the others would make of these settings.
void side_framework(Pen& pen) {
    const Operation& operation = pen.frame.state.scenario.problem.operation;
    const Shown& shown = pen.frame.shown;
    const Derived& derived = *shown.derived;
    std::vector<Convention> frameworks;
    std::vector<std::string> labels;
    std::size_t current = 0;
    for (const Convention framework : kAllOf<Convention>) {
        if (!has_operation(operation.index(), framework) && convention_of(operation) != framework) continue;
        if (framework == convention_of(operation)) current = frameworks.size();
        frameworks.push_back(framework);
        labels.emplace_back(to_string(framework));
    }
    const bool choice = frameworks.size() > 1;
    const float middle = section(pen, choice ? "FRAMEWORK" : "PYTORCH");
    copy_chip(pen, "copy", middle, derived.code);
    if (choice)
        if (const auto chosen = segmented_row(pen, "framework", labels, current))
            pen.actions.push_back(SetConvention{frameworks[*chosen]});
    refusal(pen, {Field::convention});
    code_block(pen, derived.code);
    if (shown.refusal) return;  // what follows is about the last valid picture
    for (const Difference& difference : shown.told->differences) remark(pen, difference.sentence);
}

}  // namespace stridelens::ui
