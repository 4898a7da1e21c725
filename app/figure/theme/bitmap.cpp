#include "app/figure/theme/bitmap.h"

#include "app/figure/theme/hatch.h"
#include "app/figure/theme/theme_colours.h"
#include "core/tensor/stop.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace stridelens {

namespace {

constexpr std::int64_t kMostCells = 8192, kMostHatchedCells = 1024;  // a side
constexpr std::int64_t kLongestSide = 2048;                          // pixels
constexpr std::int64_t kFinestPitch = 16, kCoarsestPitch = 2;

/// How many of `count` cells a side are told apart.
std::int64_t told_apart(std::int64_t count, ThemeName theme) {
    return std::min(count, colours_of(theme).hatched ? kMostHatchedCells : kMostCells);
}

/// Where in its period of `pitch` pixels a line covers the pixel, if `covered` of them are.
bool on_line(std::int64_t at, std::int64_t pitch, std::int64_t covered) {
    const std::int64_t from_line = ((at + covered / 2) % pitch + pitch) % pitch;
    return from_line < covered;
}

/// The row of pixels `y` of a row of cells, hatched. Lines of neighbours of one sign join up.
void add_hatched_row(const Image& image, const Raster& raster, std::int64_t y, std::vector<std::uint32_t>& argb) {
    constexpr std::uint32_t white = 0xFFFFFFFFU, black = 0xFF000000U;
    const std::int64_t row = y / raster.cell_rows;
    const float width = image.box.w / static_cast<float>(image.columns());
    const float height = image.box.h / static_cast<float>(image.rows());
    for (std::int64_t column = 0; column < image.columns(); ++column) {
        const float value = image.numbers.at(row, column);
        const ValueHatch hatch = value_hatch(value, width, height);
        const float ink = hatch.share * static_cast<float>(raster.pitch);  // pixels from line to line that are covered
        const bool thin = ink > 0.0F && ink < 0.5F;  // than a pixel: drawn a pixel wide, but less often
        const std::int64_t covered = thin ? 1 : std::lround(ink);
        const std::int64_t pitch = raster.pitch * (thin ? std::lround(1.0F / ink) : 1);
        for (std::int64_t i = 0; i < raster.cell_columns; ++i) {
            const std::int64_t x = column * raster.cell_columns + i;
            const std::int64_t at = hatch.rising ? x + y + 1 : x - y;
            const bool inked = value == kNoNumber || on_line(at, pitch, covered);
            argb.push_back(std::isnan(value) ? 0U : inked ? black : white);
        }
    }
}

}  // namespace

std::uint32_t opaque_pixel(const Rgba& colour) {
    const auto byte = [](float v) {
        return static_cast<std::uint32_t>(std::lround(std::clamp(v, 0.0F, 1.0F) * 255.0F));
    };
    return 0xFF000000U | byte(colour.r) << 16U | byte(colour.g) << 8U | byte(colour.b);
}

Image coarse(Image image, ThemeName theme) {
    const std::int64_t rows = told_apart(image.rows(), theme), columns = told_apart(image.columns(), theme);
    return melted_to(std::move(image), rows, columns);
}

Image melted_to(Image image, std::int64_t most_rows, std::int64_t most_columns) {
    const std::int64_t rows = std::min(image.rows(), most_rows), columns = std::min(image.columns(), most_columns);
    if (columns == image.columns() && rows == image.rows()) return image;
    std::vector<float> values;
    values.reserve(static_cast<std::size_t>(columns * rows));
    for (std::int64_t row = 0; row < rows; ++row) {
        stop_if_asked();
        for (std::int64_t column = 0; column < columns; ++column)
            values.push_back(melted_value(
                image.numbers, {row * image.rows() / rows, column * image.columns() / columns,
                                (row + 1) * image.rows() / rows - 1, (column + 1) * image.columns() / columns - 1}));
    }
    image.numbers = plane_of(rows, columns, std::move(values));
    return image;
}

Raster raster_of(const Image& image, ThemeName theme) {
    if (!colours_of(theme).hatched || image.columns() <= 0 || image.rows() <= 0) return {};
    const float width = image.box.w / static_cast<float>(told_apart(image.columns(), theme));
    const float height = image.box.h / static_cast<float>(told_apart(image.rows(), theme));
    const float pitch = value_hatch(0.0F, width, height).pitch;
    const float lines = std::max(image.box.w, image.box.h) / pitch;
    Raster raster;
    raster.pitch = kFinestPitch;
    while (raster.pitch > kCoarsestPitch && static_cast<float>(raster.pitch) * lines > float{kLongestSide})
        raster.pitch /= 2;
    const auto pixels = [&](float side) {
        return std::max(std::int64_t{1}, std::int64_t{std::lround(side / pitch * static_cast<float>(raster.pitch))});
    };
    raster.cell_columns = pixels(width);
    raster.cell_rows = pixels(height);
    return raster;
}

Bitmap bitmap_of(const Image& image, ThemeName theme) {
    if (told_apart(image.columns(), theme) < image.columns() || told_apart(image.rows(), theme) < image.rows())
        return bitmap_of(coarse(image, theme), theme);
    const Raster raster = raster_of(image, theme);
    Bitmap bitmap;
    bitmap.columns = image.columns() * raster.cell_columns;
    bitmap.rows = image.rows() * raster.cell_rows;
    bitmap.cell_columns = raster.cell_columns;
    bitmap.cell_rows = raster.cell_rows;
    bitmap.hatched = colours_of(theme).hatched;
    bitmap.argb.reserve(static_cast<std::size_t>(bitmap.columns * bitmap.rows));
    if (bitmap.hatched) {
        for (std::int64_t y = 0; y < bitmap.rows; ++y) {
            stop_if_asked();
            add_hatched_row(image, raster, y, bitmap.argb);
        }
        return bitmap;
    }
    for (std::int64_t row = 0; row < image.rows(); ++row) {
        stop_if_asked();
        for (std::int64_t column = 0; column < image.columns(); ++column) {
            const float value = image.numbers.at(row, column);
            bitmap.argb.push_back(std::isnan(value) ? 0U : opaque_pixel(resolve_colour({Role::value, value}, theme)));
        }
    }
    return bitmap;
}

}  // namespace stridelens
