// What must hold between two results, whatever the numbers are: each operation against itself on changed input, or against
// another that must give the same. All data are whole numbers, so all comparisons are exact.

#include "core/kernels/kernels.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "core/window/channels.h"
#include "core/window/coverage.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stridelens {
namespace {

using test::Cells;
using test::RandomProblem;
using test::RandomProblems;

template <class Map>
Tensor mapped(Tensor tensor, Map&& map) {
    for (float& value : tensor.values) value = map(value);
    return tensor;
}

Tensor combined(const Tensor& a, float factor_a, const Tensor& b, float factor_b) {
    Tensor result = a;
    for (std::size_t i = 0; i < a.values.size(); ++i)
        result.values[i] = factor_a * a.values[i] + factor_b * b.values[i];
    return result;
}

/// `tensor` rotated by `by` cells along its axis `axis`: cell i comes from cell i − by.
Tensor rotated(const Tensor& tensor, std::size_t axis, std::int64_t by) {
    Tensor result(tensor.shape);
    for (std::int64_t i = 0; i < element_count(tensor.shape); ++i) {
        Index to = unflatten(tensor.shape, i);
        to[axis] = (to[axis] + by) % tensor.shape[axis];
        result[flatten(tensor.shape, to)] = tensor[i];
    }
    return result;
}

Tensor output_of(const Geometry& geometry, const Operands& operands) {
    return evaluate(geometry, operands).output;
}

/// The geometry of the same problem with another operation; fails the test if that is refused.
Geometry with_operation(const RandomProblem& problem, const Operation& operation) {
    const auto geometry = resolve(operation, problem.geometry.input);
    EXPECT_TRUE(geometry.has_value()) << problem.line << ": " << (geometry ? "" : sentence_of(geometry.error()));
    return geometry.value_or(problem.geometry);
}

TEST(Metamorphic, MaxPoolingCommutesWithMonotoneMaps) {
    RandomProblems problems(31);
    const auto cube = [](float x) { return x * x * x + 2.0F * x - 5.0F; };
    for (int i = 0; i < 500; ++i) {
        const bool adaptive = i % 2 == 1;
        const RandomProblem problem =
            problems.next(Cells::integers, adaptive ? alternative_of<AdaptiveMaxPool>() : alternative_of<MaxPool>());
        const Evaluation plain = evaluate(problem.geometry, problem.operands());
        const Evaluation changed = evaluate(problem.geometry, {mapped(problem.input, cube)});
        ASSERT_EQ(changed.indices, plain.indices) << problem.line;
        for (std::size_t o = 0; o < plain.indices.size(); ++o)
            if (plain.indices[o] >= 0) {
                ASSERT_EQ(changed.output.values[o], cube(plain.output.values[o])) << problem.line << " output " << o;
            }
    }
}

TEST(Metamorphic, MinPoolingIsMaxPoolingOfTheNegatedInputNegated) {
    RandomProblems problems(32);
    const auto negated = [](float x) { return -x; };
    for (int i = 0; i < 500; ++i) {
        const RandomProblem problem =
            problems.next(i % 2 == 0 ? Cells::integers : Cells::special, alternative_of<MinPool>());
        const auto& pool = std::get<MinPool>(problem.geometry.operation);
        const MaxPool max{pool.spatial_rank, pool.kernel_size, pool.stride, pool.padding,   pool.dilation,
                          pool.ceil_mode,    pool.auto_pad,    false,       pool.convention};
        const Evaluation smallest = evaluate(problem.geometry, problem.operands());
        const Evaluation largest = evaluate(with_operation(problem, max), {mapped(problem.input, negated)});
        ASSERT_EQ(smallest.indices, largest.indices) << problem.line;
        for (std::size_t o = 0; o < smallest.output.values.size(); ++o)
            ASSERT_TRUE(test::same_bits(smallest.output.values[o], -largest.output.values[o])) << problem.line;
    }
}

/// Without bias and padded constant.
template <class Op>
RandomProblem next_linear(RandomProblems& problems) {
    for (;;) {
        RandomProblem problem = problems.next(Cells::integers, alternative_of<Op>());
        problem.bias.values.assign(problem.bias.values.size(), 0.0F);
        Operation operation = problem.geometry.operation;
        if (auto* pool = std::get_if<AvgPool>(&operation)) {
            if (pool->convention != Convention::pytorch) continue;
            pool->divisor_override = 4;  // a power of two: no rounding
            problem.geometry = with_operation(problem, operation);
        }
        return problem;
    }
}

template <class Op>
void expect_linear(std::uint32_t seed) {
    RandomProblems problems(seed);
    for (int i = 0; i < 200; ++i) {
        const RandomProblem problem = next_linear<Op>(problems);
        const Geometry& geometry = problem.geometry;
        const Tensor other = problems.tensor(problem.input.shape, Cells::integers);
        const Tensor sum = combined(problem.input, 2.0F, other, -3.0F);
        const Operands operands = problem.operands();
        const auto with = [&](const Tensor& input) {
            return output_of(geometry, {input, operands.weight, operands.bias, operands.indices});
        };
        ASSERT_EQ(with(sum), combined(with(problem.input), 2.0F, with(other), -3.0F)) << problem.line;
    }
}

TEST(Metamorphic, AverageConvolutionAndTheirKinAreLinear) {
    expect_linear<AvgPool>(33);
    expect_linear<Conv>(34);
    expect_linear<ConvTranspose>(35);
    expect_linear<Unfold>(36);
    expect_linear<Fold>(37);
    expect_linear<MaxUnpool>(38);
}

TEST(Metamorphic, ConvolutionOfAShiftedInputIsTheShiftedOutputWhereNoPaddingIsRead) {
    RandomProblems problems(39);
    int checked = 0;
    for (int i = 0; i < 300; ++i) {
        const RandomProblem problem = problems.next(Cells::integers, alternative_of<Conv>());
        const Geometry& geometry = problem.geometry;
        const Axis& axis = geometry.axes.back();
        const std::size_t last = geometry.input.size() - 1;
        if (axis.in <= axis.stride) continue;
        const Tensor moved = rotated(problem.input, last, axis.stride);
        const Tensor plain = output_of(geometry, problem.operands());
        const Tensor shifted = output_of(geometry, {moved, problem.weight, problem.bias});
        for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
            Index at = unflatten(geometry.output, o);
            if (at[last] == 0) continue;
            const std::vector<Tap> window = taps(geometry, at);
            const bool near_the_seam = std::any_of(window.begin(), window.end(), [&](const Tap& tap) {
                return tap.at.back() < axis.stride || tap.at.back() >= axis.in;  // padding, or wrapped round
            });
            if (near_the_seam) continue;
            --at[last];
            ++checked;
            ASSERT_EQ(shifted[o], plain.at(at)) << problem.line << " output " << o;
        }
    }
    EXPECT_GE(checked, 300);
}

