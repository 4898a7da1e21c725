// What the top bar's words open.

#include "app/files/failure.h"
#include "app/files/lessons.h"
#include "app/problem/solve.h"
#include "app/ui/panels.h"
#include "app/ui/top_bar.h"
#include "app/ui/widgets/imgui_compat.h"
#include "core/operation/catalogue.h"

#include <fmt/format.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cfloat>
#include <utility>

namespace stridelens::ui {
namespace {

/// A list below the bar, as high as the window has room for: the rest is reached by scrolling. `side`: 0 its left edge is
/// at `at`, 1 its right one.
bool begin_menu(const Pen& pen, const char* name, Point at, float side) {
    constexpr float margin = 8.0F;
    ImGui::SetNextWindowPos({at.x, at.y}, ImGuiCond_Always, {side, 0.0F});
    ImGui::SetNextWindowSizeConstraints({0.0F, 0.0F}, {FLT_MAX, std::max(pen.frame.height - at.y - margin, 60.0F)});
    return ImGui::BeginPopup(name);
}

/// The entry that was laid out last.
void note_item(const Pen& pen, const std::string& id) {
    if (pen.frame.placed == nullptr) return;
    const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
    pen.frame.placed->push_back({id, {low.x, low.y, high.x - low.x, high.y - low.y}});
}

bool entry(const Pen& pen, const std::string& id, const std::string& label, bool on = false) {
    const bool chosen = list_entry(fmt::format("   {}##{}", label, id), on);
    note_item(pen, id);
    return chosen;
}

/// Where an operation stands in the menu.
const char* group_of(std::size_t alternative) {
    const Operation operation = default_operation(alternative, 2);
    if (has_weights(operation)) return "Convolution";
    return std::string_view(info_of(operation).title).find("pool") != std::string_view::npos ? "Pooling" : "Matrices";
}

/// How large everything is, and in which colours.
void display_entries(const Pen& pen) {
    const Display& display = pen.frame.state.display;
    ImGui::TextDisabled("Size  (Alt+plus, Alt+minus, Alt+0)");
    for (const int scale : kScales)
        if (entry(pen, fmt::format("scale:{}", scale), fmt::format("{} %", scale), scale == display.scale))
            pen.actions.push_back(SetScale{scale});
    ImGui::Dummy({0.0F, 2.0F});
    ImGui::TextDisabled("Colours  (Ctrl+Shift+T)");
    for (const ThemeName theme : kThemes)
        if (entry(pen, fmt::format("theme:{}", to_string(theme)), to_string(theme), theme == display.theme))
            pen.actions.push_back(SetTheme{theme});
}

}  // namespace

void lessons_menu(const Pen& pen, Point at) {
    if (!begin_menu(pen, "lessons-menu", at, 1.0F)) return;
    if (pen.frame.lessons.empty()) ImGui::TextDisabled("The folder of lessons was not found.");
    std::string chapter;
    for (std::size_t i = 0; i < pen.frame.lessons.size(); ++i) {
        const Lesson& lesson = pen.frame.lessons[i];
        if (lesson.chapter != chapter) {
            if (i > 0) ImGui::Dummy({0.0F, 2.0F});
            ImGui::TextDisabled("%s", lesson.chapter.c_str());
            chapter = lesson.chapter;
        }
        const std::string label = "   " + lesson.scenario.title + "##lesson" + std::to_string(i);
        if (list_entry(label, false, 244.0F)) pen.actions.push_back(LoadScenario{lesson.scenario, lesson.note});
        note_item(pen, "lesson-" + std::to_string(i));
    }
    ImGui::EndPopup();
}

void open_popup(const Pen& pen, Point at) {
    if (!begin_menu(pen, "open-popup", at, 1.0F)) return;
    WidgetMemory& memory = pen.frame.memory;
    if (compat::key_pressed(ImGuiKey_Escape, false)) ImGui::CloseCurrentPopup();  // not only what is typed
    ImGui::TextUnformatted("A file, or a problem in one line");
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    ImGui::PushFont(pen.frame.fonts.pick(Face::numbers, 13.0F));
    ImGui::SetNextItemWidth(std::min(400.0F, pen.frame.width - 130.0F));
    const bool entered = ImGui::InputTextWithHint("##open-path", "photo.png   or   conv2d 1x3x28x28 out1 k3 p1 s2",
                                                  &memory.path, ImGuiInputTextFlags_EnterReturnsTrue);
    ImGui::PopFont();
    ImGui::SameLine();
    const bool clicked = ImGui::Button("Open");
    ImGui::TextDisabled("PNG, JPEG, .npy, .csv and .json files can also be dropped on the window.");
    if ((entered || clicked) && !memory.path.empty() && pen.frame.open) {
        if (const Outcome<Opened> opened = pen.frame.open(memory.path, {})) {
            pen.actions.push_back(LoadScenario{*opened, opened->note, opened->picture});
            if (!opened->remark.empty()) pen.actions.push_back(Notify{opened->remark});
            memory.path.clear();
            ImGui::CloseCurrentPopup();
        } else {
            pen.actions.push_back(Notify{opened.error().sentence});
        }
    }
    ImGui::EndPopup();
}

void more_menu(const Pen& pen, Point at, bool all) {
    if (!begin_menu(pen, "more-menu", at, 0.0F)) return;
    const std::size_t current = pen.frame.state.scenario.problem.operation.index();
    bool first = true;
    for (const char* group : {"Pooling", "Convolution", "Matrices"}) {
        if (!first) ImGui::Dummy({0.0F, 2.0F});
        first = false;
        ImGui::TextDisabled("%s", group);
        for (std::size_t i = all ? 0 : kTabs; i < kOperations; ++i) {
            if (group_of(i) != std::string_view(group)) continue;
            const std::string label = fmt::format("   {}", catalogue()[i].tab);
            if (list_entry(label, i == current, 230.0F) && i != current) pen.actions.push_back(SwitchOperation{i});
            note_item(pen, fmt::format("more:{}", i));
        }
    }
    ImGui::EndPopup();
}

void display_menu(const Pen& pen, Point at) {
    if (!begin_menu(pen, "display-menu", at, 1.0F)) return;
    display_entries(pen);
    ImGui::EndPopup();
}

const char* main_menu(const Pen& pen, Point at) {
    if (!begin_menu(pen, "main-menu", at, 1.0F)) return nullptr;
    const char* next = nullptr;
    if (entry(pen, "lessons", "Lessons")) next = "lessons-menu";
    if (entry(pen, "open", "Open")) next = "open-popup";
    if (entry(pen, "figure", "Figure")) pen.actions.push_back(ToggleExportPanel{});
    if (entry(pen, "code", "Code  (F4)", pen.frame.state.code.open)) pen.actions.push_back(ToggleCode{});
    const Scenario& scenario = pen.frame.state.scenario;
    if (entry(pen, "compare", "Compare", scenario.other.has_value())) pen.actions.push_back(toggle_compare(scenario));
    ImGui::Dummy({0.0F, 2.0F});
    display_entries(pen);
    ImGui::EndPopup();
    return next;
}

void rank_menu(const Pen& pen, Point at, const std::vector<std::string>& labels, std::size_t current) {
    if (!begin_menu(pen, "rank-menu", at, 0.0F)) return;
    for (std::size_t i = 0; i < labels.size(); ++i)
        if (entry(pen, fmt::format("rank:{}", i), labels[i], i == current) && i != current)
            pen.actions.push_back(SetSpatialRank{static_cast<int>(i) + 1});
    ImGui::EndPopup();
}

}  // namespace stridelens::ui
