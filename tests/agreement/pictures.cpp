#include "tests/agreement/pictures.h"

#include <cairo.h>
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <unistd.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <memory>

namespace stridelens {
namespace {

std::size_t at(const Smooth& picture, int x, int y) {
    return (static_cast<std::size_t>(y) * static_cast<std::size_t>(picture.width) + static_cast<std::size_t>(x)) * 3;
}

/// How far a's pixel is from the nearest that b has around it, the worst channel.
double distance(const Smooth& a, const Smooth& b, int x, int y, int around) {
    double worst = 0.0;
    for (std::size_t channel = 0; channel < 3; ++channel) {
        const float value = a.rgb[at(a, x, y) + channel];
        float low = 255.0F, high = 0.0F;
        for (int v = std::max(0, y - around); v <= std::min(b.height - 1, y + around); ++v)
            for (int u = std::max(0, x - around); u <= std::min(b.width - 1, x + around); ++u) {
                low = std::min(low, b.rgb[at(b, u, v) + channel]);
                high = std::max(high, b.rgb[at(b, u, v) + channel]);
            }
        worst = std::max({worst, static_cast<double>(low - value), static_cast<double>(value - high)});
    }
    return worst;
}

/// The same of the pixel itself: distance() is never more.
double apart(const Smooth& a, const Smooth& b, int x, int y) {
    float worst = 0.0F;
    for (std::size_t channel = 0; channel < 3; ++channel)
        worst = std::max(worst, std::abs(a.rgb[at(a, x, y) + channel] - b.rgb[at(b, x, y) + channel]));
    return static_cast<double>(worst);
}

}  // namespace

Smooth as_it_is(const Pixels& pixels) {
    Smooth picture{pixels.width, pixels.height, {}};
    for (std::size_t i = 0; i < pixels.rgba.size(); ++i)
        if (i % 4 != 3) picture.rgb.push_back(static_cast<float>(pixels.rgba[i]));
    return picture;
}

Smooth softened(const Pixels& pixels) {
    Smooth picture{pixels.width, pixels.height, {}};
    picture.rgb.resize(static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 3);
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; ++x)
            for (std::size_t channel = 0; channel < 3; ++channel) {
                float sum = 0.0F, count = 0.0F;
                for (int v = std::max(0, y - 1); v <= std::min(pixels.height - 1, y + 1); ++v)
                    for (int u = std::max(0, x - 1); u <= std::min(pixels.width - 1, x + 1); ++u, count += 1.0F)
                        sum += static_cast<float>(
                            pixels.rgba[(static_cast<std::size_t>(v) * static_cast<std::size_t>(pixels.width) +
                                         static_cast<std::size_t>(u)) *
                                            4 +
                                        channel]);
                picture.rgb[at(picture, x, y) + channel] = sum / count;
            }
    return picture;
}

Smooth smooth(const Pixels& pixels) {
    Smooth picture{pixels.width / kOversampling, pixels.height / kOversampling, {}};
    picture.rgb.resize(static_cast<std::size_t>(picture.width) * static_cast<std::size_t>(picture.height) * 3);
    for (int y = 0; y < picture.height * kOversampling; ++y)
        for (int x = 0; x < picture.width * kOversampling; ++x)
            for (std::size_t channel = 0; channel < 3; ++channel) {
                const std::size_t from = (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) +
                                          static_cast<std::size_t>(x)) *
                                             4 +
                                         channel;
                picture.rgb[at(picture, x / kOversampling, y / kOversampling) + channel] +=
                    static_cast<float>(pixels.rgba[from]) / (kOversampling * kOversampling);
            }
    return picture;
}

Pixels read_png(const std::filesystem::path& file) {
    const CairoPicture surface(cairo_image_surface_create_from_png(file.c_str()), &cairo_surface_destroy);
    return pixels_of(surface.get());
}

PictureDifference difference(const Smooth& a, const Smooth& b, int around) {
    PictureDifference found;
    for (std::size_t i = 0; i < a.rgb.size(); ++i) found.mean += static_cast<double>(std::abs(a.rgb[i] - b.rgb[i]));
    found.mean /= static_cast<double>(a.rgb.size());
    for (int y = 0; y < a.height; ++y)
        for (int x = 0; x < a.width; ++x) {
            if (apart(a, b, x, y) <= found.most) continue;  // no pixel around is needed to know
            const double here = std::max(distance(a, b, x, y, around), distance(b, a, x, y, around));
            if (here <= found.most) continue;
            found.most = here;
            found.x = x;
            found.y = y;
        }
    return found;
}

Pixels part_of(const Pixels& pixels, int width, int height) {
    if (width > pixels.width || height > pixels.height) return {};
    Pixels part{width, height, {}};
    for (int y = 0; y < height; ++y) {
        const auto row = pixels.rgba.begin() + static_cast<std::ptrdiff_t>(y) * pixels.width * 4;
        part.rgba.insert(part.rgba.end(), row, row + static_cast<std::ptrdiff_t>(width) * 4);
    }
    return part;
}

namespace {

/// `value(pixel, channel)` of 255 for each.
template <class Value>
void write_rgb(int width, int height, const std::filesystem::path& file, Value value) {
    const CairoPicture surface(cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height), &cairo_surface_destroy);
    unsigned char* data = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            std::uint32_t argb = 0;
            for (std::size_t channel = 0; channel < 3; ++channel)
                argb = argb << 8U |
                       static_cast<std::uint32_t>(std::lround(std::clamp(value(x, y, channel), 0.0F, 255.0F)));
            std::memcpy(data + static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4, &argb, 4);
        }
    cairo_surface_mark_dirty(surface.get());
    cairo_surface_write_to_png(surface.get(), file.c_str());
}

}  // namespace

void write_picture(const Smooth& picture, const std::filesystem::path& file) {
    write_rgb(picture.width, picture.height, file,
              [&](int x, int y, std::size_t channel) { return picture.rgb[at(picture, x, y) + channel]; });
}

void write_difference(const Smooth& a, const Smooth& b, const std::filesystem::path& file) {
    write_rgb(a.width, a.height, file, [&](int x, int y, std::size_t channel) {
        return 255.0F - 8.0F * std::abs(a.rgb[at(a, x, y) + channel] - b.rgb[at(b, x, y) + channel]);
    });
}

bool installed(const std::string& program) {
    return run("command -v " + program) == 0;
}

int run(const std::string& command) {
    return std::system(("( " + command + " ) >/dev/null 2>&1").c_str());
}

std::string output_of(const std::string& command) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(::popen((command + " 2>/dev/null").c_str(), "r"), &::pclose);
    std::string text;
    std::array<char, 4096> block{};
    while (pipe != nullptr) {
        const std::size_t count = std::fread(block.data(), 1, block.size(), pipe.get());
        if (count == 0) break;
        text.append(block.data(), count);
    }
    return text;
}

}  // namespace stridelens
