#include "core/reference/reference.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace stridelens {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

Evaluation evaluated(const Operation& operation, const Shape& shape, const std::vector<float>& values,
                     const Tensor& weight = Tensor(Shape{0}), const Tensor& bias = Tensor(Shape{0})) {
    const auto geometry = resolve(operation, shape);
    EXPECT_TRUE(geometry.has_value()) << (geometry ? "" : sentence_of(geometry.error()));
    return evaluate_reference(geometry.value(), Tensor(shape, values), weight, bias);
}

MaxPool max_pool_1d(std::int64_t kernel, std::int64_t stride, std::int64_t padding = 0) {
    MaxPool pool = default_of<MaxPool>(1);
    pool.kernel_size = {kernel};
    pool.stride = {stride};
    pool.padding = {Sides{padding, padding}};
    return pool;
}

AvgPool avg_pool_1d(std::int64_t kernel, std::int64_t stride, std::int64_t padding = 0) {
    AvgPool pool = default_of<AvgPool>(1);
    pool.kernel_size = {kernel};
    pool.stride = {stride};
    pool.padding = {Sides{padding, padding}};
    return pool;
}

std::vector<float> counting(std::size_t count) {
    std::vector<float> values;
    for (std::size_t i = 0; i < count; ++i) values.push_back(static_cast<float>(i));
    return values;
}

TEST(Reference, CeilModeDropsALastWindowThatWouldStartInTheEndPadding) {
    MaxPool five = max_pool_1d(2, 2, 1);
    five.ceil_mode = true;
    EXPECT_EQ(evaluated(five, {1, 1, 5}, counting(5)).output.values, (std::vector<float>{0, 2, 4}));
    MaxPool thirty_two = max_pool_1d(1, 2);
    thirty_two.ceil_mode = true;
    EXPECT_EQ(evaluated(thirty_two, {1, 1, 32}, counting(32)).output.shape, (Shape{1, 1, 16}));
}

TEST(Reference, OverhangIsNeverCountedInAnAverage) {
    AvgPool pool = default_of<AvgPool>(2);
    pool.stride = {3, 3};
    pool.ceil_mode = true;
    ASSERT_TRUE(pool.count_include_pad);
    const Evaluation result = evaluated(pool, {1, 1, 7, 7}, counting(49));
    ASSERT_EQ(result.output.shape, (Shape{1, 1, 3, 3}));
    EXPECT_EQ(result.output[8], 48.0F);  // the corner alone, not 48/4
}

TEST(Reference, PaddingIsCountedOrNotAndOverhangNever) {
    AvgPool pool = avg_pool_1d(3, 2, 1);
    pool.ceil_mode = true;
    // windows: [p 0 1] [1 2 3] [3 4 5] [5 p overhang]
    const std::vector<float> values{12, 12, 12, 12, 12, 12};
    EXPECT_EQ(evaluated(pool, {1, 1, 6}, values).output.values, (std::vector<float>{8, 12, 12, 6}));
    pool.count_include_pad = false;
    EXPECT_EQ(evaluated(pool, {1, 1, 6}, values).output.values, (std::vector<float>{12, 12, 12, 12}));
    pool.divisor_override = 4;
    EXPECT_EQ(evaluated(pool, {1, 1, 6}, values).output.values, (std::vector<float>{6, 9, 9, 3}));
}

TEST(Reference, MaxPoolingPadsWithMinusInfinityNotZero) {
    EXPECT_EQ(evaluated(max_pool_1d(2, 2, 1), {1, 1, 4}, {-1, -2, -3, -4}).output.values,
              (std::vector<float>{-1, -2, -4}));
}

TEST(Reference, DilatedMaximumSkipsTheCellBetween) {
    MaxPool pool = max_pool_1d(2, 1);
    pool.dilation = {2};
    EXPECT_EQ(evaluated(pool, {1, 1, 4}, {1, 9, 2, 0}).output.values, (std::vector<float>{2, 9}));
}

