#include "app/figure/wrap.h"
#include "app/problem/why.h"
#include "app/ui/widgets/imgui_compat.h"
#include "app/ui/widgets/widgets.h"
#include "core/operation/geometry.h"
#include "core/operation/messages/messages.h"
#include "core/words/prose.h"

#include <fmt/format.h>
#include <imgui_stdlib.h>

#include <algorithm>

namespace stridelens::ui {
namespace {

/// The typed number up or down by one, with the arrow keys.
int nudge(ImGuiInputTextCallbackData* data) {
    if (data->EventFlag != ImGuiInputTextFlags_CallbackHistory) return 0;
    const std::optional<std::int64_t> value = whole_number({data->Buf, static_cast<std::size_t>(data->BufTextLen)});
    if (!value) return 0;
    data->DeleteChars(0, data->BufTextLen);
    data->InsertChars(0, fmt::format("{}", *value + (data->EventKey == ImGuiKey_UpArrow ? 1 : -1)).c_str());
    return 0;
}

/// Every axis that breaks the same rule moved to its nearest legal value.
Operation mended(const Problem& problem, const Error& error) {
    Operation operation = with_nearest(problem.operation, error);
    for (std::size_t axis = 1; axis < kMaxAxes; ++axis) {
        const std::optional<Error> next = check(operation, problem.input);
        if (!next || next->field != error.field || !next->nearest) break;
        operation = with_nearest(operation, *next);
    }
    return operation;
}

/// Brings a place of the panel (window points) into view, from below.
void scroll_to(float y) {
    const float bottom = ImGui::GetWindowPos().y + ImGui::GetWindowHeight();
    if (y > bottom) ImGui::SetScrollY(ImGui::GetScrollY() + y - bottom);
}

void open_field(WidgetMemory& memory, const TypeField& field) {
    memory.field = field.id;
    memory.text = text::plain(field.text);
    memory.focus = memory.waiting = memory.field_seen = true;
    memory.ahead.clear();
    memory.focus_next = false;
}

}  // namespace

std::optional<std::string> type_field(const Pen& pen, const TypeField& field) {
    WidgetMemory& memory = pen.frame.memory;
    if (memory.focus_next && memory.field.empty()) {
        open_field(memory, field);
        ImGui::SetCursorScreenPos({field.box.x, field.box.y});
        ImGui::SetScrollHereY(0.5F);
    }
    if (memory.field != field.id) {
        const Hit hit = pen.hit(field.id, field.box);
        if (hit.hovered) pen.box(field.box, 5.0F, {Role::chip});
        const float at = field.align == Align::end ? field.box.right() - 2.0F : field.box.x + 6.0F;
        pen.text({at, field.box.centre().y}, field.text, Face::numbers, 14.0F, field.align, field.ink);
        if (hit.clicked) open_field(memory, field);
        return std::nullopt;
    }
    memory.field_seen = true;
    if (pen.frame.placed != nullptr) pen.frame.placed->push_back({field.id, field.box});
    ImGui::PushFont(pen.frame.fonts.pick(Face::numbers, 14.0F));
    const float pad = (field.box.h - ImGui::GetFontSize()) / 2;
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, {5.0F, pad});
    ImGui::SetCursorScreenPos({field.box.x, field.box.y});
    ImGui::SetNextItemWidth(field.box.w);
    const bool opening = memory.focus;
    if (opening) ImGui::SetKeyboardFocusHere();
    memory.focus = false;
    const bool entered_ahead = compat::type_ahead(memory.ahead, memory.waiting);
    const bool entered_now =
        ImGui::InputText(("##" + field.id).c_str(), &memory.text,
                         ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll |
                             ImGuiInputTextFlags_CallbackCompletion | ImGuiInputTextFlags_CallbackHistory,
                         nudge);
    memory.waiting = memory.waiting && !ImGui::IsItemActive();
    const bool entered = entered_now || entered_ahead;
    const bool tab = ImGui::IsItemActive() && compat::key_pressed(ImGuiKey_Tab, false);
    const bool left = ImGui::IsItemDeactivated();
    const bool escaped = left && compat::key_pressed(ImGuiKey_Escape, false);
    ImGui::PopStyleVar();
    ImGui::PopFont();
    if (!entered && !tab && !left) return std::nullopt;
    memory.field.clear();
    memory.focus_next = tab;
    if (tab || entered_ahead) compat::release_active();
    if (escaped || memory.text == text::plain(field.text)) return std::nullopt;
    return memory.text;
}

