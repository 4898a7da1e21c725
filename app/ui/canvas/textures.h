#pragma once
// Pictures of grids as textures: made when they are first seen, tile by tile and not more at once than a frame has time
// for, and kept as long as they are drawn. A step changes none of them: what is still to come is left out in painting.

#include "app/figure/theme/tiles.h"

#include <functional>
#include <memory>
#include <utility>
#include <vector>

namespace stridelens::ui {

/// Makes a texture of ImGui's, smoothed or crisp where its pixels are larger than a screen's, and lets go of it.
struct TexturePort {
    std::function<void*(const Bitmap&)> make;
    std::function<void(void*)> drop;
};

class Textures {
public:
    explicit Textures(TexturePort port) : port_(std::move(port)) {}
    ~Textures() { clear(); }
    Textures(const Textures&) = delete;
    Textures& operator=(const Textures&) = delete;

    /// What has not been drawn for a while is let go.
    void begin_frame();

    /// A tile of a picture; null if there is no time left for it in this frame: wanting() then; or no memory.
    void* tile(const PlaneNumbers& numbers, const Tile& tile, ThemeName theme);

    /// A whole picture, with what is still to come transparent: of a theme that hatches. Null if there is no memory.
    void* whole(const Image& image, ThemeName theme);

    /// There was no memory for something in this frame: it is not painted.
    bool lacked_memory() const { return lacked_memory_; }

    /// Something was left out for the next frame.
    bool wanting() const { return wanting_; }

    void clear();

private:
    struct Entry {
        PlaneNumbers numbers;  // without its tensor, which goes when nobody else needs it …
        const Tensor* of = nullptr;
        std::weak_ptr<const Tensor> alive;  // … and the texture with it
        Tile tile;
        Raster raster;
        ThemeName theme = ThemeName::dark;
        void* texture = nullptr;
        int unused = 0;  // frames
    };
    Entry* find(const PlaneNumbers& numbers, const Tile& tile, const Raster& raster, ThemeName theme);
    template <class Paint>
    void* keep(const PlaneNumbers& numbers, const Tile& tile, const Raster& raster, ThemeName theme, Paint&& paint);

    TexturePort port_;
    std::vector<Entry> entries_;
    std::int64_t done_ = 0;  // numbers looked at in this frame
    bool wanting_ = false, lacked_memory_ = false;
};

}  // namespace stridelens::ui
