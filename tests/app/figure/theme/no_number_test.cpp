// A NaN that is too small to be written has a look of its own: neither that of zero nor that of a cell still to come.

#include "app/figure/theme/bitmap.h"
#include "app/figure/theme/theme.h"
#include "app/figure/theme/tiles.h"
#include "tests/app/figure/figure_scene.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace stridelens {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

std::uint32_t pixel(const Paint& paint, ThemeName theme) {
    return opaque_pixel(resolve_colour(paint, theme));
}

/// "values=1,-123.25,nan,-123.25 …": cell 2 of `count` is none.
std::string with_nan(int count) {
    std::string values = "values=1";
    for (int i = 1; i < count; ++i) values += i == 2 ? ",nan" : ",-123.25";
    return values;
}

TEST(NoNumber, ACellWithoutItsNumberIsMarked) {
    Picture picture("maxpool2d 1x1x12x12 k3 " + with_nan(144));
    int drawn_singly = 0;
    for (float width = 400; width < 1200; width += 20) {
        picture.scene.width = width;
        picture.scene.height = 0.6F * width;
        const Figure figure = picture.figure();
        std::vector<Paint> fills;
        std::size_t numbers = 0;
        bool input = false;
        for (const Primitive& primitive : figure.primitives) {
            if (const auto* group = std::get_if<Group>(&primitive)) input = group->id == "input-c0";
            if (const auto* rect = std::get_if<Rect>(&primitive); input && rect != nullptr) fills.push_back(rect->fill);
            if (const auto* text = std::get_if<Text>(&primitive); input && text != nullptr) ++numbers;
        }
        if (fills.size() < 144) continue;
        EXPECT_EQ(fills[2].role, numbers > 0 ? Role::chip : Role::warning) << width;
        EXPECT_EQ(fills[1].role, Role::value) << width;
        drawn_singly += numbers == 0 ? 1 : 0;
    }
    EXPECT_GT(drawn_singly, 0);
}

TEST(NoNumber, APictureShowsItInAllThemesAndNoCellToComeWithIt) {
    PlaneNumbers numbers;
    numbers.tensor = SharedTensor(Tensor({2, 2}, {0.0F, kNan, std::numeric_limits<float>::infinity(), kNan}));
    numbers.row_size = numbers.rows.count = numbers.columns.count = 2;
    numbers.computed = 2;
    EXPECT_EQ(numbers.at(0, 1), kNoNumber);
    EXPECT_EQ(numbers.at(1, 0), 1.0F) << "an infinite number is one";
    EXPECT_TRUE(std::isnan(numbers.at(1, 1))) << "still to come";
    for (const ThemeName theme : {ThemeName::dark, ThemeName::light, ThemeName::projector, ThemeName::colour_blind}) {
        const Bitmap bitmap = bitmap_of(Image{.box = {0, 0, 20, 20}, .numbers = numbers}, theme);
        ASSERT_EQ(bitmap.argb.size(), 4U);
        EXPECT_EQ(bitmap.argb[1], pixel({Role::warning}, theme));
        EXPECT_NE(bitmap.argb[1], bitmap.argb[0]);
        EXPECT_NE(bitmap.argb[1], bitmap.argb[2]);
        EXPECT_EQ(bitmap.argb[3], 0U);
    }
}

TEST(NoNumber, WinsWhereCellsMeltNearAndFar) {
    Tensor tensor({1, 1, 2048, 2048});
    for (std::size_t i = 0; i < tensor.values.size(); ++i) tensor.values[i] = static_cast<float>(i % 7);
    tensor.values[5 * 2048 + 9] = kNan;
    PlaneNumbers numbers;
    const Look look = look_of(tensor);
    numbers.melted = look.melted;
    numbers.tensor = SharedTensor(std::move(tensor));
    numbers.row_size = numbers.rows.count = numbers.columns.count = 2048;
    numbers.scale = look.scale;
    for (const int level : {0, 1, 2, 3}) {
        const Bitmap bitmap = tile_bitmap(numbers, {level, 0, 0}, ThemeName::light);
        const std::int64_t at = (5 >> level) * bitmap.columns + (9 >> level);
        const auto nan = pixel({Role::warning}, ThemeName::light);
        EXPECT_EQ(bitmap.argb[static_cast<std::size_t>(at)], nan) << "level " << level;
        EXPECT_EQ(std::count(bitmap.argb.begin(), bitmap.argb.end(), nan), 1) << "level " << level;
    }
    EXPECT_EQ(melted_value(numbers, {0, 0, 15, 15}), kNoNumber);
    const Image coarse = melted_to(Image{.box = {0, 0, 20, 20}, .numbers = numbers}, 128, 128);
    EXPECT_EQ(coarse.numbers.at(0, 0), kNoNumber);
    EXPECT_EQ(coarse.numbers.at(1, 1), 1.0F);
}

}  // namespace
}  // namespace stridelens
