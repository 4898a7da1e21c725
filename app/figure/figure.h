#pragma once
// The picture as data: a flat list of primitives in points, y down, painted in list order. The window's canvas and every
// file format draw the same Figure, so they cannot disagree. Colours are roles; a Theme resolves them (theme.h).

#include "app/figure/plane_numbers.h"
#include "app/state/ids.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace stridelens {

struct Box {
    float x = 0.0F, y = 0.0F, w = 0.0F, h = 0.0F;
    constexpr float right() const { return x + w; }
    constexpr float bottom() const { return y + h; }
    constexpr Point centre() const { return {x + w / 2, y + h / 2}; }
    constexpr bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }
    bool operator==(const Box&) const = default;
};

/// The smallest box around both.
Box join(const Box& a, const Box& b);

enum class Role : std::uint8_t {
    none,  // paints nothing
    background,
    panel,
    line,  // hairlines
    ink,
    dim_ink,
    window,       // the one accent: the window, the current output cell and what belongs to them
    on_window,    // ink on a fill of the accent
    control,      // slider fill
    chip,         // chips and wells
    value,        // colour map at Paint::value in [−1, 1]
    on_value,     // ink on Role::value at the same Paint::value: contrast >= 4.5:1
    cell_edge,    // hairline round a value cell; paints nothing where every value stands off from the ground
    padding,      // fill of a padded cell
    hatch,        // lines of a hatched (padding) cell
    unread,       // lines of a cross-hatched (never read) cell
    winner,       // inner ring of the winning cell
    placeholder,  // dashed outline of an output cell not yet computed
    channel,      // hue of channel number Paint::value (0, 1, 2 …, repeats after 8)
    warning,
};

struct Paint {
    Role role = Role::none;
    float value = 0.0F;  // see Role::value, Role::on_value, Role::channel
    float alpha = 1.0F;
    bool operator==(const Paint&) const = default;
};

enum class Face : std::uint8_t { words, words_medium, words_bold, numbers, numbers_bold };
enum class Align : std::uint8_t { start, middle, end };
/// Dashed strokes, points.
inline constexpr float kDashOn = 5.0F, kDashOff = 4.0F;

enum class Pattern : std::uint8_t {
    none,
    hatch,
    cross_hatch,
    value,  // a value told by the fill alone: drawn only by a theme that has no colours (dress.h)
};

/// Rows and columns of cells that are painted as one, to be told apart by where they are pointed at.
struct CellBand {
    CellId first;  // top left
    std::int64_t rows = 1, columns = 1;
    std::int64_t row_pitch = 1;  // from the flat index of a cell to that of the one below it
    bool operator==(const CellBand&) const = default;
};

struct Rect {
    Box box;
    float radius = 0.0F;
    Paint fill;
    Paint stroke;
    float stroke_width = 0.0F;  // centred on the edge
    bool dashed = false;
    Pattern pattern = Pattern::none;  // lines in `pattern_paint`, see pattern_lines()
    Paint pattern_paint;
    CellId cell;
    std::optional<CellBand> band{};  // instead of a cell: many
    float pattern_width = 1.0F;      // of its lines, points
    float pattern_pitch = 8.0F;  // from line to line along an axis, points; a value's lines have their own (hatch.h)
    float margin = 0.0F;         // a cell's: to the middle of the gap between cells; a ruled grid has its lines there
    bool operator==(const Rect&) const = default;
};
struct Line {
    Point a, b;
    Paint stroke;
    float width = 1.0F;
    bool dashed = false;
    bool operator==(const Line&) const = default;
};
struct Polygon {
    std::vector<Point> points;  // closed, convex
    Paint fill;
    Paint stroke;
    float stroke_width = 0.0F;
    bool operator==(const Polygon&) const = default;
};
struct Curve {  // cubic Bézier
    Point from, control_1, control_2, to;
    Paint stroke;
    float width = 1.0F;
    bool operator==(const Curve&) const = default;
};
struct Ribbon {                       // between two cubic Béziers, filled: from one edge to the other
    std::array<Point, 4> one, other;  // each: from, its two controls, to
    Paint fill;
    bool operator==(const Ribbon&) const = default;
};
struct Text {
    Point at;  // horizontal: by `align`; vertical: middle of the digits' height (half cap height below is the baseline)
    std::string text;
    Face face = Face::numbers;
    float size = 14.0F;  // em, points
    Align align = Align::middle;
    Paint paint;
    bool operator==(const Text&) const = default;
};
struct Image {  // a grid too big for numbers: one colour-mapped picture, cells square and crisp
    Box box;
    PlaneNumbers numbers;  // what is still to come is transparent
    Grid grid = Grid::none;
    std::int64_t first_flat = 0;  // flat index of the top left cell in the grid's tensor; rows follow one another
    AB side = AB::a;              // of a comparison: whose grid it is

    std::int64_t columns() const { return numbers.columns.count; }
    std::int64_t rows() const { return numbers.rows.count; }
    bool operator==(const Image&) const = default;
};
struct Group {          // the next `count` primitives belong together; groups nest
    std::string id;     // "input", "input-c0", "kernel", "output", "arithmetic" …
    std::string title;  // for humans, e.g. "Input, 1 × 1 × 5 × 5"
    std::size_t count = 0;
    std::optional<Box> clip;  // nothing of the group is painted outside
    bool operator==(const Group&) const = default;
};

using Primitive = std::variant<Rect, Line, Polygon, Curve, Ribbon, Text, Image, Group>;

struct Figure {
    float width = 0.0F, height = 0.0F;  // points
    std::vector<Primitive> primitives;
    bool operator==(const Figure&) const = default;
};

/// The cell at `p`: the topmost Rect with an id, or the cell of a band or an Image. Respects clips.
CellId hit_test(const Figure& figure, Point p);

/// Id of the group that is the row of channels: a wheel turns through them there.
inline constexpr const char* kChannelStrip = "channels";

/// Where a cell is drawn (of a band or an Image: its share of it); nothing if it is not in the figure. A cell of the input
/// or its padding that the lens shows, too: where it is larger.
std::optional<Box> find_cell(const Figure& figure, const CellId& cell);

/// The line segments of a rect's pattern: every back-end draws exactly these and clips them to the box.
/// Hatching is at 45°, one phase for the whole figure, so that neighbouring cells join up; a value's is the cell's own.
std::vector<std::pair<Point, Point>> pattern_lines(const Rect& rect);

/// Width of `text` in points. Numbers (JetBrains Mono) exactly: 0.6 em a character. Words (Inter) from a built-in table
/// of advances for ASCII, 0.6 em otherwise; layout reserves with it, back-ends align with their own metrics.
float text_width(std::string_view text, Face face, float size);

/// One primitive a line, for tests and golden files.
std::string dump(const Figure& figure);

}  // namespace stridelens
