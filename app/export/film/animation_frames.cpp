#include "app/export/film/animation_frames.h"

#include "app/state/exports/export_settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <utility>

namespace stridelens {

namespace {

constexpr double kMostPixels = 1e8;  // two pictures of this size are held: 0.8 GB

}  // namespace

template <class Pixel>
PixelBox changed_box(const std::vector<Pixel>& before, const std::vector<Pixel>& now, int width,
                     const PixelBox& within) {
    assert(before.size() == now.size());
    int left = width, right = 0, top = within.top + within.height, bottom = 0;
    for (int y = within.top; y < within.top + within.height; ++y) {
        const auto row = static_cast<std::size_t>(y) * static_cast<std::size_t>(width);
        const Pixel* a = before.data() + row;
        const Pixel* b = now.data() + row;
        int first = within.left, last = within.left + within.width;
        if (std::memcmp(a + first, b + first, static_cast<std::size_t>(within.width) * sizeof(Pixel)) == 0) continue;
        while (a[first] == b[first]) ++first;
        while (a[last - 1] == b[last - 1]) --last;
        top = std::min(top, y);
        bottom = y + 1;
        left = std::min(left, first);
        right = std::max(right, last);
    }
    if (bottom == 0) return {};
    return {left, top, right - left, bottom - top};
}

template PixelBox changed_box(const std::vector<Rgb>&, const std::vector<Rgb>&, int, const PixelBox&);
template PixelBox changed_box(const std::vector<std::uint8_t>&, const std::vector<std::uint8_t>&, int, const PixelBox&);

Frames::Frames(const Animation& animation, const AnimationOptions& options)
    : animation_(animation),
      options_(options),
      repainter_({.theme = options.theme, .scale = options.scale, .pixels = true}) {}

bool Frames::next() {
    if (next_ == animation_.seconds.size()) return false;
    Figure figure = animation_.figure(next_);
    const auto pixels = [&](float points) {
        return std::max(1, static_cast<int>(std::lround(points * options_.scale)));
    };
    assert(next_ == 0 || (width_ == pixels(figure.width) && height_ == pixels(figure.height)));
    width_ = pixels(figure.width);
    height_ = pixels(figure.height);
    if (next_ > 0) std::swap(before_, now_);
    const Outcome<PixelBox> painted = repainter_.paint(std::move(figure), width_, height_, before_, now_);
    if (!painted) {
        painted_ = tl::unexpected(painted.error());
        return false;
    }
    changed_ = next_ == 0 ? whole() : changed_box(before_, now_, width_, *painted);
    ++next_;
    return true;
}

Outcome<void> check_animation(const Animation& animation, const AnimationOptions& options, int longest,
                              const char* format) {
    if (animation.seconds.empty()) return failed("there are no frames to show");
    const Figure figure = animation.figure(0);
    const auto width = static_cast<double>(figure.width), height = static_cast<double>(figure.height);
    const double most = std::min(longest / std::max(width, height), std::sqrt(kMostPixels / (width * height)));
    if (options.scale > 0.0 && options.scale <= most) return {};
    constexpr double least = setting_of(&FileOptions::scale).limits.least;
    if (most < least)  // no scale would do
        return failed(fmt::format(
            "a {} of {:g} × {:g} points would be {:.0f} × {:.0f} pixels even at scale {:g}, more than are possible: "
            "take a smaller input, smaller cells or fewer parts",
            format, width, height, width * least, height * least, least));
    return failed(
        fmt::format("a {} of {:g} × {:g} points at scale {:g} would be {:.0f} × {:.0f} pixels; the scale must "
                    "be above 0 and may be up to {:.1f}",
                    format, width, height, options.scale, width * options.scale, height * options.scale,
                    std::floor(10.0 * most) / 10.0));
}

std::vector<std::int64_t> frame_ends(const Animation& animation, double per_second, std::int64_t least) {
    std::vector<std::int64_t> ends;
    ends.reserve(animation.seconds.size());
    double seconds = 0.0;
    for (const double more : animation.seconds) {
        seconds += more;
        const std::int64_t before = ends.empty() ? 0 : ends.back();
        ends.push_back(std::max<std::int64_t>(std::llround(seconds * per_second), before + least));
    }
    return ends;
}

}  // namespace stridelens
