#pragma once
// The figure's primitives as SVG's shapes, their colours still roles. Drawings (svg.cpp) and pages (html_elements.cpp)
// are written from the same shapes, so that they cannot disagree. No shape: nothing of it would be seen.

#include "app/figure/figure.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stridelens {

/// Names and values in the order in which they are written; values are not yet escaped.
using SvgAttributes = std::vector<std::pair<const char*, std::string>>;

/// A box that nothing is painted outside of; its corners are round.
struct SvgClip {
    Box box;
    float radius = 0.0F;
};

struct SvgShape {
    const char* tag = "";  // "rect", "line", "polygon", "path"
    Point offset;          // a path with a clip is moved by this much, and its clip with it
    std::optional<SvgClip> clip;
    SvgAttributes geometry;     // "x", "d", "points" …
    bool open = false;          // a line: it has no fill at all
    Paint fill, stroke;         // unseen: "none"
    float stroke_width = 0.0F;  // points; 0: no stroke
    bool dashed = false;
};

/// Whether the paint paints anything.
bool is_seen(const Paint& paint);

/// Of a hatched rect: its ground, its lines, its edge. Otherwise one shape; a cell has one in any case, to point at.
std::vector<SvgShape> svg_shapes(const Rect& rect);
std::vector<SvgShape> svg_shapes(const Line& line);
std::vector<SvgShape> svg_shapes(const Polygon& polygon);
std::vector<SvgShape> svg_shapes(const Curve& curve);
std::vector<SvgShape> svg_shapes(const Ribbon& ribbon);

/// "x", "y", "width", "height" and, if the corners are round, "rx".
SvgAttributes svg_box(const Box& box, float radius = 0.0F);

/// The letters, digits, hyphens and underscores of `text`, hyphens for the rest; starts with a letter.
std::string svg_id(std::string_view text);

/// `text` as XML and HTML hold it, between tags and between quotes. What XML 1.0 cannot hold is U+FFFD.
std::string escape_markup(std::string_view text);

}  // namespace stridelens
