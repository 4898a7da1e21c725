#include "app/figure/theme/theme.h"
#include "app/ui/ui.h"

#include <imgui.h>

namespace stridelens::ui {
namespace {

ImVec4 colour(ThemeName theme, Role role, float alpha = 1.0F) {
    const Rgba c = resolve_colour({role, 0.0F, alpha}, theme);
    return {c.r, c.g, c.b, c.a};
}

}  // namespace

void apply_style(ThemeName theme, float scale) {
    // The window sleeps: a blinking caret would stop wherever it is, unseen or not.
    ImGui::GetIO().ConfigInputTextCursorBlink = false;
    ImGuiStyle style;
    style.WindowPadding = {14.0F, 12.0F};
    style.FramePadding = {8.0F, 5.0F};
    style.ItemSpacing = {8.0F, 9.0F};
    style.WindowRounding = 0.0F;
    style.PopupRounding = 8.0F;
    style.FrameRounding = 6.0F;
    style.ScrollbarRounding = 4.0F;
    style.ScrollbarSize = 8.0F;
    style.GrabMinSize = 24.0F;
    style.WindowBorderSize = 0.0F;
    style.PopupBorderSize = 1.0F;
    style.FrameBorderSize = 0.0F;
    style.WindowMinSize = {1.0F, 1.0F};
    style.DisplaySafeAreaPadding = {4.0F, 4.0F};
    style.CircleTessellationMaxError = 0.1F;
    style.ScaleAllSizes(scale);

    const auto set = [&](ImGuiCol which, Role role, float alpha = 1.0F) {
        style.Colors[which] = colour(theme, role, alpha);
    };
    set(ImGuiCol_Text, Role::ink);
    set(ImGuiCol_TextDisabled, Role::dim_ink);
    set(ImGuiCol_WindowBg, Role::background);
    set(ImGuiCol_ChildBg, Role::background, 0.0F);
    set(ImGuiCol_PopupBg, Role::panel);
    set(ImGuiCol_Border, Role::line);
    set(ImGuiCol_FrameBg, Role::chip);
    set(ImGuiCol_FrameBgHovered, Role::chip);
    set(ImGuiCol_FrameBgActive, Role::chip);
    set(ImGuiCol_TextSelectedBg, Role::control, 0.35F);
    set(ImGuiCol_ScrollbarBg, Role::background, 0.0F);
    set(ImGuiCol_ScrollbarGrab, Role::line);
    set(ImGuiCol_ScrollbarGrabHovered, Role::dim_ink, 0.6F);
    set(ImGuiCol_ScrollbarGrabActive, Role::dim_ink);
    set(ImGuiCol_Header, Role::chip);
    set(ImGuiCol_HeaderHovered, Role::chip);
    set(ImGuiCol_HeaderActive, Role::chip);
    set(ImGuiCol_Button, Role::chip);
    set(ImGuiCol_ButtonHovered, Role::line);
    set(ImGuiCol_ButtonActive, Role::line);
    set(ImGuiCol_Separator, Role::line);
    ImGui::GetStyle() = style;
}

}  // namespace stridelens::ui
