#include "app/export/export.h"
#include "app/figure/theme/bitmap.h"
#include "tests/app/figure/every_primitive.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/pixels.h"
#include "tests/scratch_folder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>

namespace stridelens {
namespace {

using Pixel = std::array<int, 3>;

Pixel pixel(const Pixels& pixels, float x, float y) {
    const auto at =
        (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x)) * 4;
    return {pixels.rgba[at], pixels.rgba[at + 1], pixels.rgba[at + 2]};
}

Pixel colour(Role role, ThemeName theme, float value = 0.0F) {
    const Rgba c = resolve_colour({role, value, 1.0F}, theme);
    const auto byte = [](float v) { return static_cast<int>(std::lround(v * 255)); };
    return {byte(c.r), byte(c.g), byte(c.b)};
}

bool near(const Pixel& a, const Pixel& b) {
    for (std::size_t i = 0; i < 3; ++i)
        if (std::abs(a[i] - b[i]) > 3) return false;
    return true;
}

TEST(Png, TheWindowIsPaintedInTheAccentWhereTheWindowIs) {
    const Picture picture("maxpool2d 1x1x5x5 k2 s1", 6);
    const Figure figure = picture.figure();
    const auto first = find_cell(figure, {Grid::input, 7}), last = find_cell(figure, {Grid::input, 13});
    ASSERT_TRUE(first && last);
    for (const ThemeName theme : {ThemeName::dark, ThemeName::light}) {
        const Pixels pixels = render_pixels(figure, {theme, 1.0});
        const Pixel accent = colour(Role::window, theme);
        EXPECT_TRUE(near(pixel(pixels, first->x - 1.5F, first->y + 30), accent)) << to_string(theme) << ": left edge";
        EXPECT_TRUE(near(pixel(pixels, last->right() + 1.5F, last->y + 30), accent))
            << to_string(theme) << ": right edge";
        EXPECT_TRUE(near(pixel(pixels, first->x + 30, first->y - 1.5F), accent)) << to_string(theme) << ": upper edge";
        EXPECT_FALSE(near(pixel(pixels, first->x + 8, first->y + 8), accent)) << to_string(theme) << ": inside";
        EXPECT_TRUE(near(pixel(pixels, 3, 3), colour(Role::background, theme))) << to_string(theme) << ": corner";
    }
}

TEST(Png, CellsHaveTheColourOfTheirValues) {
    const Picture picture("maxpool2d 1x1x2x2 k1 values=-4,0,2,4");
    const Figure figure = picture.figure();
    const Pixels pixels = render_pixels(figure, {ThemeName::dark, 1.0});
    const float expected[] = {-1.0F, 0.0F, 0.5F, 1.0F};
    for (std::int64_t i = 1; i < 4; ++i) {  // cell 0 has the window's ring
        const Box cell = find_cell(figure, {Grid::input, i}).value_or(Box{});
        EXPECT_TRUE(near(pixel(pixels, cell.x + 10, cell.y + 10),
                         colour(Role::value, ThemeName::dark, expected[static_cast<std::size_t>(i)])))
            << "cell " << i;
    }
}

TEST(Png, PicturesOfBigGridsHaveTheColourOfTheirValues) {
    const Picture picture("maxpool2d 1x1x64x64 k2 values=ramp", 5);
    const Figure figure = picture.figure();
    const Pixels pixels = render_pixels(figure, {ThemeName::light, 1.0});
    const Box cell = find_cell(figure, {Grid::input, 4095}).value_or(Box{});
    EXPECT_TRUE(near(pixel(pixels, cell.centre().x, cell.centre().y), colour(Role::value, ThemeName::light, 1.0F)));
}

TEST(Png, ScaleMultipliesThePixels) {
    const Picture picture("maxpool2d 1x1x3x3 k2");
    const Pixels once = render_pixels(picture.figure(), {ThemeName::light, 1.0});
    const Pixels twice = render_pixels(picture.figure(), {ThemeName::light, 2.0});
    EXPECT_EQ(twice.width, 2 * once.width);
    EXPECT_EQ(twice.height, 2 * once.height);
    EXPECT_EQ(once.width, 1147);
}

TEST(Png, NumbersAreDrawnInTheMiddleOfTheirCells) {
    const Picture picture("maxpool2d 1x1x2x2 k1 values=1,8,0,0");
    const Figure figure = picture.figure();
    const Pixels pixels = render_pixels(figure, {ThemeName::light, 4.0});
    const Box cell = find_cell(figure, {Grid::input, 1}).value_or(Box{});
    const Pixel ground = colour(Role::value, ThemeName::light, 1.0F);
    float top = 1e9F, bottom = 0.0F, left = 1e9F, right = 0.0F;
    for (float y = cell.y + 8; y < cell.bottom() - 8; y += 0.25F)
        for (float x = cell.x + 8; x < cell.right() - 8; x += 0.25F)
            if (!near(pixel(pixels, x * 4, y * 4), ground)) {
                top = std::min(top, y);
                bottom = std::max(bottom, y);
                left = std::min(left, x);
                right = std::max(right, x);
            }
    EXPECT_NEAR((top + bottom) / 2, cell.centre().y, 0.6);
    EXPECT_NEAR((left + right) / 2, cell.centre().x, 0.6);
    EXPECT_GT(bottom - top, 8.0F) << "there is a digit";
}

TEST(Png, IsWrittenWholeAndNothingElseIsLeftBehind) {
    const ScratchFolder folder;
    const std::filesystem::path file = folder / "whole.png";
    ASSERT_TRUE(write_png(Picture("maxpool2d 1x1x3x3 k2").figure(), file, {}));
    std::ifstream in(file, std::ios::binary);
    std::array<char, 8> head{};
    in.read(head.data(), head.size());
    EXPECT_EQ(std::string(head.data() + 1, 3), "PNG");
    EXPECT_EQ(folder.files(), 1U);
}

TEST(Png, AFolderThatDoesNotExistIsRefusedInOneSentence) {
    const ScratchFolder folder;
    const std::filesystem::path file = folder / "nowhere" / "below" / "x.png";
    const auto written = write_png(Picture("maxpool2d 1x1x3x3 k2").figure(), file, {});
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().sentence.find("cannot write " + file.string()), std::string::npos)
        << written.error().sentence;
    EXPECT_NE(written.error().sentence.find("choose a folder"), std::string::npos) << written.error().sentence;
}

