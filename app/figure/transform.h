#pragma once
// Figures moved, enlarged, measured and put together.

#include "app/figure/figure.h"

#include <functional>

namespace stridelens {

/// Everything `scale` times as large, about the origin.
void enlarge(std::vector<Primitive>& primitives, float scale);

/// Everything moved.
void shift(std::vector<Primitive>& primitives, Point by);

/// The smallest box around all that is painted; nothing if nothing is. Ground in the page's own colour paints nothing.
/// `counts`: whether a group takes part, by its id; empty: all do.
std::optional<Box> bounds(const Figure& figure, const std::function<bool(const std::string&)>& counts = {});

/// Calls `point` with points that enclose where a primitive is, whatever it paints, without the width of its strokes: the
/// corners of a box, of a text its line, the ends and controls of a curve. A group has none.
void visit_extent(const Primitive& primitive, const std::function<void(Point)>& point);

/// Appends `part` to `figure`, its upper left corner at `at`, as a group.
void append(Figure& figure, Figure part, Point at, const std::string& id, const std::string& title);

}  // namespace stridelens
