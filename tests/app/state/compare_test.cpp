// Two problems side by side: what is derived of them, which steps there are, and what an edit of one does to the other.

#include "app/problem/compared.h"
#include "app/state/actions/apply.h"
#include "app/state/actions/playback.h"
#include "core/operation/messages/messages.h"
#include "core/operation/parameters/settings.h"
#include "tests/core/random_problem.h"
#include "tests/core/wild_problem.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

Scenario compared(const std::string& line) {
    const auto comparison = parse_comparison(line);
    EXPECT_TRUE(comparison) << line << ": " << (comparison ? "" : sentence_of(comparison.error()));
    return with_comparison({}, comparison.value_or(Comparison{}));
}

struct Window {
    explicit Window(const std::string& line) {
        state.scenario = compared(line);
        follow(shown, state.scenario, state.version, 0);
    }
    void act(const Action& action) {
        apply(state, action, shown);
        follow(shown, state.scenario, state.version, step_to_explain(state, shown));
    }
    void set(Field field, std::int64_t value) {
        act(SetOperation{with_value(state.scenario.problem.operation, field, value)});
    }
    std::string line() const { return print(comparison_of(state.scenario)); }
    const Compared& sides() const { return *shown.derived->compared; }
    AppState state;
    Shown shown;
};

TEST(Compare, BothSidesAreDerivedAndShareWhatTheyHaveInCommon) {
    const Window window("maxpool2d 1x1x7x7 k2 s2 values=integers:2 | ceil");
    ASSERT_NE(window.shown.derived->compared, nullptr);
    EXPECT_EQ(window.sides().a->geometry.output, (Shape{1, 1, 3, 3}));
    EXPECT_EQ(window.sides().b->geometry.output, (Shape{1, 1, 4, 4}));
    EXPECT_TRUE(window.sides().a->input.same(window.sides().b->input));
    EXPECT_EQ(sentence_of(window.sides().outputs), "7 of 16 cells differ; all 7 exist only in B");
    EXPECT_EQ(window.shown.derived->steps, 16) << "the longer side's";
}

TEST(Compare, EachSideIsToldAsItWouldBeAlone) {
    constexpr int seed = 70;
    test::RandomProblems problems(seed);
    for (int round = 0; round < 300; ++round) {
        const test::RandomProblem a = problems.next(test::Cells::special), b = problems.next(test::Cells::special);
        const Scenario scenario = with_comparison({}, {*parse_problem(a.line), *parse_problem(b.line)});
        const auto derived = derive(scenario);
        ASSERT_TRUE(derived) << a.line << " | " << b.line;
        const Compared& sides = *(*derived)->compared;
        ASSERT_EQ((*derived)->steps, std::max(sides.a->steps, sides.b->steps));
        if ((*derived)->steps == 0) continue;
        const std::int64_t step = problems.whole(0, (*derived)->steps - 1);
        const Told told = tell(**derived, step);
        for (const AB side : {AB::a, AB::b}) {
            const SharedDerived& own = sides.side(side);
            const auto& here = side == AB::a ? told.a : told.b;
            const auto cell = step_on(sides, step, own);
            ASSERT_EQ(here != nullptr, cell.has_value());
            if (!cell) continue;
            ASSERT_EQ(here->explanation.sentence, tell(*own, *cell).explanation.sentence);
            ASSERT_EQ(step_of(**derived, {Grid::output, *cell, side}), step);
        }
        ASSERT_TRUE(told.a != nullptr || told.b != nullptr) << "a step is a cell of one side at least";
    }
}

TEST(Compare, ASideThatLacksTheCellHasComeAsFarAsTheStepsBefore) {
    const Shape a{1, 1, 3, 3}, b{1, 1, 4, 4};
    EXPECT_EQ(last_cell_by(b, 3, a), 2) << "row 0 is done";
    EXPECT_EQ(last_cell_by(b, 4, a), 3);
    EXPECT_EQ(last_cell_by(b, 15, a), 8);
    for (std::int64_t step = 0; step < 16; ++step) {
        std::int64_t expected = -1;
        for (std::int64_t cell = 0; cell < 9; ++cell)
            if (*same_cell(a, cell, b) <= step) expected = cell;
        EXPECT_EQ(last_cell_by(b, step, a), expected) << step;
    }
}

