#include "core/kernels/kernels.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "tests/core/random_problem.h"
#include "tests/core/rounds.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace stridelens {
namespace {

void expect_same(const Tensor& fast, const Tensor& slow, const std::string& line, const char* what) {
    ASSERT_EQ(fast.shape, slow.shape) << line << " " << what;
    ASSERT_EQ(fast.values.size(), slow.values.size()) << line << " " << what;
    for (std::size_t i = 0; i < slow.values.size(); ++i)
        ASSERT_TRUE(test::same_bits(fast.values[i], slow.values[i]))
            << line << " " << what << " " << i << ": " << fast.values[i] << ", not " << slow.values[i];
}

void expect_same_results(const test::RandomProblem& problem) {
    const Evaluation slow = evaluate_reference(problem.geometry, problem.operands());
    const Evaluation fast = evaluate(problem.geometry, problem.operands());
    expect_same(fast.output, slow.output, problem.line, "output");
    ASSERT_EQ(fast.indices, slow.indices) << problem.line;
}

void expect_same_gradients(const test::RandomProblem& problem) {
    const Gradients slow = gradients_reference(problem.geometry, problem.operands(), problem.upstream);
    const Gradients fast = gradients(problem.geometry, problem.operands(), problem.upstream);
    expect_same(fast.input, slow.input, problem.line, "input gradient");
    expect_same(fast.weight, slow.weight, problem.line, "weight gradient");
    expect_same(fast.bias, slow.bias, problem.line, "bias gradient");
}

/// Half of the cells become ±2⁶⁰: what is added between two that cancel is lost, so that the order of a sum shows.
void widen(Tensor& tensor, test::RandomProblems& random) {
    for (float& value : tensor.values)
        if (random.one_in(2)) value = std::copysign(0x1p60F, value);
}

/// `count` problems of each operation.
void expect_same_on(test::Cells cells, std::uint32_t seed, int count, bool wide = false) {
    test::RandomProblems problems(seed);
    for (std::size_t operation = 0; operation < std::variant_size_v<Operation>; ++operation) {
        for (int i = 0; i < test::rounds(count); ++i) {
            test::RandomProblem problem = problems.next(cells, operation);
            if (wide)
                for (Tensor* tensor : {&problem.input, &problem.weight, &problem.bias, &problem.upstream})
                    widen(*tensor, problems);
            expect_same_results(problem);
            expect_same_gradients(problem);
            if (testing::Test::HasFatalFailure()) return;
        }
    }
}

TEST(Kernels, AgreeWithTheReferenceBitForBitOnWholeNumbersWithTies) {
    expect_same_on(test::Cells::integers, 11, 250);
}

TEST(Kernels, AgreeWithTheReferenceBitForBitWhereSumsRound) {
    expect_same_on(test::Cells::decimals, 12, 150);
    expect_same_on(test::Cells::decimals, 14, 150, true);
}

TEST(Kernels, AgreeWithTheReferenceBitForBitWithNanInfinitiesAndNegativeZero) {
    expect_same_on(test::Cells::special, 13, 300);
}

TEST(Kernels, PaddingTimesAnInfiniteWeightIsNan) {
    Conv conv = default_of<Conv>(1);
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
    Conv conv = default_of<Conv>(1);
    conv.kernel_size = {1};
    conv.stride = {900'000'000};
    conv.padding = {Sides{900'000'000, 900'000'000}};
    conv.padding_mode = PaddingMode::replicate;
    conv.bias = false;
    const auto geometry = resolve(conv, {1, 1, 2});
    ASSERT_TRUE(geometry.has_value()) << sentence_of(geometry.error());
    const Tensor input(Shape{1, 1, 2}, std::vector<float>{3.0F, 5.0F});
    const Evaluation result = evaluate(*geometry, input, Tensor(geometry->weight, 1.0F), Tensor(Shape{0}));
    EXPECT_EQ(result.output.values, (std::vector<float>{3.0F, 3.0F, 5.0F}));
}

}  // namespace
}  // namespace stridelens