TEST(Png, AFailedWriteLeavesTheOldFileAsItWas) {
    const ScratchFolder folder;
    const std::filesystem::path taken = folder / "taken.png";  // a folder stands where the file should go
    std::filesystem::create_directories(taken / "inside");
    EXPECT_FALSE(write_png(Picture("maxpool2d 1x1x3x3 k2").figure(), taken, {}));
    EXPECT_TRUE(std::filesystem::exists(taken / "inside"));
    EXPECT_EQ(folder.files(), 1U);
}

TEST(Png, AnExactWidthIsExact) {
    const Figure figure = Picture("maxpool2d 1x1x3x3 k2").figure();  // 1147 × 800
    for (const int width : {1, 100, 640, 1000, 1147, 2001}) {
        const Pixels pixels = render_pixels(figure, {.width = width});
        EXPECT_EQ(pixels.width, width);
        EXPECT_EQ(pixels.height, std::max(1L, std::lround(800.0 * width / 1147.0)));
    }
}

TEST(Png, ATransparentPictureHasItsColoursAndNoBackground) {
    Figure figure;
    figure.width = figure.height = 10;
    figure.primitives.push_back(filled({0, 0, 5, 10}, 0, {Role::window}));
    figure.primitives.push_back(filled({5, 0, 5, 5}, 0, {Role::window, 0.0F, 0.5F}));
    const Pixels pixels = render_pixels(figure, {.transparent = true});
    const Pixel accent = colour(Role::window, ThemeName::light);
    EXPECT_TRUE(near(pixel(pixels, 2, 2), accent));
    EXPECT_TRUE(near(pixel(pixels, 7, 2), accent)) << "not darkened by its own transparency";
    const auto alpha = [&](std::size_t x, std::size_t y) {
        return static_cast<int>(pixels.rgba[(y * 10 + x) * 4 + 3]);
    };
    EXPECT_EQ(alpha(2, 2), 255);
    EXPECT_NEAR(alpha(7, 2), 128, 1);
    EXPECT_EQ(alpha(7, 7), 0);
    const Pixels opaque = render_pixels(figure, {});
    EXPECT_TRUE(near(pixel(opaque, 7, 7), colour(Role::background, ThemeName::light)));
}

TEST(Png, OnPaperWhatClearsTheGroundIsWhite) {
    Figure figure;
    figure.width = figure.height = 10;
    figure.primitives.push_back(filled({0, 0, 10, 10}, 0, {Role::background}));
    for (const ThemeName theme : kThemes) {
        const Pixels pixels = render_pixels(figure, {.theme = theme, .transparent = true});
        const Pixel wanted = theme == ThemeName::dark ? colour(Role::background, theme) : Pixel{255, 255, 255};
        EXPECT_EQ(pixel(pixels, 5, 5), wanted) << to_string(theme);
        EXPECT_TRUE(near(pixel(render_pixels(figure, {.theme = theme}), 5, 5), colour(Role::background, theme)));
        const std::string white = "fill=\"#FFFFFF\"";
        EXPECT_EQ(svg_text(figure, {.theme = theme, .transparent = true}).find(white) == std::string::npos,
                  theme == ThemeName::dark)
            << to_string(theme);
    }
}

