#include "app/state/derived_grids.h"
#include "app/ui/panels.h"
#include "app/ui/widgets/imgui_compat.h"

#include <fmt/format.h>
#include <imgui_stdlib.h>

#include <algorithm>

namespace stridelens::ui {
namespace {

/// The number of a cell, with every digit it has.
std::string cell_text(const Derived& derived, const CellId& cell) {
    if (cell.grid == Grid::indices) {
        const bool listed = cell.flat >= 0 && cell.flat < std::ssize(derived.indices);
        return listed ? fmt::format("{}", derived.indices[static_cast<std::size_t>(cell.flat)]) : std::string();
    }
    const SharedTensor* tensor = tensor_of(derived, cell.grid);
    const bool there = tensor != nullptr && cell.flat >= 0 && cell.flat < std::ssize((*tensor)->values);
    return there ? fmt::format("{}", (*tensor)[cell.flat]) : std::string();
}

/// Over the cell, and wide enough to type in; a cell that is too small to be drawn alone is edited in the middle.
Box field_box(const Pen& pen, const Figure& figure, const CellId& cell, const Box& canvas) {
    const Box found = find_cell(figure, cell).value_or(Box{canvas.w / 2 - 40.0F, canvas.h / 2 - 14.0F, 80.0F, 28.0F});
    const float text = pen.measure(pen.frame.memory.cell_shown, Face::numbers, 16.0F);
    const float width = std::max({found.w, 76.0F, std::min(text + 24.0F, 180.0F)}),
                height = std::clamp(found.h, 28.0F, 44.0F);
    const float x = std::clamp(found.centre().x - width / 2, 2.0F, canvas.w - width - 2.0F);
    const float y = std::clamp(found.centre().y - height / 2, 2.0F, canvas.h - height - 2.0F);
    return {canvas.x + x, canvas.y + y, width, height};
}

/// Why the text was not taken, below the field; above it where there is no room below.
void refusal_below(const Pen& pen, const std::string& words, const Box& field, const Box& canvas) {
    constexpr float size = 13.0F, line = 18.0F, edge = 4.0F;
    const std::vector<std::string> lines = wrap(pen, words, Face::words, size, canvas.w - 20.0F - 2 * edge);
    float width = 20.0F;
    for (const std::string& one : lines) width = std::max(width, pen.measure(one, Face::words, size) + 20.0F);
    const float height = line * static_cast<float>(lines.size()) + 8.0F;
    const float x = std::clamp(field.x, canvas.x + edge, std::max(canvas.right() - width - edge, canvas.x + edge));
    const bool below = field.bottom() + 5.0F + height <= canvas.bottom();
    const Box box{x, below ? field.bottom() + 5.0F : field.y - 5.0F - height, width, height};
    pen.box(box, 6.0F, {Role::panel}, {Role::line}, 1.0F);
    float middle = box.y + 4.0F + line / 2;
    for (const std::string& one : lines) {
        pen.text({box.x + 10.0F, middle}, one, Face::words, size, Align::start, {Role::warning});
        middle += line;
    }
}

struct Typed {
    bool entered = false, tab = false, left = false, escaped = false;
};

Typed input_field(const Pen& pen, const Box& area) {
    WidgetMemory& memory = pen.frame.memory;
    ImGui::PushFont(pen.frame.fonts.pick(Face::numbers, 16.0F));
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {8.0F, (area.h - ImGui::GetFontSize()) / 2});
    ImGui::SetCursorScreenPos({area.x, area.y});
    ImGui::SetNextItemWidth(area.w);
    const bool opening = memory.focus;
    if (opening) ImGui::SetKeyboardFocusHere();
    memory.focus = false;
    const bool entered_ahead = compat::type_ahead(memory.ahead, memory.waiting);
    Typed typed;
    typed.entered = ImGui::InputText("##cell", &memory.cell_text,
                                     ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll |
                                         ImGuiInputTextFlags_CallbackCompletion,
                                     [](ImGuiInputTextCallbackData*) { return 0; });
    memory.waiting = memory.waiting && !ImGui::IsItemActive();
    if (entered_ahead) compat::release_active();
    typed.entered = typed.entered || entered_ahead;
    typed.tab = ImGui::IsItemActive() && compat::key_pressed(ImGuiKey_Tab, false);
    typed.left = ImGui::IsItemDeactivated();
    typed.escaped = typed.left && compat::key_pressed(ImGuiKey_Escape, false);
    ImGui::PopStyleVar();
    ImGui::PopFont();
    return typed;
}

}  // namespace

void cell_editor(const Pen& pen, const Figure& figure, const Box& canvas) {
    const std::optional<CellEdit>& edit = pen.frame.state.cell_edit;
    WidgetMemory& memory = pen.frame.memory;
    if (!edit) {
        memory.editing = {};
        return;
    }
    if (memory.editing != edit->cell) {
        memory.editing = edit->cell;
        memory.cell_text = memory.cell_shown = cell_text(*pen.frame.shown.derived, edit->cell);
        memory.focus = memory.waiting = true;
        memory.ahead.clear();
    }
    const Box area = field_box(pen, figure, edit->cell, canvas);
    if (pen.frame.placed != nullptr) pen.frame.placed->push_back({"cell-editor", area});
    pen.box({area.x - 2.0F, area.y - 2.0F, area.w + 4.0F, area.h + 4.0F}, 8.0F, {Role::background});
    const Typed typed = input_field(pen, area);
    pen.box(area, 6.0F, {}, {edit->refusal.empty() ? Role::control : Role::warning}, 2.0F);
    if (!edit->refusal.empty()) {
        refusal_below(pen, edit->refusal, area, canvas);
    }
    if (typed.escaped) {
        pen.actions.push_back(CancelCellEdit{});
    } else if (typed.entered || typed.tab) {
        pen.actions.push_back(SubmitCellText{memory.cell_text, typed.tab});
        memory.focus = true;  // refused text stays to be mended
        if (typed.tab) compat::release_active();
    } else if (typed.left) {
        if (memory.cell_text == memory.cell_shown)
            pen.actions.push_back(CancelCellEdit{});
        else
            pen.actions.push_back(SubmitCellText{memory.cell_text, false});
    }
}

}  // namespace stridelens::ui
