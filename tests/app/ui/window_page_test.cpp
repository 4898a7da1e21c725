// What holds for a figure on every page holds on the page that a window of pixels, the user's scale and a theme leave it.

#include "app/ui/ui.h"
#include "tests/app/figure/figure_faults.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/app/figure/layout/sized_problems.h"
#include "tests/core/seed.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>

namespace stridelens::test {
namespace {

constexpr Point kWindows[] = {{900, 600}, {1024, 768}, {1440, 900}, {1920, 1080}, {2560, 1440}, {3840, 2160}};
constexpr int kScales[] = {75, 100, 175, 300};
constexpr PageParts kUsual{.frameworks = true};
constexpr PageParts kExplaining{.coverage = true, .frameworks = true, .formula = true};
constexpr float kLeastWords = 12.0F;  // logical pixels
constexpr float kFoot = 60.0F;        // of a narrow canvas

/// Words of a picture, in logical pixels: numbers in cells may be smaller, as long as the window's are not.
float smallest_words(const Figure& figure, float unit) {
    float smallest = 1e3F;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* text = std::get_if<Text>(&primitive))
            if (text->face == Face::words || text->face == Face::words_bold)
                smallest = std::min(smallest, text->size * unit);
    return smallest;
}

template <class T, std::size_t n>
const T& one_of(const T (&values)[n], SizedProblems& random) {
    return values[random.within(0, static_cast<std::int64_t>(n) - 1)];
}

/// Random problems in random windows: at every scale of the user's, in an ordinary and in the projector's theme.
template <class Check>
void for_random_windows(int count, const PageParts& parts, Check&& check) {
    for_sized_problems(static_cast<unsigned>(seed_or(2028)), count,
                       [&](const std::string& line, View view, std::int64_t steps, SizedProblems& random) {
                           const Point pixels = one_of(kWindows, random);
                           const int scale = one_of(kScales, random);
                           const ThemeName theme = random.within(0, 1) == 0 ? ThemeName::dark : ThemeName::projector;
                           const float unit = ui::unit_of(pixels, scale, theme);
                           const Box canvas = ui::screen_layout(pixels.x / unit, pixels.y / unit, false, kFoot).canvas;
                           Picture picture(line, random.within(0, steps - 1), view);
                           picture.scene.width = canvas.w;
                           picture.scene.height = canvas.h;
                           picture.scene.unit = unit;
                           picture.scene.parts = parts;
                           check(picture.figure(), unit,
                                 fmt::format("{}, {}, step {}, window {}x{} at {} % in {}: canvas {:.0f}x{:.0f}", line,
                                             to_string(view), picture.scene.told->step, pixels.x, pixels.y, scale,
                                             to_string(theme), canvas.w, canvas.h));
                       });
}

TEST(WindowPage, NothingOverlapsOrIsCutOffInAnyWindowAtAnyScale) {
    for_random_windows(500, kUsual, [](const Figure& figure, float, const std::string& words) {
        EXPECT_EQ(fault_of(figure), "") << words;
        EXPECT_EQ(overflow_of(figure), "") << words;
    });
}

TEST(WindowPage, NothingOverlapsOrIsCutOffBelowTheFormulaAndBetweenTheCounts) {
    for_random_windows(500, kExplaining, [](const Figure& figure, float, const std::string& words) {
        EXPECT_EQ(fault_of(figure), "") << words;
        EXPECT_EQ(overflow_of(figure), "") << words;
    });
}

TEST(WindowPage, WordsHaveTwelvePixelsInAnyWindowAtAnyScale) {
    for_random_windows(300, kUsual, [](const Figure& figure, float unit, const std::string& words) {
        EXPECT_GE(smallest_words(figure, unit), kLeastWords - 0.1F) << words;
    });
}

TEST(WindowPage, TheCanvasKeepsWhatAnyPictureNeedsWhateverTheScale) {
    for (const Point pixels : kWindows)
        for (const int scale : kScales) {
            const float unit = ui::unit_of(pixels, scale, ThemeName::projector);
            const Box canvas = ui::screen_layout(pixels.x / unit, pixels.y / unit, false, kFoot).canvas;
            EXPECT_GE(canvas.h * unit, 399.0F) << pixels.x << "x" << pixels.y << " at " << scale << " %";
        }
}

}  // namespace
}  // namespace stridelens::test