TEST(Reference, AWindowWhollyInPaddingIsMinusInfinityWithoutAWinner) {
    MaxPool pool = max_pool_1d(2, 1, 1);
    pool.dilation = {2};
    const Evaluation result = evaluated(pool, {1, 1, 1}, {7});
    EXPECT_EQ(result.output.values, (std::vector<float>{-kInfinity}));
    EXPECT_EQ(result.indices, (std::vector<std::int64_t>{-1}));
}

TEST(Reference, AnAverageOfNothingIsNan) {
    AvgPool pool = avg_pool_1d(2, 1, 1);
    pool.convention = Convention::onnx;
    pool.dilation = {2};
    pool.count_include_pad = false;
    EXPECT_TRUE(std::isnan(evaluated(pool, {1, 1, 1}, {7}).output[0]));
    pool.count_include_pad = true;
    EXPECT_EQ(evaluated(pool, {1, 1, 1}, {7}).output[0], 0.0F);
}

TEST(Reference, FirstOfTiesWinsAndTheLastNan) {
    EXPECT_EQ(evaluated(max_pool_1d(3, 1), {1, 1, 3}, {5, 5, 5}).indices, (std::vector<std::int64_t>{0}));
    const Evaluation nan = evaluated(max_pool_1d(3, 1), {1, 1, 3}, {kNan, 9, kNan});
    EXPECT_TRUE(std::isnan(nan.output[0]));
    EXPECT_EQ(nan.indices, (std::vector<std::int64_t>{2}));
    EXPECT_EQ(evaluated(max_pool_1d(3, 1), {1, 1, 3}, {-kInfinity, -kInfinity, -kInfinity}).indices,
              (std::vector<std::int64_t>{0}));
}

TEST(Reference, IndicesCountInThePlaneForPyTorchAndInTheTensorForOnnx) {
    const std::vector<float> values{0, 9, 1, 2, 3, 8, 7, 1, 1, 2, 3, 1};  // two planes of 2 x 3
    MaxPool pool = default_of<MaxPool>(2);
    pool.kernel_size = {2, 3};
    pool.stride = {1, 1};
    EXPECT_EQ(evaluated(pool, {1, 2, 2, 3}, values).indices, (std::vector<std::int64_t>{1, 0}));
    pool.convention = Convention::onnx;
    EXPECT_EQ(evaluated(pool, {1, 2, 2, 3}, values).indices, (std::vector<std::int64_t>{1, 6}));
    pool.column_major_indices = true;  // h + w·H: column 1 of row 0 is 2
    EXPECT_EQ(evaluated(pool, {1, 2, 2, 3}, values).indices, (std::vector<std::int64_t>{2, 6}));
}

TEST(Reference, TensorFlowsIndicesHaveTheChannelFastest) {
    const std::vector<float> ramp{0, 1, 2, 3, 4, 5, 6, 7};  // two planes of 2 x 2
    MaxPool pool = default_of<MaxPool>(2);
    pool.kernel_size = pool.stride = {2, 2};
    pool.convention = Convention::tensorflow;
    // (y·W + x)·C + c, tf.nn.max_pool_with_argmax without the batch.
    EXPECT_EQ(evaluated(pool, {1, 2, 2, 2}, ramp).indices, (std::vector<std::int64_t>{6, 7}));
    EXPECT_EQ(evaluated(pool, {2, 1, 2, 2}, ramp).indices, (std::vector<std::int64_t>{3, 3}));
}

TEST(Reference, CircularPaddingIsTheSameWithoutABatch) {
    Conv conv = default_of<Conv>(1);
    conv.kernel_size = {3};
    conv.padding = {{1, 1}};
    conv.padding_mode = PaddingMode::circular;
    conv.out_channels = 1;
    const std::vector<float> values{1, 2, 3, 4, 5, 6, 7, 8};
    const Tensor weight(Shape{1, 2, 3}, {1, 2, 3, 4, 5, 6}), bias(Shape{1}, std::vector<float>{7});
    const Tensor with = evaluated(conv, {1, 2, 4}, values, weight, bias).output;
    const Tensor without = evaluated(conv, {2, 4}, values, weight, bias).output;
    EXPECT_EQ(with.shape, (Shape{1, 1, 4}));
    EXPECT_EQ(without.shape, (Shape{1, 4}));
    EXPECT_EQ(with.values, without.values);
}

