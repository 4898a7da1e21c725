// The state without a window: steps, playback, cell edits, tabs, and what is never allowed to happen.

#include "app/state/parse_number.h"
#include "core/operation/messages/messages.h"
#include "tests/app/cli/headless.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stridelens {
namespace {

// --- steps ---------------------------------------------------------------------------------------------------------

TEST(Steps, StopAtBothEnds) {
    Headless program("maxpool2d 1x1x5x5 k2 s1", 6);
    program.act(StepBy{1});
    EXPECT_EQ(program.state.scenario.step, 7);
    program.act(StepBy{100});
    EXPECT_EQ(program.state.scenario.step, 15);
    program.act(StepBy{INT64_MIN});
    EXPECT_EQ(program.state.scenario.step, 0);
    program.act(StepLast{});
    EXPECT_EQ(program.state.scenario.step, 15);
    program.act(StepBy{INT64_MAX});
    EXPECT_EQ(program.state.scenario.step, 15);
    program.act(StepFirst{});
    EXPECT_EQ(program.state.scenario.step, 0);
    program.act(StepTo{-3});
    EXPECT_EQ(program.state.scenario.step, 0);
    EXPECT_TRUE(program.state.history.undo.empty()) << "going to a step is no edit";
}

TEST(Steps, StayWhereTheyAreIfTheCellStillExists) {
    Headless program("maxpool2d 1x1x5x5 k2 s1", 6);
    MaxPool pool = operation<MaxPool>(program);
    pool.kernel_size = {3, 3};
    program.act(SetOperation{pool});
    EXPECT_EQ(program.state.scenario.step, 6);
    pool.kernel_size = {4, 4};
    program.act(SetOperation{pool});
    EXPECT_EQ(program.state.scenario.step, 3);
}

TEST(Steps, AreRightEvenBetweenTwoDerivations) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    apply(program.state, SetInputShape{Shape{1, 1, 9, 9}}, program.shown);
    apply(program.state, StepLast{}, program.shown);
    EXPECT_EQ(program.state.scenario.step, 63);
}

TEST(Slide, StartsFromTheShownPlaceAndComesToRest) {
    Headless program("maxpool2d 1x1x5x5 k2 s1", 3);
    EXPECT_FALSE(program.state.slide.moving());
    program.act(StepBy{1});
    EXPECT_EQ(program.state.slide.from, 3);
    EXPECT_TRUE(program.state.slide.moving());
    EXPECT_TRUE(program.tick(0.06));
    EXPECT_TRUE(program.state.slide.moving());
    EXPECT_FALSE(program.tick(0.07));
    EXPECT_FALSE(program.state.slide.moving());
}

TEST(Slide, ANewPictureJustAppears) {
    Headless program("maxpool2d 1x1x5x5 k2 s1", 15);
    program.act(SetInputShape{Shape{1, 1, 3, 3}});
    EXPECT_EQ(program.state.scenario.step, 3);
    EXPECT_FALSE(program.state.slide.moving());
}

TEST(Hover, ShowsTheCellUnderTheMouseUntilAKeySteps) {
    Headless program("maxpool2d 1x1x5x5 k2 s1", 2);
    program.act(Hover{{Grid::output, 9}});
    EXPECT_EQ(program.shown.told->step, 9);
    EXPECT_EQ(program.state.scenario.step, 2);
    program.act(Activate{{Grid::output, 9}});
    EXPECT_EQ(program.state.scenario.step, 9);
    program.act(StepBy{1});  // the mouse still lies there
    program.act(Hover{{Grid::output, 9}});
    EXPECT_EQ(program.shown.told->step, 10);
    program.act(Hover{{Grid::output, 3}});
    EXPECT_EQ(program.shown.told->step, 3);
    program.act(Hover{});
    EXPECT_EQ(program.shown.told->step, 10);
    program.act(Hover{{Grid::output, 999}});
    EXPECT_EQ(program.shown.told->step, 10);
}

