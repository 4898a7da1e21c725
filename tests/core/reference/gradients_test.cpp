// Gradients against what they are by definition: the slope of the result, measured in double, and for linear operations the
// adjoint identity <Ax, y> = <x, Aᵀy>, exactly.

#include "core/kernels/kernels.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "tests/core/random_problem.h"
#include "tests/core/rounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

namespace stridelens {
namespace {

/// The operands in double, beside the windows: an operation evaluated a second time, from its definition.
struct InDouble {
    const test::RandomProblem& problem;
    std::vector<double> input, weight, bias;
    std::vector<std::vector<Tap>> windows;  // of each output cell

    explicit InDouble(const test::RandomProblem& p)
        : problem(p),
          input(p.input.values.begin(), p.input.values.end()),
          weight(p.weight.values.begin(), p.weight.values.end()),
          bias(p.bias.values.begin(), p.bias.values.end()) {
        for (std::int64_t o = 0; o < element_count(p.geometry.output); ++o)
            windows.push_back(taps(p.geometry, unflatten(p.geometry.output, o)));
    }

    double value(const Tap& tap) const {
        return tap.source >= 0 ? input[static_cast<std::size_t>(tap.source)]
                               : static_cast<double>(problem.geometry.pad_value);
    }

    double largest(const std::vector<Tap>& window, double sign) const {
        double best = -std::numeric_limits<double>::infinity();
        for (const Tap& tap : window)
            if (tap.kind == TapKind::inside) best = std::max(best, sign * value(tap));
        return std::isinf(best) ? 0.0 : sign * best;  // no real cell: constant
    }

    double average(const std::vector<Tap>& window, std::optional<std::int64_t> divisor, bool padding_counts) const {
        double sum = 0.0;
        std::int64_t counted = 0;
        for (const Tap& tap : window) {
            if (tap.kind == TapKind::inside) sum += value(tap);
            if (tap.kind == TapKind::inside || (tap.kind == TapKind::padding && padding_counts)) ++counted;
        }
        return counted == 0 && !divisor ? 0.0 : sum / static_cast<double>(divisor.value_or(counted));
    }

    double norm(const LpPool& pool, const std::vector<Tap>& window) const {
        double sum = 0.0;
        double counted = 0.0;
        for (const Tap& tap : window) {
            if (tap.kind != TapKind::inside) continue;
            sum += std::pow(value(tap), pool.norm_type);  // the cells of these tests are positive
            counted += 1.0;
        }
        const double scale = static_cast<double>(problem.geometry.kernel_cells()) / counted;
        return std::pow(pool.convention == Convention::pytorch ? sum * scale : sum, 1.0 / pool.norm_type);
    }

    double sum(const std::vector<Tap>& window, bool with_padding) const {
        double total = 0.0;
        for (const Tap& tap : window)
            if (tap.source >= 0 || with_padding)
                total += value(tap) * (tap.weight >= 0 ? weight[static_cast<std::size_t>(tap.weight)] : 1.0);
        return total;
    }

    double offset(std::int64_t output) const {
        const Index at = unflatten(problem.geometry.output, output);
        return bias.empty() ? 0.0 : bias[static_cast<std::size_t>(at[problem.geometry.leading - 1])];
    }

    double output(std::size_t o) const {
        const std::vector<Tap>& window = windows[o];
        const auto flat = static_cast<std::int64_t>(o);
        return std::visit(
            overloaded{
                [&](const MaxPool&) { return largest(window, 1.0); },
                [&](const MinPool&) { return largest(window, -1.0); },
                [&](const AdaptiveMaxPool&) { return largest(window, 1.0); },
                [&](const AvgPool& pool) { return average(window, pool.divisor_override, pool.count_include_pad); },
                [&](const AdaptiveAvgPool&) { return average(window, {}, false); },
                [&](const LpPool& pool) { return window.empty() ? 0.0 : norm(pool, window); },
                [&](const Pad&) { return sum(window, true); },
                [&](const Unfold&) { return sum(window, true); },
                [&](const Fold&) { return sum(window, false); },
                [&](const Conv&) { return sum(window, true) + offset(flat); },
                [&](const ConvTranspose&) { return sum(window, false) + offset(flat); },
                [&](const MaxUnpool&) {
                    const std::int64_t from = unpooled_from(problem.geometry, problem.indices, flat);
                    return from >= 0 ? input[static_cast<std::size_t>(from)] : 0.0;
                },
            },
            problem.geometry.operation);
    }