TEST(Reference, ColumnMajorIndicesOfVolumesCountTheFirstAxisFastest) {
    // As onnxruntime and ONNX's reference evaluator: c·D·H·W + d + h·D + w·D·H.
    MaxPool pool = default_of<MaxPool>(3);
    pool.kernel_size = {2, 3, 4};
    pool.stride = {1, 1, 1};
    pool.convention = Convention::onnx;
    pool.column_major_indices = true;
    for (std::int64_t cell = 0; cell < 2 * 3 * 4; ++cell) {
        std::vector<float> values(2 * 24, 0.0F);
        values[static_cast<std::size_t>(cell)] = values[static_cast<std::size_t>(24 + cell)] = 1.0F;
        const std::int64_t d = cell / 12, h = cell / 4 % 3, w = cell % 4, expected = d + 2 * h + 6 * w;
        EXPECT_EQ(evaluated(pool, {1, 2, 2, 3, 4}, values).indices,
                  (std::vector<std::int64_t>{expected, 24 + expected}))
            << "winner at " << d << ", " << h << ", " << w;
    }
}

TEST(Reference, ConvolutionDoesNotFlipItsKernel) {
    Conv conv = default_of<Conv>(1);
    conv.bias = false;
    const Tensor weight(Shape{1, 1, 3}, std::vector<float>{1, 10, 100});
    EXPECT_EQ(evaluated(conv, {1, 1, 4}, {1, 2, 3, 4}, weight).output.values, (std::vector<float>{321, 432}));
}

TEST(Reference, ConvolutionPadsAsItsModeSays) {
    Conv conv = default_of<Conv>(1);
    conv.padding = {Sides{1, 1}};
    const Tensor weight(Shape{1, 1, 3}, std::vector<float>{1, 10, 100});
    const Tensor bias(Shape{1}, 1000.0F);
    const auto result = [&](PaddingMode mode) {
        conv.padding_mode = mode;
        return evaluated(conv, {1, 1, 3}, {1, 2, 3}, weight, bias).output.values;
    };
    EXPECT_EQ(result(PaddingMode::constant), (std::vector<float>{1210, 1321, 1032}));
    EXPECT_EQ(result(PaddingMode::reflect), (std::vector<float>{1212, 1321, 1232}));
    EXPECT_EQ(result(PaddingMode::replicate), (std::vector<float>{1211, 1321, 1332}));
    EXPECT_EQ(result(PaddingMode::circular), (std::vector<float>{1213, 1321, 1132}));
}

TEST(Reference, AnEmptyBatchGivesAnEmptyResult) {
    const Evaluation result = evaluated(default_of<MaxPool>(2), {0, 3, 4, 4}, {});
    EXPECT_EQ(result.output.shape, (Shape{0, 3, 2, 2}));
    EXPECT_TRUE(result.output.values.empty());
    EXPECT_TRUE(result.indices.empty());
}

TEST(Reference, PadCropsOnOneSideAndFillsOnTheOther) {
    Pad pad = default_of<Pad>(1);
    pad.padding = {Sides{2, -1}};
    pad.value = 9;
    EXPECT_EQ(evaluated(pad, {1, 1, 3}, {1, 2, 3}).output.values, (std::vector<float>{9, 9, 1, 2}));
}

TEST(Reference, LpPoolTakesTheHalfPowerAsASquareRoot) {
    auto pool = std::get<LpPool>(default_operation(alternative_of<LpPool>(), 1));
    pool.kernel_size = {1};
    pool.norm_type = 0.5;
    const Evaluation result = evaluated(pool, {1, 1, 3}, {4.0F, -kInfinity, kInfinity});
    EXPECT_EQ(result.output[0], 4.0F);
    EXPECT_TRUE(std::isnan(result.output[1])) << result.output[1];
    EXPECT_EQ(result.output[2], kInfinity);
}

}  // namespace
}  // namespace stridelens
