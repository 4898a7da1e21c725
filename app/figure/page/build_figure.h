#pragma once
// Lays out the whole picture: input (with its padding ring), window, kernel, connectors, output, colour scale, and the
// arithmetic strip. Pure: same scene, same figure. No index arithmetic here: it draws core/window's taps.

#include "app/figure/facts/scene.h"
#include "app/figure/figure.h"

namespace stridelens {

class Sketch;
struct Facts;
struct Layout;

Figure build_figure(const Scene& scene);

/// The grids alone, with all that belongs to them, in layout.area.
void draw_grids_of(const Facts& facts, const Layout& layout, Sketch& sketch);

/// The last valid picture behind a refused setting: everything lighter. A picture cannot be lighter, so it gets a veil.
void dim(Figure& figure);

}  // namespace stridelens
