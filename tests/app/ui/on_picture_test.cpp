// What the panel puts on the picture and says of it: the size formula and its symbols, counts, the sentence.

#include "app/figure/facts/facts.h"
#include "app/figure/strip/spoken.h"
#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace stridelens::test {
namespace {

constexpr const char* kPool = "avgpool2d 1x1x6x6 k3 s2 p1";
constexpr float kHigh = 1800.0F;  // the whole panel shows
constexpr CellId kStride{Grid::setting, static_cast<std::int64_t>(Field::stride)};

const Group* group_of(const Figure& figure, const std::string& id) {
    for (const Primitive& primitive : figure.primitives)
        if (const auto* group = std::get_if<Group>(&primitive); group != nullptr && group->id == id) return group;
    return nullptr;
}

bool has_words(const Figure& figure, const std::string& words) {
    return std::ranges::any_of(figure.primitives, [&](const Primitive& primitive) {
        const auto* text = std::get_if<Text>(&primitive);
        return text != nullptr && text->text == words;
    });
}

int dashed_in(const Figure& figure, const Paint& paint) {
    return static_cast<int>(std::ranges::count_if(figure.primitives, [&](const Primitive& primitive) {
        const auto* rect = std::get_if<Rect>(&primitive);
        return rect != nullptr && rect->dashed && rect->stroke == paint;
    }));
}

TEST(OnPicture, TheFormulaStandsAboveTheGridsAndTakesItsRoomFromThem) {
    Driver driver(kPool, 1440.0F, kHigh);
    EXPECT_EQ(group_of(driver.figure, "formula"), nullptr);
    const float before = group_of(driver.figure, "grids")->clip->y;
    driver.click("picture-formula");
    driver.frames(3);
    ASSERT_NE(group_of(driver.figure, "formula"), nullptr);
    EXPECT_GT(group_of(driver.figure, "grids")->clip->y, before + 60.0F);
    EXPECT_TRUE(has_words(driver.figure, "out"));
    EXPECT_TRUE(has_words(driver.figure, " = ⌊2.5⌋ + 1")) << "the value before it is rounded";
    EXPECT_TRUE(has_words(driver.figure,
                          "half a step is left over; remainder 1: the last padding row and column are never read"));
    driver.click("picture-formula");
    driver.frames(3);
    EXPECT_EQ(group_of(driver.figure, "formula"), nullptr);
}

TEST(OnPicture, PointingAtASliderPointsAtItsSymbolAndAtTheThingItself) {
    Driver driver(kPool, 1440.0F, kHigh);
    driver.move(driver.box("stride").centre());
    driver.frames(2);
    EXPECT_EQ(driver.state.display.hover, CellId{}) << "without the formula there is no symbol";
    driver.click("picture-formula");
    driver.move(driver.box("stride").centre());
    driver.frames(3);
    EXPECT_EQ(driver.state.display.hover, kStride);
    EXPECT_EQ(dashed_in(driver.figure, symbol_paint(Field::stride)), 2) << "the next window, to the right and below";
    driver.move(driver.box("kernel").centre());
    driver.frames(3);
    EXPECT_EQ(driver.state.display.hover.flat, static_cast<std::int64_t>(Field::kernel_size));
    driver.move({driver.layout().transport.centre()});
    driver.frames(3);
    EXPECT_EQ(driver.state.display.hover, CellId{});
}

TEST(OnPicture, PointingAtASymbolInTheFormulaIsTheSame) {
    Driver driver(kPool, 1440.0F, kHigh);
    driver.click("picture-formula");
    driver.frames(3);
    driver.move(driver.cell(kStride));
    driver.frames(3);
    EXPECT_EQ(driver.state.display.hover, kStride);
    EXPECT_EQ(dashed_in(driver.figure, symbol_paint(Field::stride)), 2);
}

TEST(OnPicture, AWindowThatCeilModeDropsIsDashed) {
    Driver driver("maxpool2d 1x1x5x5 k2 s2 p1 ceil", 1440.0F, kHigh);
    ASSERT_TRUE(driver.derived().sizes[0].window_dropped);
    EXPECT_EQ(dashed_in(driver.figure, {Role::window}), 0);
    driver.click("picture-formula");
    driver.frames(3);
    EXPECT_EQ(dashed_in(driver.figure, {Role::window}), 2) << "a row and a column of windows";
}

TEST(OnPicture, WhatIsOnTheWindowsPictureIsOnThePageAsWell) {
    Driver driver(kPool, 1440.0F, kHigh);
    driver.click("picture-coverage");
    driver.frames(3);
    EXPECT_TRUE(has_words(driver.figure, "times read"));
    EXPECT_TRUE(driver.state.export_panel.settings.page.parts.coverage);
    driver.act(ToggleExportPanel{});
    driver.frames(5);
    EXPECT_TRUE(has_words(driver.page, "times read"));
}

TEST(OnPicture, WhatItCostsStandsOnThePage) {
    Driver driver(kPool, 1440.0F, kHigh);
    driver.act(ToggleExportPanel{});
    driver.frames(5);
    const std::string additions = "additions: N·C·H_out·W_out·(k·k − 1) = 1·1·3·3·(3·3 − 1) = 72";
    EXPECT_FALSE(has_words(driver.page, additions));
    driver.act(ToggleExportPanel{});
    driver.frames(3);
    driver.click("picture-counts");
    driver.act(ToggleExportPanel{});
    driver.frames(5);
    EXPECT_TRUE(has_words(driver.page, additions));
    EXPECT_TRUE(has_words(driver.page, "output: 4·1·1·3·3 = 36 bytes"));
}

TEST(OnPicture, TheSentenceOfTheStepIsCopied) {
    Driver driver("avgpool2d 1x1x6x6 k3 s2 p1 values=integers:4", 1440.0F, kHigh);
    driver.act(StepTo{4});
    driver.frames(40);
    driver.click("copy-words");
    driver.frames(2);
    EXPECT_EQ(driver.copied.substr(0, driver.copied.find(':')),
              "Average pooling, window 5 of 9, rows 1 to 3, columns 1 to 3");
    Scene scene = scene_of(driver.state, driver.shown, 800.0F, 600.0F);
    EXPECT_EQ(driver.copied, spoken(scene));
}

}  // namespace
}  // namespace stridelens::test