std::vector<std::string> wrap(const Pen& pen, const std::string& words, Face face, float size, float width) {
    if (words.empty()) return {};
    return stridelens::wrap(words, width, [&](const std::string& line) { return pen.measure(line, face, size); });
}

void remark(Pen& pen, const std::string& words) {
    constexpr float size = 12.0F, line_height = 16.0F;
    for (const std::string& line : wrap(pen, words, Face::words, size, pen.width)) {
        pen.text({pen.x, pen.y + line_height / 2}, line, Face::words, size, Align::start, {Role::dim_ink});
        pen.y += line_height;
    }
    pen.y += 4.0F;
}

namespace {

/// Below a refusal: the nearest value that is allowed, and why the rule exists.
void ways_out(Pen& pen, const Error& error) {
    const Problem& problem = pen.frame.state.scenario.problem;
    float x = pen.x + 12.0F;
    const auto next = [&](const char* id, const std::string& label, bool on) {
        x += chip_width(pen, label, false);
        const bool clicked = chip(pen, id, {x, pen.y + 10.0F}, label, on);
        x += 8.0F;
        return clicked;
    };
    if (error.nearest)
        if (const Operation nearest = mended(problem, error); nearest != problem.operation)
            if (next("use-nearest", fmt::format("use {}", prose(*error.nearest)), true))
                pen.actions.push_back(SetOperation{nearest});
    if (pen.frame.memory.has_why && next("why", "why?", false)) pen.actions.push_back(ShowWhy{});
    if (x > pen.x + 12.0F) pen.y += 26.0F;
}

}  // namespace

void refusal(Pen& pen, std::initializer_list<Field> fields, int axis) {
    const std::optional<Error>& error = pen.frame.shown.refusal;
    WidgetMemory& memory = pen.frame.memory;
    const auto meant = [&] { return std::find(fields.begin(), fields.end(), error->field) != fields.end(); };
    if (!error || memory.refusal_shown || (fields.size() > 0 && !meant())) return;
    if (axis >= 0 && error->axis >= 0 && axis != error->axis) return;
    memory.refusal_shown = true;

    constexpr float size = 13.0F, line_height = 18.0F, edge = 8.0F, tint = 0.1F;
    const std::string says = sentence_of(*error);
    const std::vector<std::string> lines = wrap(pen, says, Face::words, size, pen.width - 14.0F);
    const float top = pen.y + 3.0F, height = line_height * static_cast<float>(lines.size()) + 2 * edge;
    if (pen.frame.placed != nullptr) pen.frame.placed->push_back({"refusal", {pen.x, top, pen.width, height}});
    pen.box({pen.x, top, pen.width, height}, 6.0F, {Role::warning, 0.0F, tint});
    pen.box({pen.x, top, 3.0F, height}, 1.5F, {Role::warning});
    pen.y = top + edge;
    for (const std::string& words : lines) {
        pen.text({pen.x + 12.0F, pen.y + line_height / 2}, words, Face::words, size, Align::start, {Role::warning});
        pen.y += line_height;
    }
    pen.y += edge + 6.0F;
    if (memory.refusal_seen != says) {
        memory.has_why = why_of(pen.frame.state.scenario.problem, *error).has_value();
        scroll_to(pen.y + (error->nearest || memory.has_why ? 30.0F : 4.0F));
    }
    memory.refusal_seen = says;
    ways_out(pen, *error);
}

}  // namespace stridelens::ui
