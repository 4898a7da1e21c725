// The operations that are not in every framework alike, by numbers that can be checked by hand.

#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "core/reference/reference.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace stridelens {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

Geometry resolved(const Operation& operation, const Shape& input) {
    const auto geometry = resolve(operation, input);
    EXPECT_TRUE(geometry.has_value()) << (geometry ? "" : sentence_of(geometry.error()));
    return geometry.value_or(Geometry{});
}

std::vector<float> evaluated(const Operation& operation, const Shape& shape, const std::vector<float>& values) {
    const Tensor input(shape, values);
    return evaluate_reference(resolved(operation, shape), {input}).output.values;
}

/// PyTorch's defaults over one axis.
template <class Op>
Op over_one_axis() {
    return std::get<Op>(default_operation(alternative_of<Op>(), 1));
}

LpPool lp_pool(double norm_type, Convention convention = Convention::pytorch) {
    auto pool = over_one_axis<LpPool>();
    pool.norm_type = norm_type;
    pool.kernel_size = pool.stride = {2};
    pool.convention = convention;
    return pool;
}

TEST(Reference, OnnxTakesThePowersOfMagnitudesAndPyTorchOfTheNumbers) {
    EXPECT_EQ(evaluated(lp_pool(1), {1, 1, 4}, {-1, -2, 3, 4}), (std::vector<float>{-3, 7}));
    EXPECT_EQ(evaluated(lp_pool(1, Convention::onnx), {1, 1, 4}, {-1, -2, 3, 4}), (std::vector<float>{3, 7}));
    const std::vector<float> pytorch = evaluated(lp_pool(3), {1, 1, 4}, {-1, -2, 3, 4});
    EXPECT_TRUE(std::isnan(pytorch[0]));
    EXPECT_FLOAT_EQ(pytorch[1], 4.4979413F);
    EXPECT_FLOAT_EQ(evaluated(lp_pool(3, Convention::onnx), {1, 1, 4}, {-1, -2, 3, 4})[0], 2.0800838F);
}

TEST(Reference, PyTorchScalesANormThatCeilModeCutsAndOnnxDoesNot) {
    LpPool pool = lp_pool(2);
    pool.ceil_mode = true;
    const std::vector<float> pytorch = evaluated(pool, {1, 1, 5}, {1, 2, 3, 4, 5});
    EXPECT_EQ(pytorch[1], 5.0F);
    EXPECT_FLOAT_EQ(pytorch[2], 7.0710678F);
    pool.convention = Convention::onnx;
    EXPECT_EQ(evaluated(pool, {1, 1, 5}, {1, 2, 3, 4, 5})[2], 5.0F);
}

TEST(Reference, PowersOverflowLikeFloat32) {
    EXPECT_EQ(evaluated(lp_pool(2), {1, 1, 2}, {1e20F, 0}), (std::vector<float>{kInfinity}));
}

TEST(Reference, MinPoolingKeepsTheSmallestAndNanWins) {
    auto pool = over_one_axis<MinPool>();
    pool.kernel_size = {2};
    pool.stride = {1};
    pool.padding = {Sides{1, 1}};
    const Tensor input(Shape{1, 1, 4}, {3, 1, 1, kNan});
    const Evaluation result = evaluate_reference(resolved(pool, input.shape), {input});
    EXPECT_EQ(std::vector<float>(result.output.values.begin(), result.output.values.begin() + 3),
              (std::vector<float>{3, 1, 1}));
    EXPECT_TRUE(std::isnan(result.output[3]) && std::isnan(result.output[4]));
    EXPECT_EQ(result.indices, (std::vector<std::int64_t>{0, 1, 1, 3, 3}));
}

TEST(Reference, AMinPoolWindowWhollyInPaddingHasNoWinner) {
    auto pool = over_one_axis<MinPool>();
    pool.kernel_size = {2};
    pool.stride = {1};
    pool.dilation = {2};
    pool.padding = {Sides{1, 1}};
    const Tensor input(Shape{1, 1, 1}, 3.0F);
    const Evaluation result = evaluate_reference(resolved(pool, input.shape), {input});
    EXPECT_EQ(result.output.values, (std::vector<float>{kInfinity}));
    EXPECT_EQ(result.indices, (std::vector<std::int64_t>{-1}));
}

