#pragma once
// Inter and JetBrains Mono for Cairo, loaded from their files once.

#include "app/figure/figure.h"

#include <cairo.h>

#include <memory>

namespace stridelens {

/// The face's file, or, where it is missing, Cairo's own "sans" or "monospace". Lives as long as the program.
cairo_font_face_t* load_face(Face face);

using FontOptions = std::unique_ptr<cairo_font_options_t, decltype(&cairo_font_options_destroy)>;

/// No hinting, no rounded advances: text has the same proportions at every scale.
FontOptions plain_font_options();

}  // namespace stridelens
