#pragma once
// One function per format over a Figure.

#include "app/figure/figure.h"
#include "app/figure/theme.h"
#include "core/operation/error.h"

#include <filesystem>
#include <vector>

namespace stridelens {

struct PngOptions {
    ThemeName theme = ThemeName::light;
    double scale = 1.0;  // pixels per point
};

/// Writes the figure as a PNG (Cairo). The file is written beside its place and moved there: no half file.
Result<void> write_png(const Figure& figure, const std::filesystem::path& file, const PngOptions& options);

/// The same picture in memory: RGBA, 8 bits, row-major (for tests).
struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};
Pixels render_pixels(const Figure& figure, const PngOptions& options);

}  // namespace stridelens
