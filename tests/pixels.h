#pragma once
// Pictures as pixels, as any program finds them in a PNG.

#include "app/export/export.h"

#include <cairo.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string>
#include <vector>

namespace stridelens {

/// RGBA, 8 bits, row-major.
struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};

/// As Cairo holds them, colours premultiplied; nothing if it could not read them.
inline Pixels pixels_of(cairo_surface_t* surface) {
    const unsigned char* data = cairo_image_surface_get_data(surface);
    if (data == nullptr) return {};
    Pixels pixels{cairo_image_surface_get_width(surface), cairo_image_surface_get_height(surface), {}};
    pixels.rgba.reserve(static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 4);
    const int stride = cairo_image_surface_get_stride(surface);
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; ++x) {
            std::uint32_t argb = 0;
            std::memcpy(&argb, data + static_cast<std::ptrdiff_t>(y) * stride + static_cast<std::ptrdiff_t>(x) * 4, 4);
            for (const unsigned shift : {16U, 8U, 0U, 24U})
                pixels.rgba.push_back(static_cast<std::uint8_t>((argb >> shift) & 255U));
        }
    return pixels;
}

using CairoPicture = std::unique_ptr<cairo_surface_t, decltype(&cairo_surface_destroy)>;

/// The figure as its PNG has it, colours not premultiplied.
inline Pixels render_pixels(const Figure& figure, const PngOptions& options) {
    const auto bytes = png_bytes(figure, options);
    if (!bytes) {
        ADD_FAILURE() << bytes.error().sentence;
        return {};
    }
    std::string_view rest = *bytes;
    const auto read = [](void* from, unsigned char* data, unsigned length) {
        auto& left = *static_cast<std::string_view*>(from);
        if (left.size() < length) return CAIRO_STATUS_READ_ERROR;
        std::copy_n(left.data(), length, data);
        left.remove_prefix(length);
        return CAIRO_STATUS_SUCCESS;
    };
    const CairoPicture surface(cairo_image_surface_create_from_png_stream(read, &rest), &cairo_surface_destroy);
    Pixels pixels = pixels_of(surface.get());
    for (std::size_t i = 0; i + 3 < pixels.rgba.size(); i += 4) {
        const unsigned alpha = pixels.rgba[i + 3];
        if (alpha == 255 || alpha == 0) continue;
        for (std::size_t k = i; k < i + 3; ++k)
            pixels.rgba[k] = static_cast<std::uint8_t>((pixels.rgba[k] * 255U + alpha / 2) / alpha);
    }
    return pixels;
}

}  // namespace stridelens
