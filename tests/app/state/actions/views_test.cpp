// The views of a problem: which there are, their steps, their cells, and the way between them.

#include "app/problem/view.h"
#include "app/state/actions/view_switch.h"
#include "core/operation/messages/messages.h"
#include "tests/app/cli/headless.h"

#include <algorithm>

namespace stridelens {
namespace {

/// One small problem of every operation.
const std::vector<std::string> kProblems{"maxpool2d 1x2x5x5 k2 s1",
                                         "avgpool2d 1x1x5x5 k3 s2 p1",
                                         "pad2d 1x1x4x4 p1 mode=reflect",
                                         "conv2d 1x2x5x5 out2 k3 s2 p1",
                                         "minpool1d 1x1x7 k3 s2",
                                         "lppool2d 1x1x4x4 k2",
                                         "adaptivemaxpool2d 1x1x5x7 out3",
                                         "adaptiveavgpool3d 1x1x3x4x5 out2",
                                         "maxunpool2d 1x1x2x2 k2",
                                         "convtranspose2d 1x2x3x3 out1 k3 s2",
                                         "unfold2d 1x1x4x4 k2",
                                         "fold2d 1x4x9 size4 k2"};

TEST(Views, EveryOperationPlaysEveryViewToItsEnd) {
    std::vector<bool> seen(std::variant_size_v<Operation>, false);
    for (const std::string& line : kProblems) {
        Headless program(line);
        ASSERT_FALSE(program.shown.refusal) << line << ": " << sentence_of(*program.shown.refusal);
        seen[program.state.scenario.problem.operation.index()] = true;
        for (const View view : views_of(program.derived().geometry)) {
            SCOPED_TRACE(line + " --show " + to_string(view));
            program.act(SetView{view});
            EXPECT_EQ(program.derived().view, view);
            EXPECT_EQ(program.derived().steps, element_count(step_shape(program.derived().geometry, view)));
            program.act(StepFirst{});
            for (std::int64_t step = 0; step < program.derived().steps; ++step) {
                EXPECT_EQ(program.shown.told->step, step);
                EXPECT_FALSE(program.shown.told->explanation.sentence.empty());
                program.act(StepBy{1});
            }
            EXPECT_FALSE(program.shown.refusal);
            EXPECT_TRUE(program.state.notice.empty()) << program.state.notice;
        }
    }
    EXPECT_EQ(std::count(seen.begin(), seen.end(), false), 0) << "an operation has no problem here";
}

TEST(Views, AChangeOfViewIsOneUndoStep) {
    Headless program("conv2d 1x1x4x4 out1 k2", 3);
    const Scenario before = program.state.scenario;
    program.act(SetView{View::grad_weight});
    EXPECT_EQ(program.state.history.undo.size(), 1U);
    EXPECT_EQ(program.derived().gradients.weight->shape, (Shape{1, 1, 2, 2}));
    program.act(SetView{View::grad_weight});
    EXPECT_EQ(program.state.history.undo.size(), 1U) << "it is there already";
    program.act(Undo{});
    EXPECT_EQ(program.state.scenario, before);
    EXPECT_EQ(program.derived().view, View::output);
    EXPECT_TRUE(program.derived().gradients.input->values.empty()) << "only while a backward view shows";
    program.act(Redo{});
    EXPECT_EQ(program.derived().view, View::grad_weight);
}

TEST(Views, AViewThatTheProblemDoesNotHaveIsRefusedWithASentence) {
    Headless program("maxpool1d 1x1x4 k2");
    for (const View view : {View::scatter, View::matrix, View::grad_weight, View::grad_bias}) {
        program.act(SetView{view});
        EXPECT_EQ(program.state.scenario.view, View::output);
        EXPECT_NE(program.state.notice.find("input gradient"), std::string::npos) << program.state.notice;
    }
    EXPECT_TRUE(program.state.history.undo.empty());
    Headless unbiased("conv1d 1x1x4 out1 k2 nobias");
    unbiased.act(SetView{View::grad_bias});
    EXPECT_EQ(unbiased.state.scenario.view, View::output);
}

TEST(Views, ThatTheNewOperationLacksGiveWayToTheNearest) {
    Headless program("conv1d 1x1x4 out1 k2");
    program.act(SetView{View::grad_bias});
    program.act(SwitchOperation{0});
    EXPECT_EQ(program.derived().view, View::grad_input) << "still backwards";
    program.act(SwitchOperation{3});
    program.act(SetView{View::matrix});
    program.act(SwitchOperation{0});
    EXPECT_EQ(program.derived().view, View::output);
    EXPECT_FALSE(program.shown.refusal);
}

TEST(Views, BackwardsLeadsToTheCellThatTheStepIsAboutAndBackToTheStep) {
    // 0 9 | the window of output 1 (columns 1 and 2) has its winner at input cell 1.
    Headless program("maxpool1d 1x1x4 k2 s1 values=0,9,3,4", 1);
    program.act(SetView{View::grad_input});
    EXPECT_EQ(program.state.scenario.step, 1);
    EXPECT_EQ(program.shown.told->explanation.result, 2.0F) << "it won two windows";
    program.act(SetView{View::output});
    EXPECT_EQ(program.state.scenario.step, 1);
    program.act(SetView{View::grad_input});
    program.act(StepLast{});
    program.act(SetView{View::output});
    EXPECT_EQ(program.state.scenario.step, 2) << "the one window that reads the last cell";
}

TEST(Views, OfTheSameTensorKeepTheStep) {
    Headless program("convtranspose1d 1x1x4 out1 k3 s2", 5);
    program.act(SetView{View::scatter});
    program.act(StepTo{2});
    program.act(SetView{View::grad_input});
    EXPECT_EQ(program.state.scenario.step, 2);
    Headless conv("conv1d 1x1x6 out1 k3", 3);
    conv.act(SetView{View::matrix});
    EXPECT_EQ(conv.state.scenario.step, 3);
}

TEST(Views, AClickOnACellOfTheShownGradientStepsThere) {
    Headless program("conv1d 1x1x6 out1 k3");
    program.act(SetView{View::grad_input});
    program.act(Activate{{Grid::grad_input, 4}});
    EXPECT_EQ(program.state.scenario.step, 4);
    program.act(SetView{View::grad_weight});
    program.act(Activate{{Grid::grad_kernel, 2}});
    EXPECT_EQ(program.state.scenario.step, 2);
    program.act(Hover{{Grid::grad_kernel, 0}});
    EXPECT_EQ(program.shown.told->step, 0) << "and hovering tells it";
    program.act(SetView{View::grad_bias});
    program.act(Activate{{Grid::grad_bias, 0}});
    EXPECT_EQ(program.state.scenario.step, 0);
    EXPECT_FALSE(program.state.cell_edit);
}

TEST(Views, AnUpstreamCellIsEditedAndTheGradientFollows) {
    Headless program("avgpool1d 1x1x4 k2");
    program.act(SetView{View::grad_input});
    EXPECT_EQ(program.derived().gradients.input->values, (std::vector<float>{0.5F, 0.5F, 0.5F, 0.5F}));
    program.act(Activate{{Grid::upstream, 1}});
    ASSERT_TRUE(program.state.cell_edit);
    program.act(SubmitCellText{"8", false});
    EXPECT_EQ(program.derived().gradients.input->values, (std::vector<float>{0.5F, 0.5F, 4.0F, 4.0F}));
    EXPECT_EQ(program.line(), "avgpool1d 1x1x4 k2 upstream=1,8");
    program.act(SetInputShape{Shape{1, 1, 6}});
    EXPECT_FALSE(program.shown.refusal) << "a longer output gets a longer gradient";
    EXPECT_EQ(program.derived().upstream->values, (std::vector<float>{1.0F, 8.0F, 0.0F}));
}

TEST(Views, AnUpstreamGradientKeepsItsPlacesThroughRefusedSettings) {
    Headless program("avgpool2d 1x1x4x4 k2 upstream=1,2,3,4");
    program.act(SetInputShape{Shape{1, 1, 1, 4}});  // the window does not fit: no output, and another width
    EXPECT_TRUE(program.shown.refusal);
    program.act(SetInputShape{Shape{1, 1, 1, 6}});
    EXPECT_TRUE(program.shown.refusal);
    program.act(SetInputShape{Shape{1, 1, 4, 6}});
    EXPECT_FALSE(program.shown.refusal);
    EXPECT_EQ(*program.state.scenario.problem.upstream.list, (std::vector<float>{1, 2, 0, 3, 4, 0}));
}

TEST(Views, InTheScatterViewTheFirstClickStepsAndTheSecondEdits) {
    Headless program("convtranspose1d 1x1x4 out1 k3 s2");
    program.act(SetView{View::scatter});
    program.act(Activate{{Grid::input, 2}});
    EXPECT_EQ(program.state.scenario.step, 2);
    EXPECT_FALSE(program.state.cell_edit);
    program.act(Activate{{Grid::input, 2}});
    ASSERT_TRUE(program.state.cell_edit);
    EXPECT_EQ(program.state.cell_edit->cell, (CellId{Grid::input, 2}));
}

TEST(Views, AnIndexIsEditedAndOneOutsideTheOutputIsRefusedInPlace) {
    Headless program("maxunpool1d 1x1x2 k2 values=5,7 indices=0,3");
    EXPECT_EQ(program.derived().output->values, (std::vector<float>{5, 0, 0, 7}));
    program.act(Activate{{Grid::indices, 0}});
    for (const char* wrong : {"4", "-1", "0.5", "x"}) {
        program.act(SubmitCellText{wrong, false});
        ASSERT_TRUE(program.state.cell_edit) << wrong;
        EXPECT_FALSE(program.state.cell_edit->refusal.empty()) << wrong;
    }
    program.act(SubmitCellText{"1", false});
    EXPECT_FALSE(program.state.cell_edit);
    EXPECT_EQ(program.derived().output->values, (std::vector<float>{0, 5, 0, 7}));
}

TEST(CellEdit, AnIndexBeyondTwoToThe24IsKeptExactly) {
    Headless program("maxunpool1d 1x1x2 k1 s20000000 values=5,7 indices=0,16777217");
    EXPECT_EQ(program.derived().indices, (std::vector<std::int64_t>{0, 16777217}));
    program.act(Activate{{Grid::indices, 0}});
    program.act(SubmitCellText{"16777219"});
    EXPECT_EQ(program.derived().indices, (std::vector<std::int64_t>{16777219, 16777217}));
    EXPECT_NE(program.line().find("indices=16777219,16777217"), std::string::npos) << program.line();
    program.act(Activate{{Grid::indices, 1}});
    program.act(SubmitCellText{"20000001"});
    ASSERT_TRUE(program.state.cell_edit);
    EXPECT_NE(program.state.cell_edit->refusal.find("20000001"), std::string::npos) << program.state.cell_edit->refusal;
}

TEST(Views, TheTitleSaysWhichOneShows) {
    Headless program("conv1d 1x1x4 out1 k2");
    program.act(SetView{View::grad_weight});
    EXPECT_EQ(window_title(program.state, program.shown),
              "Stridelens — conv1d 1x1x4 out1 k2 — weight gradient — step 1/2");
}

TEST(Views, TheKeysGoRoundAllOfThem) {
    Scenario scenario = scenario_of("conv1d 1x1x4 out1 k2");
    std::vector<View> round;
    for (int i = 0; i < 5; ++i) {
        round.push_back(scenario.view);
        scenario.view = next_view(scenario);
    }
    EXPECT_EQ(round,
              (std::vector<View>{View::output, View::matrix, View::grad_input, View::grad_weight, View::grad_bias}));
    EXPECT_EQ(scenario.view, View::output);
    EXPECT_EQ(other_direction(View::matrix), View::grad_input);
    EXPECT_EQ(other_direction(View::grad_bias), View::output);
}

TEST(Views, ARefusedSettingKeepsTheViewAndItsPicture) {
    Headless program("conv1d 1x1x4 out1 k2");
    program.act(SetView{View::grad_input});
    Conv conv = operation<Conv>(program);
    conv.kernel_size = {9};
    program.act(SetOperation{conv});
    ASSERT_TRUE(program.shown.refusal);
    EXPECT_EQ(program.derived().view, View::grad_input);
    program.act(SetView{View::output});
    EXPECT_EQ(program.derived().view, View::output) << "the last picture, from the other side";
    EXPECT_EQ(program.derived().steps, 3);
}

}  // namespace
}  // namespace stridelens