TEST(Png, AWidthThatCannotBeIsRefused) {
    const Figure figure = Picture("maxpool2d 1x1x3x3 k2").figure();
    const ScratchFolder folder;
    const auto wide = write_png(figure, folder / "wide.png", {.width = 40000});
    ASSERT_FALSE(wide);
    EXPECT_NE(wide.error().sentence.find("the width may be up to 18932"), std::string::npos) << wide.error().sentence;
    const auto negative = write_png(figure, folder / "negative.png", {.width = -1});
    ASSERT_FALSE(negative);
    EXPECT_NE(negative.error().sentence.find("a width of at least 1"), std::string::npos) << negative.error().sentence;
}

/// Not "up to 0.0".
TEST(Png, WhereNoScaleWouldDoAnotherWayOutIsTold) {
    Figure figure;
    const ScratchFolder folder;
    for (const float width : {400000.0F, 1e7F, 1e9F})
        for (const PngOptions& options : {PngOptions{}, PngOptions{.width = 100}})
            for (const bool tall : {false, true}) {
                figure.width = tall ? 100.0F : width;
                figure.height = tall ? width : 100.0F;
                const auto written = write_png(figure, folder / "x.png", options);
                if (written) continue;  // 100 pixels wide and no pixel high is a line
                EXPECT_EQ(written.error().sentence.find("up to 0"), std::string::npos) << written.error().sentence;
                EXPECT_NE(written.error().sentence.find("SVG or PDF"), std::string::npos) << written.error().sentence;
            }
}

TEST(Png, APictureTooLargeIsRefusedWithTheLargestScale) {
    const ScratchFolder folder;
    const auto written =
        write_png(Picture("maxpool2d 1x1x3x3 k2").figure(), folder / "huge.png", {ThemeName::dark, 100});
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().sentence.find("16.5"), std::string::npos) << written.error().sentence;
}

TEST(Png, AGridSmallerThanAPixelDoesNotKeepTheRestFromBeingPainted) {
    Figure figure;
    figure.width = figure.height = 10;
    figure.primitives.push_back(Image{.box = {2.1F, 2.1F, 0.2F, 0.2F}, .numbers = plane_of(1, 1, {1})});
    figure.primitives.push_back(filled({5, 5, 5, 5}, 0, {Role::window}));
    for (const ThemeName theme : kThemes)
        EXPECT_TRUE(near(pixel(render_pixels(figure, {theme, 1.0}), 7, 7), colour(Role::window, theme)))
            << to_string(theme);
}

TEST(Png, AStripLongerThanABitmapCanBeIsPainted) {
    for (const ThemeName theme : kThemes) {
        const Figure figure = Picture("maxpool1d 1x1x70000 k2 values=normal:1").figure();
        const auto image = std::find_if(figure.primitives.begin(), figure.primitives.end(),
                                        [](const Primitive& p) { return std::holds_alternative<Image>(p); });
        ASSERT_NE(image, figure.primitives.end());
        const Box box = std::get<Image>(*image).box;
        const Pixels pixels = render_pixels(figure, {theme, 1.0});
        std::set<Pixel> colours;
        const float right = std::min(box.right() - 1, figure.width);  // the strip reaches past both edges of the page
        for (float x = std::max(box.x + 1, 0.0F); x < right; x += 1) colours.insert(pixel(pixels, x, box.y + 2));
        EXPECT_GE(colours.size(), theme == ThemeName::print ? 2U : 6U) << to_string(theme);
    }
}

TEST(Png, CellsFinerThanItsPixelsMeltIntoTheLargestWithItsSign) {
    std::vector<float> values(512, 0.25F);
    for (std::size_t i = 1; i < values.size(); i += 8) values[i] = i % 16 == 1 ? -1.0F : 0.75F;
    Figure figure{64, 1, {}};
    figure.primitives.push_back(Image{.box = {0, 0, 64, 1}, .numbers = plane_of(1, 512, std::move(values))});
    const Pixels pixels = render_pixels(figure, {.theme = ThemeName::light});
    ASSERT_EQ(pixels.width, 64);
    for (std::size_t x = 0; x < 64; ++x) {
        const std::uint32_t expected =
            opaque_pixel(resolve_colour({Role::value, x % 2 == 0 ? -1.0F : 0.75F}, ThemeName::light));
        const std::uint32_t seen = 0xFF000000U | std::uint32_t{pixels.rgba[4 * x]} << 16U |
                                   std::uint32_t{pixels.rgba[4 * x + 1]} << 8U | std::uint32_t{pixels.rgba[4 * x + 2]};
        EXPECT_EQ(seen, expected) << "pixel " << x;
    }
}

}  // namespace
}  // namespace stridelens
