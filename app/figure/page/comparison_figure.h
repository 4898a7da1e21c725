#pragma once
// Two problems side by side: A left, B right, each with its input above its output, in the same rows and on one pitch. What
// differs is named above them, counted between them, and ringed; below, the step is told for A and for B.

#include "app/figure/facts/scene.h"
#include "app/figure/figure.h"

namespace stridelens {

/// `scene.derived->compared` is there. Of exactly the scene's size.
Figure comparison_figure(const Scene& scene);

/// Where the half begins, on a page of this width with titles, in which a point lies: both are zoomed and moved alike, each
/// about its own corner.
Point corner_of_half(float width, Point at);

}  // namespace stridelens