TEST(Reference, AdaptiveWindowsShareCells) {
    auto average = over_one_axis<AdaptiveAvgPool>();
    average.output_size = {3};
    EXPECT_EQ(evaluated(average, {1, 1, 5}, {1, 3, 5, 7, 9}), (std::vector<float>{2, 5, 8}));
    auto largest = over_one_axis<AdaptiveMaxPool>();
    largest.output_size = {3};
    const Tensor input(Shape{2, 1, 5}, {1, 9, 5, 9, 0, 0, 0, 7, 0, 0});
    const Evaluation result = evaluate_reference(resolved(largest, input.shape), {input});
    EXPECT_EQ(result.output.values, (std::vector<float>{9, 9, 9, 0, 7, 0}));
    EXPECT_EQ(result.indices, (std::vector<std::int64_t>{1, 1, 3, 0, 2, 3}));  // in the plane, the first of equals
}

/// Indices 5, 7, 13, 15 of a 4×4 output, put into 5×5.
std::vector<float> unpooled_into_five(Convention convention) {
    auto unpool = std::get<MaxUnpool>(default_operation(alternative_of<MaxUnpool>(), 2));
    unpool.output_size = {5, 5};
    unpool.kernel_size = unpool.stride = {2, 2};
    unpool.convention = convention;
    const Tensor input(Shape{1, 1, 2, 2}, {1, 2, 3, 4});
    const std::vector<std::int64_t> indices{5, 7, 13, 15};
    const Geometry geometry = resolved(unpool, input.shape);
    return evaluate_reference(geometry, {input, kNoTensor, kNoTensor, indices}).output.values;
}

TEST(Reference, OnnxUnpoolsIntoTheDefaultSizeAndPutsItAtTheTopLeft) {
    std::vector<float> onnx(25, 0.0F);
    onnx[1 * 5 + 1] = 1.0F;
    onnx[1 * 5 + 3] = 2.0F;
    onnx[3 * 5 + 1] = 3.0F;
    onnx[3 * 5 + 3] = 4.0F;
    EXPECT_EQ(unpooled_into_five(Convention::onnx), onnx);
    std::vector<float> pytorch(25, 0.0F);
    pytorch[5] = 1.0F;
    pytorch[7] = 2.0F;
    pytorch[13] = 3.0F;
    pytorch[15] = 4.0F;
    EXPECT_EQ(unpooled_into_five(Convention::pytorch), pytorch);
}

TEST(Reference, OnnxIndicesCountInTheWholeTensor) {
    auto unpool = over_one_axis<MaxUnpool>();
    unpool.kernel_size = unpool.stride = {2};
    unpool.convention = Convention::onnx;
    const Tensor input(Shape{1, 2, 1}, {1, 2});
    const std::vector<std::int64_t> indices{3, 0};  // each in the other's channel
    const Geometry geometry = resolved(unpool, input.shape);
    EXPECT_EQ(evaluate_reference(geometry, {input, kNoTensor, kNoTensor, indices}).output.values,
              (std::vector<float>{2, 0, 0, 1}));
    EXPECT_EQ(unpooled_from(geometry, indices, 3), 0);
    EXPECT_EQ(unpooled_from(geometry, indices, 1), -1);
}

TEST(Reference, OfSeveralValuesForOneCellTheLastStays) {
    auto unpool = over_one_axis<MaxUnpool>();
    unpool.kernel_size = unpool.stride = {2};
    const Tensor input(Shape{1, 1, 3}, {7, 8, 9});
    const std::vector<std::int64_t> indices{1, 1, 4};
    const Geometry geometry = resolved(unpool, input.shape);
    EXPECT_EQ(evaluate_reference(geometry, {input, kNoTensor, kNoTensor, indices}).output.values,
              (std::vector<float>{0, 8, 0, 0, 9, 0}));
    EXPECT_EQ(unpooled_from(geometry, indices, 1), 1);
}