TEST(Metamorphic, TransposedConvolutionIsTheAdjointOfConvolution) {
    RandomProblems problems(40);
    int checked = 0;
    for (int i = 0; i < 400; ++i) {
        const RandomProblem problem = problems.next(Cells::integers, alternative_of<Conv>());
        const Geometry& geometry = problem.geometry;
        if (geometry.padding_mode != PaddingMode::constant || element_count(geometry.output) == 0) continue;
        ConvTranspose transposed;
        transposed.convention = Convention::onnx;  // takes sides apart; the sizes are explicit
        const auto& conv = std::get<Conv>(geometry.operation);
        if (conv.flip_kernel || !geometry.batched) continue;
        transposed.spatial_rank = conv.spatial_rank;
        transposed.out_channels = geometry.in_channels;
        transposed.groups = conv.groups;
        transposed.bias = false;
        transposed.kernel_size = conv.kernel_size;
        transposed.padding = {};
        transposed.stride = transposed.dilation = transposed.output_padding = {};
        bool whole = true;  // everything that the convolution leaves unread fits in output_padding
        for (const Axis& axis : geometry.axes) {
            transposed.stride.push_back(axis.stride);
            transposed.dilation.push_back(axis.dilation);
            transposed.padding.push_back({axis.pad_begin, axis.pad_end});
            const std::int64_t rest = axis.padded() - (axis.out - 1) * axis.stride - axis.span();
            whole = whole && rest < std::max(axis.stride, axis.dilation);
            transposed.output_padding.push_back(rest);
        }
        if (!whole) continue;
        ++checked;
        const auto back = resolve(transposed, geometry.output);
        ASSERT_TRUE(back.has_value()) << problem.line << ": " << sentence_of(back.error());
        ASSERT_EQ(back->output, geometry.input) << problem.line;
        const Gradients gradient = gradients(geometry, problem.operands(), problem.upstream);
        ASSERT_EQ(output_of(*back, {problem.upstream, problem.weight}), gradient.input) << problem.line;
    }
    EXPECT_GE(checked, 80);
}

