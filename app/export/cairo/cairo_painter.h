#pragma once
// The figure on a Cairo surface: pixels (PNG) and pages (PDF) are painted by the same code.

#include "app/figure/theme/bitmap.h"
#include "app/files/failure.h"

#include <cairo.h>

#include <memory>
#include <vector>

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

/// Paints all of `figure`, its upper left corner at the origin. Errors: Cairo's own, after which nothing more was drawn.
Outcome<void> paint_figure(cairo_t* cr, const Figure& figure, const PaintOptions& options);

/// Paints those of its primitives that are wanted, in their order, on what is there. A mark for each; groups have none.
/// Every pixel becomes what paint_figure() would make of it, if all that touch it are wanted and it had the background.
Outcome<void> paint_some(cairo_t* cr, const Figure& figure, const std::vector<bool>& wanted,
                         const PaintOptions& options);

/// The context's path, of whole pixels, becomes the theme's background.
void fill_background(cairo_t* cr, ThemeName theme);

/// Cairo's state as an Outcome: "the picture cannot be drawn: …".
Outcome<void> check_cairo(cairo_status_t status);

/// The bitmap, each pixel `zoom` × `zoom` pixels. Throws std::bad_alloc.
CairoSurface bitmap_surface(const Bitmap& bitmap, int zoom = 1);

/// What Cairo writes to a stream; `text` is the std::string that grows. Ends the writing, with an error, if it is asked to
/// stop: whoever began it asks again then (stop_if_asked()), as nothing may be thrown through Cairo.
cairo_status_t append_bytes(void* text, const unsigned char* data, unsigned length);

}  // namespace stridelens
