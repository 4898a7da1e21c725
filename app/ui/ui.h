#pragma once
// The panels: each reads const state and returns Actions. None changes anything. One panel a file; canvas.cpp alone
// touches ImDrawList. Runs on any ImGui context (tests use one without a renderer).

#include "app/figure/figure.h"
#include "app/scenario/scenario.h"
#include "app/state/state.h"

#include <functional>
#include <string>
#include <vector>

struct ImFont;

namespace stridelens::ui {

/// Where things are, in points, for a window of this size. 900×600 is the smallest that is promised not to overlap.
struct ScreenLayout {
    Box top_bar;    // operation tabs, 1D/2D, lessons, open, theme
    Box side;       // panels
    Box canvas;     // the figure, arithmetic strip included
    Box transport;
};
ScreenLayout screen_layout(float width, float height);

/// The faces at every size that the atlas holds. `pick` returns the smallest at or above `size`, or the largest.
struct Fonts {
    struct Sized {
        Face face = Face::words;
        float size = 0.0F;  // points
        ImFont* font = nullptr;
    };
    std::vector<Sized> fonts;
    ImFont* pick(Face face, float size) const;
};

struct Frame {
    const AppState& state;
    const Derived& derived;
    const std::vector<Lesson>& lessons;
    const Fonts& fonts;
    float width = 0.0F, height = 0.0F;  // points
    std::function<void(const std::string&)> copy_text;  // to the clipboard
};

/// Builds all panels of one frame (between ImGui::NewFrame and Render) and returns what the user asked for.
Actions panels(const Frame& frame);

/// Mouse on the canvas → actions, by hit test on the figure shown last.
Actions canvas_input(const Frame& frame, const Figure& figure);

/// Paints the figure into the canvas area, and the field over a cell that is being edited; returns its actions.
Actions canvas(const Frame& frame, const Figure& figure);

/// A key press, free of any back-end.
enum class Key : std::uint8_t {
    left, right, home, end, page_up, page_down, space, escape, z, t, d, f, zero, plus, minus, other
};
struct KeyPress {
    Key key = Key::other;
    bool ctrl = false, shift = false;
};
/// What a key means when no text field has the keyboard. Left/Right, Home/End, Space, PageUp/PageDown, Ctrl+Z,
/// Ctrl+Shift+Z, Ctrl+T, Ctrl+0/+/− …
Actions key_actions(const KeyPress& press, const AppState& state);

/// Colours, spacing and rounding of ImGui's widgets for a theme.
void apply_style(ThemeName theme, float scale);

}  // namespace stridelens::ui
