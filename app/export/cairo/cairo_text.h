#pragma once
// A line of text in Cairo, whatever signs it has.

#include "app/figure/figure.h"

#include <cairo.h>

namespace stridelens {

/// Draws the text with its baseline at `baseline`, in the context's colour.
void show_text(cairo_t* cr, const Text& text, double baseline);

/// The box, in points, of what show_text() would paint; nothing is painted. A text of no ink: a point.
Box text_ink(cairo_t* cr, const Text& text, double baseline);

}  // namespace stridelens
