#include "app/figure/theme.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stridelens {
namespace {

constexpr ThemeName kThemes[] = {ThemeName::dark, ThemeName::light};

Rgba colour(Role role, ThemeName theme, float value = 0.0F) {
    return resolve_colour({role, value, 1.0F}, theme);
}

TEST(Theme, NumbersOnEveryValueKeepAContrastOfFourAndAHalf) {
    for (const ThemeName theme : kThemes)
        for (int i = -200; i <= 200; ++i) {
            const float value = static_cast<float>(i) / 200.0F;
            EXPECT_GE(contrast(colour(Role::on_value, theme, value), colour(Role::value, theme, value)), 4.5F)
                << to_string(theme) << ", value " << value;
        }
}

TEST(Theme, WordsCanBeReadOnEverythingTheyStandOn) {
    struct Pair {
        Role ink, ground;
    };
    constexpr Pair pairs[] = {{Role::ink, Role::background},     {Role::ink, Role::panel},
                              {Role::ink, Role::chip},           {Role::dim_ink, Role::background},
                              {Role::dim_ink, Role::panel},      {Role::dim_ink, Role::chip},
                              {Role::dim_ink, Role::padding},    {Role::on_window, Role::window},
                              {Role::warning, Role::background}, {Role::warning, Role::panel}};
    for (const ThemeName theme : kThemes) {
        for (const Pair& pair : pairs)
            EXPECT_GE(contrast(colour(pair.ink, theme), colour(pair.ground, theme)), 4.5F)
                << to_string(theme) << ", role " << static_cast<int>(pair.ink) << " on "
                << static_cast<int>(pair.ground);
        for (int channel = 0; channel < 8; ++channel)
            EXPECT_GE(
                contrast(colour(Role::channel, theme, static_cast<float>(channel)), colour(Role::background, theme)),
                4.5F)
                << to_string(theme) << ", channel " << channel;
        EXPECT_GE(contrast(colour(Role::window, theme), colour(Role::background, theme)), 2.9F) << to_string(theme);
    }
}

TEST(Theme, TheTwoThemesHaveTheSameWeight) {
    const float dark = contrast(colour(Role::ink, ThemeName::dark), colour(Role::background, ThemeName::dark));
    const float light = contrast(colour(Role::ink, ThemeName::light), colour(Role::background, ThemeName::light));
    EXPECT_LT(std::abs(std::log2(dark / light)), 0.3F);
}

TEST(Theme, ColoursOfValuesAreNeutralAtZeroAndSymmetricInStrength) {
    for (const ThemeName theme : kThemes) {
        const Rgba zero = colour(Role::value, theme, 0.0F);
        EXPECT_EQ(zero, colour(Role::value, theme, std::nanf("")));
        const Rgba low = colour(Role::value, theme, -1.0F), high = colour(Role::value, theme, 1.0F);
        EXPECT_GT(low.b, low.r) << "negative is blue";
        EXPECT_GT(high.r, high.b) << "positive is orange";
        EXPECT_EQ(low, colour(Role::value, theme, -7.0F)) << "beyond the scale: its end";
        float before = 0.0F;
        for (int i = 1; i <= 10; ++i) {
            const Rgba c = colour(Role::value, theme, static_cast<float>(i) / 10.0F);
            const float away = std::abs(c.r - zero.r) + std::abs(c.g - zero.g) + std::abs(c.b - zero.b);
            EXPECT_GT(away, before) << to_string(theme);
            before = away;
        }
    }
}

TEST(Theme, EightChannelsHaveEightHuesThenRepeat) {
    for (const ThemeName theme : kThemes)
        for (int a = 0; a < 8; ++a) {
            EXPECT_EQ(colour(Role::channel, theme, static_cast<float>(a)),
                      colour(Role::channel, theme, static_cast<float>(a + 8)));
            for (int b = 0; b < a; ++b)
                EXPECT_FALSE(colour(Role::channel, theme, static_cast<float>(a)) ==
                             colour(Role::channel, theme, static_cast<float>(b)));
        }
}

TEST(Theme, AlphaPassesThrough) {
    EXPECT_FLOAT_EQ(resolve_colour({Role::ink, 0.0F, 0.25F}, ThemeName::dark).a, 0.25F);
    EXPECT_EQ(resolve_colour({Role::none}, ThemeName::dark).a, 0.0F);
}

}  // namespace
}  // namespace stridelens
