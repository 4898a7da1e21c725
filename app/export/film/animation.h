#pragma once
// Moving pictures: a row of figures, each with the time that it shows, as a GIF or as an animated WebP.

#include "app/export/export.h"
#include "app/files/failure.h"
#include "app/problem/scenario.h"
#include "app/state/exports/file_options.h"
#include "app/state/exports/page_options.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

namespace stridelens {

/// What moves, and how it is painted. Times in seconds within the limits of settings.h, steps from 0.
struct AnimationOptions {
    ThemeName theme = ThemeName::light;
    double scale = 1.0;                 // pixels per point; up to 1e8 pixels, and 16383 a side (GIF: 30000)
    std::vector<std::int64_t> steps{};  // that show, in this order; none: all there are
    double step_seconds = FileOptions{}.step_seconds;            // how long the window rests at each step
    double slide_seconds = FileOptions{}.slide_seconds;          // how long it slides to the next one; 0: it jumps
    double frames_per_second = FileOptions{}.frames_per_second;  // while it slides
    bool loop = true;  // from the last step it slides back to the first, for ever; else it ends there
};

/// Frames, made when they are asked for, so that a long film needs no more room than a short one.
struct Animation {
    std::vector<double> seconds;                // how long each frame shows, at most 600; as many as there are frames
    std::function<Figure(std::size_t)> figure;  // of a frame. All have the same size. Formats ask in order, some twice
    bool loop = true;
};

/// The steps of a scenario as pages: each at rest, then sliding to the next with the window's own easing. The animation
/// keeps what it needs of both; its frames may be made in another thread, one after the other. page.steps is not used.
/// Errors: the scenario is refused, or has no steps; a step that is not there, a time out of its range.
Outcome<Animation> animate_steps(const Scenario& scenario, const PageOptions& page, const AnimationOptions& options);

/// Writes the animation as a GIF. Of `options` theme and scale are used.
/// Colours: one palette for all frames. All exact if the whole film has up to 256; else those of areas are, and the many
/// shades at the edges of letters become close ones, each the same everywhere: no dithering, so nothing flickers.
/// Delays: in 1/100 s, at least 2.
/// Errors: a size that no GIF has; a cancelled export; as NewFile. The old file is then as it was.
Outcome<void> write_gif(const Animation& animation, const std::filesystem::path& file, const AnimationOptions& options,
                        const Progress& progress = {});

/// The same as an animated WebP: lossless, delays in 1/1000 s.
Outcome<void> write_webp(const Animation& animation, const std::filesystem::path& file, const AnimationOptions& options,
                         const Progress& progress = {});

}  // namespace stridelens
