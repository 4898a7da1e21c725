// What follows from a scenario: derive(), a snapshot, and follow(), what of it is on screen.

#include "app/state/shown.h"
#include "core/kernels/kernels.h"
#include "core/operation/messages/messages.h"
#include "core/tensor/stop.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

Scenario scenario_of(const std::string& line, View view = View::output) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line << ": " << (problem ? "" : sentence_of(problem.error()));
    return {"", problem.value_or(Problem{}), 0, view};
}

SharedDerived derived_of(const std::string& line, View view = View::output, const SharedDerived& before = nullptr) {
    const auto derived = derive(scenario_of(line, view), before);
    EXPECT_TRUE(derived) << line;
    return derived.value_or(std::make_shared<const Derived>());
}

TEST(Derive, FillsInEverything) {
    const SharedDerived derived = derived_of("conv2d 1x2x5x5 out3 k3 s2 p1 values=integers:1");
    EXPECT_EQ(derived->geometry.output, (Shape{1, 3, 3, 3}));
    EXPECT_EQ(derived->steps, 27);
    EXPECT_EQ(derived->weight->shape, (Shape{3, 2, 3, 3}));
    EXPECT_EQ(derived->bias->shape, (Shape{3}));
    EXPECT_EQ(derived->sizes.size(), 2U);
    EXPECT_NE(derived->code.find("Conv2d"), std::string::npos);
    const Told told = tell(*derived, 4);
    EXPECT_EQ(told.step, 4);
    EXPECT_EQ(told.explanation.result, derived->output[4]);
}

TEST(Derive, LeavesWeightsEmptyWhereThereAreNone) {
    const SharedDerived pool = derived_of("maxpool1d 1x1x4 k2"), conv = derived_of("conv1d 1x1x4 out1 k2 nobias");
    EXPECT_TRUE(pool->weight->values.empty());
    EXPECT_TRUE(pool->bias->values.empty());
    EXPECT_FALSE(conv->weight->values.empty());
    EXPECT_TRUE(conv->bias->values.empty());
    EXPECT_FALSE(tell(*conv, 0).explanation.bias);
}

TEST(Derive, GradientsAndUpstreamAreThereOnlyWhileABackwardViewShows) {
    const SharedDerived forward = derived_of("conv1d 1x1x4 out1 k2");
    EXPECT_TRUE(forward->gradients.input->values.empty());
    EXPECT_TRUE(forward->upstream->values.empty());
    const SharedDerived backward = derived_of("conv1d 1x1x4 out1 k2", View::grad_input, forward);
    EXPECT_EQ(backward->gradients.input->shape, (Shape{1, 1, 4}));
    EXPECT_EQ(backward->upstream->shape, (Shape{1, 1, 3}));
    const SharedDerived again = derived_of("conv1d 1x1x4 out1 k2", View::output, backward);
    EXPECT_TRUE(again->gradients.input->values.empty());
    EXPECT_TRUE(again->upstream->values.empty());
}

TEST(Derive, SharesWhatTwoScenariosHaveInCommon) {
    const SharedDerived pool = derived_of("maxpool2d 1x1x6x6 k2");
    EXPECT_EQ(derived_of("maxpool2d 1x1x6x6 k2", View::output, pool), pool) << "nothing has changed";
    EXPECT_TRUE(derived_of("maxpool2d 1x1x6x6 k3", View::output, pool)->input.same(pool->input));
    EXPECT_FALSE(derived_of("maxpool2d 1x1x6x6 k3 values=normal:9", View::output, pool)->input.same(pool->input));
    EXPECT_FALSE(derived_of("maxpool2d 1x1x5x5 k3", View::output, pool)->input.same(pool->input));
    const SharedDerived conv = derived_of("conv1d 1x1x4 out2 k2"),
                        dilated = derived_of("conv1d 1x1x4 out2 k2 d2", View::output, conv);
    EXPECT_TRUE(dilated->weight.same(conv->weight) && dilated->bias.same(conv->bias));
    const SharedDerived backward = derived_of("conv1d 1x1x4 out2 k2", View::grad_weight, conv);
    EXPECT_TRUE(backward->output.same(conv->output));
    EXPECT_TRUE(derived_of("conv1d 1x1x4 out2 k2", View::grad_bias, backward)
                    ->gradients.weight.same(backward->gradients.weight));
}

TEST(Derive, SharingChangesNoNumber) {
    const SharedDerived before = derived_of("maxunpool1d 1x1x3 k2");
    for (const char* line :
         {"maxunpool1d 1x1x3 k2 s3", "maxunpool1d 1x1x3 k3", "maxpool1d 1x1x3 k2", "conv1d 1x1x3 out1 k2",
          "convtranspose1d 1x1x3 out1 k2", "maxunpool1d 1x1x3 k2 values=1,2,3 indices=0,2,4"})
        for (const View view : {View::output, View::grad_input}) {
            const SharedDerived fresh = derived_of(line, view), shared = derived_of(line, view, before);
            EXPECT_EQ(shared->input, fresh->input) << line;
            EXPECT_EQ(shared->indices, fresh->indices) << line;
            EXPECT_EQ(shared->output, fresh->output) << line;
            EXPECT_EQ(shared->gradients.input, fresh->gradients.input) << line;
        }
}

