#pragma once
// Two problems side by side: A left, B right, each with its input above its output, in the same rows and on one pitch. What
// differs is named above them, counted between them, and ringed; below, the step is told for A and for B.

#include "app/figure/facts/scene.h"
#include "app/figure/figure.h"

namespace stridelens {

/// `scene.derived->compared` is there. Of exactly the scene's size.
Figure comparison_figure(const Scene& scene);

}  // namespace stridelens
