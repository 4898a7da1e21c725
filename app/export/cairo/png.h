#pragma once
// PNG in memory, for the formats that hold one inside.

#include "app/export/cairo/cairo_painter.h"

#include <string>

namespace stridelens {

/// The surface, which must be whole, as the bytes of a PNG file. The same surface gives the same bytes. Throws std::bad_alloc
/// and Stopped.
std::string png_bytes(cairo_surface_t* surface);

}  // namespace stridelens
