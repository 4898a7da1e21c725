#include "tests/core/explain/explain_example.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

using test::Example;

/// Every cell of one gradient, told.
void expect_told(const test::RandomProblem& problem, Subject subject, const Tensor& truth) {
    for (std::int64_t i = 0; i < element_count(truth.shape); ++i) {
        const Explanation told = explain_gradient(problem.geometry, problem.operands(), problem.upstream, subject,
                                                  unflatten(truth.shape, i));
        ASSERT_TRUE(test::same_bits(told.result, truth[i]))
            << problem.line << " gradient " << static_cast<int>(subject) << " cell " << i << ": " << told.result
            << " instead of " << truth[i];
        ASSERT_FALSE(told.sentence.empty()) << problem.line;
        ASSERT_EQ(told.rule, Rule::gradient);
        for (const Term& term : told.terms) {
            ASSERT_GE(term.output, 0) << problem.line;
            ASSERT_TRUE(test::same_bits(term.value, problem.upstream[term.output])) << problem.line;
        }
    }
}

TEST(ExplainGradient, ResultIsTheReferenceBitForBitAtEveryCellOfEveryOperation) {
    std::uint32_t seed = 51;
    for (std::size_t alternative = 0; alternative < kOperations; ++alternative) {
        for (const test::Cells cells : {test::Cells::integers, test::Cells::decimals, test::Cells::special}) {
            test::RandomProblems problems(seed++);
            for (int i = 0; i < 60; ++i) {
                const test::RandomProblem problem = problems.next(cells, alternative);
                const Gradients truth = gradients_reference(problem.geometry, problem.operands(), problem.upstream);
                expect_told(problem, Subject::grad_input, truth.input);
                if (!problem.weight.values.empty()) expect_told(problem, Subject::grad_weight, truth.weight);
                if (!problem.bias.values.empty()) expect_told(problem, Subject::grad_bias, truth.bias);
                if (HasFatalFailure()) return;
            }
        }
    }
}

TEST(ExplainGradient, AMaximumRoutesToTheWinner) {
    const Example told("maxpool1d 1x1x5 k2 s1 values=1,5,2,2,0 upstream=1,2,4,8");
    EXPECT_EQ(told.gradient(Subject::grad_input, {0, 0, 1}).result, 3.0F);
    EXPECT_EQ(told.gradient(Subject::grad_input, {0, 0, 1}).sentence,
              "won all of the 2 windows that read it: their upstream gradients add up");
    EXPECT_EQ(told.gradient(Subject::grad_input, {0, 0, 0}).sentence,
              "did not win the only window that reads it: nothing comes back");
    EXPECT_EQ(told.gradient(Subject::grad_input, {0, 0, 2}).sentence,
              "won 1 of the 2 windows that read it: its upstream gradient comes back whole");
    const Explanation tied = told.gradient(Subject::grad_input, {0, 0, 3});
    EXPECT_EQ(tied.tied, (std::vector<std::size_t>{0}));
    EXPECT_EQ(tied.sentence,
              "won 1 of the 2 windows that read it: its upstream gradient comes back whole; in 1 window it equals the "
              "winner, but the first in reading order takes it all");
}

TEST(ExplainGradient, OfSeveralNanTheLastTakesItAll) {
    const Example told("maxpool1d 1x1x2 k2 values=nan,nan upstream=3");
    EXPECT_EQ(
        told.gradient(Subject::grad_input, {0, 0, 0}).sentence,
        "did not win the only window that reads it: nothing comes back; in 1 window it equals the winner, but the "
        "last in reading order takes it all");
    EXPECT_EQ(told.gradient(Subject::grad_input, {0, 0, 1}).result, 3.0F);
}

TEST(ExplainGradient, AnAverageSpreads) {
    const Example told("avgpool2d 1x1x3x3 k2 s1 upstream=4,4,4,4");
    EXPECT_EQ(told.gradient(Subject::grad_input, {0, 0, 1, 1}).result, 4.0F);
    EXPECT_EQ(told.gradient(Subject::grad_input, {0, 0, 1, 1}).sentence,
              "each of the 4 windows that read it passes 1/4 of its upstream gradient back");
    EXPECT_EQ(told.gradient(Subject::grad_input, {0, 0, 0, 0}).sentence,
              "the one window that reads it passes 1/4 of its upstream gradient back");
    EXPECT_EQ(Example("avgpool1d 1x1x3 k2 p1 s1 nocount").gradient(Subject::grad_input, {0, 0, 0}).sentence,
              "each of the 2 windows that read it passes its upstream gradient back, divided by its own divisor");
    EXPECT_EQ(Example("avgpool1d 1x1x5 k2 s3").gradient(Subject::grad_input, {0, 0, 2}).sentence,
              "no window reads this cell: nothing comes back");
}

