// Inside a step: its terms one by one, up to the result that the picture shows; the line of the loop that is at work.

#include "app/state/actions/tap.h"
#include "app/figure/facts/facts.h"
#include "app/figure/page/build_figure.h"
#include "app/figure/strip/strip.h"
#include "app/state/code_listing.h"
#include "core/operation/catalogue.h"
#include "tests/app/cli/headless.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace stridelens {
namespace {

constexpr const char* kEach[] = {"maxpool2d 1x1x5x5 k2 s1",
                                 "minpool2d 1x1x5x5 k3 s2 p1",
                                 "avgpool2d 1x1x6x6 k3 s2 p1 ceil",
                                 "lppool2d 1x1x5x5 k2x3 norm=2",
                                 "pad2d 1x1x4x4 p1 mode=reflect",
                                 "conv2d 1x3x6x6 out2 k3 p1",
                                 "conv1d 1x2x9 out2 k3 groups2",
                                 "convtranspose2d 1x2x3x3 out2 k3 s2",
                                 "adaptivemaxpool2d 1x1x5x7 out3x2",
                                 "adaptiveavgpool2d 1x1x5x7 out3x2",
                                 "maxunpool2d 1x1x3x3 k2",
                                 "unfold2d 1x1x5x5 k2",
                                 "fold2d 1x4x9 size4 k2",
                                 "maxpool3d 1x1x4x4x4 k2"};

Scene scene_now(const Headless& program) {
    return scene_of(program.state, program.shown, 800.0F, 600.0F);
}

TEST(Tap, GoesTermByTermThroughTheWindowOutToTheResultAndOnIntoTheNextStep) {
    Headless program("maxpool2d 1x1x5x5 k2 s1", 6);
    program.follow();
    for (std::size_t tap = 0; tap < 4; ++tap) {
        program.act(TapBy{1});
        EXPECT_EQ(tap_shown(program.state, program.shown), tap);
        EXPECT_EQ(program.state.scenario.step, 6);
    }
    program.act(TapBy{1});
    EXPECT_EQ(tap_shown(program.state, program.shown), std::nullopt) << "the result is there";
    EXPECT_EQ(program.state.scenario.step, 6);
    program.act(TapBy{1});
    EXPECT_EQ(program.state.scenario.step, 7);
    EXPECT_EQ(tap_shown(program.state, program.shown), 0U);
    program.act(TapBy{-1});
    EXPECT_EQ(program.state.scenario.step, 6);
    EXPECT_EQ(tap_shown(program.state, program.shown), std::nullopt);
    program.act(TapBy{-1});
    EXPECT_EQ(tap_shown(program.state, program.shown), 3U) << "the same way back";
    EXPECT_TRUE(program.state.history.undo.empty()) << "it is no edit";
}

TEST(Tap, StopsAtBothEnds) {
    Headless program("maxpool2d 1x1x3x3 k2 s1");
    program.act(TapBy{1});
    program.act(TapBy{-1});
    program.act(TapBy{-1});
    EXPECT_EQ(program.state.scenario.step, 0);
    program.act(StepLast{});
    for (int i = 0; i < 20; ++i) program.act(TapBy{1});
    EXPECT_EQ(program.state.scenario.step, 3);
    EXPECT_EQ(tap_shown(program.state, program.shown), std::nullopt);
    program.act(TapBy{-1});
    EXPECT_EQ(tap_shown(program.state, program.shown), 3U);
}

TEST(Tap, WhateverElseGoesToAStepOrChangesThePictureLeavesTheInside) {
    const Problem other = scenario_of("avgpool2d 1x1x4x4 k2").problem;
    for (const Action& action : {Action{StepBy{1}}, Action{StepTo{6}}, Action{StepFirst{}}, Action{TogglePlay{}},
                                 Action{SetView{View::grad_input}}, Action{SetInputShape{Shape{1, 1, 6, 6}}},
                                 Action{LoadScenario{{"", other, 0}}}, Action{SetCompared{other}}}) {
        Headless program("maxpool2d 1x1x5x5 k2 s1", 6);
        program.act(TapBy{1});
        program.act(TapBy{1});
        ASSERT_TRUE(tap_shown(program.state, program.shown));
        program.act(action);
        EXPECT_EQ(program.state.code.within, std::nullopt) << action.index();
    }
}

TEST(Tap, IsOfTheSideThatIsEdited) {
    Headless program("maxpool2d 1x1x5x5 k2 s2");
    program.act(SetCompared{scenario_of("maxpool2d 1x1x5x5 k3 s2 ceil").problem});
    program.act(SetSides{true, AB::b});
    for (int i = 0; i < 9; ++i) program.act(TapBy{1});
    EXPECT_EQ(tap_shown(program.state, program.shown), 8U) << "its window has nine cells";
    EXPECT_FALSE(build_figure(scene_now(program)).primitives.empty());
    program.act(SetSides{true, AB::a});
    EXPECT_EQ(program.state.code.within, std::nullopt);
    for (int i = 0; i < 4; ++i) program.act(TapBy{1});
    EXPECT_EQ(tap_shown(program.state, program.shown), 3U);
    program.act(TapBy{1});
    EXPECT_EQ(tap_shown(program.state, program.shown), std::nullopt);
}

TEST(Tap, IsNothingBackwardsAndOfRefusedSettings) {
    Headless program("maxpool2d 1x1x5x5 k2 s1", 6);
    program.act(SetView{View::grad_input});
    program.act(TapBy{1});
    EXPECT_EQ(program.state.code.within, std::nullopt);
    program.act(SetView{View::output});
    program.act(SetInputShape{Shape{1, 1, 1, 1}});
    ASSERT_TRUE(program.shown.refusal);
    program.act(TapBy{1});
    EXPECT_EQ(program.state.code.within, std::nullopt);
}

/// What comes of the terms that have been taken is, after the last, what the step's result is made of.
void expect_accumulated(const Headless& program, const Explanation& whole) {
    const Scene scene = scene_now(program);
    const Facts facts = gather(scene);
    ASSERT_TRUE(facts.tap);
    const Explanation& so_far = facts.explanation();
    double result = static_cast<double>(so_far.result);
    if (whole.rule == Rule::average)
        result = whole.divisor.value_or(1) == 0 ? NAN : result / static_cast<double>(*whole.divisor);
    if (whole.rule == Rule::norm) result = std::pow(result, 1.0 / whole.norm_type);
    if (whole.bias) result += static_cast<double>(*whole.bias);
    EXPECT_NEAR(result, static_cast<double>(whole.result), 1e-4) << program.line();
    for (std::size_t i = 0; i < whole.channel_sums.size(); ++i)
        EXPECT_NEAR(so_far.channel_sums[i], whole.channel_sums[i], 1e-9) << program.line();
    EXPECT_EQ(so_far.winner, whole.winner) << program.line();
    EXPECT_LT(facts.right.computed, scene.step) << "its cell has no value yet";
}

TEST(Tap, WalksAllTermsOfEveryOperationAndComesToTheResult) {
    for (const char* line : kEach) {
        Headless program(line);
        const std::int64_t step = program.derived().steps / 2;
        program.act(StepTo{step});
        const Explanation whole = program.shown.told->explanation;
        ASSERT_FALSE(whole.terms.empty()) << line;
        for (std::size_t tap = 0; tap < whole.terms.size(); ++tap) {
            program.act(TapBy{1});
            ASSERT_EQ(tap_shown(program.state, program.shown), tap) << line;
        }
        expect_accumulated(program, whole);
        EXPECT_FALSE(build_figure(scene_now(program)).primitives.empty());
        program.act(TapBy{1});
        EXPECT_EQ(tap_shown(program.state, program.shown), std::nullopt) << line;
        EXPECT_EQ(program.state.scenario.step, step) << line;
    }
}

TEST(Tap, StandsInTheStripHoweverManyTermsThereAre) {
    for (const char* line : {"avgpool2d 1x1x40x40 k40", "maxpool2d 1x1x40x40 k30 s1", "conv2d 1x1x40x40 out1 k30",
                             "lppool2d 1x1x40x40 k40 norm=1"}) {
        Headless program(line);
        for (int i = 0; i < 650; ++i) program.act(TapBy{1});
        const Scene scene = scene_now(program);
        const Facts facts = gather(scene);
        ASSERT_EQ(facts.tap, 649U) << line;
        const StripLayout strip = lay_out_strip(facts);
        const bool there = std::ranges::any_of(strip.tokens, [](const PlacedToken& placed) {
            return placed.token.cell == CellId{Grid::term, 649} && placed.token.stroke.role == Role::ink;
        });
        EXPECT_TRUE(there) << line;
    }
}

TEST(Tap, ItsStripKeepsTheHeightThatItHasFromTermToTerm) {
    for (const char* line : kEach) {
        Headless program(line);
        const auto terms = std::ssize(program.shown.told->explanation.terms);
        std::set<float> heights;
        for (std::int64_t i = 0; i < terms; ++i) {
            program.act(TapBy{1});
            const Scene scene = scene_now(program);
            heights.insert(lay_out_strip(gather(scene)).height);
        }
        EXPECT_EQ(heights.size(), 1U) << line;
    }
}

// --- the program ------------------------------------------------------------------------------------------------------

TEST(Code, EveryOperationAndFormIsAProgramOrASentence) {
    for (const char* line : kEach)
        for (const ProgramForm form : kAllOf<ProgramForm>) {
            const Headless program(line);
            const CodeListing listing = code_listing(program.derived(), form);
            EXPECT_NE(listing.program == nullptr, listing.refusal.empty()) << line << " " << to_string(form);
            EXPECT_NE(code_result(listing, {}).empty(), listing.program != nullptr);
        }
}

TEST(Code, TheLineAtWorkFollowsTheStepAndTheTerm) {
    Headless program("avgpool2d 1x1x6x6 k3 s2 p1 ceil");
    const CodeListing listing = code_listing(program.derived(), ProgramForm::loop);
    ASSERT_NE(listing.program, nullptr);
    const auto live = [&] {
        return *code_live(listing, program.state.scenario, program.shown, tap_shown(program.state, program.shown));
    };
    const auto margin = [&](const std::string& value) {
        return std::ranges::any_of(live().lines, [&](const LiveLine& line) { return line.text == value; });
    };
    const std::size_t result = live().lit;
    EXPECT_NE(listing.program->lines[result].text.find("y["), std::string::npos);
    EXPECT_TRUE(margin("i = 0"));
    program.act(StepTo{4});
    EXPECT_EQ(live().lit, result);
    EXPECT_TRUE(margin("i = 1"));
    EXPECT_FALSE(margin("i = 0"));
}

TEST(Code, InsideAStepAnotherLineIsAtWork) {
    Headless program("conv2d 1x2x5x5 out1 k2");
    const CodeListing listing = code_listing(program.derived(), ProgramForm::loop);
    const std::size_t result = code_live(listing, program.state.scenario, program.shown, {})->lit;
    const std::size_t term = code_live(listing, program.state.scenario, program.shown, 3)->lit;
    EXPECT_NE(term, result);
    EXPECT_FALSE(code_live(listing, program.state.scenario, program.shown, 3)->lines[term].text.empty());
}

TEST(Code, NoLineIsLitWhereTheLoopDoesNotDoWhatIsShown) {
    Headless program("maxpool2d 1x1x5x5 k2 s1");
    program.act(SetView{View::grad_input});
    const CodeListing listing = code_listing(program.derived(), ProgramForm::loop);
    EXPECT_EQ(code_live(listing, program.state.scenario, program.shown, {}), std::nullopt);
    EXPECT_NE(code_note(listing, program.state.scenario, program.shown).find("forward pass"), std::string::npos);
    const CodeListing numpy = code_listing(program.derived(), ProgramForm::numpy);
    program.act(SetView{View::output});
    EXPECT_EQ(code_live(numpy, program.state.scenario, program.shown, {}), std::nullopt);
}

TEST(Code, OfAComparisonItIsTheEditedSides) {
    Headless program("maxpool2d 1x1x5x5 k2 s2");
    program.act(SetCompared{scenario_of("maxpool2d 1x1x5x5 k2 s2 ceil").problem});
    const auto listing = [&] {
        return code_listing(*derived_of_program(program.state.scenario, program.shown), ProgramForm::pytorch);
    };
    const CodeListing a = listing();
    EXPECT_NE(code_note(a, program.state.scenario, program.shown).find("Code of A"), std::string::npos);
    program.act(SetSides{true, AB::b});
    const CodeListing b = listing();
    EXPECT_NE(code_note(b, program.state.scenario, program.shown).find("Code of B"), std::string::npos);
    EXPECT_EQ(a.program->text().find("ceil_mode"), std::string::npos);
    EXPECT_NE(b.program->text().find("ceil_mode"), std::string::npos);
}

TEST(Code, TheDefinitionIsRunWhereThatIsShortAndAllCellsAreEqual) {
    for (const char* line : kEach) {
        const Headless program(line);
        const auto check = code_check(program.derived());
        ASSERT_TRUE(check) << line;
        EXPECT_EQ(check->cells, element_count(program.derived().geometry.output)) << line;
        EXPECT_EQ(check->equal, check->cells) << line;
    }
    EXPECT_FALSE(code_check(Headless("maxpool2d 1x3x400x400 k5 s1").derived()));
}

TEST(Code, ACellThatDiffersIsCounted) {
    const Headless program("maxpool2d 1x1x5x5 k2 s1");
    Derived wrong = program.derived();
    Tensor output = wrong.output;
    output.values[3] += 1.0F;
    wrong.output = SharedTensor(std::move(output));
    EXPECT_EQ(code_check(wrong)->equal, 15);
}

}  // namespace
}  // namespace stridelens