TEST(Metamorphic, TransposedConvolutionIsTheFlippedKernelOverTheStretchedInput) {
    RandomProblems problems(41);
    int checked = 0;
    for (int i = 0; i < 400; ++i) {
        const RandomProblem problem = problems.next(Cells::integers, alternative_of<ConvTranspose>());
        const Geometry& geometry = problem.geometry;
        if (geometry.groups != 1 || !geometry.batched) continue;
        Shape shape = geometry.input;
        Conv conv = default_of<Conv>(static_cast<int>(geometry.axes.size()));
        conv.out_channels = geometry.out_channels;
        conv.bias = !problem.bias.values.empty();
        conv.flip_kernel = true;
        conv.padding = {};
        bool possible = true;
        for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
            const Axis& axis = geometry.axes[a];
            shape[2 + a] = stretched(axis);
            conv.kernel_size[a] = axis.kernel;
            conv.dilation[a] = axis.dilation;
            const Sides sides{axis.span() - 1 - axis.pad_begin, axis.out - stretched(axis) + axis.pad_begin};
            possible = possible && sides.begin >= 0 && sides.end >= 0;
            conv.padding.push_back(sides);
        }
        if (!possible) continue;
        Tensor apart(shape);
        for (std::int64_t c = 0; c < element_count(geometry.input); ++c) {
            Index at = unflatten(geometry.input, c);
            for (std::size_t a = 0; a < geometry.axes.size(); ++a) at[2 + a] *= geometry.axes[a].stride;
            apart[flatten(shape, at)] = problem.input[c];
        }
        ++checked;
        const auto gather = resolve(conv, shape);
        ASSERT_TRUE(gather.has_value()) << problem.line << ": " << sentence_of(gather.error());
        ASSERT_EQ(gather->output, geometry.output) << problem.line;
        Tensor weight(gather->weight);  // (out, in, kernel…) from (in, out, kernel…)
        for (std::int64_t w = 0; w < element_count(weight.shape); ++w) {
            Index at = unflatten(weight.shape, w);
            std::swap(at[0], at[1]);
            weight[w] = problem.weight.at(at);
        }
        ASSERT_EQ(output_of(*gather, {apart, weight, problem.bias}), output_of(geometry, problem.operands()))
            << problem.line;
    }
    EXPECT_GE(checked, 50);
}

/// The windows of one sample and group as the columns of one matrix, padding filled in.
Tensor columns_of(const Geometry& geometry, const Tensor& input, std::int64_t sample, std::int64_t group) {
    const MatrixProduct product = matrix_product(geometry, sample, geometry.out_channels / geometry.groups * group);
    Tensor columns(Shape{product.inner, product.windows});
    for (std::int64_t flat = 0; flat < element_count(columns.shape); ++flat) {
        const Tap tap = unfolded_tap(geometry, product, flat / product.windows, flat % product.windows);
        columns[flat] = tap.source >= 0 ? input[tap.source] : geometry.pad_value;
    }
    return columns;
}

/// weight (rows of `columns`' height) times columns, for one group; the rows are output channels.
Tensor product(const Geometry& conv, const Tensor& weight, const Tensor& columns, std::int64_t group) {
    const std::int64_t group_out = conv.out_channels / conv.groups;
    const std::int64_t height = columns.shape[0];
    const std::int64_t windows = columns.shape[1];
    Tensor result(Shape{group_out, windows});
    for (std::int64_t row = 0; row < group_out; ++row)
        for (std::int64_t w = 0; w < windows; ++w)
            for (std::int64_t k = 0; k < height; ++k)
                result[row * windows + w] += weight[(group * group_out + row) * height + k] * columns[k * windows + w];
    return result;
}

TEST(Metamorphic, ColumnsTimesTheWeightsAreTheConvolution) {
    RandomProblems problems(42);
    for (int i = 0; i < 300; ++i) {
        const RandomProblem problem = problems.next(Cells::integers, alternative_of<Conv>());
        const Geometry& geometry = problem.geometry;
        const Tensor output = output_of(geometry, {problem.input, problem.weight});
        const std::int64_t samples = geometry.batched ? geometry.input[0] : 1;
        std::vector<float> all;
        for (std::int64_t n = 0; n < samples; ++n) {
            for (std::int64_t g = 0; g < geometry.groups; ++g) {
                const Tensor rows = product(geometry, problem.weight, columns_of(geometry, problem.input, n, g), g);
                all.insert(all.end(), rows.values.begin(), rows.values.end());
            }
        }
        ASSERT_EQ(all, output.values) << problem.line;
    }
}