std::vector<float> transposed(const ConvTranspose& conv) {
    const Tensor input(Shape{1, 1, 3}, {1, 2, 3});
    const Tensor weight(Shape{1, 1, 3}, 1.0F);
    return evaluate_reference(resolved(conv, input.shape), {input, weight}).output.values;
}

TEST(Reference, TheOddCellOfATransposedConvolutionIsCutWhereTheFrameworkSays) {
    auto conv = over_one_axis<ConvTranspose>();
    conv.stride = {2};
    conv.bias = false;
    EXPECT_EQ(transposed(conv), (std::vector<float>{1, 1, 3, 2, 5, 3, 3}));
    conv.convention = Convention::onnx;
    conv.auto_pad = AutoPad::same_upper;
    EXPECT_EQ(transposed(conv), (std::vector<float>{1, 1, 3, 2, 5, 3}));
    conv.auto_pad = AutoPad::same_lower;
    EXPECT_EQ(transposed(conv), (std::vector<float>{1, 3, 2, 5, 3, 3}));
    conv.auto_pad = AutoPad::none;
    conv.output_size = {6};
    EXPECT_EQ(transposed(conv), (std::vector<float>{1, 3, 2, 5, 3, 3}));
}

TEST(Reference, OutputPaddingShowsFurtherValuesAndBeyondTheStampsOnlyTheBias) {
    auto conv = over_one_axis<ConvTranspose>();
    conv.stride = {2};
    conv.bias = false;
    conv.output_padding = {1};
    EXPECT_EQ(transposed(conv), (std::vector<float>{1, 1, 3, 2, 5, 3, 3, 0}));
    conv.padding = {Sides{1, 1}};
    EXPECT_EQ(transposed(conv), (std::vector<float>{1, 3, 2, 5, 3, 3}));
}

TEST(Reference, AnInfiniteWeightBesideTheStampsAddsNothing) {
    auto conv = over_one_axis<ConvTranspose>();
    conv.kernel_size = {2};
    conv.bias = false;
    const Tensor input(Shape{1, 1, 2}, {1, 2});
    const Tensor weight(Shape{1, 1, 2}, {1, kInfinity});
    EXPECT_EQ(evaluate_reference(resolved(conv, input.shape), {input, weight}).output.values,
              (std::vector<float>{1, kInfinity, kInfinity}));
}

TEST(Reference, UnfoldPutsEachWindowInAColumnAndFoldAddsThemUp) {
    auto unfold = over_one_axis<Unfold>();
    unfold.kernel_size = {2};
    unfold.padding = {Sides{1, 1}};
    EXPECT_EQ(evaluated(unfold, {1, 1, 3}, {1, 2, 3}), (std::vector<float>{0, 1, 2, 3, 1, 2, 3, 0}));
    auto fold = over_one_axis<Fold>();
    fold.output_size = {3};
    fold.kernel_size = {2};
    fold.padding = {Sides{1, 1}};
    EXPECT_EQ(evaluated(fold, {1, 2, 4}, {0, 1, 2, 3, 1, 2, 3, 0}), (std::vector<float>{2, 4, 6}));
}

TEST(Reference, IndicesOutsideTheOutputAreRefused) {
    auto unpool = over_one_axis<MaxUnpool>();
    unpool.kernel_size = unpool.stride = {2};
    const Geometry geometry = resolved(unpool, {1, 1, 2});
    EXPECT_FALSE(check_indices(geometry, {0, 3}).has_value());
    for (const std::vector<std::int64_t>& wrong : {std::vector<std::int64_t>{0}, {0, 4}, {-1, 0}}) {
        const auto error = check_indices(geometry, wrong);
        ASSERT_TRUE(error.has_value());
        EXPECT_EQ(error->field, Field::indices);
    }
}

}  // namespace
}  // namespace stridelens
