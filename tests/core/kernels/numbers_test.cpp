#include "core/kernels/numbers.h"
#include "core/kernels/kernels.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"

#include <gtest/gtest.h>

#include <limits>

namespace stridelens {
namespace {

struct Made {
    Geometry geometry;
    Result<Numbers> numbers;
};

Made made(const Problem& problem) {
    const auto geometry = resolve(problem.operation, problem.input);
    EXPECT_TRUE(geometry.has_value()) << (geometry ? "" : sentence_of(geometry.error()));
    return {geometry.value(), make_numbers(problem, geometry.value())};
}

Values list(std::vector<float> values) {
    return {Values::Kind::list, 0, std::move(values)};
}

/// maxunpool1d 1x1x3 k2: 6 outputs.
Problem unpooling(std::vector<float> indices) {
    MaxUnpool unpool;
    unpool.spatial_rank = 1;
    unpool.kernel_size = {2};
    unpool.padding = {Sides{}};
    Problem problem;
    problem.operation = unpool;
    problem.input = {1, 1, 3};
    problem.indices = list(std::move(indices));
    return problem;
}

TEST(MakeNumbers, GivesEachOperandItsShapeAndNoOther) {
    Problem problem;
    Conv conv = default_of<Conv>(2);
    conv.out_channels = 4;
    problem.operation = conv;
    problem.input = {2, 3, 5, 5};
    const Made with_weights = made(problem);
    ASSERT_TRUE(with_weights.numbers.has_value());
    EXPECT_EQ(with_weights.numbers->weight->shape, (Shape{4, 3, 3, 3}));
    EXPECT_EQ(with_weights.numbers->bias->shape, (Shape{4}));
    EXPECT_EQ(with_weights.numbers->upstream->shape, with_weights.geometry.output);
    EXPECT_TRUE(with_weights.numbers->indices.empty());

    problem.operation = default_of<MaxPool>(2);
    const Made without = made(problem);
    ASSERT_TRUE(without.numbers.has_value());
    EXPECT_EQ(*without.numbers->weight, Tensor());
    EXPECT_EQ(*without.numbers->bias, Tensor());
}

TEST(MakeNumbers, MaximaAndWinnersAreWhatAMaxPoolMakesOfNormalNumbers) {
    for (const Convention convention : {Convention::pytorch, Convention::onnx}) {
        MaxUnpool unpool;
        unpool.kernel_size = {3, 2};
        unpool.stride = {2, 2};
        unpool.padding = {Sides{1, 1}, Sides{0, 0}};
        unpool.convention = convention;
        Problem problem;
        problem.operation = unpool;
        problem.input = {2, 3, 4, 3};
        problem.values = {Values::Kind::maxima, 5, {}};
        problem.indices = {Values::Kind::winners, 5, {}};
        const Made back = made(problem);
        ASSERT_TRUE(back.numbers.has_value()) << sentence_of(back.numbers.error());

        MaxPool pool;
        pool.kernel_size = unpool.kernel_size;
        pool.stride = unpool.stride;
        pool.padding = unpool.padding;
        pool.convention = convention;
        const auto forth = resolve(pool, back.geometry.output);
        ASSERT_TRUE(forth.has_value()) << sentence_of(forth.error());
        const Tensor normal = make_tensor({Values::Kind::normal, 5, {}}, back.geometry.output).value();
        const Evaluation pooled = evaluate(*forth, {normal});
        EXPECT_EQ(*back.numbers->input, pooled.output);
        EXPECT_EQ(back.numbers->indices, pooled.indices);
        EXPECT_FALSE(check_indices(back.geometry, back.numbers->indices).has_value());
    }
}

TEST(MakeNumbers, WinnersOfAnOutputNearlyAStrideLargerOrSmallerAreInsideIt) {
    for (const std::int64_t size : {5, 6, 7}) {
        Problem problem = unpooling({});
        problem.indices = {Values::Kind::winners, 5, {}};
        problem.values = {Values::Kind::maxima, 5, {}};
        std::get<MaxUnpool>(problem.operation).output_size = {size};
        const Made back = made(problem);
        ASSERT_TRUE(back.numbers.has_value()) << size << ": " << sentence_of(back.numbers.error());
        EXPECT_FALSE(check_indices(back.geometry, back.numbers->indices).has_value()) << size;
        EXPECT_EQ(back.numbers->input->shape, (Shape{1, 1, 3}));
    }
}

TEST(MakeNumbers, AWindowWhollyInPaddingHasNoWinnerAndSaysSo) {
    MaxUnpool unpool;
    unpool.spatial_rank = 1;
    unpool.kernel_size = {1};
    unpool.stride = {2};
    unpool.padding = {Sides{1, 1}};
    unpool.convention = Convention::onnx;
    Problem problem;
    problem.operation = unpool;
    problem.input = {1, 1, 4};
    problem.values = {Values::Kind::integers, 7, {}};
    const Made back = made(problem);
    ASSERT_FALSE(back.numbers.has_value());
    EXPECT_EQ(back.numbers.error().field, Field::indices);
    EXPECT_NE(sentence_of(back.numbers.error()).find("padding"), std::string::npos)
        << sentence_of(back.numbers.error());
}

TEST(MakeNumbers, ListsThatDoNotFitAreRefusedWithTheFieldTheyAreFor) {
    Problem problem;
    problem.operation = default_of<Conv>(1);
    problem.input = {1, 1, 5};
    const auto field_of = [&](Values Problem::*which) {
        Problem wrong = problem;
        wrong.*which = list({1, 2});
        const Made numbers = made(wrong);
        return numbers.numbers ? Field::text : numbers.numbers.error().field;
    };
    EXPECT_EQ(field_of(&Problem::values), Field::values);
    EXPECT_EQ(field_of(&Problem::weights), Field::weight);
    EXPECT_EQ(field_of(&Problem::bias), Field::bias);
    EXPECT_EQ(field_of(&Problem::upstream), Field::upstream);
    EXPECT_EQ(field_of(&Problem::indices), Field::text);  // has none: not looked at
    EXPECT_EQ(made(unpooling({1, 2})).numbers.error().field, Field::indices);
}

/// The numbers of `line`, made with those of `before` at hand; and those.
std::pair<Numbers, Numbers> after(const std::string& before, const std::string& line) {
    const Problem first = parse_problem(before).value(), second = parse_problem(line).value();
    Numbers made_before = made(first).numbers.value();
    const MadeNumbers had{first, made_before};
    const Geometry geometry = resolve(second.operation, second.input).value();
    return {make_numbers(second, geometry, {.before = &had}).value(), made_before};
}

TEST(MakeNumbers, WhatIsTheSameAsBeforeIsTakenOverDrawingsToo) {
    for (const char* values : {"normal:7", "digit:5", "ring", "image:house"}) {
        const std::string input = std::string("1x1x9x9 k3 values=") + values;
        const auto [now, before] = after("maxpool2d " + input + " s1", "maxpool2d " + input + " s2");
        EXPECT_TRUE(now.input.same(before.input)) << values;
    }
    const auto [now, before] = after("conv2d 1x2x9x9 out2 k3 weights=gauss", "conv2d 1x2x9x9 out2 k3 s2 weights=gauss");
    EXPECT_TRUE(now.weight.same(before.weight));
}

TEST(MakeNumbers, ADrawingIsMadeAnewWhereItsPlanesLieOtherwise) {
    // The same shape: nine strips of nine cells, and one plane of 9 × 9.
    const auto [now, before] = after("maxpool1d 1x9x9 k3 values=digit:5", "maxpool2d 1x9x9 k3 values=digit:5");
    EXPECT_EQ(now.input->shape, before.input->shape);
    EXPECT_FALSE(now.input.same(before.input));
    EXPECT_EQ(*now.input, *made(parse_problem("maxpool2d 1x9x9 k3 values=digit:5").value()).numbers.value().input);
    EXPECT_NE(*now.input, *before.input);
}

TEST(MakeNumbers, IndicesAreWholeNumbersWithinTheOutput) {
    EXPECT_EQ(made(unpooling({0, 3, 5})).numbers->indices, (std::vector<std::int64_t>{0, 3, 5}));
    for (const float wrong :
         {2.5F, -1.0F, 6.0F, 1e30F, std::numeric_limits<float>::quiet_NaN(), -std::numeric_limits<float>::infinity()}) {
        const Made numbers = made(unpooling({0, wrong, 5}));
        ASSERT_FALSE(numbers.numbers.has_value()) << wrong;
        EXPECT_EQ(numbers.numbers.error().field, Field::indices) << wrong;
    }
    EXPECT_NE(sentence_of(made(unpooling({0, 6, 5})).numbers.error()).find("from 0 to 5"), std::string::npos)
        << sentence_of(made(unpooling({0, 6, 5})).numbers.error());
}

}  // namespace
}  // namespace stridelens
