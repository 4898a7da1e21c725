#include "core/operation/drawings/small_pictures.h"

#include "tests/core/operation/drawings/made.h"

#include <gtest/gtest.h>
#include <cmath>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

namespace stridelens {
namespace {

using test::made;

Values image(const char* name) {
    return parse_values(std::string("image:") + name).value();
}

/// The byte of a colour, as values have it.
float tone(int byte) {
    return static_cast<float>(std::round(byte * 100.0 / 255.0) / 100.0);
}

TEST(Pictures, AreThoseOfTheAssets) {
    std::vector<std::string> names;
    for (const Picture& picture : pictures()) {
        names.emplace_back(picture.name);
        const std::string path = std::string(STRIDELENS_SOURCE_DIR "/assets/pictures/") + names.back() + ".ppm";
        std::ifstream file(path, std::ios::binary);
        std::string bytes{std::istreambuf_iterator<char>(file), {}};
        ASSERT_GT(bytes.size(), picture.pixels.size()) << path;
        EXPECT_EQ(bytes.substr(bytes.size() - picture.pixels.size()),
                  std::string(picture.pixels.begin(), picture.pixels.end()));
    }
    EXPECT_EQ(names, (std::vector<std::string>{"face", "house", "leaf"}));
}

TEST(Pictures, AtTheirOwnSizeAreTheirPixelsChannelByChannel) {
    for (const char* name : {"face", "house", "leaf"}) {
        const Tensor tensor = made(image(name), {1, 4, kPictureSide, kPictureSide});
        constexpr std::int64_t plane = kPictureSide * kPictureSide;
        const Picture& shown = picture(image(name).seed);
        EXPECT_EQ(shown.name, name);
        for (std::int64_t i = 0; i < 4 * plane; ++i)
            ASSERT_EQ(tensor[i], tone(shown.pixels[static_cast<std::size_t>(i % plane * 3 + i / plane % 3)])) << i;
    }
}

TEST(Pictures, ScaledDownAreTheMeanOfTheirPixels) {
    const Picture& house = picture(image("house").seed);
    const Tensor tensor = made(image("house"), {1, 3, 16, 24});
    for (std::int64_t row = 0; row < 16; ++row)
        for (std::int64_t column = 0; column < 24; ++column) {
            int sum = 0;
            for (std::int64_t i = 0; i < 6; ++i)
                sum +=
                    house.pixels[static_cast<std::size_t>(((row * 3 + i / 2) * kPictureSide + column * 2 + i % 2) * 3)];
            ASSERT_EQ(tensor[row * 24 + column], static_cast<float>(std::round(sum / 6.0 / 255.0 * 100.0) / 100.0));
        }
}

TEST(Pictures, APixelOfAnotherSizeCountsAsFarAsItLiesUnderTheCell) {
    std::vector<std::uint8_t> pixels(static_cast<std::size_t>(kPictureSide * kPictureSide * 3), 0);
    for (std::size_t i = 0; i < pixels.size(); i += 3) pixels[i] = i / 3 % kPictureSide == 1 ? 255 : 0;  // one column
    const Picture striped{"striped", pixels};
    const Stretch all{1, 0};
    EXPECT_EQ(tone_of(striped, Tone::red, all, {32, 0}), 0.5 / 1.5) << "half of pixel 1 under 1.5 pixels";
    EXPECT_EQ(tone_of(striped, Tone::red, all, {32, 1}), 0.5 / 1.5);
    EXPECT_EQ(tone_of(striped, Tone::red, all, {32, 2}), 0.0);
    EXPECT_EQ(tone_of(striped, Tone::red, all, {96, 2}), 1.0);
    EXPECT_EQ(tone_of(striped, Tone::red, all, {96, 4}), 0.0);
    EXPECT_EQ(tone_of(striped, Tone::green, all, {96, 2}), 0.0);
    EXPECT_EQ(tone_of(striped, Tone::lightness, all, {96, 2}), 0.299);
}

TEST(Pictures, CanBeToldApartAtEverySizeAndOnEveryNumberOfAxes) {
    for (const Shape& shape : {Shape{1, 1, 5, 5}, Shape{1, 1, 28, 28}, Shape{1, 3, 9, 40}, Shape{1, 1, 12},
                               Shape{1, 2, 4, 6, 6}, Shape{1, 1, 100, 3}}) {
        std::set<std::vector<float>> seen;
        for (const char* name : {"face", "house", "leaf"}) {
            const Tensor tensor = made(image(name), shape);
            for (const float value : tensor.values) {
                ASSERT_TRUE(value >= 0.0F && value <= 1.0F) << name << " " << to_string(shape);
                ASSERT_EQ(value, static_cast<float>(std::round(value * 100.0) / 100.0));
            }
            seen.insert(tensor.values);
        }
        EXPECT_EQ(seen.size(), 3U) << to_string(shape);
    }
}

TEST(Pictures, OfOneChannelAreTheirLightness) {
    const Tensor grey = made(image("leaf"), {1, 1, kPictureSide, kPictureSide});
    const Picture& leaf = picture(image("leaf").seed);
    for (std::size_t i = 0; i < grey.values.size(); ++i) {
        const double luma =
            299.0 * leaf.pixels[i * 3] + 587.0 * leaf.pixels[i * 3 + 1] + 114.0 * leaf.pixels[i * 3 + 2];
        ASSERT_EQ(grey.values[i], static_cast<float>(std::round(luma / 255000.0 * 100.0) / 100.0)) << i;
    }
}

}  // namespace
}  // namespace stridelens
