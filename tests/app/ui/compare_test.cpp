// Two problems side by side in the window: the word in the bar, the section in the panel, cells of both sides.

#include "tests/app/figure/figure_faults.h"
#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

namespace stridelens::test {
namespace {

std::string line_of(const Driver& driver) {
    return print(comparison_of(driver.state.scenario));
}

void press_key(Driver& driver, ui::Key key) {
    for (const Action& action : ui::key_actions({key, false, false}, driver.state)) driver.act(action);
    driver.frames(2);
}

TEST(CompareWindow, AWordInTheBarBeginsItAndEndsIt) {
    Driver driver("maxpool2d 1x1x7x7 k2 s2");
    driver.click("compare");
    EXPECT_EQ(line_of(driver), "maxpool2d 1x1x7x7 k2 s2 | ceil");
    EXPECT_NE(driver.window().title.find("maxpool2d 1x1x7x7 k2 s2 | ceil"), std::string::npos) << driver.window().title;
    driver.click("compare");
    EXPECT_EQ(line_of(driver), "maxpool2d 1x1x7x7 k2 s2");
    driver.click("compare");
    driver.click("close-compare");
    EXPECT_FALSE(driver.state.scenario.other);
    driver.click("compare");
    press_key(driver, ui::Key::escape);
    EXPECT_FALSE(driver.state.scenario.other);
    press_key(driver, ui::Key::left);
    EXPECT_FALSE(driver.state.scenario.other);
}

TEST(CompareWindow, PresetsMakeB) {
    Driver driver("avgpool2d 1x1x8x8 k3 s2 p1");
    driver.click("compare");
    for (const char* preset : {"preset-count", "preset-average", "preset-onnx", "preset-same"}) {
        ASSERT_TRUE(driver.has(preset)) << preset;
        driver.click(preset);
        ASSERT_TRUE(driver.state.scenario.other) << preset;
        EXPECT_NE(*driver.state.scenario.other, driver.state.scenario.problem) << preset;
        EXPECT_FALSE(driver.derived().compared->refusal) << preset;
        EXPECT_EQ(fault_of(driver.figure), "") << preset;
    }
    driver.click("make-b");
    EXPECT_EQ(line_of(driver), "avgpool2d 1x1x8x8 k3 s2 p1 |");
}

TEST(CompareWindow, SlidersChangeBothOrOneSide) {
    Driver driver("maxpool2d 1x1x7x7 k2 s2");
    driver.click("compare");
    driver.click("sides-2");
    EXPECT_EQ(driver.state.scenario.side, AB::b);
    driver.act(SetOperation{driver.state.scenario.problem.operation});
    driver.click("sides-1");
    EXPECT_EQ(driver.state.scenario.side, AB::a);
    EXPECT_TRUE(driver.state.display.one_side);
    driver.click("sides-0");
    EXPECT_FALSE(driver.state.display.one_side);
    EXPECT_EQ(line_of(driver), "maxpool2d 1x1x7x7 k2 s2 | ceil");
}

TEST(CompareWindow, OutputCellsOfBothSidesLeadToTheirStep) {
    Driver driver("maxpool2d 1x1x7x7 k2 s2");
    driver.click("compare");
    driver.click(driver.cell({Grid::output, 15, AB::b}));
    EXPECT_EQ(driver.state.scenario.step, 15);
    driver.click(driver.cell({Grid::output, 4, AB::a}));
    EXPECT_EQ(driver.state.scenario.step, 5) << "row 1, column 1 of 4 × 4";
}

TEST(CompareWindow, ACellIsEditedOnBothSidesWhicheverIsClicked) {
    for (const AB side : {AB::a, AB::b}) {
        Driver driver("maxpool2d 1x1x7x7 k2 s2 values=ramp");
        driver.click("compare");
        driver.click(driver.cell({Grid::input, 3, side}));
        ASSERT_TRUE(driver.state.cell_edit);
        driver.type("42");
        driver.key(ImGuiKey_Enter);
        driver.frames(3);
        EXPECT_EQ(driver.derived().compared->a->input[3], 42.0F) << to_string(side);
        EXPECT_EQ(driver.derived().compared->b->input[3], 42.0F) << to_string(side);
        driver.move(
            driver.layout().transport.centre());  // what is told of a cell under the mouse stands over the picture
        driver.frames(3);
        EXPECT_EQ(fault_of(driver.figure), "");
    }
}

TEST(CompareWindow, NumbersThatOnlyBHasAreEditedThere) {
    Driver driver("maxpool2d 1x1x4x4 k2 s2 p1 values=negative");
    driver.click("compare");
    driver.click("preset-zeros");
    driver.click(driver.cell({Grid::input, 0, AB::b}));
    ASSERT_TRUE(driver.state.cell_edit);
    EXPECT_TRUE(driver.state.display.one_side);
    EXPECT_EQ(driver.state.scenario.side, AB::b);
    driver.type("7");
    driver.key(ImGuiKey_Enter);
    driver.frames(3);
    EXPECT_EQ(driver.derived().compared->b->input[0], 7.0F);
    EXPECT_EQ(driver.derived().compared->a->input[0], -1.0F);
}

TEST(CompareWindow, BothSidesAreZoomedAlikeAtThePointer) {
    for (const AB side : {AB::a, AB::b}) {
        Driver driver("maxpool2d 1x1x7x7 k2 s2");
        driver.click("compare");
        const Point before = driver.cell({Grid::input, 24, side});
        driver.move(before);
        driver.frames(2);
        ImGui::GetIO().MouseWheel = 2.0F;
        driver.frames(3);
        EXPECT_GT(driver.state.camera.zoom, 1.0F);
        const Point after = driver.cell({Grid::input, 24, side});
        EXPECT_NEAR(after.x, before.x, 3.0F) << to_string(side);
        EXPECT_NEAR(after.y, before.y, 3.0F) << to_string(side);
    }
}

TEST(CompareWindow, IsReachedInEveryWindow) {
    for (const float width : {640.0F, 900.0F, 1024.0F, 1440.0F, 1920.0F}) {
        Driver driver("maxpool2d 1x1x7x7 k2 s2", width, 768.0F);
        if (!driver.has("compare")) driver.click("menu");
        ASSERT_TRUE(driver.has("compare")) << width;
        driver.click("compare");
        driver.frames(2);
        EXPECT_TRUE(driver.state.scenario.other) << width;
        EXPECT_EQ(fault_of(driver.figure), "") << width;
    }
}

TEST(CompareWindow, ARefusalThatLearnersMeetSaysWhyTheRuleExists) {
    for (const char* line : {"maxpool2d 1x1x5x5 k2 s2 p2", "maxpool2d 1x1x3x3 k5 s1", "conv2d 1x6x5x5 out6 k3 groups4",
                             "conv2d 1x1x8x8 out1 k3 s2 same", "pad2d 1x1x3x3 p3 mode=reflect"}) {
        Driver driver("maxpool2d 1x1x5x5 k2");
        const auto refused = parse_problem(line);
        ASSERT_TRUE(refused) << line;
        driver.act(LoadScenario{with_comparison({}, {*refused, std::nullopt})});
        driver.frames(3);
        ASSERT_TRUE(driver.has("why")) << line;
        driver.click("why");
        EXPECT_TRUE(driver.state.scenario.other) << line;
        EXPECT_FALSE(driver.shown.refusal) << line;
        ASSERT_TRUE(driver.has("lesson-note")) << line << ": what A and B show";
        EXPECT_EQ(fault_of(driver.figure), "") << line;
        driver.act(Undo{});
        driver.frames(2);
        EXPECT_EQ(driver.line(), line);
        EXPECT_FALSE(driver.has("lesson-note")) << line;
    }
    Driver driver("maxpool2d 1x1x5x5 k2");
    driver.act(LoadScenario{with_comparison({}, {*parse_problem("maxpool2d 1x1x5x5 k0"), std::nullopt})});
    driver.frames(3);
    EXPECT_TRUE(driver.has("refusal"));
    EXPECT_FALSE(driver.has("why"));
}

}  // namespace
}  // namespace stridelens::test