TEST(Compare, WhatIsSetOnOneSideIsSetOnBothButForWhatBHasOfItsOwn) {
    Window window("maxpool2d 1x1x7x7 k2 s2 | ceil");
    window.set(Field::kernel_size, 3);
    EXPECT_EQ(window.line(), "maxpool2d 1x1x7x7 k3 s2 | ceil");
    window.act(SetInputShape{{1, 2, 9, 9}});
    EXPECT_EQ(window.line(), "maxpool2d 1x2x9x9 k3 s2 | ceil");
    window.act(SetValues{Grid::input, {Values::Kind::ramp, 7, {}}});
    EXPECT_EQ(window.line(), "maxpool2d 1x2x9x9 k3 s2 values=ramp | ceil");
    window.act(SetCell{{Grid::input, 0}, 42.0F});
    EXPECT_EQ(window.state.scenario.problem.values, window.state.scenario.other->values);
    window.act(SwitchOperation{alternative_of<AvgPool>()});
    EXPECT_EQ(print(*comparison_of(window.state.scenario).b, PrintOptions{.explicit_values = false}),
              "avgpool2d 1x2x9x9 k3 s2 ceil");
    window.act(Undo{});
    window.act(Undo{});
    window.act(Undo{});
    window.act(Undo{});
    EXPECT_EQ(window.line(), "maxpool2d 1x1x7x7 k3 s2 | ceil");
}

TEST(Compare, ADragPassesOverBsOwnValueAndLeavesIt) {
    Window window("maxpool2d 1x1x9x9 k2 s1 | k3");
    window.act(BeginEdit{});
    for (const std::int64_t size : {3, 4, 5}) window.set(Field::kernel_size, size);
    window.act(CommitEdit{});
    EXPECT_EQ(window.line(), "maxpool2d 1x1x9x9 k5 s1 | k3");
    window.act(Undo{});
    EXPECT_EQ(window.line(), "maxpool2d 1x1x9x9 k2 s1 | k3");
}

TEST(Compare, OneSideAloneIsEditedWhereThatIsMeant) {
    Window window("maxpool2d 1x1x9x9 k2 s1 | ceil");
    window.act(SetSides{.one = true, .side = AB::a});
    window.set(Field::kernel_size, 3);
    EXPECT_EQ(window.line(), "maxpool2d 1x1x9x9 k3 s1 | k2 ceil");
    window.act(SetSides{.one = true, .side = AB::b});
    EXPECT_EQ(print(window.state.scenario.problem), "maxpool2d 1x1x9x9 k2 s1 ceil") << "panels show B";
    window.set(Field::stride, 4);
    EXPECT_EQ(window.line(), "maxpool2d 1x1x9x9 k3 s1 | k2 s4 ceil");
    window.act(SetSides{});
    EXPECT_EQ(window.line(), "maxpool2d 1x1x9x9 k3 s1 | k2 s4 ceil");
    EXPECT_EQ(print(window.state.scenario.problem), "maxpool2d 1x1x9x9 k3 s1");
    EXPECT_EQ(window.state.history.undo.size(), 2U) << "which side is edited is no work";
    window.act(SetSides{.one = true, .side = AB::b});
    window.act(Undo{});
    EXPECT_EQ(print(window.state.scenario.problem), "maxpool2d 1x1x9x9 k2 s1 ceil") << "B stays the edited side";
    EXPECT_EQ(window.line(), "maxpool2d 1x1x9x9 k3 s1 | k2 ceil");
}

TEST(Compare, BeginsAndEndsInOneUndoStepEach) {
    Window window("maxpool2d 1x1x7x7 k2 s2");
    Problem b = window.state.scenario.problem;
    std::get<MaxPool>(b.operation).ceil_mode = true;
    window.act(SetCompared{b});
    EXPECT_EQ(window.line(), "maxpool2d 1x1x7x7 k2 s2 | ceil");
    window.act(StepTo{15});
    EXPECT_EQ(window.state.scenario.step, 15);
    window.act(SetCompared{});
    EXPECT_EQ(window.line(), "maxpool2d 1x1x7x7 k2 s2");
    EXPECT_EQ(window.state.scenario.step, 8) << "the nearest that A has";
    EXPECT_EQ(window.shown.derived->compared, nullptr);
    window.act(Undo{});
    EXPECT_EQ(window.line(), "maxpool2d 1x1x7x7 k2 s2 | ceil");
    window.act(Undo{});
    EXPECT_EQ(window.line(), "maxpool2d 1x1x7x7 k2 s2");
}

