#pragma once
// One figure after the other on the same pixels: only what changes is painted, to the same pixels as all of it. A pixel
// follows from the primitives that touch it, in their order; so where those of two figures are alike, the pixels are.
// (Clipping to what changes would be simpler, but Cairo's edges come out a shade different along a clip.)

#include "app/export/cairo/cairo_painter.h"
#include "app/export/film/frame_tiles.h"

#include <cstddef>
#include <optional>
#include <vector>

namespace stridelens {

/// Paints the figures of a film, which all have one size.
class Repainter {
public:
    /// `options.transparent` is not used: a film has a background.
    explicit Repainter(const PaintOptions& options);

    /// Paints `figure` on `now`, `width` × `height` pixels row by row. `before` has what was painted last and `now` what was
    /// painted before that, if anything.
    /// Returns a box outside which `now` is as `before`. Errors: Cairo's own.
    Outcome<PixelBox> paint(Figure figure, int width, int height, const std::vector<Rgb>& before,
                            std::vector<Rgb>& now);

private:
    /// A primitive that paints, where it does, and what clips it.
    struct Item {
        std::size_t primitive = 0, clip = 0;
        PixelBox ink;
    };
    struct Painted {
        Figure figure;
        std::vector<std::vector<Box>> clips{{}};  // those of the groups around an item, from the outside in
        std::vector<Item> items;                  // in painting order
    };

    static Painted itemised(Figure figure);
    bool alike(const Painted& a, std::size_t i, const Painted& b, std::size_t j) const;
    void compare(Painted& now, FrameTiles& changed);
    void mark(const Painted& of, Item& item, FrameTiles& changed) const;
    PixelBox pixels(const Box& box) const;

    PaintOptions options_;
    CairoSurface measured_on_;
    Context measure_;
    Painted last_;
    std::optional<FrameTiles> last_changed_;
};

}  // namespace stridelens
