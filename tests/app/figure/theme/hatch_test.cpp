// Values as lines: in cells of their own and in pictures.

#include "app/figure/theme/hatch.h"
#include "app/figure/theme/bitmap.h"
#include "app/figure/theme/dress.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace stridelens {
namespace {

constexpr std::uint32_t kBlack = 0xFF000000U, kWhite = 0xFFFFFFFFU;

Image picture(std::vector<float> values, std::int64_t columns, float cell = 12.0F, float height = 0.0F) {
    Image image;
    const std::int64_t rows = static_cast<std::int64_t>(values.size()) / columns;
    image.box = {7, 9, cell * static_cast<float>(columns), (height > 0.0F ? height : cell) * static_cast<float>(rows)};
    image.numbers = plane_of(rows, columns, std::move(values));
    return image;
}

/// How much of a picture's only cell is black.
double black_share(float value, float cell) {
    const Bitmap bitmap = bitmap_of(picture({value}, 1, cell), ThemeName::print);
    return static_cast<double>(std::count(bitmap.argb.begin(), bitmap.argb.end(), kBlack)) /
           static_cast<double>(bitmap.argb.size());
}

TEST(ValueHatch, HasNoLinesAtZeroAndMoreBlackForALargerMagnitude) {
    EXPECT_EQ(value_hatch(0.0F, 10, 10).share, 0.0F);
    EXPECT_EQ(value_hatch(std::nanf(""), 10, 10).share, 0.0F);
    float before = 0.0F;
    for (int i = 1; i <= 64; ++i) {
        const float value = static_cast<float>(i) / 64.0F;
        const ValueHatch up = value_hatch(value, 10, 10), down = value_hatch(-value, 10, 10);
        EXPECT_GT(up.share, before) << value;
        EXPECT_EQ(down.share, up.share) << value;
        EXPECT_TRUE(up.rising) << value;
        EXPECT_FALSE(down.rising) << value;
        before = up.share;
    }
    EXPECT_LT(before, 0.8F) << "white stays between the lines: the direction can be seen";
    EXPECT_EQ(value_hatch(7.0F, 10, 10).share, before) << "beyond the scale: its end";
}

TEST(ValueHatch, EveryCellHasALine) {
    for (const float side : {0.5F, 1.0F, 2.0F, 3.5F, 5.0F, 11.0F, 40.0F}) {
        const float pitch = value_hatch(0.01F, side, side).pitch;
        EXPECT_LE(pitch, side + 1e-4F) << side;
        EXPECT_NEAR(std::round(side / pitch), side / pitch, 1e-3F) << side << ": the lines of neighbours join up";
        EXPECT_GT(black_share(0.01F, side), 0.0) << side;
    }
}

/// A dressed rectangle of this value.
Rect hatched(float value, const Box& box) {
    Rect rect;
    rect.box = box;
    rect.fill = {Role::value, value};
    rect.pattern = Pattern::value;
    return std::get<Rect>(dressed(rect, ThemeName::print).front());
}

TEST(ValueHatch, LinesOfACellRunAsItsSignSaysAndCoverTheirShare) {
    for (const float value : {-1.0F, -0.4F, 0.1F, 0.7F}) {
        const Box box{13, 21, 24, 24};
        const Rect rect = hatched(value, box);
        const auto lines = pattern_lines(rect);
        float length = 0.0F;
        for (const auto& [from, to] : lines) {
            const float rise = (from.y - to.y) / (to.x - from.x);
            EXPECT_NEAR(rise, value > 0.0F ? 1.0F : -1.0F, 1e-3F) << value;
            length += std::hypot(to.x - from.x, to.y - from.y);
        }
        // Half the width runs out of the box on every side; that does not count.
        const float more = rect.pattern_width;
        const float covered = length * rect.pattern_width / ((box.w + more) * (box.h + more));
        EXPECT_NEAR(covered, value_hatch(value, box.w, box.h).share, 0.12F) << value;
    }
    EXPECT_TRUE(pattern_lines(hatched(0.0F, {13, 21, 24, 24})).empty());
}

TEST(ValueHatch, OnlyPrintDrawsIt) {
    Rect rect;
    rect.box = {0, 0, 20, 20};
    rect.fill = {Role::value, 1.0F};
    rect.pattern = Pattern::value;
    for (const ThemeName theme : {ThemeName::dark, ThemeName::light, ThemeName::projector, ThemeName::colour_blind})
        for (const Primitive& worn : dressed(rect, theme))
            EXPECT_EQ(std::get<Rect>(worn).pattern_paint.role, Role::none) << to_string(theme);
}

TEST(Bitmap, IsAPixelACellInColour) {
    const Image image = picture({-1, 0, 0.5F, 1, std::nanf(""), -0.25F}, 3);
    for (const ThemeName theme : {ThemeName::dark, ThemeName::light, ThemeName::projector, ThemeName::colour_blind}) {
        const Bitmap bitmap = bitmap_of(image, theme);
        EXPECT_EQ(bitmap.columns, 3);
        EXPECT_EQ(bitmap.rows, 2);
        EXPECT_FALSE(bitmap.hatched);
        for (std::size_t i = 0; i < 6; ++i)
            EXPECT_EQ(bitmap.argb[i],
                      i == 4 ? 0U : opaque_pixel(resolve_colour({Role::value, image.numbers.tensor->values[i]}, theme)))
                << to_string(theme) << ", cell " << i;
    }
}

TEST(Bitmap, InPrintIsBlackAndWhiteAloneAndDarkerForALargerMagnitude) {
    for (const float cell : {2.0F, 5.0F, 14.0F, 30.0F}) {
        double before = 0.0;
        for (const float value : {0.25F, 0.5F, 0.75F, 1.0F}) {
            EXPECT_GT(black_share(value, cell), before) << "cell of " << cell << ", value " << value;
            EXPECT_DOUBLE_EQ(black_share(value, cell), black_share(-value, cell)) << cell << ", " << value;
            EXPECT_NEAR(black_share(value, cell), static_cast<double>(value_hatch(value, cell, cell).share), 0.04)
                << cell << ", " << value;
            before = black_share(value, cell);
        }
        EXPECT_EQ(black_share(0.0F, cell), 0.0) << cell;
    }
    const Bitmap bitmap = bitmap_of(picture({-1, 0, 0.5F, 1, 0.1F, -0.25F}, 3), ThemeName::print);
    EXPECT_TRUE(bitmap.hatched);
    for (const std::uint32_t pixel : bitmap.argb) ASSERT_TRUE(pixel == kBlack || pixel == kWhite) << std::hex << pixel;
}

TEST(Bitmap, InPrintLinesGoOnInTheNextCell) {
    // Four cells of one value: every diagonal of pixels is of one colour from edge to edge.
    for (const float value : {-0.6F, 0.6F}) {
        const Bitmap bitmap = bitmap_of(picture(std::vector<float>(4, value), 2), ThemeName::print);
        const auto at = [&](std::int64_t x, std::int64_t y) {
            return bitmap.argb[static_cast<std::size_t>(y * bitmap.columns + x)];
        };
        for (std::int64_t y = 1; y < bitmap.rows; ++y)
            for (std::int64_t x = 1; x + 1 < bitmap.columns; ++x)
                ASSERT_EQ(at(x, y), at(value > 0.0F ? x + 1 : x - 1, y - 1)) << value << " at " << x << ", " << y;
    }
}

TEST(Bitmap, InPrintIsAsDarkAsItsValueHoweverFewPixelsItsLinesHave) {
    // Of a long strip the pixels are so coarse that a line of a small value is thinner than one.
    for (const std::int64_t columns : {64, 300, 1000})
        for (const float value : {0.01F, 0.1F, -0.2F, 0.4F, 0.9F}) {
            const Image strip = picture(std::vector<float>(static_cast<std::size_t>(columns), value), columns, 9, 48);
            const Bitmap bitmap = bitmap_of(strip, ThemeName::print);
            const auto black = std::count(bitmap.argb.begin(), bitmap.argb.end(), kBlack);
            const double share = static_cast<double>(black) / static_cast<double>(bitmap.argb.size());
            const double wanted = static_cast<double>(value_hatch(value, 9, 48).share);
            const double half_a_pixel = 0.5 / static_cast<double>(raster_of(strip, ThemeName::print).pitch);
            EXPECT_NEAR(share, wanted, wanted < half_a_pixel ? wanted * 0.3 : half_a_pixel)
                << value << " × " << columns;
        }
}

TEST(Bitmap, InPrintWhatIsNotYetComputedIsTransparent) {
    const Bitmap bitmap = bitmap_of(picture({1, std::nanf("")}, 2), ThemeName::print);
    for (std::int64_t y = 0; y < bitmap.rows; ++y)
        for (std::int64_t x = 0; x < bitmap.columns; ++x)
            ASSERT_EQ(bitmap.argb[static_cast<std::size_t>(y * bitmap.columns + x)] == 0U, x >= bitmap.cell_columns);
}

TEST(Bitmap, InPrintStaysSmallAndItsPixelsAreSquare) {
    for (const std::int64_t columns : {1, 28, 224, 700}) {
        const Raster raster = raster_of(
            picture(std::vector<float>(static_cast<std::size_t>(columns), 0.5F), columns, 3.0F), ThemeName::print);
        EXPECT_LE(raster.cell_columns * columns, 2048) << columns;
        EXPECT_EQ(raster.cell_columns, raster.cell_rows) << columns;
        EXPECT_GE(raster.pitch, 2) << columns;
    }
    const Raster bar = raster_of(picture(std::vector<float>(65, 0.5F), 65, 2.0F, 8.0F), ThemeName::print);
    EXPECT_NEAR(static_cast<double>(bar.cell_rows) / static_cast<double>(bar.cell_columns), 4.0, 0.25)
        << "cells of a colour scale are not square, its pixels are";
}

TEST(Bitmap, OfATooFinePictureShowsTheLargestOfNeighboursWithItsSign) {
    std::vector<float> values(4 * 8192);  // in each pixel 0.5, then one that is larger, negative every other time
    for (std::size_t i = 0; i < values.size(); ++i) {
        const float larger = i / 4 % 2 == 0 ? 0.75F : -0.75F;
        values[i] = i % 4 == 0 ? 0.5F : i % 4 == 1 ? larger : i % 4 == 2 ? -0.25F : std::nanf("");
    }
    for (std::size_t i = 0; i < 4; ++i) values[i] = std::nanf("");
    const Image image = picture(values, 4 * 8192, 0.03F);
    const Bitmap bitmap = bitmap_of(image, ThemeName::light);
    ASSERT_EQ(bitmap.columns, 8192);
    EXPECT_EQ(bitmap.argb[0], 0U) << "nothing of it is computed";
    for (std::size_t i = 1; i < 8192; ++i) {
        const Paint paint{Role::value, i % 2 == 0 ? 0.75F : -0.75F};
        ASSERT_EQ(bitmap.argb[i], opaque_pixel(resolve_colour(paint, ThemeName::light))) << i;
    }
    EXPECT_LE(bitmap_of(image, ThemeName::print).columns, 2048);
    EXPECT_EQ(raster_of(image, ThemeName::print), raster_of(coarse(image, ThemeName::print), ThemeName::print));
}

TEST(Bitmap, OfTheSameValuesIsTheSameIfTheRasterIs) {
    Image image = picture({1, -1, 0.5F, 0}, 2);
    const Bitmap once = bitmap_of(image, ThemeName::print);
    image.box.x += 100.0F;
    EXPECT_EQ(bitmap_of(image, ThemeName::print).argb, once.argb) << "wherever it stands";
    image.box.w *= 4;
    image.box.h *= 4;
    EXPECT_FALSE(raster_of(image, ThemeName::print) == raster_of(picture({1, -1, 0.5F, 0}, 2), ThemeName::print));
}

}  // namespace
}  // namespace stridelens
