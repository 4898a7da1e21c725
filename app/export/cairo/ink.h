#pragma once
// Where painting a primitive changes pixels: what has to be painted again when something else there changes.

#include "app/export/cairo/cairo_painter.h"

#include <vector>

namespace stridelens {

/// Boxes, in points, outside which painting the primitive, as the theme has it, leaves every pixel as it is. What is long
/// and bent has several. Texts are measured by `cr`, which is scaled as the picture is, and is not painted on.
std::vector<Box> ink_boxes(cairo_t* cr, const Primitive& primitive, const PaintOptions& options);

}  // namespace stridelens
