#include "core/operation/catalogue.h"
#include "tests/core/explain/explain_example.h"
#include "tests/core/random_problem.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace stridelens {
namespace {

using test::Example;
using test::resolved;

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Everything that an explanation claims about its own terms.
void expect_consistent(const test::RandomProblem& problem, const Explanation& told, std::int64_t o,
                       const Evaluation& truth) {
    const std::string where = fmt::format("{} output {}", problem.line, o);
    ASSERT_TRUE(test::same_bits(told.result, truth.output[o])) << where << ": " << told.result;
    if (told.rule == Rule::routed) {  // a cell may also come from outside its window
        ASSERT_TRUE(!told.winner || told.terms[*told.winner].counted) << where;
    } else {
        ASSERT_EQ(told.terms.size(), taps(problem.geometry, told.output).size()) << where;
    }
    ASSERT_FALSE(told.sentence.empty()) << where;
    if (told.rule == Rule::maximum || told.rule == Rule::minimum) {
        const std::int64_t index = truth.indices[static_cast<std::size_t>(o)];
        const std::int64_t winner = told.winner ? told.terms[*told.winner].tap.source : -1;
        ASSERT_EQ(reported_index(problem.geometry, winner), index) << where;
        for (const std::size_t tie : told.tied)
            ASSERT_TRUE(told.terms[tie].value == told.result || std::isnan(told.result)) << where;
    }
    if (told.rule == Rule::sum_of_products) {
        ASSERT_EQ(told.channels.size(), told.channel_sums.size()) << where;
        double sum = 0.0;
        for (const double channel_sum : told.channel_sums) sum += channel_sum;
        if (told.bias) sum += static_cast<double>(*told.bias);
        ASSERT_TRUE(test::same_bits(static_cast<float>(sum), told.result)) << where;
    }
}

/// Every output cell of many problems of one operation, told and evaluated.
void expect_told_as_evaluated(std::size_t alternative, std::uint32_t seed, int problems_each) {
    for (const test::Cells cells : {test::Cells::integers, test::Cells::decimals, test::Cells::special}) {
        test::RandomProblems problems(seed++);
        for (int i = 0; i < problems_each; ++i) {
            const test::RandomProblem problem = problems.next(cells, alternative);
            const Evaluation truth = evaluate_reference(problem.geometry, problem.operands());
            for (std::int64_t o = 0; o < element_count(problem.geometry.output); ++o) {
                const Explanation told =
                    explain(problem.geometry, problem.operands(), unflatten(problem.geometry.output, o));
                expect_consistent(problem, told, o, truth);
                if (testing::Test::HasFatalFailure()) return;
            }
        }
    }
}

TEST(Explain, ResultIsTheReferenceBitForBitAtEveryCellOfEveryOperation) {
    for (std::size_t alternative = 0; alternative < kOperations; ++alternative) {
        expect_told_as_evaluated(alternative, 21 + 3 * static_cast<std::uint32_t>(alternative), 200);
        if (HasFatalFailure()) return;
    }
}

TEST(Explain, MaximumNamesItsWinnerAndThoseThatLostByTheTieRule) {
    const Example told("maxpool1d 1x1x4 k4 values=2,7,7,1");
    const Explanation explanation = told.at({0, 0, 0});
    EXPECT_EQ(explanation.winner, 1U);
    EXPECT_EQ(explanation.tied, (std::vector<std::size_t>{2}));
    EXPECT_EQ(explanation.sentence,
              "the largest of the 4 values in the window; 7 occurs twice; the first in reading "
              "order wins");
}

TEST(Explain, MaximumSaysWhatPaddingCountsAs) {
    const Example told("maxpool2d 1x1x4x4 k3 s1 p1 values=ramp");
    EXPECT_EQ(told.sentence({0, 0, 1, 1}), "the largest of the 9 values in the window");
    EXPECT_EQ(told.sentence({0, 0, 0, 0}), "the largest of 4 values; 5 padded cells count as −∞ and never win");
    const Example ceil("maxpool1d 1x1x4 k3 s2 ceil values=ramp");
    EXPECT_EQ(ceil.sentence({0, 0, 1}), "the largest of 2 values; 1 overhang cell counts as −∞ and never wins");
}

TEST(Explain, AWindowWhollyInPaddingIsExplained) {
    const Example told("maxpool1d 1x1x1 k2 d2 s1 p1 values=5");
    const Explanation explanation = told.at({0, 0, 0});
    EXPECT_EQ(explanation.result, -kInfinity);
    EXPECT_FALSE(explanation.winner.has_value());
    EXPECT_EQ(explanation.sentence,
              "no tap of the window lies on a real cell: the maximum of no value is −∞, and no index is right "
              "(PyTorch 1.13.1 gives one outside the input)");
}

TEST(Explain, NanWinsAndTheSentenceSaysSo) {
    const Geometry geometry = resolved(default_of<MaxPool>(1), {1, 1, 2});
    const Tensor input(Shape{1, 1, 2}, std::vector<float>{kNan, kNan});
    const Explanation told = explain(geometry, Operands{input}, {0, 0, 0});
    EXPECT_EQ(told.winner, 1U);
    EXPECT_EQ(told.sentence,
              "NaN: in a maximum it wins over every number; it occurs twice, and the last one is "
              "reported");
}

TEST(Explain, OfNanInAMaximumOnlyPyTorchPromisesAnything) {
    EXPECT_EQ(Example("maxpool2d 1x1x2x2 k2 tensorflow values=1,nan,2,3").sentence({0, 0, 0, 0}),
              "NaN: in PyTorch's maximum it wins over every number, TensorFlow leaves open what it does");
    EXPECT_EQ(Example("maxpool2d 1x1x2x2 k2 onnx values=1,nan,2,3").sentence({0, 0, 0, 0}),
              "NaN: in PyTorch's maximum it wins over every number, ONNX leaves open what it does");
}

TEST(Explain, AverageSaysWhatItDividesBy) {
    EXPECT_EQ(Example("avgpool2d 1x1x4x4 k2 s1 values=ones").sentence({0, 0, 0, 0}),
              "the sum of the 4 values divided by 4");
    EXPECT_EQ(Example("avgpool2d 1x1x4x4 k3 s1 p1 values=ones").sentence({0, 0, 0, 0}),
              "the sum of 9 values divided by 9, padding counts as 0");
    EXPECT_EQ(Example("avgpool2d 1x1x4x4 k3 s1 p1 nocount values=ones").sentence({0, 0, 0, 0}),
              "the sum of 4 values divided by 4: padding is not counted");
    EXPECT_EQ(Example("avgpool2d 1x1x7x7 k2 s3 ceil values=ones").sentence({0, 0, 0, 2}),
              "the sum of 2 values divided by 2: the overhang that ceil mode adds never counts");
    EXPECT_EQ(Example("avgpool1d 1x1x4 k2 div3 values=ones").sentence({0, 0, 0}),
              "the sum of the 2 values divided by 3: divisor_override takes the place of the count");
}

TEST(Explain, AnAverageOfNothingIsSaid) {
    AvgPool pool = default_of<AvgPool>(1);
    pool.convention = Convention::onnx;
    pool.dilation = {2};
    pool.padding = {Sides{1, 1}};
    pool.count_include_pad = false;
    const Geometry geometry = resolved(pool, {1, 1, 1});
    const Tensor input(Shape{1, 1, 1}, 7.0F);
    const Explanation told = explain(geometry, Operands{input}, {0, 0, 0});
    EXPECT_TRUE(std::isnan(told.result));
    EXPECT_EQ(told.divisor, 0);
    EXPECT_EQ(told.sentence, "the window holds no real cell and padding is not counted: 0 divided by 0 is NaN");
}

TEST(Explain, ConvolutionIsOneSumPerChannelPlusTheBias) {
    EXPECT_EQ(Example("conv2d 1x3x5x5 out1 k3").sentence({0, 0, 1, 1}),
              "one sum of 9 products per channel, plus the bias");
    EXPECT_EQ(Example("conv2d 1x1x5x5 out1 k3 p1").sentence({0, 0, 0, 0}),
              "the sum of 9 products, plus the bias; 5 padded cells count as 0");
    const Example groups("conv1d 1x4x5 out2 k3 groups2");
    EXPECT_EQ(groups.sentence({0, 1, 0}),
              "one sum of 3 products per channel, plus the bias; group 1 reads channels 2 "
              "and 3");
    EXPECT_EQ(groups.at({0, 1, 0}).channels, (std::vector<std::int64_t>{2, 3}));
}

TEST(Explain, PadSaysWhereACellComesFrom) {
    EXPECT_EQ(Example("pad2d 1x1x4x4 p1").sentence({0, 0, 1, 4}), "copied from input[0, 3]");
    EXPECT_EQ(Example("pad2d 1x1x4x4 p1").sentence({0, 0, 0, 0}), "padding: the constant 0");
    EXPECT_EQ(Example("pad2d 1x1x4x4 p1 mode=reflect").sentence({0, 0, 0, 0}), "padding: reflected from input[1, 1]");
    EXPECT_EQ(Example("pad2d 1x1x4x4 p1 mode=circular").sentence({0, 0, 0, 0}),
              "padding: wrapped around from input[3, 3]");
}

TEST(Explain, AxesAreNamedFromTheEnd) {
    EXPECT_EQ(axis_name(resolved(default_of<MaxPool>(1), {1, 1, 4}), 0), "L");
    EXPECT_EQ(axis_name(resolved(default_of<MaxPool>(3), {1, 1, 4, 4, 4}), 0), "D");
    Pad pad = default_of<Pad>(2);
    pad.padding = PerAxis<Sides>(4, Sides{1, 1});
    const Geometry geometry = resolved(pad, {1, 1, 2, 2});
    std::string names;
    for (std::size_t a = 0; a < 4; ++a) names += axis_name(geometry, a);
    EXPECT_EQ(names, "NCHW");
}

}  // namespace
}  // namespace stridelens
