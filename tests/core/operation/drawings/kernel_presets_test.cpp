#include "core/operation/drawings/kernel_presets.h"

#include "core/kernels/kernels.h"
#include "core/kernels/numbers.h"
#include "core/operation/geometry.h"
#include "core/words/table.h"
#include "tests/core/operation/drawings/made.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <cmath>
#include <numeric>
#include <string>
#include <vector>

namespace stridelens {
namespace {

using test::made;
using Kind = Values::Kind;
using Numbers32 = std::vector<float>;

/// The kernel of this size for one pair of channels.
Numbers32 kernel(Kind kind, const Shape& size) {
    Shape shape{1, 1};
    for (const std::int64_t cells : size) shape.push_back(cells);
    return made({kind, 7, {}}, shape, size.size()).values;
}

double sum_of(const Numbers32& numbers) {
    return std::accumulate(numbers.begin(), numbers.end(), 0.0);
}

std::vector<Kind> presets() {
    std::vector<Kind> kinds;
    for (const Kind kind : kAllOf<Kind>)
        if (is_kernel_preset(kind)) kinds.push_back(kind);
    return kinds;
}

std::vector<Shape> sizes() {
    std::vector<Shape> all;
    for (const std::int64_t a : {1, 2, 3, 4, 5, 8}) {
        all.push_back({a});
        for (const std::int64_t b : {1, 2, 3, 4, 7}) {
            all.push_back({a, b});
            for (const std::int64_t c : {1, 2, 3, 5}) all.push_back({a, b, c});
        }
    }
    return all;
}

Tensor output_of(const std::string& line) {
    const Problem problem = parse_problem(line).value();
    const Geometry geometry = resolve(problem.operation, problem.input).value();
    return evaluate(geometry, make_numbers(problem, geometry).value().operands()).output;
}

TEST(KernelPresets, OfThreeByThreeAreTheClassicOnes) {
    EXPECT_EQ(kernel(Kind::identity, {3, 3}), (Numbers32{0, 0, 0, 0, 1, 0, 0, 0, 0}));
    EXPECT_EQ(kernel(Kind::box, {3, 3}), Numbers32(9, 1.0F / 9.0F));
    EXPECT_EQ(kernel(Kind::gauss, {3, 3}),
              (Numbers32{0.0625F, 0.125F, 0.0625F, 0.125F, 0.25F, 0.125F, 0.0625F, 0.125F, 0.0625F}));
    EXPECT_EQ(kernel(Kind::sharpen, {3, 3}), (Numbers32{0, -1, 0, -1, 5, -1, 0, -1, 0}));
    EXPECT_EQ(kernel(Kind::sobel_x, {3, 3}), (Numbers32{-1, 0, 1, -2, 0, 2, -1, 0, 1}));
    EXPECT_EQ(kernel(Kind::sobel_y, {3, 3}), (Numbers32{-1, -2, -1, 0, 0, 0, 1, 2, 1}));
    EXPECT_EQ(kernel(Kind::laplace, {3, 3}), (Numbers32{0, 1, 0, 1, -4, 1, 0, 1, 0}));
    EXPECT_EQ(kernel(Kind::emboss, {3, 3}), (Numbers32{-2, -1, 0, -1, 1, 1, 0, 1, 2}));
    EXPECT_EQ(kernel(Kind::motion, {2, 2}), (Numbers32{0.5F, 0, 0, 0.5F}));
    EXPECT_EQ(kernel(Kind::motion, {4, 4})[5], 0.25F);
}

TEST(KernelPresets, OfOtherSizesAreTheSameIdea) {
    EXPECT_EQ(kernel(Kind::gauss, {5}), (Numbers32{0.0625F, 0.25F, 0.375F, 0.25F, 0.0625F}));
    EXPECT_EQ(kernel(Kind::gauss, {4}), (Numbers32{0.125F, 0.375F, 0.375F, 0.125F}));
    EXPECT_EQ(kernel(Kind::sobel_x, {5}), (Numbers32{-1, -2, 0, 2, 1}));
    EXPECT_EQ(kernel(Kind::sobel_x, {4}), (Numbers32{-1, -1, 1, 1}));
    EXPECT_EQ(kernel(Kind::sobel_x, {2, 2}), (Numbers32{-1, 1, -1, 1}));
    EXPECT_EQ(kernel(Kind::sobel_y, {2, 3}), (Numbers32{-1, -2, -1, 1, 2, 1}));
    EXPECT_EQ(kernel(Kind::sobel_y, {3}), (Numbers32{-1, 0, 1})) << "one axis: along that";
    EXPECT_EQ(kernel(Kind::sobel_x, {1, 1, 3}), (Numbers32{-1, 0, 1}));
    EXPECT_EQ(kernel(Kind::laplace, {3}), (Numbers32{1, -2, 1}));
    EXPECT_EQ(kernel(Kind::laplace, {2, 2}), (Numbers32{-2, 1, 1, 0}));
    EXPECT_EQ(kernel(Kind::laplace, {5, 5}),
              (Numbers32{0, 0, 1, 0, 0, 0, 1, 1, 1, 0, 1, 1, -12, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 0}));
    EXPECT_EQ(kernel(Kind::laplace, {3, 3, 3})[13], -6.0F);
    EXPECT_EQ(kernel(Kind::sharpen, {1, 3}), (Numbers32{-1, 3, -1}));
    EXPECT_EQ(kernel(Kind::emboss, {4}), (Numbers32{-2, 0, 1, 2}));
    EXPECT_EQ(kernel(Kind::emboss, {5}), (Numbers32{-2, -1, 1, 1, 2}));
    EXPECT_EQ(kernel(Kind::motion, {2, 4}), (Numbers32{0.25F, 0.25F, 0, 0, 0, 0, 0.25F, 0.25F}));
    EXPECT_EQ(kernel(Kind::motion, {4}), kernel(Kind::box, {4}));
}

TEST(KernelPresets, OfOneCellKeepThePictureOrFindNothingInIt) {
    for (const Shape& size : {Shape{1}, Shape{1, 1}, Shape{1, 1, 1}})
        for (const Kind kind : presets()) {
            const bool finds_edges = kind == Kind::sobel_x || kind == Kind::sobel_y || kind == Kind::laplace;
            EXPECT_EQ(kernel(kind, size), Numbers32{finds_edges ? 0.0F : 1.0F}) << print(Values{kind, 7, {}});
        }
}

TEST(KernelPresets, KeepTheBrightnessOrFindEdgesAtEverySize) {
    for (const Shape& size : sizes())
        for (const Kind kind : presets()) {
            const Numbers32 numbers = kernel(kind, size);
            const bool finds_edges = kind == Kind::sobel_x || kind == Kind::sobel_y || kind == Kind::laplace;
            EXPECT_NEAR(sum_of(numbers), finds_edges ? 0.0 : 1.0, 1e-6)
                << print(Values{kind, 7, {}}) << " " << to_string(size);
            for (const float number : numbers) {
                EXPECT_FALSE(number == 0.0F && std::signbit(number));
                if (finds_edges || kind == Kind::sharpen || kind == Kind::emboss) {
                    EXPECT_EQ(number, std::round(number)) << print(Values{kind, 7, {}}) << " " << to_string(size);
                }
            }
        }
}

TEST(KernelPresets, OfHundredsOfCellsStayFiniteAndInBalance) {
    for (const Shape& size : {Shape{4001}, Shape{300, 301}, Shape{41, 40, 39}})
        for (const Kind kind : presets()) {
            const Numbers32 numbers = kernel(kind, size);
            const bool finds_edges = kind == Kind::sobel_x || kind == Kind::sobel_y || kind == Kind::laplace;
            EXPECT_NEAR(sum_of(numbers), finds_edges ? 0.0 : 1.0, 1e-4)
                << print(Values{kind, 7, {}}) << " " << to_string(size);
            EXPECT_NE(std::count(numbers.begin(), numbers.end(), 0.0F), std::ssize(numbers));
            EXPECT_TRUE(
                std::none_of(numbers.begin(), numbers.end(), [](float x) { return x == 0.0F && std::signbit(x); }))
                << "−0 in " << print(Values{kind, 7, {}}) << " " << to_string(size);
        }
}

TEST(KernelPresets, AreTheSameForEachPairOfChannels) {
    const Numbers32 one = kernel(Kind::sobel_x, {3, 3});
    Numbers32 six;
    for (int pair = 0; pair < 6; ++pair) six.insert(six.end(), one.begin(), one.end());
    const auto problem = parse_problem("conv2d 1x3x9x9 out2 k3 weights=sobel_x").value();
    const Geometry geometry = resolve(problem.operation, problem.input).value();
    EXPECT_EQ(make_numbers(problem, geometry).value().weight->values, six);
}

TEST(KernelPresets, IdentityWithSamePaddingGivesTheInputBack) {
    for (const char* kernel : {"k1", "k2", "k3", "k4", "k3x2", "k5x4"}) {
        const std::string line = std::string("conv2d 1x1x7x6 out1 ") + kernel + " same nobias weights=identity";
        EXPECT_EQ(output_of(line).values, made(Values{}, {1, 1, 7, 6}).values) << line;
    }
    EXPECT_EQ(output_of("conv2d 1x2x3x3 out1 k3 same nobias values=ones weights=identity").values, Numbers32(9, 2.0F));
}

TEST(KernelPresets, SobelIsPositiveWhereValuesGrow) {
    for (const char* line : {"conv1d 1x1x9 out1 k3 nobias values=ramp weights=sobel_x",
                             "conv2d 1x1x5x9 out1 k3 nobias values=ramp weights=sobel_x",
                             "conv2d 1x1x5x9 out1 k4x2 nobias values=ramp weights=sobel_y",
                             "conv3d 1x1x4x5x6 out1 k3 nobias values=ramp weights=sobel_y"})
        for (const float value : output_of(line).values) EXPECT_GT(value, 0.0F) << line;
    EXPECT_EQ(output_of("conv2d 1x1x3x3 out1 k3 nobias values=ramp weights=sobel_x").values, Numbers32{8});
    EXPECT_EQ(output_of("conv2d 1x1x3x3 out1 k3 nobias values=ramp weights=sobel_y").values, Numbers32{24});
}

TEST(KernelPresets, ALineThatNamesOneIsReadAndPrinted) {
    for (const Kind kind : presets()) {
        const std::string line = "convtranspose2d 1x1x5x5 out2 k3 s2 weights=" + print(Values{kind, 7, {}});
        const auto problem = parse_problem(line);
        ASSERT_TRUE(problem) << line << ": " << sentence_of(problem.error());
        EXPECT_EQ(print(*problem), line);
        EXPECT_EQ(problem->weights, (Values{kind, 7, {}}));
    }
}

}  // namespace
}  // namespace stridelens
