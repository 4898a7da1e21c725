#pragma once
// The panels: each reads const state and returns Actions. None changes anything. One panel a file; canvas.cpp alone
// touches ImDrawList. Runs on any ImGui context (tests use one without a renderer).

#include "app/figure/figure.h"
#include "app/files/failure.h"
#include "app/files/lessons.h"
#include "app/files/open.h"
#include "app/problem/scenario.h"
#include "app/state/code_listing.h"
#include "app/state/state.h"

#include <functional>
#include <optional>
#include <string>
#include <vector>

struct ImFont;

namespace stridelens::ui {

/// How many logical pixels a point of the window is long: clamp(min(W/1440, H/900), 0.86, 3) for a window of W × H logical
/// pixels, times the user's scale (per cent) and the theme's own factor: a projector's is larger. In steps of 1/40, with
/// which no type changes by more than a pixel. Never so small that words of 14 points are below 12 pixels, and never so
/// large that the window is smaller than 480 × 300 points, in which everything can still be reached.
float unit_of(Point pixels, int per_cent, ThemeName theme);

/// The smallest type of words in a window with this unit, in whole points: 12 logical pixels.
float least_type(float unit);

/// Where things are, in points, for a window of this size. A window too narrow for both shows the side panel beside the
/// canvas only when it is asked for (`settings_out`).
struct ScreenLayout {
    Box top_bar;  // operation tabs, 1D/2D, lessons, open, theme
    Box side;     // panels; of no width while they are put away
    Box canvas;   // the figure, arithmetic strip included
    Box transport;
    Box drawer;  // the program, right of the canvas; of no width while it is put away
    Box foot;    // of a narrow canvas: what is told there (`foot`: so high); otherwise the side panel has it
};
/// `drawer`: the program is shown. Where the three do not fit, it takes the place of the side panel.
ScreenLayout screen_layout(float width, float height, bool settings_out = false, float foot = 0.0F,
                           bool drawer = false);
/// Whether the program, while it is shown, takes the place of the side panel.
bool drawer_replaces_side(float width);

/// The faces at every size that the atlas holds. `pick` returns the smallest at or above `size`, or the largest.
struct Fonts {
    struct Sized {
        Face face = Face::words;
        float size = 0.0F;  // points
        ImFont* font = nullptr;
    };
    std::vector<Sized> fonts;
    ImFont* pick(Face face, float size) const;
    const Sized* pick_sized(Face face, float size) const;  // the same with its size; nothing if there is no such face
};

/// A widget of this frame, by name and place: tests find and click them by it.
struct Placed {
    std::string id;  // e.g. "kernel", "tab-2", "play"
    Box box;         // window points
};

/// What the widgets remember from frame to frame and nobody else needs; empty at the start.
struct WidgetMemory {
    std::string field;            // the text field that is being typed in, or the tick box, list or chip that has the
                                  // keyboard; empty: none
    bool field_seen = false;      // this frame: it is there; one that has gone gives the keyboard back
    std::string text;             // what stands in it
    bool focus = false;           // it has just been opened
    bool waiting = false;         // it has not got the keyboard yet: what is typed meanwhile …
    std::u32string ahead;         // … is kept here and not lost
    bool focus_next = false;      // Tab: the next one to be laid out gets the keyboard
    bool list_open = false;       // a list or menu is open, or was when this frame began: keys are for it
    bool list_left_open = false;  // when the last frame ended
    unsigned closed_list = 0;     // the one that the press that is on has closed; 0: none
    std::string path;             // Open: the path or one-line form
    std::string copied;           // the button that has just copied; its label says so
    CellId editing;               // the cell whose field is open, and …
    std::string cell_text;        // … what stands in it, and …
    std::string cell_shown;       // … what stood there before
    Point pointed_at;             // where the mouse was when the cell under it was looked up last, canvas points …
    SharedDerived pointed_of;     // … in the picture of what, …
    Camera pointed_by;            // … and how it stood
    bool panning = false;         // the drag that is on began on an empty place, on padding or with another button
    CellId pressed;               // … on this cell, which is clicked if nothing is dragged
    bool scrubbing = false;       // it began on a cell that is stepped through
    CellId picking;               // it began on a channel: the one that it has come to
    float turned = 0.0F;          // of a wheel over channels: what is left over of a whole notch
    bool refusal_shown = false;   // this frame: a refusal speaks once
    std::optional<Field>
        setting;  // this frame: the mouse points at the slider of what has a symbol in the size formula …
    std::optional<CodeSubject> code;     // … or at a line of the program that is about something
    const Program* code_seen = nullptr;  // the program whose lit line has been scrolled into view …
    std::size_t code_lit = 0;            // … and which line that was
    std::string refusal_seen;            // the sentence that has been scrolled into view …
    bool has_why = false;                // … and whether its rule has a reason to show
};

class Textures;

struct Frame {
    const AppState& state;
    const Shown& shown;
    const std::vector<Lesson>& lessons;
    const Fonts& fonts;
    WidgetMemory& memory;
    float width = 0.0F, height = 0.0F;                  // points
    float least_type = 12.0F;                           // points; no smaller words in panels
    int busy_frames = 0;                                // how long something has been taking, in frames of
                                                        // its line; 0: nothing that is worth a line
    std::function<void(const std::string&)> copy_text;  // to the clipboard
    // A path or one-line form, onto the current scenario; a picture in this way, if not as usual.
    std::function<Outcome<Opened>(const std::string&, const std::optional<ImportOptions>&)> open;
    const CodePage* code = nullptr;         // what the drawer shows; absent: it is put away
    Textures* textures = nullptr;           // of pictures; absent: painted as quads
    std::vector<Placed>* placed = nullptr;  // where the widgets are written down, if anybody asks
};

ScreenLayout screen_layout(const Frame& frame);

/// What the program says in words, in the one place that is for it: the foot of the side panel, or of a narrow canvas. A
/// lesson's note; what a switch, a limit or a file has changed; how an export or a copy went.
struct Saying {
    LessonNote lesson;
    std::string sentence;
    bool failed = false;  // the sentence is of something that did not work
    bool empty() const { return sentence.empty() && (lesson.empty() || lesson.folded); }
};
Saying saying_of(const AppState& state);
/// The side panel does not stand beside the canvas by itself.
bool is_narrow(float width);

/// Builds all panels of one frame (between ImGui::NewFrame and Render) and returns what the user asked for.
Actions panels(const Frame& frame);

/// Mouse on the canvas → actions, by hit test on the figure shown last.
Actions canvas_input(const Frame& frame, const Figure& figure);

/// Paints the figure into the canvas area, and the field over a cell that is being edited; returns its actions.
Actions canvas(const Frame& frame, const Figure& figure);

/// What the frame that was rendered last looks like.
struct Painted {
    std::uint64_t fingerprint = 0;  // of all that was painted: the same for the same frame
    bool unfinished = false;        // a window is about to appear, or to find its size: it needs more frames
};
Painted painted();

/// Shows the page that the export panel is about, in the place of the canvas.
void export_preview(const Frame& frame, const Figure& page);
/// The same of a format that is text: its first lines.
void export_preview(const Frame& frame, const std::vector<std::string>& lines);

/// A key press, free of any back-end.
// clang-format off
enum class Key : std::uint8_t {
    left, right, home, end, page_up, page_down, space, escape, z, t, q, f, b, v, e, c, zero, plus, minus, left_bracket, right_bracket,
    f4, other
};
// clang-format on
struct KeyPress {
    Key key = Key::other;
    bool ctrl = false, shift = false, alt = false;
};
/// What a key means when no text field has the keyboard. Left/Right, Home/End, Space, PageUp/PageDown, Ctrl+Z,
/// Ctrl+Shift+Z, Ctrl+T, Ctrl+Q, Ctrl+0/+/−, F (fit), B (backward and forward), V (the next view), Ctrl+E (export panel),
/// Shift+Right, Shift+Left (inside the step, term by term), F4 (the program beside the picture), [ and ] (the input's channels, with Shift the output's), E (export again), Ctrl+Shift+T (the next theme), Alt+plus, Alt+minus and Alt+0 (everything larger, smaller, as usual), Ctrl+C and Ctrl+Shift+C (copy the figure as a picture, as SVG).
/// `centre`: the middle of the canvas, in its own points; zooming by key keeps it.
Actions key_actions(const KeyPress& press, const AppState& state, Point centre = {});

/// A text field, a list or a widget has the keyboard: keys belong to it.
bool typing(const Frame& frame);

/// After something was thrown while widgets were asked or drawn: ends what they had begun, so that the frame can be.
void end_unfinished_widgets();

/// Colours, spacing and rounding of ImGui's widgets for a theme.
void apply_style(ThemeName theme, float scale);

}  // namespace stridelens::ui
