#include "core/operation/drawings/patterns.h"

#include "tests/core/operation/drawings/made.h"

#include <gtest/gtest.h>
#include <cmath>
#include <set>
#include <string>

namespace stridelens {
namespace {

using test::made;

/// Rows of a plane as people would draw them: # at 0.5 and more.
std::string drawn(const Tensor& tensor, std::int64_t channel = 0) {
    const std::int64_t rows = tensor.shape[tensor.shape.size() - 2], columns = tensor.shape.back();
    std::string text;
    for (std::int64_t i = 0; i < rows * columns; ++i) {
        text += tensor[channel * rows * columns + i] >= 0.5F ? '#' : '.';
        if (i % columns == columns - 1) text += '\n';
    }
    return text;
}

TEST(Drawings, ADigitCanBeReadAtEverySize) {
    EXPECT_EQ(drawn(made({Values::Kind::digit, 7, {}}, {1, 1, 9, 9})),
              ".#######.\n"
              "......##.\n"
              "......#..\n"
              ".....##..\n"
              ".....#...\n"
              "....##...\n"
              "....#....\n"
              "...##....\n"
              "...##....\n");
    for (const std::int64_t side : {5, 7, 28, 100}) {
        std::set<std::string> seen;
        for (std::uint64_t digit = 0; digit < 10; ++digit)
            seen.insert(drawn(made({Values::Kind::digit, digit, {}}, {1, 1, side, side})));
        EXPECT_EQ(seen.size(), 10U) << "two digits are alike at " << side;
    }
}

TEST(Drawings, ADigitsChannelsAreItsShapeAndItsEdges) {
    const Tensor tensor = made({Values::Kind::digit, 1, {}}, {1, 3, 28, 28});
    constexpr std::int64_t plane = 28 * 28;
    float upright = 0.0F, level = 0.0F;
    for (std::int64_t i = 0; i < plane; ++i) {
        ASSERT_GE(tensor[i], 0.0F);
        ASSERT_LE(tensor[i], 1.0F);
        upright += std::abs(tensor[plane + i]);
        level += std::abs(tensor[2 * plane + i]);
    }
    EXPECT_GT(upright, 2.0F * level) << "a 1 stands upright";
}

TEST(Drawings, HaveTwoDecimalsAndTheSameChannelAgainAfterThree) {
    for (const auto kind : {Values::Kind::digit, Values::Kind::gradient, Values::Kind::ring})
        for (const Shape& shape : {Shape{2, 4, 9, 6}, Shape{4, 7}, Shape{1, 4, 3, 5, 5}}) {
            const Tensor tensor = made({kind, 3, {}}, shape);
            for (const float value : tensor.values)
                ASSERT_EQ(value, static_cast<float>(std::round(value * 100.0) / 100.0)) << to_string(shape);
        }
    const Tensor tensor = made({Values::Kind::digit, 3, {}}, {1, 4, 9, 9});
    EXPECT_EQ(drawn(tensor, 0), drawn(tensor, 3));
}

TEST(Drawings, AGradientGoesFromTheFirstCornerToTheLast) {
    EXPECT_EQ(made({Values::Kind::gradient, 7, {}}, {1, 1, 3, 3}).values,
              (std::vector<float>{0, 0.25F, 0.5F, 0.25F, 0.5F, 0.75F, 0.5F, 0.75F, 1}));
    EXPECT_EQ(made({Values::Kind::gradient, 7, {}}, {1, 1, 5}).values, (std::vector<float>{0, 0.25F, 0.5F, 0.75F, 1}));
}

TEST(Drawings, ACheckerHasFieldsThatTakeTurns) {
    EXPECT_EQ(drawn(made({Values::Kind::checker, 7, {}}, {1, 1, 3, 4})), ".#.#\n#.#.\n.#.#\n");
    EXPECT_EQ(drawn(made({Values::Kind::checker, 7, {}}, {1, 2, 2, 2}), 1), "#.\n.#\n");
    EXPECT_EQ(drawn(made({Values::Kind::checker, 7, {}}, {1, 1, 1, 16})), "..##..##..##..##\n");
}

TEST(Drawings, ARingIsTheSameSeenFromEverySide) {
    const std::string ring = drawn(made({Values::Kind::ring, 7, {}}, {1, 1, 15, 15}));
    EXPECT_EQ(std::string(ring.rbegin() + 1, ring.rend()) + "\n", ring);
    EXPECT_EQ(ring.substr(7 * 16, 15).find('#'), 3U) << ring;
    EXPECT_EQ(ring[7 * 16 + 7], '.') << ring;
}

TEST(Drawings, OfAnInputWithoutABatchAreDrawnOnItsPlanes) {
    const auto problem = parse_problem("maxpool2d 2x9x9 k2 values=digit:7").value();
    EXPECT_EQ(make_tensor(problem.values, problem.input, plane_axes(problem.operation, Field::values))->values,
              made(problem.values, {1, 2, 9, 9}).values);
}

}  // namespace
}  // namespace stridelens
