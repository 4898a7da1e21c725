#pragma once
// Every difference between the versions of Dear ImGui that we care about, in one place. Debian 12 has 1.86: keys are the
// back-end's codes looked up through io.KeyMap, the mouse is written straight into io.

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <string>
#include <string_view>

namespace stridelens::ui::compat {

inline bool key_pressed(ImGuiKey key, bool repeat = true) {
    const int code = ImGui::GetKeyIndex(key);
    return code >= 0 && ImGui::IsKeyPressed(code, repeat);
}

inline bool enter_pressed() {
    return key_pressed(ImGuiKey_Enter, false) || key_pressed(ImGuiKey_KeyPadEnter, false);
}

/// Enter or Space: what clicks the widget that has the keyboard.
inline bool click_pressed() {
    return enter_pressed() || key_pressed(ImGuiKey_Space, false);
}

/// A list or menu is open.
inline bool popup_open() {
    return !ImGui::GetCurrentContext()->OpenPopupStack.empty();
}

/// If the mouse has just been pressed beside the open popup, on another window than `but`: closes it, so that the press
/// reaches what lies there. Returns the popup's id, or 0.
inline ImGuiID close_popup_beside(const char* but) {
    ImGuiContext& context = *ImGui::GetCurrentContext();
    if (!popup_open() || context.HoveredWindow == nullptr || !ImGui::IsMouseClicked(ImGuiMouseButton_Left)) return 0;
    ImGuiWindow* window = context.HoveredWindow->RootWindow;
    if ((window->Flags & ImGuiWindowFlags_Popup) != 0 || std::string_view(window->Name) == but) return 0;
    const ImGuiID closed = context.OpenPopupStack.front().PopupId;
    ImGui::FocusWindow(window);  // closes the popups that are not its own
    return closed;
}

/// Arrows, Enter and Space move in an open popup, and nowhere else.
inline void give_keyboard_to_popups() {
    ImGuiConfigFlags& flags = ImGui::GetIO().ConfigFlags;
    flags = popup_open() ? flags | ImGuiConfigFlags_NavEnableKeyboard : flags & ~ImGuiConfigFlags_NavEnableKeyboard;
}

/// Ends windows and whatever else was begun in this frame.
inline void end_unfinished() {
    ImGui::ErrorCheckEndFrameRecover(nullptr);
}

/// Ends typing or dragging.
inline void release_active() {
    ImGui::ClearActiveID();
}

/// A text field gets the keyboard a frame or two after it has been opened. What is typed in between is kept in `ahead`
/// and handed over when it has: call before the field, while `waiting` for it and once afterwards. True if Enter was
/// among it: the field is to be taken as it stands after this frame.
inline bool type_ahead(std::u32string& ahead, bool waiting) {
    ImGuiIO& io = ImGui::GetIO();
    if (waiting) {
        for (const ImWchar character : io.InputQueueCharacters) ahead.push_back(character);
        if (key_pressed(ImGuiKey_Enter, false) || key_pressed(ImGuiKey_KeyPadEnter, false)) ahead.push_back(U'\n');
        return false;
    }
    const std::size_t enter = ahead.find(U'\n');
    for (std::size_t i = std::min(enter, ahead.size()); i-- > 0;)
        io.InputQueueCharacters.insert(io.InputQueueCharacters.begin(), static_cast<ImWchar>(ahead[i]));
    ahead.clear();
    return enter != std::u32string::npos;
}

/// For drivers without a back-end (tests): gives each named key a code of its own.
inline void map_keys(ImGuiIO& io) {
    for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
}
inline void set_key(ImGuiIO& io, ImGuiKey key, bool down) {
    io.KeysDown[io.KeyMap[key]] = down;
}
inline void set_mouse_position(ImGuiIO& io, float x, float y) {
    io.MousePos = ImVec2(x, y);
}
inline void set_mouse_button(ImGuiIO& io, int button, bool down) {
    io.MouseDown[button] = down;
}
inline void set_mouse_wheel(ImGuiIO& io, float wheel) {
    io.MouseWheel = wheel;
}

/// The flag argument of AddPolyline stands before the thickness here, after it in later versions.
inline void polyline(ImDrawList& list, const ImVec2* points, int count, ImU32 colour, bool closed, float width) {
    list.AddPolyline(points, count, colour, closed ? ImDrawFlags_Closed : ImDrawFlags_None, width);
}

}  // namespace stridelens::ui::compat