TEST(Metamorphic, UnfoldHoldsTheColumnsOfTheConvolution) {
    RandomProblems problems(43);
    for (int i = 0; i < 300; ++i) {
        const RandomProblem problem = problems.next(Cells::integers, alternative_of<Unfold>());
        const auto& unfold = std::get<Unfold>(problem.geometry.operation);
        Conv conv = default_of<Conv>(unfold.spatial_rank);
        conv.kernel_size = unfold.kernel_size;
        conv.stride = unfold.stride;
        conv.padding = unfold.padding;
        conv.dilation = unfold.dilation;
        const Geometry geometry = with_operation(problem, conv);
        const Tensor unfolded = output_of(problem.geometry, problem.operands());
        std::vector<float> all;
        for (std::int64_t n = 0; n < (geometry.batched ? geometry.input[0] : 1); ++n) {
            const Tensor columns = columns_of(geometry, problem.input, n, 0);
            all.insert(all.end(), columns.values.begin(), columns.values.end());
        }
        ASSERT_EQ(all, unfolded.values) << problem.line;
    }
}

TEST(Metamorphic, FoldOfUnfoldMultipliesEachCellByItsCoverage) {
    RandomProblems problems(44);
    for (int i = 0; i < 400; ++i) {
        const RandomProblem problem = problems.next(Cells::integers, alternative_of<Unfold>());
        const auto& unfold = std::get<Unfold>(problem.geometry.operation);
        const Geometry& forth = problem.geometry;
        Fold fold;
        fold.spatial_rank = unfold.spatial_rank;
        fold.output_size = Extents(forth.input.begin() + forth.leading, forth.input.end());
        fold.kernel_size = unfold.kernel_size;
        fold.stride = unfold.stride;
        fold.padding = unfold.padding;
        fold.dilation = unfold.dilation;
        const auto back = resolve(fold, forth.output);
        ASSERT_TRUE(back.has_value()) << problem.line << ": " << sentence_of(back.error());
        const Tensor there_and_back = output_of(*back, {output_of(forth, problem.operands())});
        const Tensor covered = coverage(forth);
        ASSERT_EQ(there_and_back.shape, covered.shape) << problem.line;
        for (std::size_t c = 0; c < covered.values.size(); ++c)
            ASSERT_EQ(there_and_back.values[c], covered.values[c] * problem.input.values[c]) << problem.line;
    }
}

TEST(Metamorphic, CircularPaddingCommutesWithRotation) {
    RandomProblems problems(45);
    for (int i = 0; i < 300; ++i) {
        const int rank = static_cast<int>(problems.whole(1, 3));
        Conv conv = default_of<Conv>(rank);
        conv.padding_mode = PaddingMode::circular;
        conv.kernel_size = Extents(static_cast<std::size_t>(rank), problems.whole(1, 4));
        conv.auto_pad = AutoPad::same_upper;
        conv.padding = PerAxis<Sides>(static_cast<std::size_t>(rank), Sides{});
        Shape shape{1, 2};
        for (int a = 0; a < rank; ++a) shape.push_back(problems.whole(4, 6));
        const auto geometry = resolve(conv, shape);
        ASSERT_TRUE(geometry.has_value()) << sentence_of(geometry.error());
        const Tensor input = problems.tensor(shape, Cells::integers);
        const Tensor weight = problems.tensor(geometry->weight, Cells::integers);
        const Tensor bias = problems.tensor(Shape{geometry->out_channels}, Cells::integers);
        const auto axis = static_cast<std::size_t>(problems.whole(2, rank + 1));
        const std::int64_t by = problems.whole(1, shape[axis]);
        ASSERT_EQ(output_of(*geometry, {rotated(input, axis, by), weight, bias}),
                  rotated(output_of(*geometry, {input, weight, bias}), axis, by))
            << to_string(shape) << " kernel " << conv.kernel_size[0] << " axis " << axis << " by " << by;
    }
}

template <class Pool>
void expect_identity(RandomProblems& problems) {
    for (int rank = 1; rank <= 3; ++rank) {
        const auto axes = static_cast<std::size_t>(rank);
        Pool pool;
        pool.spatial_rank = rank;
        pool.kernel_size = pool.stride = pool.dilation = Extents(axes, 1);
        pool.padding = PerAxis<Sides>(axes, Sides{});
        if constexpr (requires { pool.norm_type; }) pool.norm_type = 1.0;
        Shape shape{2, 3};
        for (int a = 0; a < rank; ++a) shape.push_back(problems.whole(1, 5));
        const auto geometry = resolve(pool, shape);
        ASSERT_TRUE(geometry.has_value()) << sentence_of(geometry.error());
        const Tensor input = problems.tensor(shape, Cells::decimals);
        ASSERT_EQ(output_of(*geometry, {input}), input) << name_of(pool) << " " << to_string(shape);
    }
}