TEST(Playback, AdvancesAtItsSpeedAndStopsAtTheLastStep) {
    Headless program("maxpool1d 1x1x5 k2 s1");  // 4 steps
    program.act(SetSpeed{4.0});
    program.act(TogglePlay{});
    program.tick(0.2);
    EXPECT_EQ(program.state.scenario.step, 0);
    program.tick(0.06);
    EXPECT_EQ(program.state.scenario.step, 1);
    EXPECT_EQ(program.state.slide.from, 0);
    EXPECT_TRUE(program.tick(0.25));
    EXPECT_EQ(program.state.scenario.step, 2);
    program.tick(10.0);
    EXPECT_EQ(program.state.scenario.step, 3);
    EXPECT_FALSE(program.state.playback.playing);
    program.tick(1.0);
    EXPECT_FALSE(program.tick(1.0)) << "at rest the window may sleep";
    program.act(TogglePlay{});
    EXPECT_EQ(program.state.scenario.step, 0) << "at the end it starts again";
    EXPECT_TRUE(program.state.playback.playing);
    program.act(TogglePlay{});
    EXPECT_FALSE(program.state.playback.playing);
}

TEST(Playback, HasNothingToPlayWithOneStep) {
    Headless program("maxpool1d 1x1x2 k2");
    program.act(TogglePlay{});
    EXPECT_FALSE(program.state.playback.playing);
}

TEST(Playback, KeepsItsSpeedWithinLimits) {
    Headless program("maxpool1d 1x1x5 k2 s1");
    program.act(SetSpeed{1e9});
    EXPECT_EQ(program.state.playback.steps_per_second, kSpeedMax);
    program.act(SetSpeed{0.0});
    EXPECT_EQ(program.state.playback.steps_per_second, kSpeedMin);
    program.act(SetSpeed{std::nan("")});
    EXPECT_EQ(program.state.playback.steps_per_second, kSpeedMin);
}

// --- cells ---------------------------------------------------------------------------------------------------------

TEST(CellEdit, ChangesOneCellAndLeavesTheOthersBitForBit) {
    Headless program("maxpool2d 1x2x3x3 k2 s1 values=normal:5");
    const Tensor before = program.derived().input;
    program.act(SetCell{{Grid::input, 7}, 42.0F});
    ASSERT_EQ(program.state.scenario.problem.values.kind, Values::Kind::list);
    for (std::int64_t i = 0; i < 18; ++i) EXPECT_EQ(program.derived().input[i], i == 7 ? 42.0F : before[i]) << i;
    program.act(Undo{});
    EXPECT_EQ(program.line(), "maxpool2d 1x2x3x3 k2 s1 values=normal:5");
}

TEST(CellEdit, TheSameNumberIsNoEdit) {
    Headless program("maxpool1d 1x1x4 k2 values=ramp");
    program.act(SetCell{{Grid::input, 2}, 2.0F});
    EXPECT_EQ(program.state.scenario.problem.values.kind, Values::Kind::ramp);
    EXPECT_TRUE(program.state.history.undo.empty());
    program.act(SetCell{{Grid::input, 0}, -0.0F});
    EXPECT_TRUE(std::signbit(program.derived().input[0])) << "−0 is another number than 0";
}

TEST(CellEdit, TabWalksInReadingOrderAndWraps) {
    Headless program("maxpool2d 1x1x2x2 k1 values=ramp");
    program.act(Activate{{Grid::input, 1}});
    ASSERT_TRUE(program.state.cell_edit);
    program.act(SubmitCellText{"10", true});
    ASSERT_TRUE(program.state.cell_edit);
    EXPECT_EQ(program.state.cell_edit->cell, (CellId{Grid::input, 2})) << "the next row";
    program.act(SubmitCellText{"20", true});
    program.act(SubmitCellText{"30", true});
    EXPECT_EQ(program.state.cell_edit->cell, (CellId{Grid::input, 0})) << "from the last to the first";
    program.act(SubmitCellText{"-1", false});
    EXPECT_FALSE(program.state.cell_edit);
    EXPECT_EQ(program.derived().input->values, (std::vector<float>{-1, 10, 20, 30}));
    EXPECT_EQ(program.state.history.undo.size(), 4U);
}

