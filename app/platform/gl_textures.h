#pragma once
// Bitmaps as OpenGL textures.

#include "app/figure/theme/bitmap.h"

namespace stridelens {

/// A texel for each pixel: crisp; what is hatched is smoothed. The texture's OpenGL name.
unsigned make_texture(const Bitmap& bitmap);
void drop_texture(unsigned name);

}  // namespace stridelens
