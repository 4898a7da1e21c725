#pragma once
// Our own widgets in the design's look: each is hit by ImGui, painted from Figure primitives, and returns what was asked.
// Positions are window points.

#include "app/ui/canvas/canvas.h"
#include "app/ui/widgets/range.h"

#include <algorithm>
#include <functional>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

namespace stridelens::ui {

inline constexpr float kRow = 27.0F;           // height of a row in the side panel
inline constexpr float kLabelColumn = 100.0F;  // controls start here
inline constexpr float kValueColumn = 46.0F;   // room for a value, right

/// What the mouse does with an invisible button.
struct Hit {
    bool hovered = false, held = false;
    bool pressed = false;   // this frame
    bool released = false;  // this frame, wherever the mouse is
    bool clicked = false;   // released over it
};

/// One panel being laid out, top to bottom.
struct Pen {
    const Frame& frame;
    Actions& actions;
    float x = 0.0F, y = 0.0F, width = 0.0F;  // left edge, top of the next row, width of the rows

    Surface surface() const { return {frame.fonts, frame.state.display.theme, {}, 1.0F, frame.textures}; }
    void paint(const Primitive& primitive) const { ui::paint(surface(), primitive); }
    void text(Point at, const std::string& words, Face face, float size, Align align, Paint ink) const;
    void box(const Box& box, float radius, Paint fill, Paint stroke = {}, float stroke_width = 0.0F) const;
    float measure(const std::string& words, Face face, float size) const {
        return ui::measure(frame.fonts, words, face, legible(size));
    }
    /// No words are smaller than the window's smallest type.
    float legible(float size) const { return std::max(size, frame.least_type); }
    Hit hit(const std::string& id, const Box& box) const;
    /// The same for what is clicked: Tab reaches it, Enter and Space click it.
    Hit button(const std::string& id, const Box& box) const;
    /// Whether a widget that is no text field has the keyboard: Tab brings it, and takes it on; Escape and a click anywhere
    /// give it back.
    bool focused(const std::string& id, const Box& box) const;
};

/// Opens a list or menu (ImGui's BeginPopup of that name), unless this very click has closed it.
void open_list(const Pen& pen, const std::string& name);

/// An entry of one; true if it was clicked, or Enter or Space pressed on it. `width` 0: as wide as the list.
bool list_entry(const std::string& label, bool on, float width = 0.0F);

/// Once a frame, before all widgets and after them: a press beside the open list closes it and is for what lies there, but
/// for the canvas; an open list has the keyboard (arrows, Enter, Space, Escape).
void begin_lists(WidgetMemory& memory);
void end_lists(WidgetMemory& memory);

/// Letter-spaced small capitals.
void caption(const Pen& pen, Point at, const std::string& words);

/// Hairline (unless it is the first) and caption of a section; returns the caption's middle, for chips beside it.
float section(Pen& pen, const std::string& words, bool first = false);

/// A whole number with a track: drag to set, click the number to type, Tab to the next number.
struct SliderRow {
    std::string id;
    std::string label;
    std::int64_t value = 0;
    Range shown;                                        // ends of the track
    Range legal;                                        // where dragging stops
    Range typed{1, kLargestTyped};                      // what typing takes
    bool quiet = false;                                 // follows another setting: shown dim
    std::vector<std::int64_t> stops = {};               // if there are any, dragging takes the nearest of them
    std::function<std::string(std::int64_t)> why = {};  // that value is refused; empty: it is not
    std::string symbol = {};                            // of the size formula; empty: it is not in it …
    Field field = Field::input;                         // … as this setting
};
/// Told once, as long as it is what was told last; nothing: nothing is told.
void say(const Pen& pen, const std::string& sentence);

/// The new value if it was changed. A drag is BeginEdit … CommitEdit; where it stops it is said why, and so is what typing
/// does not take.
std::optional<std::int64_t> slider(Pen& pen, const SliderRow& row);

/// A text that can be clicked and typed over; the text when Enter, Tab or a click elsewhere takes it.
struct TypeField {
    std::string id;
    Box box;
    std::string text;
    Align align = Align::end;
    Paint ink{Role::ink};
};
std::optional<std::string> type_field(const Pen& pen, const TypeField& field);

/// "−3" or "-3" as a number; nothing if it is none.
std::optional<std::int64_t> whole_number(std::string_view typed);

/// One of several, side by side in one chip. Returns the clicked one if it is another. `menu`: the last one opens a list:
/// it has an arrow and can be clicked even if it is the current one. With the keyboard: Left and Right, Enter and Space
/// for the list.
std::optional<std::size_t> segmented(const Pen& pen, const std::string& id, const Box& box,
                                     const std::vector<std::string>& labels, std::size_t current, float size = 14.0F,
                                     bool menu = false);
float segmented_width(const Pen& pen, const std::vector<std::string>& labels, float size = 14.0F, bool menu = false);

/// The small triangle of what opens a list; `left`: its left edge, in the middle.
void down_arrow(const Pen& pen, Point left, Paint ink);
/// The sign that closes something; `reach`: from its middle.
void cross(const Pen& pen, Point centre, float reach, Paint ink);

/// The same over the whole width of the panel.
std::optional<std::size_t> segmented_row(Pen& pen, const std::string& id, const std::vector<std::string>& labels,
                                         std::size_t current);

/// A labelled row that opens a list. With the keyboard: Up and Down.
std::optional<std::size_t> combo(Pen& pen, const std::string& id, const std::string& label,
                                 const std::vector<std::string>& choices, const std::string& shown);
float combo_width(const Pen& pen, const std::string& shown);

/// A labelled tick box; true if it was clicked, or Space pressed on it.
bool check(Pen& pen, const std::string& id, const std::string& label, bool on);

/// A small chip with words; true if it was clicked. `right`: its right edge.
bool chip(const Pen& pen, const std::string& id, Point right, const std::string& label, bool on);
/// A line of small dim words, broken where it has to be.
void remark(Pen& pen, const std::string& words);

/// A chip with a chain: closed while linked.
bool link_chip(const Pen& pen, const std::string& id, Point right, const std::string& label, bool linked);
float chip_width(const Pen& pen, const std::string& label, bool chain);

/// Words broken into lines of at most `width` points.
std::vector<std::string> wrap(const Pen& pen, const std::string& words, Face face, float size, float width);

/// The sentence of a refusal whose field is among `fields` (none: any; and whose axis is `axis`, if both say one), in the warning
/// tint, with a button to the nearest legal value. Speaks once a frame.
void refusal(Pen& pen, std::initializer_list<Field> fields, int axis = -1);

}  // namespace stridelens::ui