TEST(CellEdit, ABadNumberIsRefusedAndTheFieldStays) {
    Headless program("conv1d 1x1x4 out1 k2");
    program.act(StartCellEdit{{Grid::kernel, 1}});
    program.act(SubmitCellText{"1,5", true});
    ASSERT_TRUE(program.state.cell_edit);
    EXPECT_EQ(program.state.cell_edit->cell, (CellId{Grid::kernel, 1}));
    EXPECT_FALSE(program.state.cell_edit->refusal.empty());
    EXPECT_TRUE(program.state.history.undo.empty());
    program.act(SubmitCellText{"1.5", false});
    EXPECT_EQ(program.derived().weight[1], 1.5F);
    program.act(StartCellEdit{{Grid::bias, 0}});
    program.act(SubmitCellText{"1/4", false});
    EXPECT_EQ(program.derived().bias[0], 0.25F);
    program.act(StartCellEdit{{Grid::bias, 0}});
    program.act(CancelCellEdit{});
    EXPECT_FALSE(program.state.cell_edit);
}

TEST(CellEdit, OnlyCellsThatExistCanBeEdited) {
    Headless program("maxpool1d 1x1x4 k2");
    for (const CellId& cell : {CellId{Grid::input, 4}, CellId{Grid::input, -1}, CellId{Grid::kernel, 0},
                               CellId{Grid::bias, 0}, CellId{Grid::channel_sum, 0}, CellId{}}) {
        program.act(StartCellEdit{cell});
        EXPECT_FALSE(program.state.cell_edit);
        program.act(SetCell{cell, 1.0F});
        EXPECT_TRUE(program.state.history.undo.empty());
    }
    program.act(StartCellEdit{{Grid::input, 3}});
    EXPECT_TRUE(program.state.cell_edit);
    program.act(SetInputShape{Shape{1, 1, 3}});
    EXPECT_FALSE(program.state.cell_edit) << "the cell may be gone";
}

TEST(Number, IsReadAsPeopleTypeIt) {
    for (const auto& [text, value] : std::vector<std::pair<const char*, float>>{{"1.5", 1.5F},
                                                                                {"-3", -3.0F},
                                                                                {"−3", -3.0F},
                                                                                {" +2 ", 2.0F},
                                                                                {"1e3", 1000.0F},
                                                                                {".5", 0.5F},
                                                                                {"5.", 5.0F},
                                                                                {"1/3", 1.0F / 3.0F},
                                                                                {"−1 / 4", -0.25F},
                                                                                {"inf", INFINITY},
                                                                                {"-inf", -INFINITY},
                                                                                {"−∞", -INFINITY},
                                                                                {"1e-60", 0.0F},
                                                                                {"0.1", 0.1F}}) {
        const auto number = parse_number(text);
        ASSERT_TRUE(number) << text << ": " << number.error().sentence;
        EXPECT_EQ(*number, value) << text;
    }
    ASSERT_TRUE(parse_number("NaN"));
    EXPECT_TRUE(std::isnan(*parse_number("NaN")));
    for (const char* text :
         {"", "  ", "1,5", "abc", "1.2.3", "--1", "+-1", "1e", "1/0", "1/", "/2", "1e99", "-1e99", "1 2"})
        EXPECT_FALSE(parse_number(text)) << text;
}

// --- settings ------------------------------------------------------------------------------------------------------

TEST(InputShape, ExplicitValuesStayAtTheirPlace) {
    Headless program("maxpool2d 1x1x2x2 k1 values=1,2,3,4");
    program.act(SetInputShape{Shape{1, 2, 3, 2}});
    EXPECT_EQ(program.derived().input->values, (std::vector<float>{1, 2, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0}));
    program.act(SetInputShape{Shape{1, 1, 2, 1}});
    EXPECT_EQ(program.derived().input->values, (std::vector<float>{1, 3}));
}

TEST(InputShape, ADragDownAndUpAgainLosesNothing) {
    Headless program("conv2d 1x2x2x2 out1 k2 values=1,2,3,4,5,6,7,8");
    program.act(SetCell{{Grid::kernel, 5}, 9.0F});
    const Scenario before = program.state.scenario;
    const std::size_t steps = program.state.history.undo.size();
    program.act(BeginEdit{});
    program.act(SetInputShape{Shape{1, 1, 1, 1}});
    program.act(SetInputShape{Shape{1, 1, 2, 3}});
    program.act(SetInputShape{Shape{1, 2, 2, 2}});
    program.act(CommitEdit{});
    EXPECT_EQ(program.state.scenario, before);
    EXPECT_EQ(program.state.history.undo.size(), steps);
}

