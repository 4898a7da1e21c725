#include "app/files/failure.h"
#include "app/files/lessons.h"
#include "app/problem/solve.h"
#include "app/ui/panels.h"
#include "app/ui/widgets/imgui_compat.h"
#include "core/operation/catalogue.h"

#include <fmt/format.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

namespace stridelens::ui {
namespace {

constexpr std::size_t kTabs = 4;  // operations with a tab of their own; the others are in the menu of the last segment
const std::vector<std::string> kRanks{"1D", "2D", "3D"};

/// A word on the bar that opens something; returns whether it was clicked. Laid out from the right.
bool bar_word(const Pen& pen, const std::string& id, float& right, float middle, const std::string& label, bool menu) {
    const float width = pen.measure(label, Face::words, 14.0F) + (menu ? 15.0F : 0.0F);
    const Box area{right - width - 9.0F, middle - 15.0F, width + 18.0F, 30.0F};
    const Hit hit = pen.hit(id, area);
    if (hit.hovered) pen.box(area, 8.0F, {Role::chip});
    const Paint ink{hit.hovered ? Role::ink : Role::dim_ink};
    pen.text({right - width, middle}, label, Face::words, 14.0F, Align::start, ink);
    if (menu) down_arrow(pen, {right - 9.0F, middle}, ink);
    right -= width + 22.0F;
    return hit.clicked;
}

/// A half moon on a full one: dark beside light.
bool theme_button(const Pen& pen, float& right, float middle) {
    const Box area{right - 24.0F, middle - 15.0F, 30.0F, 30.0F};
    const Hit hit = pen.hit("theme", area);
    if (hit.hovered) {
        pen.box(area, 8.0F, {Role::chip});
        ImGui::SetTooltip("dark or light  (Ctrl+T)");
    }
    const Paint ink{hit.hovered ? Role::ink : Role::dim_ink};
    const Point c = area.centre();
    constexpr float r = 7.0F;
    pen.box({c.x - r, c.y - r, 2 * r, 2 * r}, r, {}, ink, 1.5F);
    std::vector<Point> half;
    for (int i = 0; i <= 16; ++i) {
        const float angle = -1.5707963F + 3.1415927F * static_cast<float>(i) / 16.0F;
        half.push_back({c.x + r * std::cos(angle), c.y + r * std::sin(angle)});
    }
    pen.paint(Polygon{half, ink, {}, 0.0F});
    right -= 46.0F;
    return hit.clicked;
}

void lessons_menu(const Pen& pen, Point at) {
    ImGui::SetNextWindowPos({at.x, at.y}, ImGuiCond_Always, {1.0F, 0.0F});
    if (!ImGui::BeginPopup("lessons-menu")) return;
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
        if (ImGui::Selectable(label.c_str(), false, 0, {244.0F, 0.0F})) {
            pen.actions.push_back(LoadScenario{lesson.scenario});
            if (!lesson.note.empty()) pen.actions.push_back(Notify{lesson.note});
        }
        if (pen.frame.placed != nullptr) {
            const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
            pen.frame.placed->push_back(
                {"lesson-" + std::to_string(i), {low.x, low.y, high.x - low.x, high.y - low.y}});
        }
    }
    ImGui::EndPopup();
}

void open_popup(const Pen& pen, Point at) {
    ImGui::SetNextWindowPos({at.x, at.y}, ImGuiCond_Always, {1.0F, 0.0F});
    if (!ImGui::BeginPopup("open-popup")) return;
    WidgetMemory& memory = pen.frame.memory;
    ImGui::TextUnformatted("A file, or a problem in one line");
    if (ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
    ImGui::PushFont(pen.frame.fonts.pick(Face::numbers, 13.0F));
    ImGui::SetNextItemWidth(400.0F);
    const bool entered = ImGui::InputTextWithHint("##open-path", "photo.png   or   conv2d 1x3x28x28 out1 k3 p1 s2",
                                                  &memory.path, ImGuiInputTextFlags_EnterReturnsTrue);
    ImGui::PopFont();
    ImGui::SameLine();
    const bool clicked = ImGui::Button("Open");
    ImGui::TextDisabled("PNG, JPEG, .npy and .json files can also be dropped on the window.");
    if ((entered || clicked) && !memory.path.empty() && pen.frame.open) {
        if (Outcome<Scenario> opened = pen.frame.open(memory.path)) {
            pen.actions.push_back(LoadScenario{std::move(*opened)});
            memory.path.clear();
            ImGui::CloseCurrentPopup();
        } else {
            pen.actions.push_back(Notify{opened.error().sentence});
        }
    }
    ImGui::EndPopup();
}

/// Where an operation stands in the menu.
const char* group_of(std::size_t alternative) {
    const Operation operation = default_operation(alternative, 2);
    if (has_weights(operation)) return "Convolution";
    return std::string_view(info_of(operation).title).find("pool") != std::string_view::npos ? "Pooling" : "Matrices";
}

void more_menu(const Pen& pen, Point at) {
    ImGui::SetNextWindowPos({at.x, at.y}, ImGuiCond_Always);
    if (!ImGui::BeginPopup("more-menu")) return;
    const std::size_t current = pen.frame.state.scenario.problem.operation.index();
    bool first = true;
    for (const char* group : {"Pooling", "Convolution", "Matrices"}) {
        if (!first) ImGui::Dummy({0.0F, 2.0F});
        first = false;
        ImGui::TextDisabled("%s", group);
        for (std::size_t i = kTabs; i < kOperations; ++i) {
            if (group_of(i) != std::string_view(group)) continue;
            const std::string label = fmt::format("   {}", catalogue()[i].tab);
            if (ImGui::Selectable(label.c_str(), i == current, 0, {230.0F, 0.0F}) && i != current)
                pen.actions.push_back(SwitchOperation{i});
            if (pen.frame.placed == nullptr) continue;
            const ImVec2 low = ImGui::GetItemRectMin(), high = ImGui::GetItemRectMax();
            pen.frame.placed->push_back({fmt::format("more:{}", i), {low.x, low.y, high.x - low.x, high.y - low.y}});
        }
    }
    ImGui::EndPopup();
}

/// `words` cut with an ellipsis, so that they are at most `width` wide.
std::string shortened(const Pen& pen, const std::string& words, float size, float width) {
    if (pen.measure(words, Face::words_bold, size) <= width) return words;
    std::string cut = words;
    while (!cut.empty() && pen.measure(cut + "…", Face::words_bold, size) > width) cut.pop_back();
    while (cut.ends_with(' ')) cut.pop_back();
    return cut + "…";
}

/// Tabs and ranks, from `left` to `right` if they can.
struct Bar {
    std::vector<std::string> tabs;
    float size = 14.0F;
    float gap = 18.0F;

    float width(const Pen& pen) const {
        return segmented_width(pen, tabs, size, true) + gap + segmented_width(pen, kRanks, size);
    }
};

Bar fitted_bar(const Pen& pen, const Operation& operation, float room) {
    Bar bar;
    for (std::size_t i = 0; i < kTabs; ++i) bar.tabs.emplace_back(catalogue()[i].tab);
    bar.tabs.emplace_back(operation.index() < kTabs ? "More" : info_of(operation).tab);
    if (bar.width(pen) <= room) return bar;
    bar.size = 13.0F;
    bar.gap = 10.0F;
    const float over = bar.width(pen) - room;
    const float name = pen.measure(bar.tabs.back(), Face::words_bold, bar.size);
    if (over > 0.0F) bar.tabs.back() = shortened(pen, bar.tabs.back(), bar.size, std::max(name - over, 30.0F));
    return bar;
}

void operations(const Pen& pen, float left, float right, const Box& area) {
    const Operation& operation = pen.frame.state.scenario.problem.operation;
    const float top = area.centre().y - 17.0F;
    const Bar bar = fitted_bar(pen, operation, right - left);
    const Box tabs{left, top, segmented_width(pen, bar.tabs, bar.size, true), 34.0F};
    const std::size_t current = std::min(operation.index(), kTabs);
    if (const auto tab = segmented(pen, "tab", tabs, bar.tabs, current, bar.size, true)) {
        if (*tab < kTabs)
            pen.actions.push_back(SwitchOperation{*tab});
        else
            ImGui::OpenPopup("more-menu");
    }
    const float last = segmented_width(pen, {bar.tabs.back()}, bar.size, true);
    more_menu(pen, {tabs.right() - last, area.bottom() - 4.0F});
    const Box ranks{tabs.right() + bar.gap, top, segmented_width(pen, kRanks, bar.size), 34.0F};
    const auto present = static_cast<std::size_t>(std::max(spatial_rank_of(operation) - 1, 0));
    if (const auto rank = segmented(pen, "rank", ranks, kRanks, present, bar.size))
        pen.actions.push_back(SetSpatialRank{static_cast<int>(*rank) + 1});
}

}  // namespace

void top_bar(const Pen& pen, const Box& area) {
    const float middle = area.centre().y;
    float x = area.x + 18.0F;
    if (area.w >= 1000.0F) {  // a narrow bar needs the room for what can be clicked
        pen.text({x, middle}, "stride", Face::words_bold, 18.0F, Align::start, {Role::ink});
        x += pen.measure("stride", Face::words_bold, 18.0F);
        pen.text({x, middle}, "lens", Face::words_bold, 18.0F, Align::start, {Role::window});
        x += pen.measure("lens", Face::words_bold, 18.0F) + 18.0F;
    }
    float right = area.right() - 18.0F;
    const Point below{right, area.bottom() - 4.0F};
    if (theme_button(pen, right, middle)) pen.actions.push_back(ToggleTheme{});
    if (bar_word(pen, "figure", right, middle, "Figure", false)) pen.actions.push_back(ToggleExportPanel{});
    if (bar_word(pen, "open", right, middle, "Open", false)) ImGui::OpenPopup("open-popup");
    if (bar_word(pen, "lessons", right, middle, "Lessons", true)) ImGui::OpenPopup("lessons-menu");
    operations(pen, x, right - 4.0F, area);
    lessons_menu(pen, below);
    open_popup(pen, below);
    pen.paint(Line{{area.x, area.bottom() - 0.5F}, {area.right(), area.bottom() - 0.5F}, {Role::line}, 1.0F, false});
}

}  // namespace stridelens::ui