    double loss() const {
        double total = 0.0;
        for (std::size_t o = 0; o < windows.size(); ++o)
            total += static_cast<double>(problem.upstream.values[o]) * output(o);
        return total;
    }
};

constexpr double kStep = 0x1p-10;

/// Slope of the loss at each of `cells` (input, weight or bias of `evaluator`), by central differences.
std::vector<double> slopes(const InDouble& evaluator, std::vector<double>& cells) {
    std::vector<double> found;
    for (double& cell : cells) {
        const double here = cell;
        cell = here + kStep;
        const double above = evaluator.loss();
        cell = here - kStep;
        const double below = evaluator.loss();
        cell = here;
        found.push_back((above - below) / (2.0 * kStep));
    }
    return found;
}

/// All operations but LpPool are linear within a step, so that the difference quotient is exact but for rounding, 2⁻⁵³·|loss|/step,
/// and the gradient for its last bit, 2⁻²⁴: 2⁻²⁰ of the largest number in play holds both. LpPool: the quotient misses by
/// step²/6 of the third derivative, which for cells of 1 … 3 and p of 0.25 … 4 is at most some ten times the first:
/// 10·2⁻²⁰/6 < 2⁻¹⁹, and the float32 sums add 2⁻²⁴ for each of up to 64 cells times |1/p − 1| <= 3: 2⁻¹⁶ < 2⁻¹⁴.
double tolerance(const Operation& operation) {
    return std::holds_alternative<LpPool>(operation) ? 0x1p-14 : 0x1p-20;
}

void expect_slopes(const test::RandomProblem& problem, const Tensor& gradient, const std::vector<double>& measured,
                   const char* what) {
    ASSERT_EQ(gradient.values.size(), measured.size()) << problem.line << " " << what;
    double largest = 1.0;
    for (const double slope : measured) largest = std::max(largest, std::abs(slope));
    for (std::size_t i = 0; i < measured.size(); ++i)
        ASSERT_NEAR(static_cast<double>(gradient.values[i]), measured[i],
                    largest * tolerance(problem.geometry.operation))
            << problem.line << " " << what << " " << i;
}

bool writes_one_cell_twice(const test::RandomProblem& problem) {
    std::set<std::int64_t> targets;
    for (std::size_t i = 0; i < problem.indices.size(); ++i)
        targets.insert(unpool_target(problem.geometry, static_cast<std::int64_t>(i), problem.indices[i]));
    return targets.size() < problem.indices.size();
}

/// Distinct cells from 1 to 3, more than a step apart: no ties, and no norm of nothing.
void separate(Tensor& tensor, test::RandomProblems& random) {
    const auto count = static_cast<std::int64_t>(tensor.values.size());
    for (std::int64_t i = 0; i < count; ++i)
        tensor[i] = 1.0F + 2.0F * static_cast<float>(i) / static_cast<float>(count);
    for (std::int64_t i = count - 1; i > 0; --i) std::swap(tensor[i], tensor[random.whole(0, i)]);
}

TEST(Gradients, AreTheSlopesOfTheResult) {
    test::RandomProblems problems(21);
    for (std::size_t operation = 0; operation < std::variant_size_v<Operation>; ++operation) {
        for (int i = 0; i < test::rounds(80);) {
            test::RandomProblem problem = problems.next(test::Cells::integers, operation);
            if (problem.input.values.size() > 150 || problem.upstream.values.size() > 300) continue;
            if (writes_one_cell_twice(problem)) continue;  // PyTorch's rule: see below
            ++i;
            separate(problem.input, problems);
            const Gradients gradient = gradients(problem.geometry, problem.operands(), problem.upstream);
            InDouble evaluator(problem);
            expect_slopes(problem, gradient.input, slopes(evaluator, evaluator.input), "input");
            expect_slopes(problem, gradient.weight, slopes(evaluator, evaluator.weight), "weight");
            expect_slopes(problem, gradient.bias, slopes(evaluator, evaluator.bias), "bias");
            if (testing::Test::HasFatalFailure()) return;
        }
    }
}

double dot(const Tensor& a, const Tensor& b) {
    double sum = 0.0;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        sum += static_cast<double>(a.values[i]) * static_cast<double>(b.values[i]);
    return sum;
}

/// Does every division come out even? Then an average is a linear map without rounding.
bool divides_evenly(const Geometry& geometry) {
    const auto is_power_of_two = [](std::int64_t n) { return n > 0 && (n & (n - 1)) == 0; };
    const auto* pool = std::get_if<AvgPool>(&geometry.operation);
    if (pool == nullptr && !std::holds_alternative<AdaptiveAvgPool>(geometry.operation)) return true;
    if (pool != nullptr && pool->divisor_override) return is_power_of_two(*pool->divisor_override);
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        std::int64_t counted = 0;
        for_each_tap(geometry, unflatten(geometry.output, o), [&](const Tap& tap) {
            if (pool == nullptr || counts_in_average(*pool, tap.kind)) ++counted;
        });
        if (!is_power_of_two(counted)) return false;
    }
    return true;
}

bool is_linear(const Operation& operation) {
    return !std::holds_alternative<MaxPool>(operation) && !std::holds_alternative<MinPool>(operation) &&
           !std::holds_alternative<AdaptiveMaxPool>(operation) && !std::holds_alternative<LpPool>(operation);
}

/// What `operands` makes beyond what zeros make: without the bias and the padded constant.
Tensor linear_part(const Geometry& geometry, const Operands& operands, const Operands& zero) {
    Tensor result = evaluate(geometry, operands).output;
    const Tensor constant = evaluate(geometry, zero).output;
    for (std::size_t i = 0; i < result.values.size(); ++i) result.values[i] -= constant.values[i];
    return result;
}

TEST(Gradients, OfLinearOperationsAreTheirAdjointsExactly) {
    test::RandomProblems problems(22);
    for (std::size_t operation = 0; operation < std::variant_size_v<Operation>; ++operation) {
        if (!is_linear(default_operation(operation, 1))) continue;
        for (int i = 0; i < 200;) {
            const test::RandomProblem problem = problems.next(test::Cells::integers, operation);
            if (!divides_evenly(problem.geometry) || writes_one_cell_twice(problem)) continue;
            ++i;
            const Operands operands = problem.operands();
            const Gradients gradient = gradients(problem.geometry, operands, problem.upstream);
            const Tensor zero(problem.input.shape);
            const Operands no_input{zero, operands.weight, operands.bias, operands.indices};
            ASSERT_EQ(dot(linear_part(problem.geometry, operands, no_input), problem.upstream),
                      dot(problem.input, gradient.input))
                << problem.line;
            if (problem.geometry.weight.empty()) continue;
            const Tensor zero_weight(problem.weight.shape);
            const Operands no_weight{operands.input, zero_weight, operands.bias};
            ASSERT_EQ(dot(linear_part(problem.geometry, operands, no_weight), problem.upstream),
                      dot(problem.weight, gradient.weight))
                << problem.line;
        }
    }
}

Geometry resolved(const Operation& operation, const Shape& input) {
    const auto geometry = resolve(operation, input);
    EXPECT_TRUE(geometry.has_value()) << (geometry ? "" : sentence_of(geometry.error()));
    return geometry.value_or(Geometry{});
}

TEST(Gradients, MaxPoolingRoutesToTheWinnerAndOfEqualsToTheFirst) {
    MaxPool pool = default_of<MaxPool>(1);
    pool.stride = {1};
    const Geometry geometry = resolved(pool, {1, 1, 4});
    const Tensor input(Shape{1, 1, 4}, {1, 5, 5, 2});
    const Tensor upstream(geometry.output, {1, 10, 100});
    EXPECT_EQ(gradients(geometry, {input}, upstream).input.values, (std::vector<float>{0, 11, 100, 0}));
}

TEST(Gradients, AWindowWithoutARealCellPassesNothing) {
    MaxPool pool = default_of<MaxPool>(1);
    pool.padding = {Sides{1, 1}};
    pool.dilation = {2};
    const Geometry geometry = resolved(pool, {1, 1, 1});
    const Tensor input(Shape{1, 1, 1}, 3.0F);
    const Tensor upstream(geometry.output, 7.0F);
    ASSERT_EQ(evaluate(geometry, {input}).indices, (std::vector<std::int64_t>{-1}));
    EXPECT_EQ(gradients(geometry, {input}, upstream).input.values, (std::vector<float>{0}));
}

TEST(Gradients, ALoserGetsNothingOfAnInfiniteGradient) {
    const Geometry geometry = resolved(default_of<MaxPool>(1), {1, 1, 2});
    const Tensor input(Shape{1, 1, 2}, {1, 2});
    const Tensor upstream(geometry.output, std::numeric_limits<float>::infinity());
    EXPECT_EQ(gradients(geometry, {input}, upstream).input.values,
              (std::vector<float>{0, std::numeric_limits<float>::infinity()}));
}

TEST(Gradients, AverageSpreadsToTheCellsThatItCounted) {
    AvgPool pool = default_of<AvgPool>(1);
    pool.kernel_size = {3};
    pool.stride = {2};
    pool.padding = {Sides{1, 1}};
    pool.count_include_pad = false;
    const Geometry geometry = resolved(pool, {1, 1, 3});
    const Tensor input(Shape{1, 1, 3});
    EXPECT_EQ(gradients(geometry, {input}, Tensor(geometry.output, {2, 8})).input.values,
              (std::vector<float>{1, 5, 4}));
}

TEST(Gradients, ThePaddedCopiesOfACellAddUp) {
    Pad pad = default_of<Pad>(1);
    pad.mode = PaddingMode::replicate;
    pad.padding = {Sides{2, 1}};
    const Geometry geometry = resolved(pad, {1, 1, 2});
    const Tensor input(Shape{1, 1, 2});
    EXPECT_EQ(gradients(geometry, {input}, Tensor(geometry.output, {1, 10, 100, 1000, 10000})).input.values,
              (std::vector<float>{111, 11000}));
}

TEST(Gradients, ANormOfZerosPassesNothing) {
    LpPool pool;
    pool.spatial_rank = 1;
    pool.kernel_size = {2};
    pool.padding = {Sides{}};
    pool.dilation = {1};
    const Geometry geometry = resolved(pool, {1, 1, 4});
    const Tensor input(Shape{1, 1, 4}, {0, 0, 3, 4});
    EXPECT_EQ(gradients(geometry, {input}, Tensor(geometry.output, {1, 10})).input.values,
              (std::vector<float>{0, 0, 6, 8}));
}

TEST(Gradients, MaxUnpoolGathersAtItsIndicesAlsoWhereAnotherValueLiesOnTop) {
    MaxUnpool unpool;
    unpool.spatial_rank = 1;
    unpool.kernel_size = {2};
    unpool.padding = {Sides{}};
    const Geometry geometry = resolved(unpool, {1, 1, 2});
    const Tensor input(Shape{1, 1, 2}, {5, 6});
    const std::vector<std::int64_t> indices{1, 1};
    const Operands operands{input, kNoTensor, kNoTensor, indices};
    EXPECT_EQ(evaluate(geometry, operands).output.values, (std::vector<float>{0, 6, 0, 0}));
    EXPECT_EQ(gradients(geometry, operands, Tensor(geometry.output, {1, 2, 3, 4})).input.values,
              (std::vector<float>{2, 2}));
}

TEST(Gradients, AreTheSumsOfUpstreamTimesTapFactor) {
    test::RandomProblems problems(23);
    for (int i = 0; i < 600; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        if (writes_one_cell_twice(problem)) continue;
        const Geometry& geometry = problem.geometry;
        std::vector<double> sums(problem.input.values.size(), 0.0);
        for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
            const Index output = unflatten(geometry.output, o);
            const std::vector<double> factors = tap_factors(geometry, problem.operands(), output);
            const auto arriving = static_cast<double>(problem.upstream[o]);
            if (std::holds_alternative<MaxUnpool>(geometry.operation)) {
                const std::int64_t from = unpooled_from(geometry, problem.indices, o);
                ASSERT_EQ(factors, std::vector<double>{from >= 0 ? 1.0 : 0.0}) << problem.line;
                if (from >= 0) sums[static_cast<std::size_t>(from)] += arriving;
                continue;
            }
            const std::vector<Tap> window = taps(geometry, output);
            ASSERT_EQ(factors.size(), window.size()) << problem.line;
            for (std::size_t t = 0; t < window.size(); ++t)
                if (window[t].source >= 0) sums[static_cast<std::size_t>(window[t].source)] += arriving * factors[t];
        }
        const Tensor expected(geometry.input, std::vector<float>(sums.begin(), sums.end()));
        const Tensor found = gradients_reference(geometry, problem.operands(), problem.upstream).input;
        for (std::int64_t c = 0; c < element_count(geometry.input); ++c)
            ASSERT_TRUE(test::same_bits(found[c], expected[c]) || found[c] == expected[c])
                << problem.line << " cell " << c;
    }
}

}  // namespace
}  // namespace stridelens
