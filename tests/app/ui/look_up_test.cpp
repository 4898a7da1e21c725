// The reverse look-up with mouse and keys: hovering, pinning, letting go; and what a pinned cell does to an export.

#include "app/ui/canvas/canvas.h"
#include "app/ui/widgets/imgui_compat.h"
#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stridelens::test {
namespace {

const char* const kPool = "maxpool2d 1x1x5x5 k3 s1 p1";
const CellId kCorner{Grid::padding, 0};

bool shows(const Driver& driver, const std::string& words) {
    return std::ranges::any_of(driver.figure.primitives, [&](const Primitive& primitive) {
        const auto* text = std::get_if<Text>(&primitive);
        return text != nullptr && text->text.find(words) != std::string::npos;
    });
}

void press_key(Driver& driver, ui::Key key) {
    driver.window().keys.push_back({key});
    driver.frames(3);
}

TEST(LookUp, HoveringPaddingTellsItAndLeavingEndsIt) {
    Driver driver(kPool);
    driver.move(driver.cell(kCorner));
    EXPECT_EQ(driver.state.display.hover, kCorner);
    EXPECT_TRUE(shows(driver, "padding at row −1, column −1 counts as −∞ and never wins; read by 1 window"));
    EXPECT_TRUE(shows(driver, "a click pins"));
    driver.move({2.0F, 2.0F});
    EXPECT_FALSE(shows(driver, "padding at row"));
}

TEST(LookUp, AClickPinsUntilTheNextOne) {
    Driver driver(kPool);
    driver.click(driver.cell(kCorner));
    driver.move({2.0F, 2.0F});
    EXPECT_TRUE(shows(driver, "padding at row −1, column −1"));
    press_key(driver, ui::Key::right);
    EXPECT_EQ(driver.state.scenario.step, 1);
    EXPECT_TRUE(shows(driver, "padding at row −1, column −1")) << "stepping goes on beside it";
    driver.click(driver.cell(kCorner));
    driver.move({2.0F, 2.0F});
    EXPECT_FALSE(shows(driver, "padding at row"));
}

TEST(LookUp, ADragThatBeginsOnPaddingMovesThePictureAndPinsNothing) {
    Driver driver(kPool);
    const Point from = driver.cell(kCorner);
    driver.drag(from, {from.x + 60.0F, from.y + 40.0F});
    EXPECT_NE(driver.state.camera.pan, Point{});
    EXPECT_FALSE(driver.state.display.pin);
    driver.act(FitView{});
    driver.frames(2);
    driver.click(driver.cell(kCorner));
    EXPECT_TRUE(driver.state.display.pin);
    EXPECT_EQ(driver.state.camera.pan, Point{});
}

TEST(LookUp, EscapeLetsGoAfterItHasClosedTheField) {
    Driver driver(kPool);
    driver.click(driver.cell({Grid::input, 12}));
    ASSERT_TRUE(driver.has("cell-editor"));
    driver.key(ImGuiKey_Escape);
    driver.move({2.0F, 2.0F});
    EXPECT_FALSE(driver.has("cell-editor"));
    EXPECT_TRUE(shows(driver, "input[2, 2] is read by 9 windows"));
    press_key(driver, ui::Key::escape);
    EXPECT_FALSE(shows(driver, "input[2, 2] is read"));
}

TEST(LookUp, AnEditedNumberShowsWhatItReaches) {
    Driver driver(kPool);
    driver.click(driver.cell({Grid::input, 0}));
    driver.type("42");
    driver.key(ImGuiKey_Enter);
    driver.move({2.0F, 2.0F});
    EXPECT_EQ(driver.derived().input[0], 42.0F);
    EXPECT_TRUE(shows(driver, "input[0, 0] is read by 4 windows"));
    EXPECT_TRUE(shows(driver, "pinned · Esc lets go"));
}

TEST(LookUp, WhatIsPinnedIsOnThePageOfAnExport) {
    Driver driver(kPool);
    driver.click(driver.cell(kCorner));
    driver.move({2.0F, 2.0F});
    driver.act(AskExport{ExportRequest::copy_command});
    driver.frames(3);
    EXPECT_NE(driver.copied.find("'--look-up=padding[0,0,-1,-1]'"), std::string::npos) << driver.copied;
    driver.act(AskExport{ExportRequest::copy_svg});
    driver.frames(3);
    EXPECT_NE(driver.copied.find("padding at row −1, column −1 counts as −∞"), std::string::npos);
}

}  // namespace
}  // namespace stridelens::test
