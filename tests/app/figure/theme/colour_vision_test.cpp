// The colour-blind-safe theme as it is seen with each kind of colour vision.

#include "tests/app/figure/theme/colour_vision.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

Linear in_theme(Role role, const Vision& vision, float value = 0.0F) {
    return seen(resolve_colour({role, value, 1.0F}, ThemeName::colour_blind), vision);
}

TEST(ColourVision, TheSimulationKnowsItsExamples) {
    const Vision &normal = visions()[0], &protan = visions()[1], &grey = visions()[4];
    const Rgba red{1, 0, 0}, green{0, 1, 0}, white{1, 1, 1};
    EXPECT_EQ(seen(red, normal), (Linear{1, 0, 0}));
    for (const Vision& vision : visions())
        EXPECT_NEAR(difference_of(seen(white, vision), {1, 1, 1}), 0.0, 0.1) << vision.name << ": white stays white";
    EXPECT_LT(luminance_of(seen(red, protan)), 0.6 * luminance_of(seen(red, normal))) << "red is dark without L cones";
    EXPECT_GT(difference_of(seen(red, normal), seen(green, normal)), 150);
    EXPECT_DOUBLE_EQ(luminance_of(seen(green, grey)), luminance_of(seen(green, normal)));
    EXPECT_NEAR(lab_of({1, 1, 1})[0], 100.0, 1e-9);
    EXPECT_NEAR(lab_of({0.184187, 0.184187, 0.184187})[0], 50.0, 1e-3);
}

TEST(ColourVision, ValuesAreOrderedByLightness) {
    for (const Vision& vision : visions())
        for (int i = -19; i <= 20; ++i) {
            const auto step = [&](int n) {
                return lab_of(in_theme(Role::value, vision, static_cast<float>(n) / 20.0F))[0];
            };
            EXPECT_GT(step(i), step(i - 1) + 0.4) << vision.name << ", value " << i / 20.0;
        }
}

TEST(ColourVision, APhotocopyTellsTheSignInThisThemeOnly) {
    const Vision& grey = visions()[4];
    const auto ends = [&](ThemeName theme) {
        return difference_of(seen(resolve_colour({Role::value, -1.0F}, theme), grey),
                             seen(resolve_colour({Role::value, 1.0F}, theme), grey));
    };
    EXPECT_LT(ends(ThemeName::light), 10);
    EXPECT_GT(ends(ThemeName::colour_blind), 30);
}

TEST(ColourVision, TheAccentStandsOffFromTheGroundAndFromEveryCell) {
    for (const Vision& vision : visions()) {
        const Linear accent = in_theme(Role::window, vision);
        EXPECT_GE(contrast_of(accent, in_theme(Role::background, vision)), 3.0) << vision.name;
        for (int i = -20; i <= 20; ++i) {
            const float value = static_cast<float>(i) / 20.0F;
            EXPECT_GE(contrast_of(accent, in_theme(Role::value, vision, value)), 3.0)
                << vision.name << ", value " << value;
        }
    }
}

TEST(ColourVision, NeighbouringChannelsAreTenTimesTheJustNoticeableDifferenceApart) {
    for (const Vision& vision : visions())
        for (int channel = 0; channel < 8; ++channel) {
            const auto hue = [&](int n) { return in_theme(Role::channel, vision, static_cast<float>(n)); };
            EXPECT_GE(difference_of(hue(channel), hue(channel + 1)), 22.0)
                << vision.name << ", channels " << channel << " and " << channel + 1;
        }
}

TEST(ColourVision, WordsAndNumbersCanBeReadWithEachKind) {
    for (const Vision& vision : visions()) {
        for (const Role role : {Role::ink, Role::dim_ink, Role::warning})
            EXPECT_GE(contrast_of(in_theme(role, vision), in_theme(Role::background, vision)), 4.5)
                << vision.name << ", role " << static_cast<int>(role);
        for (int i = -20; i <= 20; ++i) {
            const float value = static_cast<float>(i) / 20.0F;
            EXPECT_GE(contrast_of(in_theme(Role::on_value, vision, value), in_theme(Role::value, vision, value)), 4.5)
                << vision.name << ", value " << value;
        }
    }
}

}  // namespace
}  // namespace stridelens
