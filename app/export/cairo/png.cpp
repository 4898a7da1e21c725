// The figure as pixels, by Cairo. Text is drawn with the two fonts' files, so that it is the same on every machine that
// has them; without them Cairo's own faces stand in.

#include "app/export/cairo/png.h"

#include "app/export/export.h"
#include "app/files/failure.h"
#include "app/files/new_file.h"
#include "app/state/exports/export_settings.h"
#include "core/tensor/stop.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <new>

namespace stridelens {

namespace {

constexpr int kMostPixels = 30000;    // Cairo's images end at 32767 a side
constexpr double kMostInAll = 2.5e8;  // a gigabyte of memory

double scale_of(const Figure& figure, const PngOptions& options) {
    return options.width > 0 ? options.width / static_cast<double>(figure.width) : options.scale;
}

int pixels_of(float points, double scale) {
    return std::max(1, static_cast<int>(std::lround(points * scale)));
}

Outcome<CairoSurface> render(const Figure& figure, const PngOptions& options) {
    const double scale = scale_of(figure, options);
    CairoSurface surface(cairo_image_surface_create(CAIRO_FORMAT_ARGB32, pixels_of(figure.width, scale),
                                                    pixels_of(figure.height, scale)),
                         &cairo_surface_destroy);
    const Context context(cairo_create(surface.get()), &cairo_destroy);
    const auto painted =
        paint_figure(context.get(), figure,
                     {.theme = options.theme, .transparent = options.transparent, .scale = scale, .pixels = true});
    if (!painted) return tl::unexpected(painted.error());
    cairo_surface_flush(surface.get());
    return surface;
}

/// The refusal of a size that cannot be; nothing if it can.
Outcome<void> check_size(const Figure& figure, const PngOptions& options) {
    if (options.width < 0)
        return failed(fmt::format("a picture cannot be {} pixels wide; give a width of at least 1", options.width));
    const double scale = scale_of(figure, options);
    const auto longest = static_cast<double>(std::max(figure.width, figure.height));
    const double area = static_cast<double>(figure.width) * static_cast<double>(figure.height);
    if (scale > 0.0 && longest * scale <= kMostPixels && area * scale * scale <= kMostInAll) return {};
    const double most = std::min(kMostPixels / longest, std::sqrt(kMostInAll / area));
    constexpr double least = setting_of(&FileOptions::scale).limits.least;
    if (most < least || most * static_cast<double>(figure.width) < 1.0)  // no number to set would do
        return failed(
            fmt::format("a picture of {} × {} points would be {:.0f} pixels long even at scale {:g}; at most {} are "
                        "possible on a side "
                        "and {:.0f} in all: write SVG or PDF, or take a smaller input, smaller cells or fewer steps",
                        figure.width, figure.height, longest * least, least, kMostPixels, kMostInAll));
    if (options.width > 0)
        return failed(
            fmt::format("a picture {} pixels wide would be {:.0f} pixels high; at most {} are possible on a side and "
                        "{:.0f} in all, so the width may be up to {:.0f}",
                        options.width, scale * static_cast<double>(figure.height), kMostPixels, kMostInAll,
                        std::floor(most * static_cast<double>(figure.width))));
    return failed(fmt::format(
        "a picture of {} × {} points at scale {:g} would be {:.0f} pixels long; at most {} are possible "
        "on a side and {:.0f} in all, so the scale may be up to {:.1f}",
        figure.width, figure.height, scale, longest * scale, kMostPixels, kMostInAll, std::floor(10.0 * most) / 10.0));
}

}  // namespace

std::string png_bytes(cairo_surface_t* surface) {
    std::string bytes;
    const cairo_status_t status = cairo_surface_write_to_png_stream(surface, append_bytes, &bytes);
    stop_if_asked();
    if (status != CAIRO_STATUS_SUCCESS) throw std::bad_alloc();  // of a surface that is whole nothing else can go wrong
    return bytes;
}

Outcome<void> write_png(const Figure& figure, const std::filesystem::path& file, const PngOptions& options) {
    if (Outcome<void> size = check_size(figure, options); !size) return size;
    // The file first: whether it can be written is known at once, the picture may take a while.
    Outcome<NewFile> made = NewFile::create(file);
    if (!made) return tl::unexpected(made.error());
    const Outcome<std::string> bytes = png_bytes(figure, options);
    if (!bytes) return tl::unexpected(bytes.error());
    if (Outcome<void> written = made->write(*bytes); !written) return written;
    return made->finish();
}

Outcome<std::string> png_bytes(const Figure& figure, const PngOptions& options) {
    if (Outcome<void> size = check_size(figure, options); !size) return tl::unexpected(size.error());
    const auto surface = render(figure, options);
    if (!surface) return tl::unexpected(surface.error());
    try {
        return png_bytes(surface->get());
    } catch (const std::bad_alloc&) {
        return tl::unexpected(check_cairo(CAIRO_STATUS_NO_MEMORY).error());
    }
}

}  // namespace stridelens
