#pragma once
// PNG in memory, for the formats that hold one inside.

#include "app/export/cairo/cairo_painter.h"

#include <string>

namespace stridelens {

/// The surface as the bytes of a PNG file; empty if Cairo is out of memory. The same surface gives the same bytes.
std::string png_bytes(cairo_surface_t* surface);

}  // namespace stridelens
