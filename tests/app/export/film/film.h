#pragma once
// Small films for tests, and reading GIF and WebP back as a viewer would show them.

#include "app/export/film/animation.h"
#include "app/export/film/animation_frames.h"
#include "tests/file_bytes.h"
#include "tests/pixels.h"

#include <gif_lib.h>
#include <gtest/gtest.h>
#include <webp/demux.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <iterator>
#include <set>
#include <vector>

namespace stridelens {

/// What a viewer shows: whole pictures, and how long each stays.
struct ShownFrame {
    int width = 0, height = 0, loops = -1;   // 0: for ever; -1: not said
    std::vector<std::vector<Rgb>> pictures;  // row-major
    std::vector<int> milliseconds;
};

/// A GIF, and what of it a viewer does not show.
struct ReadGif {
    ShownFrame shown;
    int colours = 0;         // size of the global palette
    int local_palettes = 0;  // there should be none
    std::vector<PixelBox> boxes;
    std::vector<int> disposals;
};

inline Rect filled(const Box& box, const Paint& paint) {
    Rect rect;
    rect.box = box;
    rect.fill = paint;
    return rect;
}

/// A square of the accent that moves over a figure, a frame every `seconds`; 4 colours.
inline Animation moving_square(std::size_t frames, double seconds = 0.1) {
    Animation animation;
    animation.seconds.assign(frames, seconds);
    animation.figure = [](std::size_t frame) {
        Figure figure;
        figure.width = 60;
        figure.height = 40;
        figure.primitives.emplace_back(filled({5, 5, 50, 30}, {Role::padding}));
        figure.primitives.emplace_back(filled({20, 10, 10, 10}, {Role::warning}));
        figure.primitives.emplace_back(filled({5.0F + 4.0F * static_cast<float>(frame), 12, 8, 8}, {Role::window}));
        return figure;
    };
    return animation;
}

/// One patch for each of the colours of the colour map until there are `colours`, the background's included, and a
/// square of two of them that moves on.
inline Animation many_colours(std::size_t colours, std::size_t frames) {
    const auto bytes = [](const Paint& paint) {
        const Rgba c = resolve_colour(paint, ThemeName::light);
        return std::array{std::lround(c.r * 255), std::lround(c.g * 255), std::lround(c.b * 255)};
    };
    std::vector<float> values;
    std::set<std::array<long, 3>> seen{bytes({Role::background})};
    for (int i = 0; i <= 20000 && seen.size() < colours; ++i) {
        const float value = static_cast<float>(i - 10000) / 10000.0F;
        if (seen.insert(bytes({Role::value, value})).second) values.push_back(value);
    }
    EXPECT_EQ(seen.size(), colours) << "the colour map has too few colours for this test";
    Animation animation;
    animation.seconds.assign(frames, 0.1);
    animation.figure = [values](std::size_t frame) {
        Figure figure;
        figure.width = figure.height = 64;
        for (std::size_t i = 0; i < values.size(); ++i)
            figure.primitives.emplace_back(
                filled({2.0F * static_cast<float>(i % 32), 2.0F * static_cast<float>(i / 32), 2, 2},
                       {Role::value, values[i]}));
        const auto at = 4.0F * static_cast<float>(frame);
        figure.primitives.emplace_back(filled({at, 50, 8, 8}, {Role::value, values.front()}));
        figure.primitives.emplace_back(filled({at + 2, 52, 4, 4}, {Role::value, values.back()}));
        return figure;
    };
    return animation;
}

/// The figure's pixels as PNG has them.
inline std::vector<Rgb> painted(const Figure& figure, const AnimationOptions& options) {
    PngOptions png;
    png.theme = options.theme;
    png.scale = options.scale;
    const Pixels pixels = render_pixels(figure, png);
    std::vector<Rgb> all;
    for (std::size_t i = 0; i < pixels.rgba.size(); i += 4)
        all.push_back(0xff000000U | Rgb{pixels.rgba[i]} << 16U | Rgb{pixels.rgba[i + 1]} << 8U | pixels.rgba[i + 2]);
    return all;
}

/// The largest difference of a channel, 0 … 255.
inline int channel_error(Rgb a, Rgb b) {
    int most = 0;
    for (const unsigned shift : {0U, 8U, 16U})
        most = std::max(most, std::abs(static_cast<int>(a >> shift & 255U) - static_cast<int>(b >> shift & 255U)));
    return most;
}

/// Number of pixels in which two pictures differ by more than `allowed` in a channel.
inline std::size_t pixels_off(const std::vector<Rgb>& a, const std::vector<Rgb>& b, int allowed) {
    if (a.size() != b.size()) return std::max(a.size(), b.size());
    std::size_t off = 0;
    for (std::size_t i = 0; i < a.size(); ++i) off += channel_error(a[i], b[i]) > allowed ? 1 : 0;
    return off;
}

ReadGif read_gif(const std::filesystem::path& file);
ShownFrame read_webp(const std::filesystem::path& file);

}  // namespace stridelens
