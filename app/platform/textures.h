#pragma once
// Pictures of the figure as OpenGL textures, a texel for each pixel of their bitmap, kept as long as they are drawn.

#include "app/figure/theme/bitmap.h"

#include <cstdint>
#include <vector>

namespace stridelens {

class TextureCache {
public:
    TextureCache() = default;
    TextureCache(const TextureCache&) = delete;
    TextureCache& operator=(const TextureCache&) = delete;
    ~TextureCache() { clear(); }

    /// The texture's OpenGL name.
    unsigned get(const Image& image, ThemeName theme);

    /// Ends a frame: lets go of what has not been drawn for a while.
    void end_frame();
    void clear();

private:
    struct Entry {
        std::vector<float> values;
        std::int64_t columns = 0;
        ThemeName theme = ThemeName::dark;
        Raster raster;
        unsigned name = 0;
        int unused = 0;  // frames
    };
    std::vector<Entry> entries_;
};

}  // namespace stridelens
