// How large everything in the window is: the rule, the keys and the menu that change it, fonts made for it.

#include "tests/app/ui/driver.h"

#include "app/ui/canvas/canvas.h"
#include "app/ui/widgets/fonts.h"
#include "app/ui/widgets/type_case.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

namespace stridelens::test {
namespace {

constexpr const char* kPool = "maxpool2d 1x1x5x5 k2 s1";

// --- the rule ------------------------------------------------------------------------------------------------------

TEST(Unit, GrowsWithTheWindowBetweenItsLimits) {
    const auto unit = [](float width, float height) { return ui::unit_of({width, height}, 100, ThemeName::dark); };
    EXPECT_EQ(unit(1440, 900), 1.0F);
    EXPECT_EQ(unit(1920, 1080), 1.2F);
    EXPECT_EQ(unit(3840, 2160), 2.4F);
    EXPECT_EQ(unit(1920, 900), 1.0F) << "the narrower side counts";
    EXPECT_EQ(unit(1440, 2000), 1.0F);
    EXPECT_EQ(unit(1024, 768), 0.86F);
    EXPECT_EQ(unit(900, 600), 0.86F);
    EXPECT_EQ(unit(20000, 20000), 3.0F);
}

TEST(Unit, IsMultipliedByTheUsersScaleAndTheProjectors) {
    EXPECT_EQ(ui::unit_of({1440, 900}, 150, ThemeName::light), 1.5F);
    EXPECT_EQ(ui::unit_of({1920, 1080}, 75, ThemeName::light), 0.9F);
    EXPECT_EQ(ui::unit_of({1440, 900}, 100, ThemeName::projector), 1.25F);
    EXPECT_EQ(ui::unit_of({1920, 1080}, 150, ThemeName::projector), 2.25F);
}

TEST(Unit, KeepsWordsLegibleAndTheWindowLargeEnoughForEverything) {
    for (const Point pixels : {Point{900, 600}, {1024, 768}, {1440, 900}, {1920, 1080}, {3840, 2160}})
        for (int scale = kScaleMin; scale <= kScaleMax; scale += 5)
            for (const ThemeName theme : kThemes) {
                const float unit = ui::unit_of(pixels, scale, theme);
                const auto at = [&] { return std::to_string(pixels.x) + ", " + std::to_string(scale); };
                EXPECT_GE(14.0F * unit, 12.0F) << at();
                EXPECT_GE(ui::least_type(unit) * unit, 12.0F - 1e-3F) << at();
                EXPECT_GE(pixels.x / unit, 480.0F - 1e-2F) << at();
                EXPECT_GE(pixels.y / unit, 300.0F - 1e-2F) << at();
            }
}

TEST(Unit, ChangesInStepsSoThatAWindowThatIsDraggedKeepsItsFontsForAWhile) {
    int changes = 0;
    float before = 0.0F;
    for (float width = 1440.0F; width < 2880.0F; width += 1.0F) {
        const float unit = ui::unit_of({width, width}, 100, ThemeName::dark);
        changes += unit == before ? 0 : 1;
        before = unit;
    }
    EXPECT_EQ(changes, 40);
}

TEST(Unit, ThePictureIsBuiltForThePointsThatTheWindowHas) {
    for (const auto& [width, height, scale] :
         {std::tuple{1440.0F, 900.0F, 100}, {3840.0F, 2160.0F, 100}, {1920.0F, 1080.0F, 150}, {1024.0F, 768.0F, 300}}) {
        Driver driver(kPool, width, height);
        driver.act(SetScale{scale});
        driver.frames(2);
        const float unit = ui::unit_of({width, height}, scale, ThemeName::dark);
        EXPECT_EQ(driver.unit(), unit);
        EXPECT_EQ(driver.room(), (Point{width / unit, height / unit}));
        EXPECT_EQ(driver.figure.width, driver.layout().canvas.w);
        EXPECT_EQ(driver.figure.height, driver.layout().canvas.h);
    }
}

TEST(Unit, NoWordsOfThePictureAreBelowTwelvePixels) {
    for (const auto& [width, height] : {std::pair{900.0F, 600.0F}, {1024.0F, 768.0F}, {1440.0F, 900.0F}})
        for (const int scale : {75, 100, 300}) {
            Driver driver("conv2d 1x2x6x6 out2 k3 p1", width, height);
            driver.act(SetScale{scale});
            driver.frames(2);
            std::size_t words = 0;
            for (const Primitive& primitive : driver.figure.primitives) {
                const auto* text = std::get_if<Text>(&primitive);
                if (text == nullptr || text->face == Face::numbers || text->face == Face::numbers_bold) continue;
                EXPECT_GE(text->size * driver.unit(), 12.0F - 1e-3F)
                    << text->text << " at " << width << "x" << height << ", " << scale << " %";
                ++words;
            }
            EXPECT_GT(words, 2U);
        }
}

TEST(Unit, ACellIsHitWhereItIsPaintedAtEveryScale) {
    for (const int scale : {75, 100, 150, 300}) {
        Driver driver(kPool, 1920.0F, 1080.0F);
        driver.act(SetScale{scale});
        driver.frames(2);
        driver.click(driver.cell({Grid::output, 6}));
        EXPECT_EQ(driver.state.scenario.step, 6) << scale;
        driver.click(driver.cell({Grid::input, 24}));
        ASSERT_TRUE(driver.state.cell_edit) << scale;
        const Box editor = driver.box("cell-editor");
        EXPECT_TRUE(editor.contains(driver.cell({Grid::input, 24}))) << scale;
    }
}

// --- keys and menu -------------------------------------------------------------------------------------------------

void press(Driver& driver, const ui::KeyPress& key) {
    driver.window().keys.push_back(key);
    driver.frames(2);
}

TEST(Scale, HasKeysOfItsOwnBesideThoseOfThePicture) {
    Driver driver(kPool);
    press(driver, {.key = ui::Key::plus, .alt = true});
    EXPECT_EQ(driver.state.display.scale, 110);
    EXPECT_EQ(driver.state.camera.zoom, 1.0F);
    EXPECT_EQ(driver.unit(), 1.1F);
    press(driver, {.key = ui::Key::minus, .alt = true});
    press(driver, {.key = ui::Key::minus, .alt = true});
    EXPECT_EQ(driver.state.display.scale, 90);
    press(driver, {.key = ui::Key::zero, .alt = true});
    EXPECT_EQ(driver.state.display.scale, 100);
    press(driver, {.key = ui::Key::plus, .ctrl = true});
    EXPECT_EQ(driver.state.display.scale, 100);
    EXPECT_GT(driver.state.camera.zoom, 1.0F);
}

TEST(Scale, StaysWithinItsLimits) {
    Driver driver(kPool);
    for (int i = 0; i < 20; ++i) press(driver, {.key = ui::Key::plus, .alt = true});
    EXPECT_EQ(driver.state.display.scale, kScaleMax);
    for (int i = 0; i < 20; ++i) press(driver, {.key = ui::Key::minus, .alt = true});
    EXPECT_EQ(driver.state.display.scale, kScaleMin);
    driver.act(SetScale{137});
    press(driver, {.key = ui::Key::plus, .alt = true});
    EXPECT_EQ(driver.state.display.scale, 150) << "the next of the list, from between";
    driver.act(SetScale{9000});
    EXPECT_EQ(driver.state.display.scale, kScaleMax);
}

TEST(Scale, AndAllThemesAreInTheMenu) {
    Driver driver(kPool);
    for (const ThemeName theme : kThemes) {
        driver.click("display");
        driver.click("theme:" + std::string(to_string(theme)));
        EXPECT_EQ(driver.state.display.theme, theme);
    }
    driver.act(SetTheme{ThemeName::dark});
    for (const int scale : kScales) {
        driver.act(SetScale{});
        driver.frames(2);
        driver.click("display");
        driver.click("scale:" + std::to_string(scale));
        EXPECT_EQ(driver.state.display.scale, scale);
    }
}

TEST(Theme, AKeyGoesThroughAllOfThem) {
    Driver driver(kPool);
    std::vector<ThemeName> seen;
    for (std::size_t i = 0; i < kThemes.size(); ++i) {
        press(driver, {.key = ui::Key::t, .ctrl = true, .shift = true});
        seen.push_back(driver.state.display.theme);
    }
    for (const ThemeName theme : kThemes) EXPECT_EQ(std::count(seen.begin(), seen.end(), theme), 1) << to_string(theme);
}

TEST(Theme, AProjectorsWindowIsLargerThanTheOthers) {
    Driver driver(kPool);
    const float before = driver.unit() * driver.box("kernel").h;
    driver.act(SetTheme{ThemeName::projector});
    driver.frames(2);
    EXPECT_EQ(driver.unit() * driver.box("kernel").h, 1.25F * before);
}

// --- a slider's number ---------------------------------------------------------------------------------------------

TEST(Slider, LeavesRoomForALongNumberBesideItsKnob) {
    Driver driver("maxpool2d 1x1x1024x1024 k2");
    const Box track = driver.box("size-H"), value = driver.box("size-H-value");
    EXPECT_LE(track.right(), value.x);
    EXPECT_LE(ui::measure(driver.fonts(), "1024", Face::numbers, 14.0F) + 2.0F, value.w);
}

// --- fonts ---------------------------------------------------------------------------------------------------------

TEST(Fonts, WaitUntilAWindowThatIsDraggedRests) {
    ui::FontClock clock;
    EXPECT_TRUE(clock.due({1440, 900}, 1.0F, 10.0)) << "the first ones";
    clock.made(1.0F);
    int made = 0;
    double now = 10.0;
    for (float width = 1440.0F; width < 1840.0F; width += 10.0F) {
        now += 0.016;
        if (clock.due({width, 1200.0F}, width / 1440.0F, now)) ++made;
    }
    EXPECT_EQ(made, 0);
    EXPECT_GT(clock.due_in(now), 0.0);
    EXPECT_LE(clock.due_in(now), ui::FontClock::kRest);
    EXPECT_TRUE(clock.due({1830.0F, 1200.0F}, 1830.0F / 1440.0F, now + 2 * ui::FontClock::kRest));
    clock.made(1830.0F / 1440.0F);
    EXPECT_FALSE(clock.due({1830.0F, 1200.0F}, 1830.0F / 1440.0F, now + 1.0));
    EXPECT_LT(clock.due_in(now + 1.0), 0.0);
}

TEST(Fonts, AreMadeAtOnceForAnotherScaleOrMonitor) {
    ui::FontClock clock;
    (void)clock.due({1440, 900}, 1.0F, 10.0);
    clock.made(1.0F);
    EXPECT_FALSE(clock.due({1440, 900}, 1.0F, 11.0));
    EXPECT_TRUE(clock.due({1440, 900}, 1.5F, 12.0));
}

TEST(Fonts, AreCrispAtEveryScaleAndMeasureTheSamePoints) {
    Driver driver(kPool);  // its fonts are of scale 1
    for (const float scale : {0.86F, 1.2F, 2.4F, 3.75F}) {
        ui::TypeCase type;
        ASSERT_TRUE(type.rasterise(scale));
        for (const float size : {12.0F, 13.0F, 14.0F}) {
            for (const Face face : {Face::words, Face::numbers, Face::words_bold}) {
                const ui::Fonts::Sized* sized = type.fonts().pick_sized(face, size);
                ASSERT_NE(sized, nullptr);
                if (size * scale <= 48.0F) {
                    EXPECT_EQ(sized->size, size) << "rasterised for its very pixels, at scale " << scale;
                }
                EXPECT_FLOAT_EQ(sized->font->Scale * scale, 1.0F);
                const float width = ui::measure(type.fonts(), "Kernel 28", face, size);
                EXPECT_NEAR(width, ui::measure(driver.fonts(), "Kernel 28", face, size), 0.02F * width) << scale;
            }
        }
        EXPECT_LE(type.atlas()->TexWidth, 4096) << scale;
        EXPECT_LE(type.atlas()->TexHeight, 8192) << scale;
    }
}

}  // namespace
}  // namespace stridelens::test
