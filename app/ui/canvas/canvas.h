#pragma once
// Painting: Figure primitives onto the current ImGui window. canvas*.cpp alone touch ImDrawList; every widget with a look
// of its own is a few primitives painted through here.

#include "app/ui/ui.h"

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace stridelens::ui {

/// Where and how primitives are painted.
struct Surface {
    const Fonts& fonts;
    ThemeName theme = ThemeName::dark;
    Point origin;                  // window point of the primitives' (0, 0)
    float alpha = 1.0F;            // of everything
    Textures* textures = nullptr;  // absent: pictures are painted as quads
};

/// Paints into the current ImGui window, clipped to it.
void paint(const Surface& surface, const Primitive& primitive);
void paint(const Surface& surface, const Figure& figure);

/// Width of `text` as it will be painted, in points.
float measure(const Fonts& fonts, std::string_view text, Face face, float size);

/// Outline of a rounded box, clockwise from the top left corner's end; `radius` 0 gives four points.
std::vector<Point> rounded_outline(const Box& box, float radius);

/// What of the segment lies within a convex outline that goes round as rounded_outline() does; nothing if it lies outside.
std::optional<std::pair<Point, Point>> within(const std::vector<Point>& outline, Point from, Point to);

/// Cuts a line (closed or not) into dashes of `on` points with gaps of `off`.
std::vector<std::pair<Point, Point>> dashes(const std::vector<Point>& line, bool closed, float on, float off);

}  // namespace stridelens::ui
