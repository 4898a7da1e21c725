#include "app/ui/panels.h"

#include "app/figure/theme/theme.h"
#include "app/ui/widgets/imgui_compat.h"

namespace stridelens::ui {
namespace {

constexpr ImGuiWindowFlags kFixed = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                    ImGuiWindowFlags_NoCollapse | ImGuiWindowFlags_NoSavedSettings |
                                    ImGuiWindowFlags_NoBringToFrontOnFocus | ImGuiWindowFlags_NoNav;

void side_sections(Pen& pen) {
    if (pen.frame.state.scenario.other)
        side_compare(pen);  // seen forwards
    else
        side_view(pen);
    side_input(pen);
    side_window(pen);
    side_padding(pen);
    side_options(pen);
    side_output(pen);
    side_framework(pen);
    side_picture(pen);
    side_words(pen);
}

void side(Pen pen, const Box& area) {
    constexpr float margin = 18.0F;
    const ImVec2 top = ImGui::GetCursorScreenPos();  // moves with the scroll
    pen.x = area.x + margin;
    pen.width = area.w - 2 * margin;
    pen.y = top.y + 8.0F;
    if (pen.frame.state.export_panel.open)
        export_panel(pen);
    else
        side_sections(pen);
    ImGui::SetCursorScreenPos({area.x, pen.y + 12.0F});
    ImGui::Dummy({1.0F, 1.0F});
}

/// A slider that is pointed at points at its symbol in the size formula, a line of the program at what it is about.
void point_at_setting(const Frame& frame, Actions& actions) {
    const CellId& hover = frame.state.display.hover;
    const WidgetMemory& memory = frame.memory;
    const Scenario& scenario = frame.state.scenario;
    const AB side = scenario.other ? scenario.side : AB::a;  // whose program it is
    const CellId wanted = memory.setting ? CellId{Grid::setting, static_cast<std::int64_t>(*memory.setting)}
                          : memory.code  ? CellId{Grid::code, static_cast<std::int64_t>(*memory.code), side}
                                         : CellId{};
    const bool of_panels = hover.grid == Grid::setting || hover.grid == Grid::code;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool over_canvas = screen_layout(frame).canvas.contains({mouse.x, mouse.y});
    if (wanted.grid != Grid::none ? hover != wanted : of_panels && !over_canvas) actions.push_back(Hover{wanted});
}

void told(const Pen& pen, const Box& area) {
    if (area.h <= 0.0F) return;
    begin_area("##foot", area, Role::background, pen.frame.state.display.theme,
               ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    foot(pen, area);
    ImGui::End();
}

}  // namespace

void begin_area(const char* name, const Box& area, Role back, ThemeName theme, int flags) {
    ImGui::SetNextWindowPos({area.x, area.y});
    ImGui::SetNextWindowSize({area.w, area.h});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {0.0F, 0.0F});
    const Rgba c = resolve_colour({back}, theme);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, {c.r, c.g, c.b, c.a});
    ImGui::Begin(name, nullptr, kFixed | flags);
    ImGui::PopStyleColor();
    ImGui::PopStyleVar();
}

Actions panels(const Frame& frame) {
    Actions actions;
    WidgetMemory& memory = frame.memory;
    memory.refusal_shown = memory.field_seen = false;
    memory.setting.reset();
    memory.code.reset();
    if (!frame.shown.refusal) memory.refusal_seen.clear();
    begin_lists(memory);
    const ThemeName theme = frame.state.display.theme;
    const ScreenLayout layout = screen_layout(frame);
    const Pen pen{frame, actions, 0.0F, 0.0F, 0.0F};
    ImGui::PushFont(frame.fonts.pick(Face::words, 14.0F));
    if (!ImGui::GetIO().WantTextInput && memory.field.empty() && !memory.list_open && !frame.state.cell_edit &&
        compat::key_pressed(ImGuiKey_Tab, false))
        memory.focus_next = true;

    constexpr ImGuiWindowFlags still = ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
    // In the order in which Tab goes through them: settings first.
    if (layout.side.w > 0.0F) {
        // Each with a scroll of its own.
        Box side_box = layout.side, foot_box = layout.side;
        foot_box.h = foot_height(frame, side_box.w, side_box.h);
        side_box.h -= foot_box.h;
        foot_box.y = side_box.bottom();
        begin_area(frame.state.export_panel.open ? "##figure" : "##side", side_box, Role::background, theme, 0);
        side(pen, side_box);
        ImGui::End();
        told(pen, foot_box);
    }
    told(pen, layout.foot);
    if (layout.drawer.w > 0.0F && frame.code != nullptr) code_drawer(pen, layout.drawer);
    begin_area("##transport", layout.transport, Role::panel, theme, still);
    transport(pen, layout.transport);
    ImGui::End();
    begin_area("##top", layout.top_bar, Role::background, theme, still);
    top_bar(pen, layout.top_bar);
    ImGui::End();

    point_at_setting(frame, actions);
    if (!memory.field_seen) memory.field.clear();
    end_lists(memory);
    memory.focus_next = false;  // after the last number Tab starts again from the first
    ImGui::PopFont();
    return actions;
}

void end_unfinished_widgets() {
    compat::end_unfinished();
}

}  // namespace stridelens::ui