TEST(ExplainGradient, AConvolutionWeighs) {
    const Example told("conv1d 1x1x4 out1 k3 nobias values=1,2,3,4 weights=1,10,100 upstream=1,2");
    const Explanation input = told.gradient(Subject::grad_input, {0, 0, 1});
    EXPECT_EQ(input.result, 12.0F);
    EXPECT_EQ(input.terms[0].weight, 10.0F);
    EXPECT_EQ(
        input.sentence,
        "the sum of 2 products: each output that read it passes its upstream gradient times the weight it read it "
        "with");
    const Explanation weight = told.gradient(Subject::grad_weight, {0, 0, 2});
    EXPECT_EQ(weight.result, 11.0F);
    EXPECT_EQ(weight.terms[1].tap.source, 3);
    EXPECT_EQ(weight.sentence,
              "the sum of 2 products: each output's upstream gradient times the input cell that this weight met there");
    EXPECT_EQ(Example("conv1d 1x1x4 out1 k3 p1").gradient(Subject::grad_weight, {0, 0, 0}).sentence,
              "the sum of 4 products: each output's upstream gradient times the input cell that this weight met there; "
              "1 of them met padding, which counts as 0");
    EXPECT_EQ(Example("conv1d 2x1x4 out1 k3 p1").gradient(Subject::grad_bias, {0}).sentence,
              "added to each of the 8 output cells of its channel: their upstream gradients add up");
}

TEST(ExplainGradient, EveryOtherOperationSaysHowItPassesBack) {
    const auto sentence = [](const char* line, const Index& cell) {
        return Example(line).gradient(Subject::grad_input, cell).sentence;
    };
    EXPECT_EQ(sentence("pad1d 1x1x3 p1 mode=reflect", {0, 0, 1}),
              "copied to 3 output cells: their upstream gradients add up");
    EXPECT_EQ(sentence("pad1d 1x1x3 p-1:0", {0, 0, 0}), "cut off: no output holds it, so nothing comes back");
    EXPECT_EQ(sentence("lppool1d 1x1x4 k2 values=3,4,1,1", {0, 0, 0}),
              "the one window that reads it passes its upstream gradient times cell/norm back");
    EXPECT_EQ(sentence("lppool1d 1x1x4 k2 norm=3 values=0,0,1,1", {0, 0, 0}),
              "the one window that reads it passes its upstream gradient times (cell/norm)^2 back: here 0");
    EXPECT_EQ(sentence("maxunpool1d 1x1x2 k2 values=9,8 indices=1,2", {0, 0, 0}),
              "its index put it at output[1]: the upstream gradient from there");
    EXPECT_EQ(
        sentence("maxunpool1d 1x1x2 k2 values=9,8 indices=1,1", {0, 0, 0}),
        "its index put it at output[1]: the upstream gradient from there (also where another value lies on top, as "
        "PyTorch has it)");
    EXPECT_EQ(
        sentence("convtranspose1d 1x1x3 out1 k3 s2", {0, 0, 1}),
        "the sum of 3 products: each output it was stamped on passes its upstream gradient times the weight it was "
        "stamped with");
    EXPECT_EQ(sentence("unfold1d 1x1x3 k2", {0, 0, 1}), "copied to 2 output cells: their upstream gradients add up");
    EXPECT_EQ(sentence("fold1d 1x2x3 k2 size4", {0, 1, 0}),
              "added once, to output[1]: its upstream gradient comes back whole");
    EXPECT_EQ(sentence("fold1d 1x2x5 k2 p1 size4", {0, 0, 0}),
              "lies in the padding, which Fold throws away: nothing comes back");
}

TEST(ExplainStamp, StampsOfAllCellsAddUpToTheOutput) {
    test::RandomProblems problems(71);
    for (int i = 0; i < 300; ++i) {
        const std::size_t which = i % 2 == 0 ? alternative_of<ConvTranspose>() : alternative_of<Fold>();
        const test::RandomProblem problem = problems.next(test::Cells::integers, which);
        const Tensor truth = evaluate_reference(problem.geometry, problem.operands()).output;
        std::vector<double> sums(truth.values.size(), 0.0);
        for (std::int64_t cell = 0; cell < element_count(problem.geometry.input); ++cell) {
            const Explanation told =
                explain_stamp(problem.geometry, problem.operands(), unflatten(problem.geometry.input, cell));
            ASSERT_EQ(told.rule, Rule::stamp);
            ASSERT_FALSE(told.sentence.empty());
            for (const Term& term : told.terms) {
                sums[static_cast<std::size_t>(term.output)] += term.product;
                ASSERT_EQ(term.tap.source, cell) << problem.line;
            }
        }
        for (std::int64_t o = 0; o < element_count(truth.shape); ++o) {
            double sum = sums[static_cast<std::size_t>(o)];
            const Index at = unflatten(truth.shape, o);
            if (!problem.bias.values.empty())
                sum += static_cast<double>(problem.bias[at[problem.geometry.leading - 1]]);
            ASSERT_EQ(static_cast<float>(sum), truth[o]) << problem.line << " output " << o;
        }
    }
}

TEST(ExplainStamp, SaysWhereItGoesAndWhatIsCutOff) {
    const Example told("convtranspose1d 1x1x3 out1 k3 s2 p1 values=2,3,4");
    EXPECT_EQ(told.stamp({0, 0, 0}).sentence,
              "adds 2 times the kernel to 2 output cells; 1 of the stamp's 3 falls outside and is cut off");
    EXPECT_EQ(told.stamp({0, 0, 1}).sentence, "adds 3 times the kernel to 3 output cells");
    EXPECT_EQ(Example("maxunpool1d 1x1x2 k2 values=9,8 indices=1,1").stamp({0, 0, 0}).sentence,
              "index 1: 9 goes to output[1], where a later value lies on top of it");
    EXPECT_EQ(Example("fold1d 1x2x3 k2 size4 values=ones").stamp({0, 1, 0}).sentence, "adds 1 to output[1]");
}

}  // namespace
}  // namespace stridelens
