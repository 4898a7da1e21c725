// Undo and redo.

#include "app/state/actions/apply.h"
#include "app/state/actions/playback.h"
#include "app/state/state.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

struct Headless {
    Headless() {
        state.scenario.problem = *parse_problem("maxpool2d 1x1x9x9 k2 s1");
        state.scenario.step = 6;
        follow(shown, state.scenario, state.version, 0);
    }
    void act(const Action& action) {
        apply(state, action, shown);
        follow(shown, state.scenario, state.version, step_to_explain(state, shown));
    }
    void set_kernel(std::int64_t size) {
        MaxPool pool = std::get<MaxPool>(state.scenario.problem.operation);
        pool.kernel_size = {size, size};
        act(SetOperation{pool});
    }
    AppState state;
    Shown shown;
};

TEST(History, ASliderDragIsOneUndoStep) {
    Headless program;
    const Scenario before = program.state.scenario;
    program.act(BeginEdit{});
    for (const std::int64_t size : {3, 4, 5, 9}) program.set_kernel(size);
    program.act(CommitEdit{});
    ASSERT_EQ(program.state.history.undo.size(), 1U);
    const Scenario after = program.state.scenario;
    program.act(Undo{});
    EXPECT_EQ(program.state.scenario, before) << "values, settings and step";
    program.act(Redo{});
    EXPECT_EQ(program.state.scenario, after);
}

TEST(History, ADragThatComesBackIsNoStep) {
    Headless program;
    program.act(BeginEdit{});
    program.set_kernel(5);
    program.set_kernel(2);
    program.act(CommitEdit{});
    EXPECT_TRUE(program.state.history.undo.empty());
    program.act(BeginEdit{});
    program.act(StepBy{1});
    program.act(CommitEdit{});
    program.act(CommitEdit{});
    EXPECT_TRUE(program.state.history.undo.empty());
}

TEST(History, AnEditOutsideADragIsAStepOfItsOwn) {
    Headless program;
    program.set_kernel(3);
    program.set_kernel(3);
    program.set_kernel(4);
    EXPECT_EQ(program.state.history.undo.size(), 2U);
}

TEST(History, ANewEditClearsRedoAndAVoidOneDoesNot) {
    Headless program;
    program.set_kernel(3);
    program.act(Undo{});
    ASSERT_EQ(program.state.history.redo.size(), 1U);
    program.set_kernel(2);  // as it is
    program.act(StepBy{1});
    EXPECT_EQ(program.state.history.redo.size(), 1U);
    program.set_kernel(4);
    EXPECT_TRUE(program.state.history.redo.empty());
}

TEST(History, UndoDuringADragEndsTheDragFirst) {
    Headless program;
    const Scenario before = program.state.scenario;
    program.act(BeginEdit{});
    program.set_kernel(5);
    program.act(Undo{});
    EXPECT_EQ(program.state.scenario, before);
    EXPECT_FALSE(program.state.history.before_edit);
    EXPECT_EQ(program.state.history.redo.size(), 1U);
}

TEST(History, ARefusedSettingCanBeUndone) {
    Headless program;
    program.set_kernel(99);
    ASSERT_TRUE(program.shown.refusal);
    program.act(Undo{});
    EXPECT_FALSE(program.shown.refusal);
    program.act(Redo{});
    EXPECT_TRUE(program.shown.refusal);
}

TEST(History, LoadingALessonIsOneStep) {
    Headless program;
    const Scenario before = program.state.scenario;
    program.act(LoadScenario{{"A lesson", *parse_problem("avgpool1d 1x1x10 k2 s1"), 3}});
    EXPECT_EQ(program.state.scenario.step, 3);
    EXPECT_EQ(program.state.history.undo.size(), 1U);
    program.act(Undo{});
    EXPECT_EQ(program.state.scenario, before);
    program.act(LoadScenario{{"", before.problem, 1000000}});
    EXPECT_EQ(program.state.scenario.step, 63) << "clamped";
}

TEST(History, IsBounded) {
    Headless program;
    for (std::size_t i = 0; i < kHistoryLimit + 50; ++i) program.set_kernel(i % 2 == 0 ? 3 : 4);
    EXPECT_EQ(program.state.history.undo.size(), kHistoryLimit);
    // Large inputs: the oldest go first, the newest stays.
    AppState large;
    large.scenario.problem = *parse_problem("maxpool2d 1x1x2048x2048 k1");
    large.scenario.problem.values = Values{Values::Kind::list, 0, std::vector<float>(2048 * 2048, 1.0F)};
    for (int i = 0; i < 12; ++i) apply(large, SetCell{{Grid::input, i}, 2.0F}, Shown{});
    EXPECT_EQ(large.history.undo.size(), kHistoryBytes / (2048 * 2048 * sizeof(float) + 1));
}

}  // namespace
}  // namespace stridelens
