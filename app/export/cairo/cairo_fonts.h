#pragma once
// The faces of figures for Cairo: Inter and JetBrains Mono, loaded from their files once, and what stands in for signs that
// they lack.

#include "app/figure/figure.h"

#include <cairo.h>

#include <memory>
#include <string>
#include <vector>

namespace stridelens {

/// The face's file, or, where it is missing, Cairo's own "sans" or "monospace". Lives as long as the program.
cairo_font_face_t* load_face(Face face);

/// A part of a line that one font has all signs of.
struct FontRun {
    cairo_font_face_t* font = nullptr;
    std::string text;
};

/// The line's parts in order. What the face lacks comes from the face of numbers, which has the signs of formulas, and then
/// from whatever font fontconfig finds for it; what no font has stays with the face.
std::vector<FontRun> font_runs(const std::string& text, Face face);

/// What this thread has drawn since the last call with another font than it should have, or with none: a sentence each.
std::vector<std::string> take_font_notes();

using FontOptions = std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)>;

/// No hinting, no rounded advances: text has the same proportions at every scale.
FontOptions plain_font_options();

}  // namespace stridelens