TEST(InputShape, SizesWithoutMeaningAreRefusedNotFatal) {
    Headless program("conv2d 1x2x5x5 out1 k3 values=normal:1");
    program.act(SetCell{{Grid::input, 0}, 1.0F});
    for (const Shape& shape : {Shape{1, 1, -5, 5}, Shape{1, 1, INT64_MAX, INT64_MAX}, Shape{}, Shape{5},
                               Shape{1, 1, 1, 1, 1, 1}, Shape{1, 0, 5, 5}, Shape{1, 2, 1 << 20, 1 << 20}}) {
        program.act(SetInputShape{shape});
        EXPECT_TRUE(program.shown.refusal) << to_string(shape);
        EXPECT_EQ(program.derived().steps, 9) << "the last valid picture stays";
    }
    program.act(SetInputShape{Shape{0, 2, 5, 5}});
    program.act(StepBy{1});
    program.act(TogglePlay{});
    program.tick(1.0);
    EXPECT_EQ(program.state.scenario.step, 0) << "an empty batch has no steps";
}

TEST(Weights, FollowTheKernelAndTheChannels) {
    Headless program("conv1d 1x1x5 out1 k2");
    program.act(SetValues{Grid::kernel, Values{Values::Kind::list, 0, {1, 2}}});
    program.act(SetValues{Grid::bias, Values{Values::Kind::list, 0, {5}}});
    Conv conv = operation<Conv>(program);
    conv.kernel_size = {3};
    conv.out_channels = 2;
    program.act(SetOperation{conv});
    EXPECT_FALSE(program.shown.refusal);
    EXPECT_EQ(program.derived().weight->values, (std::vector<float>{1, 2, 0, 0, 0, 0}));
    EXPECT_EQ(program.derived().bias->values, (std::vector<float>{5, 0}));
    program.act(SetInputShape{Shape{1, 2, 5}});
    EXPECT_FALSE(program.shown.refusal);
    EXPECT_EQ(program.derived().weight->values, (std::vector<float>{1, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
}

TEST(Refusal, IsANormalStateThatKeepsTheLastValidPicture) {
    Headless program("maxpool2d 1x1x5x5 k2 s1", 6);
    MaxPool pool = operation<MaxPool>(program);
    pool.padding = {Sides{3, 3}, Sides{3, 3}};
    program.act(SetOperation{pool});
    ASSERT_TRUE(program.shown.refusal);
    EXPECT_EQ(program.shown.refusal->field, Field::padding);
    EXPECT_EQ(print(program.derived().problem), "maxpool2d 1x1x5x5 k2 s1");
    EXPECT_EQ(program.state.scenario.step, 6);
    EXPECT_EQ(program.shown.told->step, 6);
    EXPECT_EQ(window_title(program.state, program.shown), "Stridelens — maxpool2d 1x1x5x5 k2 s1 p3 — refused");
    program.act(StepBy{1});
    EXPECT_EQ(program.state.scenario.step, 7) << "the last valid picture can still be walked";
    program.act(Undo{});
    EXPECT_FALSE(program.shown.refusal);
}

TEST(Refusal, TheFirstPictureIsNeverBlank) {
    Headless program("conv2d 1x3x5x5 out1 k9");
    EXPECT_TRUE(program.shown.refusal);
    EXPECT_GT(program.derived().steps, 0);
    EXPECT_FALSE(program.shown.told->explanation.terms.empty());
}

TEST(Refusal, TheFirstPictureIsOfTheProblemThatWasAskedForMadeLegal) {
    Headless program("conv2d 1x3x6x6 out2 k3 groups2 values=ramp");
    EXPECT_TRUE(program.shown.refusal);
    EXPECT_EQ(print(program.derived().problem), "conv2d 1x3x6x6 out2 k3 values=ramp");
}

TEST(Title, SaysTheProblemAndTheStep) {
    Headless program("maxpool2d 1x1x5x5 k2 s1", 6);
    EXPECT_EQ(window_title(program.state, program.shown), "Stridelens — maxpool2d 1x1x5x5 k2 s1 — step 7/16");
    program.act(SetCell{{Grid::input, 0}, 5.0F});
    EXPECT_EQ(window_title(program.state, program.shown), "Stridelens — maxpool2d 1x1x5x5 k2 s1 — step 7/16");
}

// --- tabs and ranks ------------------------------------------------------------------------------------------------

constexpr std::size_t kMaxPool = 0, kAvgPool = 1, kPad = 2, kConv = 3;

TEST(Tabs, KeepWhatTwoOperationsHaveInCommon) {
    Headless program("maxpool2d 1x1x7x7 k3 s2 p1 d2 values=integers:4");
    program.act(SwitchOperation{kConv});
    const Conv conv = operation<Conv>(program);
    EXPECT_EQ(conv.kernel_size, (Extents{3, 3}));
    EXPECT_EQ(conv.stride, (Extents{2, 2}));
    EXPECT_EQ(conv.padding, (PerAxis<Sides>{{1, 1}, {1, 1}}));
    EXPECT_EQ(conv.dilation, (Extents{2, 2}));
    EXPECT_EQ(print(program.state.scenario.problem.values), "integers:4");
    EXPECT_EQ(program.state.scenario.problem.input, (Shape{1, 1, 7, 7}));
    program.act(SwitchOperation{kAvgPool});
    EXPECT_EQ(operation<AvgPool>(program).kernel_size, (Extents{3, 3}));
    EXPECT_EQ(operation<AvgPool>(program).dilation, (Extents{1, 1})) << "average pooling has none";
    EXPECT_EQ(program.state.history.undo.size(), 2U);
}

TEST(Tabs, ATourChangesNothing) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    const Scenario before = program.state.scenario;
    for (const std::size_t tab : {kAvgPool, kPad, kConv, kPad, kAvgPool, kMaxPool}) {
        program.act(SwitchOperation{tab});
        EXPECT_FALSE(program.shown.refusal) << program.line();
    }
    EXPECT_EQ(program.state.scenario, before);
}

TEST(Tabs, RememberTheirOwnOptionsAndSeeWhatWasSetElsewhere) {
    Headless program("conv2d 1x2x6x6 out2 k3 groups2");
    program.act(SetCell{{Grid::kernel, 0}, 7.0F});
    program.act(SwitchOperation{kMaxPool});
    EXPECT_TRUE(program.state.scenario.problem.weights.list.empty());
    MaxPool pool = operation<MaxPool>(program);
    pool.kernel_size = {2, 2};
    program.act(SetOperation{pool});
    program.act(SwitchOperation{kConv});
    EXPECT_EQ(operation<Conv>(program).groups, 2);
    EXPECT_EQ(operation<Conv>(program).out_channels, 2);
    EXPECT_EQ(operation<Conv>(program).kernel_size, (Extents{2, 2}));
    EXPECT_EQ(program.derived().weight[0], 7.0F) << "edited weights come back";
    EXPECT_FALSE(program.shown.refusal);
}

TEST(Tabs, NeverLeadIntoARefusal) {
    for (const char* line :
         {"conv2d 1x1x5x5 out1 k3 p4", "pad2d 1x1x5x5 p4", "pad2d 1x1x5x5 p-2", "conv2d 1x1x2x2 out1 k4 p1",
          "conv1d 1x4x9 out4 k3 d4 groups4", "maxpool2d 1x1x1x1 k1", "maxpool2d 1x1x5x5 k9"})
        for (const std::size_t tab : {kMaxPool, kAvgPool, kPad, kConv}) {
            Headless program(line);
            if (program.state.scenario.problem.operation.index() == tab) continue;
            program.act(SwitchOperation{tab});
            EXPECT_FALSE(program.shown.refusal)
                << line << " → " << program.line() << ": " << sentence_of(*program.shown.refusal);
        }
}

TEST(Tabs, WhatASwitchChangesBesidesIsSaid) {
    Headless program("conv2d 1x1x6x6 out1 k3 p1 mode=reflect");
    program.act(SetConvention{Convention::onnx});
    EXPECT_EQ(program.state.notice, "Left out, since it would be refused here: mode=reflect.") << program.line();
    program.act(SetConvention{Convention::pytorch});
    EXPECT_EQ(program.line(), "conv2d 1x1x6x6 out1 k3 p1 mode=reflect") << "and it comes back";
    Headless wide("conv2d 1x1x7x7 out1 k3 p3");
    wide.act(SwitchOperation{kMaxPool});
    EXPECT_EQ(wide.state.notice, "Changed, since it would be refused here: p3 is now p1.") << wide.line();
    Headless nothing("maxpool2d 1x1x5x5 k2 s1");
    nothing.act(SetConvention{Convention::onnx});
    EXPECT_EQ(nothing.state.notice, "") << nothing.line();
}

TEST(Ranks, FollowWithTheirFirstEntriesAndComeBack) {
    Headless program("maxpool2d 1x1x4x6 k3x2 s2x1 p1x0 values=normal:3", 4);
    program.act(SetCell{{Grid::input, 0}, 5.0F});
    const Scenario before = program.state.scenario;
    program.act(SetSpatialRank{1});
    EXPECT_FALSE(program.shown.refusal);
    EXPECT_EQ(program.state.scenario.problem.input, (Shape{1, 1, 4}));
    const MaxPool strip = operation<MaxPool>(program);
    EXPECT_EQ(strip.kernel_size, (Extents{3}));
    EXPECT_EQ(strip.stride, (Extents{2}));
    EXPECT_EQ(strip.padding, PerAxis<Sides>{(Sides{1, 1})});
    EXPECT_EQ(program.derived().input[0], 5.0F) << "the first row";
    program.act(SetSpatialRank{2});
    EXPECT_EQ(program.state.scenario.problem, before.problem) << "nothing was touched: all is as it was";
}

TEST(Ranks, KeepTheFirstRowOfEverySlice) {
    Headless program("maxpool3d 1x2x2x2x3 k1 values=ramp");
    program.act(SetCell{{Grid::input, 0}, -1.0F});  // numbers of its own, not a generator's
    program.act(SetSpatialRank{2});
    EXPECT_EQ(program.state.scenario.problem.input, (Shape{1, 2, 2, 2}));
    EXPECT_EQ(program.derived().input->values, (std::vector<float>{-1, 1, 6, 7, 12, 13, 18, 19}));
}

TEST(Ranks, GrowByRepeatingTheLastEntry) {
    Headless program("conv1d 2x3x8 out4 k3 s2 p1 groups1 values=ramp");
    program.act(SetSpatialRank{2});
    EXPECT_EQ(program.line(), "conv2d 2x3x8x8 out4 k3 s2 p1 values=ramp");
    EXPECT_FALSE(program.shown.refusal);
}

// --- view ----------------------------------------------------------------------------------------------------------

TEST(Display, ZoomKeepsTheAnchorInPlaceAndStaysWithinLimits) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    Camera& camera = program.state.camera;
    const Point anchor{300.0F, 200.0F};
    const auto laid_out = [&] {
        return Point{(anchor.x - camera.pan.x) / camera.zoom, (anchor.y - camera.pan.y) / camera.zoom};
    };
    program.act(PanBy{{17.0F, -5.0F}});
    for (const float factor : {2.0F, 1.5F, 0.25F, 100.0F, 0.0001F, 3.0F}) {
        const Point before = laid_out();
        program.act(ZoomAt{factor, anchor});
        EXPECT_NEAR(laid_out().x, before.x, 0.01F);
        EXPECT_NEAR(laid_out().y, before.y, 0.01F);
        EXPECT_GE(camera.zoom, kZoomMin);
        EXPECT_LE(camera.zoom, kZoomMax);
    }
    program.act(ZoomAt{-1.0F, anchor});
    program.act(ZoomAt{NAN, anchor});
    EXPECT_TRUE(std::isfinite(camera.zoom) && camera.zoom > 0.0F);
    program.act(FitView{});
    EXPECT_EQ(camera.zoom, 1.0F);
    EXPECT_EQ(camera.pan, Point{});
}

TEST(Display, ANoticeGoesByItself) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    program.act(Notify{"photo.gif: this cannot be opened"});
    EXPECT_TRUE(program.tick(kNoticeSeconds - 1.0));
    EXPECT_FALSE(program.state.notice.empty());
    EXPECT_FALSE(program.tick(1.5));
    EXPECT_TRUE(program.state.notice.empty());
}

TEST(Display, ThemesToggle) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    program.act(ToggleTheme{});
    EXPECT_EQ(program.state.display.theme, ThemeName::light);
    program.act(SetTheme{ThemeName::dark});
    EXPECT_EQ(program.state.display.theme, ThemeName::dark);
}

}  // namespace
}  // namespace stridelens