TEST(Derive, AnOpenedListIsTheInputItself) {
    Scenario scenario = scenario_of("maxpool1d 1x1x4 k2");
    const SharedTensor numbers(Tensor(Shape{1, 1, 4}, std::vector<float>{1, 2, 3, 4}));
    scenario.problem.values = Values{Values::Kind::list, 0, numbers};
    const auto derived = derive(scenario);
    ASSERT_TRUE(derived);
    EXPECT_TRUE((*derived)->input.same(numbers));
}

TEST(Derive, AStepIsToldWithoutComputingTheRest) {
    for (const View view : {View::output, View::grad_input, View::grad_weight}) {
        const Scenario scenario = scenario_of("conv2d 1x2x5x5 out3 k3 p1 upstream=ramp", view);
        const auto whole = derive(scenario), told = derive(scenario, nullptr, Depth::told);
        ASSERT_TRUE(whole && told);
        EXPECT_TRUE((*told)->output->values.empty());
        EXPECT_TRUE((*told)->gradients.input->values.empty());
        for (std::int64_t step = 0; step < (*whole)->steps; ++step)
            EXPECT_EQ(tell(**told, step).explanation.result, tell(**whole, step).explanation.result) << step;
    }
}

TEST(Derive, ColourScalesIgnoreWhatIsNotFinite) {
    EXPECT_EQ(derived_of("maxpool1d 1x1x4 k1 values=nan,-inf,-3,2")->looks.input.scale, 3.0F);
    EXPECT_GT(derived_of("maxpool1d 1x1x2 k1 values=0,nan")->looks.input.scale, 0.0F);
}

TEST(Derive, CanBeStoppedInEveryOperationAndView) {
    for (const char* line :
         {"maxpool2d 1x1x64x64 k3", "avgpool2d 1x1x64x64 k3", "pad2d 1x1x64x64 p1", "conv2d 1x1x64x64 out2 k3",
          "lppool2d 1x1x64x64 k3", "adaptivemaxpool2d 1x1x64x64 out5", "convtranspose2d 1x1x64x64 out2 k3",
          "unfold2d 1x1x64x64 k3", "fold2d 1x9x3844 size64 k3"}) {
        std::stop_source stop;
        stop.request_stop();
        const StopScope scope(stop.get_token());
        EXPECT_THROW((void)derive(scenario_of(line)), Stopped) << line;
        EXPECT_THROW((void)derive(scenario_of(line, View::grad_input)), Stopped) << line;
    }
    EXPECT_TRUE(derive(scenario_of("maxpool2d 1x1x64x64 k3"))) << "the scope has ended";
}

TEST(Derive, TooMuchWorkIsRefusedWithASentence) {
    for (const char* line :
         {"maxpool2d 1x1x8192x8193 k1", "pad1d 1x1x2 p100000000", "conv2d 1x1x2000x2000 out1 k200 s1",
          "maxpool2d 1x1x9000000000000000000x9000000000000000000 k1"}) {
        const auto derived = derive(scenario_of(line));
        ASSERT_FALSE(derived) << line;
        EXPECT_FALSE(sentence_of(derived.error()).empty()) << line;
    }
}

TEST(Derive, AListThatDoesNotFitIsRefusedForItsGridInEveryView) {
    for (const View view : {View::output, View::grad_input}) {
        Scenario scenario = scenario_of("conv1d 1x1x4 out1 k2", view);
        scenario.problem.weights = Values{Values::Kind::list, 0, {1, 2, 3}};
        EXPECT_EQ(derive(scenario).error().field, Field::weight);
        scenario = scenario_of("conv1d 1x1x4 out1 k2", view);
        scenario.problem.upstream = Values{Values::Kind::list, 0, {1, 2}};
        EXPECT_EQ(derive(scenario).error().field, Field::upstream);
    }
}

TEST(Shown, FollowsOnlyWhenTheVersionChanges) {
    Shown shown;
    follow(shown, scenario_of("maxpool1d 1x1x4 k2 s1 values=ramp"), 1, 0);
    follow(shown, scenario_of("maxpool1d 1x1x9 k2 s1 values=ramp"), 1, 2);
    EXPECT_EQ(shown.derived->steps, 3) << "the version says that nothing changed";
    EXPECT_EQ(shown.told->explanation.result, 3.0F) << "but the step did";
    follow(shown, scenario_of("maxpool1d 1x1x9 k2 s1 values=negative"), 2, 2);
    EXPECT_EQ(shown.told->explanation.result, -3.0F) << "the same step of another problem is told anew";
}

TEST(Shown, ARefusalLeavesTheLastValidPicture) {
    Shown shown;
    follow(shown, scenario_of("maxpool1d 1x1x4 k1"), 1, 0);
    const SharedDerived last = shown.derived;
    follow(shown, scenario_of("maxpool1d 1x1x4 k9"), 2, 0);
    ASSERT_TRUE(shown.refusal);
    EXPECT_EQ(shown.refusal->field, Field::kernel_size);
    EXPECT_EQ(shown.derived, last);
    follow(shown, scenario_of("maxpool1d 1x1x4 k1"), 3, 0);
    EXPECT_FALSE(shown.refusal);
    EXPECT_EQ(shown.derived, last) << "the way back costs nothing";
}

TEST(Shown, IsBlankBeforeAnythingIsDerivedAndNeverAfterwards) {
    Shown shown;
    EXPECT_FALSE(has_picture(shown));
    follow(shown, scenario_of("maxpool1d 1x1x4 k9"), 1, 0);
    EXPECT_TRUE(shown.refusal);
    EXPECT_TRUE(has_picture(shown)) << "the operation on a small input stands in";
}

}  // namespace
}  // namespace stridelens
