#pragma once
// The lines about other frameworks need their room before anything else is laid out.

#include "app/figure/facts/facts.h"

namespace stridelens {

/// Height of the lines above the strip; 0 if all frameworks agree, or if the grids need all of the `free` height.
float differences_height(const Facts& facts, float free);

}  // namespace stridelens
