// What follows from a scenario.

#include "app/state/derived.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stridelens {
namespace {

Scenario scenario_of(const std::string& line) {
    return {"", *parse_problem(line), 0};
}

TEST(Derive, FillsInEverything) {
    Derived derived;
    derive(derived, scenario_of("conv2d 1x2x5x5 out3 k3 s2 p1 values=integers:1"), 1, 4);
    EXPECT_FALSE(derived.refusal);
    EXPECT_EQ(derived.geometry.output, (Shape{1, 3, 3, 3}));
    EXPECT_EQ(derived.steps, 27);
    EXPECT_EQ(derived.weight.shape, (Shape{3, 2, 3, 3}));
    EXPECT_EQ(derived.bias.shape, (Shape{3}));
    EXPECT_EQ(derived.coverage.shape, (Shape{1, 2, 5, 5}));
    EXPECT_EQ(derived.sizes.size(), 2U);
    EXPECT_NE(derived.code.find("Conv2d"), std::string::npos);
    EXPECT_EQ(derived.step, 4);
    EXPECT_EQ(derived.explanation.result, derived.evaluation.output[4]);
}

TEST(Derive, LeavesWeightsEmptyWhereThereAreNone) {
    Derived derived;
    derive(derived, scenario_of("maxpool1d 1x1x4 k2"), 1, 0);
    EXPECT_TRUE(derived.weight.values.empty());
    EXPECT_TRUE(derived.bias.values.empty());
    derive(derived, scenario_of("conv1d 1x1x4 out1 k2 nobias"), 2, 0);
    EXPECT_FALSE(derived.weight.values.empty());
    EXPECT_TRUE(derived.bias.values.empty());
    EXPECT_FALSE(derived.explanation.bias);
}

TEST(Derive, WorksOnlyWhenTheVersionChanges) {
    Derived derived;
    derive(derived, scenario_of("maxpool1d 1x1x4 k2 s1 values=ramp"), 1, 0);
    derive(derived, scenario_of("maxpool1d 1x1x9 k2 s1 values=ramp"), 1, 2);
    EXPECT_EQ(derived.steps, 3) << "the version says that nothing changed";
    EXPECT_EQ(derived.explanation.result, 3.0F) << "but the step did";
    derive(derived, scenario_of("maxpool1d 1x1x9 k2 s1 values=negative"), 2, 2);
    EXPECT_EQ(derived.explanation.result, -3.0F) << "the same step of another problem is told anew";
}

TEST(Derive, ColourScalesIgnoreWhatIsNotFinite) {
    Derived derived;
    derive(derived, scenario_of("maxpool1d 1x1x4 k1 values=nan,-inf,-3,2"), 1, 0);
    EXPECT_EQ(derived.input_scale, 3.0F);
    derive(derived, scenario_of("maxpool1d 1x1x2 k1 values=0,nan"), 2, 0);
    EXPECT_GT(derived.input_scale, 0.0F);
}

TEST(Derive, TooMuchWorkIsRefusedWithASentence) {
    Derived derived;
    derive(derived, scenario_of("maxpool1d 1x1x4 k1"), 1, 0);
    for (const char* line :
         {"maxpool2d 1x1x8192x8193 k1", "pad1d 1x1x2 p100000000", "conv2d 1x1x2000x2000 out1 k200 s1",
          "maxpool2d 1x1x9000000000000000000x9000000000000000000 k1"}) {
        derive(derived, scenario_of(line), derived.version + 1, 0);
        ASSERT_TRUE(derived.refusal) << line;
        EXPECT_FALSE(derived.refusal->message.empty()) << line;
        EXPECT_EQ(derived.steps, 4) << line;
    }
}

TEST(Derive, AListThatDoesNotFitIsRefusedForItsGrid) {
    Derived derived;
    Scenario scenario = scenario_of("conv1d 1x1x4 out1 k2");
    scenario.problem.weights = Values{Values::Kind::list, 0, {1, 2, 3}};
    derive(derived, scenario, 1, 0);
    ASSERT_TRUE(derived.refusal);
    EXPECT_EQ(derived.refusal->field, Field::weight);
}

}  // namespace
}  // namespace stridelens