TEST(Compare, ARefusedBIsToldAndItsLastPictureStays) {
    Window window("maxpool2d 1x1x7x7 k2 s2 | ceil");
    window.act(SetCompared{*compared("maxpool2d 1x1x7x7 k2 s2 | p2").other});
    EXPECT_FALSE(window.shown.refusal);
    ASSERT_TRUE(window.sides().refusal);
    EXPECT_EQ(window.sides().refusal->field, Field::padding);
    EXPECT_EQ(print(window.sides().b->problem), "maxpool2d 1x1x7x7 k2 s2 ceil");
    window.set(Field::kernel_size, 4);  // now both may be
    EXPECT_FALSE(window.sides().refusal);
    window.set(Field::padding, 9);
    EXPECT_TRUE(window.shown.refusal) << "of A";
    ASSERT_NE(window.shown.derived->compared, nullptr) << "the last picture stays";
}

TEST(Compare, ABThatIsRefusedFromTheBeginningHasNoPicture) {
    const Window window("maxpool2d 1x1x7x7 k2 s2 | p2");
    ASSERT_NE(window.shown.derived->compared, nullptr);
    EXPECT_EQ(window.sides().b, nullptr);
    EXPECT_TRUE(window.sides().refusal);
    EXPECT_EQ(window.shown.derived->steps, 9);
    EXPECT_EQ(window.shown.told->b, nullptr);
}

TEST(Compare, LoadedSidesAreThoseOfTheFile) {
    Window window("maxpool2d 1x1x7x7 k2 s2 | ceil");
    window.act(LoadScenario{compared("maxpool2d 1x1x9x9 k3 s2 | 1x1x7x7 k2 ceil")});
    EXPECT_EQ(window.line(), "maxpool2d 1x1x9x9 k3 s2 | 1x1x7x7 k2 ceil");
}

TEST(Compare, FollowingKeepsWhatIsSharedOfAnyTwoProblems) {
    constexpr int seed = 71;
    test::WildProblems wild(seed);
    for (int round = 0; round < 3'000; ++round) {
        const Problem a = wild.next(), after = wild.with_values(wild.next());
        EXPECT_EQ(print(followed(a, a, after)), print(after)) << print(a);
        const Problem b = wild.next();
        EXPECT_EQ(print(followed(a, b, a)), print(b)) << print(a) << ": nothing has changed";
        static_cast<void>(followed(a, b, after));
    }
}

TEST(Compare, WhyARuleExistsIsOneUndoStepAndLeadsBack) {
    Window window("maxpool2d 1x1x5x5 k2 s2");
    window.set(Field::padding, 2);
    ASSERT_TRUE(window.shown.refusal);
    const Scenario refused = window.state.scenario;
    window.act(ShowWhy{});
    EXPECT_EQ(window.line(), "maxpool2d 1x1x5x5 k2 s2 p1 | p2 onnx");
    EXPECT_FALSE(window.shown.refusal);
    EXPECT_EQ(window.state.lesson.title, window.state.scenario.title);
    EXPECT_NE(window.state.lesson.note.find("reads nothing but padding"), std::string::npos);
    const Scenario why = window.state.scenario;
    window.act(Undo{});
    EXPECT_EQ(window.state.scenario, refused);
    EXPECT_NE(window.state.lesson.title, window.state.scenario.title) << "the note is not of this one";
    window.act(Redo{});
    EXPECT_EQ(window.state.scenario, why);
    EXPECT_EQ(window.state.lesson.title, window.state.scenario.title) << "and comes back";
    window.act(SetCompared{});
    EXPECT_NE(window.state.lesson.title, window.state.scenario.title) << "it speaks of A and B";
}

TEST(Compare, WhereNothingIsRefusedOrToldOfItWhyDoesNothing) {
    for (const char* line : {"maxpool2d 1x1x5x5 k2 s2", "maxpool2d 1x1x5x5 k2 | ceil"}) {
        Window window(line);
        const Scenario before = window.state.scenario;
        window.act(ShowWhy{});
        EXPECT_EQ(window.state.scenario, before);
        EXPECT_TRUE(window.state.history.undo.empty());
    }
    Window window("maxpool2d 1x1x5x5 k2 s2");
    window.set(Field::stride, 0);
    const Scenario before = window.state.scenario;
    window.act(ShowWhy{});
    EXPECT_EQ(window.state.scenario, before) << "nothing shows that a stride is at least 1";
}

}  // namespace
}  // namespace stridelens
