#include "core/kernels/kernels.h"

#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

void expect_same(const test::RandomProblem& problem) {
    const Evaluation slow = evaluate_reference(problem.geometry, problem.input, problem.weight, problem.bias);
    const Evaluation fast = evaluate(problem.geometry, problem.input, problem.weight, problem.bias);
    ASSERT_EQ(fast.output.shape, slow.output.shape) << problem.line;
    ASSERT_EQ(fast.output.values.size(), slow.output.values.size()) << problem.line;
    for (std::size_t i = 0; i < slow.output.values.size(); ++i)
        ASSERT_TRUE(test::same_bits(fast.output.values[i], slow.output.values[i]))
            << problem.line << " output " << i << ": " << fast.output.values[i] << ", not " << slow.output.values[i];
    ASSERT_EQ(fast.indices, slow.indices) << problem.line;
}

TEST(Kernels, AgreeWithTheReferenceBitForBitOnWholeNumbersWithTies) {
    test::RandomProblems problems(11);
    for (int i = 0; i < 3000 && !testing::Test::HasFatalFailure(); ++i)
        expect_same(problems.next(test::Cells::integers));
}

TEST(Kernels, AgreeWithTheReferenceBitForBitWhereSumsRound) {
    test::RandomProblems problems(12);
    for (int i = 0; i < 3000 && !testing::Test::HasFatalFailure(); ++i)
        expect_same(problems.next(test::Cells::decimals));
}

TEST(Kernels, AgreeWithTheReferenceBitForBitWithNanInfinitiesAndNegativeZero) {
    test::RandomProblems problems(13);
    for (int i = 0; i < 4000 && !testing::Test::HasFatalFailure(); ++i)
        expect_same(problems.next(test::Cells::special));
}

TEST(Kernels, PaddingTimesAnInfiniteWeightIsNan) {
    Conv conv = default_conv(1);
    conv.kernel_size = {1};
    conv.padding = {Sides{1, 1}};
    conv.bias = false;
    const auto geometry = resolve(conv, {1, 1, 1});
    ASSERT_TRUE(geometry.has_value());
    const Tensor weight(geometry->weight, std::numeric_limits<float>::infinity());
    const Evaluation result = evaluate(*geometry, Tensor(Shape{1, 1, 1}, 2.0F), weight, Tensor(Shape{0}));
    EXPECT_TRUE(std::isnan(result.output[0]));
    EXPECT_EQ(result.output[1], std::numeric_limits<float>::infinity());
    EXPECT_TRUE(std::isnan(result.output[2]));
}

TEST(Kernels, HugePaddingUnderAHugeStrideIsNotWrittenOut) {
    Conv conv = default_conv(1);
    conv.kernel_size = {1};
    conv.stride = {900'000'000};
    conv.padding = {Sides{900'000'000, 900'000'000}};
    conv.padding_mode = PaddingMode::replicate;
    conv.bias = false;
    const auto geometry = resolve(conv, {1, 1, 2});
    ASSERT_TRUE(geometry.has_value()) << geometry.error().message;
    const Tensor input(Shape{1, 1, 2}, std::vector<float>{3.0F, 5.0F});
    const Evaluation result = evaluate(*geometry, input, Tensor(geometry->weight, 1.0F), Tensor(Shape{0}));
    EXPECT_EQ(result.output.values, (std::vector<float>{3.0F, 3.0F, 5.0F}));
}

}  // namespace
}  // namespace stridelens
