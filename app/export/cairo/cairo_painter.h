#pragma once
// The figure on a Cairo surface: pixels (PNG) and pages (PDF) are painted by the same code.

#include "app/figure/theme/bitmap.h"

#include <cairo.h>

#include <memory>

namespace stridelens {

using CairoSurface = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;
using Context = std::unique_ptr<cairo_t, decltype(&cairo_destroy)>;

struct PaintOptions {
    ThemeName theme = ThemeName::light;
    bool transparent = false;
    double scale = 1.0;  // device units per point
    bool pixels =
        false;  // edges and baselines are moved to whole pixels; false: vectors, everything exactly where it is
};

/// Paints all of `figure`, its upper left corner at the origin.
void paint_figure(cairo_t* cr, const Figure& figure, const PaintOptions& options);

/// The bitmap, each pixel `zoom` × `zoom` pixels.
CairoSurface bitmap_surface(const Bitmap& bitmap, int zoom = 1);

/// What Cairo writes to a stream; `text` is the std::string that grows.
cairo_status_t append_bytes(void* text, const unsigned char* data, unsigned length);

}  // namespace stridelens
