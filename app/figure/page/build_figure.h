#pragma once
// Lays out the whole picture: input (with its padding ring), window, kernel, connectors, output, colour scale, and the
// arithmetic strip. Pure: same scene, same figure. No index arithmetic here: it draws core/window's taps.

#include "app/figure/facts/scene.h"
#include "app/figure/figure.h"

namespace stridelens {

Figure build_figure(const Scene& scene);

}  // namespace stridelens
