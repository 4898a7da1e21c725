#pragma once
// The fonts of a window, rasterised for the pixels that a point has: anew when that changes, but not in every frame while
// the window is being dragged. Until then the old ones are painted larger or smaller: fonts measure in points.

#include "app/files/failure.h"
#include "app/ui/ui.h"

#include <memory>

struct ImFontAtlas;

namespace stridelens::ui {

/// Whether it is time for new fonts. Time is in seconds, of any beginning.
class FontClock {
public:
    static constexpr double kRest = 0.15;  // seconds that the window must have kept its size

    /// Before each frame: the window's size in pixels, and pixels a point. True once the fonts are to be made for
    /// `scale`: at once when only the scale has changed, otherwise when the size rests.
    bool due(Point size, float scale, double now);
    /// They were made for it.
    void made(float scale) { made_ = scale; }
    /// Seconds until they are due, if nothing happens until then; negative: they are not.
    double due_in(double now) const;

private:
    Point size_{};
    float made_ = 0.0F, wanted_ = 0.0F;
    double resized_ = -1e9;
};

class TypeCase {
public:
    TypeCase();
    ~TypeCase();
    TypeCase(const TypeCase&) = delete;
    TypeCase& operator=(const TypeCase&) = delete;

    /// Fonts of `scale` pixels a point. Errors: as build_fonts(); those that there were stay.
    Outcome<void> rasterise(float scale);

    ImFontAtlas* atlas() const { return atlas_.get(); }
    const Fonts& fonts() const { return fonts_; }

private:
    std::unique_ptr<ImFontAtlas> atlas_;
    Fonts fonts_;
};

}  // namespace stridelens::ui