TEST(Metamorphic, PoolingWithKernelAndStrideOneIsTheIdentity) {
    RandomProblems problems(46);
    expect_identity<MaxPool>(problems);
    expect_identity<MinPool>(problems);
    expect_identity<AvgPool>(problems);
    expect_identity<LpPool>(problems);
}

template <class Adaptive, class Plain>
void expect_plain_where_it_divides(RandomProblems& problems) {
    for (int i = 0; i < 100; ++i) {
        const int rank = static_cast<int>(problems.whole(1, 3));
        Adaptive adaptive;
        Plain plain;
        adaptive.spatial_rank = plain.spatial_rank = rank;
        adaptive.output_size = {};
        plain.kernel_size = plain.stride = {};
        plain.padding = PerAxis<Sides>(static_cast<std::size_t>(rank), Sides{});
        plain.dilation = Extents(static_cast<std::size_t>(rank), 1);
        Shape shape{1, 2};
        for (int a = 0; a < rank; ++a) {
            const std::int64_t out = problems.whole(1, 3);
            const std::int64_t kernel = problems.whole(1, 3);
            adaptive.output_size.push_back(out);
            plain.kernel_size.push_back(kernel);
            shape.push_back(out * kernel);
        }
        const auto a = resolve(adaptive, shape);
        const auto p = resolve(plain, shape);
        ASSERT_TRUE(a.has_value() && p.has_value()) << to_string(shape);
        const Tensor input = problems.tensor(shape, Cells::decimals);
        const Evaluation from_adaptive = evaluate(*a, {input});
        const Evaluation from_plain = evaluate(*p, {input});
        ASSERT_EQ(from_adaptive.output, from_plain.output) << to_string(shape) << " to " << to_string(a->output);
        ASSERT_EQ(from_adaptive.indices, from_plain.indices) << to_string(shape) << " to " << to_string(a->output);
    }
}

TEST(Metamorphic, AdaptivePoolingToADivisorIsPlainPooling) {
    RandomProblems problems(47);
    expect_plain_where_it_divides<AdaptiveMaxPool, MaxPool>(problems);
    expect_plain_where_it_divides<AdaptiveAvgPool, AvgPool>(problems);
}

TEST(Metamorphic, TrueConvolutionWithTheKernelTurnedRoundIsCrossCorrelation) {
    RandomProblems problems(48);
    for (int i = 0; i < 300; ++i) {
        const RandomProblem problem = problems.next(Cells::decimals, alternative_of<Conv>());
        Conv conv = std::get<Conv>(problem.geometry.operation);
        conv.flip_kernel = !conv.flip_kernel;
        Tensor turned = problem.weight;
        const std::int64_t cells = problem.geometry.kernel_cells();
        for (auto at = turned.values.begin(); at != turned.values.end(); at += cells) std::reverse(at, at + cells);
        ASSERT_EQ(output_of(with_operation(problem, conv), {problem.input, turned, problem.bias}),
                  output_of(problem.geometry, problem.operands()))
            << problem.line;
    }
}

TEST(Metamorphic, MaxUnpoolOfAMaxPoolPutsEachMaximumBack) {
    RandomProblems problems(49);
    int checked = 0;
    for (int i = 0; i < 2000; ++i) {
        const RandomProblem problem = problems.next(Cells::integers, alternative_of<MaxPool>());
        const auto& pool = std::get<MaxPool>(problem.geometry.operation);
        const Geometry& forth = problem.geometry;
        if (pool.convention != Convention::pytorch || pool.ceil_mode || forth.axes[0].dilation != 1) continue;
        MaxUnpool unpool;
        unpool.spatial_rank = pool.spatial_rank;
        unpool.kernel_size = pool.kernel_size;
        unpool.stride = pool.stride;
        unpool.padding = pool.padding;
        unpool.output_size = Extents(forth.input.begin() + forth.leading, forth.input.end());
        const auto back = resolve(unpool, forth.output);
        if (!back) continue;  // dilated, or more than a stride is left over
        const Evaluation pooled = evaluate(forth, problem.operands());
        if (check_indices(*back, pooled.indices)) continue;  // a window without a real cell has no winner
        ++checked;
        const Tensor put_back = output_of(*back, {pooled.output, kNoTensor, kNoTensor, pooled.indices});
        const Tensor covered =
            gradients(forth, problem.operands(), Tensor(forth.output, 1.0F)).input;  // how often it won
        for (std::size_t c = 0; c < covered.values.size(); ++c)
            ASSERT_EQ(put_back.values[c], covered.values[c] > 0.0F ? problem.input.values[c] : 0.0F) << problem.line;
    }
    EXPECT_GE(checked, 50);
}

}  // namespace
}  // namespace stridelens
