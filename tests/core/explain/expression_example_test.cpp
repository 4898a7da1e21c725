// The arithmetic as data: what it says of known problems, how the result grows, and windows of more terms than are listed.

#include "core/explain/expression.h"
#include "core/operation/catalogue.h"
#include "tests/core/explain/explain_example.h"

#include <limits>

namespace stridelens {
namespace {

using test::Example;

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// The two of faults that were told wrongly, and their neighbours; winners are PyTorch's.
TEST(Expression, EqualButLaterIsSaidOnlyOfWhatIsEqualAndLater) {
    const auto verdicts = [](const Explanation& told, const Geometry& geometry) {
        std::vector<Verdict> all;
        for (const Expression::Term& term : expression_of(geometry, told).terms) all.push_back(term.verdict);
        return all;
    };
    using enum Verdict;
    const Example nan("maxpool1d 1x1x5 k5 values=2,nan,7,nan,9");
    EXPECT_EQ(verdicts(nan.at({0, 0, 0}), nan.geometry), (std::vector{none, earlier_nan, none, wins, none}));
    const Example unpool("maxunpool1d 1x1x3 k1 s2 values=5,6,7 indices=2,2,0");
    EXPECT_EQ(unpool.at({0, 0, 2}).result, 6.0F);
    EXPECT_EQ(verdicts(unpool.at({0, 0, 2}), unpool.geometry), (std::vector{wins, overwritten}));
    const Example zeros("minpool1d 1x1x5 k5 values=2,-0,0,3,-0");
    EXPECT_EQ(verdicts(zeros.at({0, 0, 0}), zeros.geometry), (std::vector{none, wins, ties, none, ties}));
    const Example back("maxpool1d 1x1x4 k3 s1 values=nan,nan,1,1");
    EXPECT_EQ(verdicts(back.gradient(Subject::grad_input, {0, 0, 0}), back.geometry), (std::vector{earlier_nan}));
    EXPECT_EQ(verdicts(back.gradient(Subject::grad_input, {0, 0, 1}), back.geometry), (std::vector{none, none}));
}

TEST(Expression, PartialResultsGrowAsTheReferenceAddsUp) {
    const Example mean("avgpool1d 1x1x4 k3 s1 p1 values=1,2,6,4");
    const Expression average = expression_of(mean.geometry, mean.at({0, 0, 0}));
    Accumulator sum(average);
    std::vector<double> sums;
    for (const Expression::Term& term : average.terms) {
        sum.add(term);
        sums.push_back(sum.sum());
    }
    EXPECT_EQ(sums, (std::vector{0.0, 1.0, 3.0}));
    EXPECT_EQ(sum.result(), 1.0F);

    const Example conv("conv1d 1x2x2 out1 k2 values=1,2,3,4 weights=1,10,100,1000 bias=-7");
    const Expression products = expression_of(conv.geometry, conv.at({0, 0, 0}));
    Accumulator channels(products);
    std::vector<double> channel, all;
    for (const Expression::Term& term : products.terms) {
        channels.add(term);
        channel.push_back(channels.channel_sum());
        all.push_back(channels.sum());
    }
    EXPECT_EQ(channel, (std::vector{1.0, 21.0, 300.0, 4300.0}));
    EXPECT_EQ(all, (std::vector{1.0, 21.0, 321.0, 4321.0}));
    EXPECT_EQ(channels.result(), 4314.0F);

    const Example pool("maxpool1d 1x1x4 k4 p1 values=2,7,7,1");
    const Expression maximum = expression_of(pool.geometry, pool.at({0, 0, 0}));
    Accumulator best(maximum);
    EXPECT_EQ(best.result(), -std::numeric_limits<float>::infinity());
    std::vector<std::int64_t> leads;
    for (const Expression::Term& term : maximum.terms) {
        best.add(term);
        leads.push_back(best.taken() ? best.taken()->order : -1);
    }
    EXPECT_EQ(leads, (std::vector<std::int64_t>{-1, 1, 2, 2}));
}

TEST(Expression, ANormKnowsWhatCeilModeCutAndWhetherSignsCount) {
    const Example cut("lppool1d 1x1x3 k2 ceil values=1,2,3");
    const Expression scaled = expression_of(cut.geometry, cut.at({0, 0, 1}));
    ASSERT_TRUE(scaled.norm.has_value());
    EXPECT_TRUE(scaled.norm->scaled());
    EXPECT_EQ(scaled.norm->counted, 1);
    EXPECT_EQ(scaled.norm->cells, 2);
    EXPECT_FALSE(scaled.norm->absolute);
    const Example onnx("lppool1d 1x1x3 k2 s1 p1 norm=3 onnx values=-1,2,3");
    const Expression padded = expression_of(onnx.geometry, onnx.at({0, 0, 0}));
    EXPECT_TRUE(padded.norm->absolute);
    EXPECT_FALSE(padded.norm->scaled());
    EXPECT_EQ(padded.norm->exponent, 3.0);
    EXPECT_EQ(padded.terms[1].product, 1.0) << "|−1|³";
    EXPECT_FALSE(padded.terms[0].counts);
}

TEST(Expression, FactorsOfOneNeedNotBeWritten) {
    const auto unit = [](const char* line, Subject subject, const Index& cell) {
        const Example told(line);
        return expression_of(told.geometry, told.gradient(subject, cell)).unit_factors;
    };
    EXPECT_TRUE(unit("maxpool1d 1x1x3 k2 s1 values=1,5,2", Subject::grad_input, {0, 0, 0})) << "nothing counts";
    EXPECT_TRUE(unit("maxpool1d 1x1x3 k2 s1 values=1,5,2", Subject::grad_input, {0, 0, 1}));
    EXPECT_FALSE(unit("avgpool1d 1x1x3 k2 s1", Subject::grad_input, {0, 0, 1}));
    EXPECT_TRUE(unit("conv1d 1x1x3 out1 k2", Subject::grad_bias, {0}));
    EXPECT_FALSE(unit("conv1d 1x1x3 out1 k2 weights=2,1", Subject::grad_input, {0, 0, 1})) << "first 1, then 2";
}

/// A window of more cells than are listed.
Explanation tell_long(Operation operation, std::vector<float> values, Geometry& geometry) {
    const Shape shape{1, 1, static_cast<std::int64_t>(values.size())};
    const Tensor input(shape, std::move(values));
    geometry = test::resolved(operation, shape);
    return explain(geometry, Operands{input}, {0, 0, 0});
}

TEST(Expression, TermsBeyondWhatIsListedAreSummedAndCounted) {
    const auto length = static_cast<std::size_t>(kMostTold) + 1000;
    Geometry geometry;
    AdaptiveAvgPool pool{.spatial_rank = 1, .output_size = {1}};
    std::vector<float> values(length, 0.0F);
    values[3] = 1.0F;
    values[length - 1] = static_cast<float>(length) - 1.0F;
    const Expression mean = expression_of(geometry, tell_long(pool, values, geometry));
    EXPECT_EQ(std::ssize(mean.terms), kMostTold);
    EXPECT_EQ(mean.rest.count, 1000);
    EXPECT_EQ(mean.rest.kinds, (Kinds{.inside = 1000}));
    EXPECT_EQ(mean.rest.counted, 1000);
    EXPECT_EQ(mean.count(), static_cast<std::int64_t>(length));
    EXPECT_EQ(mean.divisor->value, static_cast<std::int64_t>(length));
    EXPECT_EQ(*mean.sum, static_cast<double>(length));
    EXPECT_EQ(mean.result, 1.0F);
}

TEST(Expression, AWinnerBeyondWhatIsListedIsListedAllTheSame) {
    const auto length = static_cast<std::size_t>(kMostTold) + 1000;
    Geometry geometry;
    const AdaptiveMaxPool pool{.spatial_rank = 1, .output_size = {1}};
    std::vector<float> values(length, 0.0F);
    values[length - 10] = values[length - 5] = 9.0F;
    const Explanation told = tell_long(pool, values, geometry);
    const Expression late = expression_of(geometry, told);
    ASSERT_TRUE(late.winner());
    EXPECT_EQ(late.terms.size(), static_cast<std::size_t>(kMostTold) + 1);
    EXPECT_EQ(late.terms[*late.winner()].order, static_cast<std::int64_t>(length) - 10);
    EXPECT_EQ(late.result, 9.0F);
    EXPECT_EQ(late.rest.count, 999);
    EXPECT_EQ(late.rest.equal, 1) << "the other 9 is counted, though it is not listed";
    EXPECT_NE(told.sentence.find("9 occurs twice; the first in reading order wins"), std::string::npos)
        << told.sentence;
    values[0] = values[length - 1] = kNan;
    const Expression nan = expression_of(geometry, tell_long(pool, values, geometry));
    EXPECT_EQ(nan.terms[*nan.winner()].order, static_cast<std::int64_t>(length) - 1);
    EXPECT_EQ(nan.terms[0].verdict, Verdict::earlier_nan);
    EXPECT_EQ(nan.rest.equal, 0);
    const Expression few = expression_of(geometry, tell_long(pool, values, geometry), 5);
    EXPECT_EQ(few.terms.size(), 6U);
    EXPECT_EQ(few.terms[*few.winner()].order, static_cast<std::int64_t>(length) - 1);
}

TEST(Expression, ChannelsOfALongWindowKeepTheirSums) {
    // Two channels of which only the first is listed whole.
    const std::int64_t length = kMostTold / 2 + 500;
    Conv conv = default_of<Conv>(1);
    conv.out_channels = 1;
    conv.kernel_size = {length};
    conv.bias = false;
    const Shape shape{1, 2, length};
    const Geometry geometry = test::resolved(conv, shape);
    const Tensor input(shape, 1.0F), weight(geometry.weight, 2.0F);
    const Expression sum = expression_of(geometry, explain(geometry, Operands{input, weight}, {0, 0, 0}));
    ASSERT_EQ(sum.channels.size(), 2U);
    EXPECT_EQ(std::ssize(sum.terms), kMostTold);
    EXPECT_EQ(std::ssize(sum.terms) + sum.rest.count, 2 * length);
    EXPECT_EQ(static_cast<std::int64_t>(sum.channels[0].listed), length);
    EXPECT_EQ(static_cast<std::int64_t>(sum.channels[1].listed), kMostTold - length);
    EXPECT_EQ(sum.channels[1].count, length);
    EXPECT_EQ(sum.channels[1].sum, 2.0 * static_cast<double>(length));
    EXPECT_EQ(sum.result, 4.0F * static_cast<float>(length));
}

}  // namespace
}  // namespace stridelens
