#pragma once
// The frames of an animation as pixels, one after the other, with what GIF and WebP both need of them.

#include "app/export/film/animation.h"
#include "app/export/film/frame_tiles.h"
#include "app/export/film/repaint.h"
#include "app/files/failure.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace stridelens {

/// The smallest box in `within` around everything in which two pictures differ. Row-major, `width` pixels a row.
template <class Pixel>
PixelBox changed_box(const std::vector<Pixel>& before, const std::vector<Pixel>& now, int width,
                     const PixelBox& within);

/// One frame after the other, row-major; holds two of them.
class Frames {
public:
    /// The animation outlives it.
    Frames(const Animation& animation, const AnimationOptions& options);

    /// Paints the next frame. Returns false after the last, and if it could not be painted (see painted()).
    bool next();
    /// Whether all that next() was asked for could be painted.
    const Outcome<void>& painted() const { return painted_; }

    std::size_t index() const { return next_ - 1; }
    int width() const { return width_; }
    int height() const { return height_; }
    PixelBox whole() const { return {0, 0, width_, height_}; }
    const std::vector<Rgb>& now() const { return now_; }
    const std::vector<Rgb>& before() const { return before_; }  // of the first frame: empty
    /// Where this frame differs from the one before; of the first frame: all of it.
    const PixelBox& changed() const { return changed_; }

private:
    const Animation& animation_;
    AnimationOptions options_;
    Repainter repainter_;
    std::size_t next_ = 0;
    int width_ = 0, height_ = 0;
    std::vector<Rgb> now_, before_;
    PixelBox changed_;
    Outcome<void> painted_;
};

/// Errors: nothing to show; no size at all, more than `longest` pixels a side or a hundred million in all.
Outcome<void> check_animation(const Animation& animation, const AnimationOptions& options, int longest,
                              const char* format);

/// Times of the frames' ends, in units of 1 / `per_second` s. Rounded from the beginning, so that errors do not add up;
/// each frame takes at least `least` units.
std::vector<std::int64_t> frame_ends(const Animation& animation, double per_second, std::int64_t least);

}  // namespace stridelens
