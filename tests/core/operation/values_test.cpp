#include "core/operation/messages/messages.h"
#include "core/operation/problem.h"
#include "tests/core/operation/drawings/made.h"

#include <gtest/gtest.h>
#include <array>
#include <cmath>
#include <limits>
#include <set>

namespace stridelens {
namespace {

using test::made;

TEST(Values, SeededNumbersAreTheSameForEver) {
    // Saved problems name a seed, not numbers: these may never change.
    EXPECT_EQ(made({Values::Kind::normal, 7, {}}, {6}).values,
              (std::vector<float>{-0.04F, 0.88F, -0.31F, -0.38F, -1.04F, 1.1F}));
    EXPECT_EQ(made({Values::Kind::integers, 7, {}}, {8}).values, (std::vector<float>{-4, 5, 7, 2, -3, -9, 6, 1}));
}

TEST(Values, AnotherSeedGivesOtherNumbers) {
    for (const auto kind : {Values::Kind::normal, Values::Kind::integers}) {
        std::set<std::vector<float>> seen;
        for (std::uint64_t seed = 0; seed < 50; ++seed) seen.insert(made({kind, seed, {}}, {10}).values);
        EXPECT_EQ(seen.size(), 50U);
    }
}

TEST(Values, NormalNumbersHaveTwoDecimalsAndNoNegativeZero) {
    const Tensor tensor = made({Values::Kind::normal, 1, {}}, {100'000});
    double sum = 0.0;
    double squares = 0.0;
    std::int64_t within_one = 0;
    std::int64_t zeros = 0;
    for (const float value : tensor.values) {
        EXPECT_EQ(value, static_cast<float>(std::round(value * 100.0) / 100.0));
        EXPECT_FALSE(value == 0.0F && std::signbit(value));
        sum += value;
        squares += static_cast<double>(value) * value;
        within_one += std::abs(value) < 1.0F ? 1 : 0;
        zeros += value == 0.0F ? 1 : 0;
    }
    EXPECT_NEAR(sum / 100'000, 0.0, 0.01);
    EXPECT_NEAR(squares / 100'000, 1.0, 0.02);
    EXPECT_NEAR(static_cast<double>(within_one) / 100'000, 0.6815, 0.01) << "|x| < 0.995 of a normal distribution";
    EXPECT_GT(zeros, 0) << "otherwise the check for negative zero has seen nothing";
}

TEST(Values, IntegersAreEachAsOften) {
    std::array<int, 19> count{};
    for (const float value : made({Values::Kind::integers, 5, {}}, {19'000}).values) {
        ASSERT_EQ(value, std::round(value));
        ASSERT_LE(std::abs(value), 9.0F);
        ++count[static_cast<std::size_t>(value + 9.0F)];
    }
    for (const int n : count) EXPECT_NEAR(n, 1000, 160) << "five standard deviations";
}

TEST(Values, PlainGenerators) {
    EXPECT_EQ(made({Values::Kind::ramp, 0, {}}, {2, 2}).values, (std::vector<float>{0, 1, 2, 3}));
    EXPECT_EQ(made({Values::Kind::negative, 0, {}}, {3}).values, (std::vector<float>{-1, -2, -3}));
    EXPECT_EQ(made({Values::Kind::ones, 0, {}}, {1, 2}).values, (std::vector<float>{1, 1}));
    EXPECT_TRUE(made({Values::Kind::ramp, 0, {}}, {0, 1, 4}).values.empty());
}

TEST(Values, OneHotIsOneInTheMiddleOfEachPlane) {
    const Tensor tensor = made({Values::Kind::onehot, 0, {}}, {2, 3, 5, 4});
    for (std::int64_t i = 0; i < element_count(tensor.shape); ++i) {
        const Index at = unflatten(tensor.shape, i);
        EXPECT_EQ(tensor[i], at[2] == 2 && at[3] == 2 ? 1.0F : 0.0F) << i;
    }
    EXPECT_EQ(made({Values::Kind::onehot, 0, {}}, {1, 1, 4}).values, (std::vector<float>{0, 0, 1, 0}));
    EXPECT_EQ(made({Values::Kind::onehot, 0, {}}, {2, 3}).values, (std::vector<float>{0, 1, 0, 0, 1, 0}));
    EXPECT_EQ(made({Values::Kind::onehot, 0, {}}, {3}).values, (std::vector<float>{0, 1, 0}));
    EXPECT_TRUE(made({Values::Kind::onehot, 0, {}}, {1, 1, 0}).values.empty());
}

TEST(Values, AListMustFitItsShape) {
    const Values list{Values::Kind::list, 0, {1, 2, 3, 4}};
    EXPECT_EQ(made(list, {2, 2}).values, (std::vector<float>{1, 2, 3, 4}));
    const auto wrong = make_tensor(list, {1, 1, 5});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().field, Field::values);
    EXPECT_EQ(sentence_of(wrong.error()), "4 values are given, but 1x1x5 has 5 cells: give one for each");
}

TEST(Values, MaximaAndWinnersNeedMoreThanAShape) {
    for (const auto kind : {Values::Kind::maxima, Values::Kind::winners}) {
        const auto tensor = make_tensor({kind, 7, {}}, {1, 1, 4});
        ASSERT_FALSE(tensor);
        EXPECT_EQ(tensor.error().field, Field::values);
    }
    EXPECT_EQ((Values{Values::Kind::maxima, 1, {}}), (Values{Values::Kind::maxima, 1, {}}));
    EXPECT_NE((Values{Values::Kind::winners, 1, {}}), (Values{Values::Kind::winners, 2, {}}));
}

TEST(Values, ImpossibleShapesAreRefusedBeforeAnythingIsAllocated) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    for (const Shape& shape : {Shape{1, -1, 5}, Shape{most, most}, Shape{1, 1, 100'000, 100'000}})
        for (const auto kind : {Values::Kind::normal, Values::Kind::list}) {
            const auto tensor = make_tensor({kind, 7, {1.0F}}, shape);
            ASSERT_FALSE(tensor) << to_string(shape);
            EXPECT_EQ(tensor.error().field, Field::input);
        }
}

TEST(Values, EqualityIsAboutTheNumbersTheyStandFor) {
    const float nan = std::numeric_limits<float>::quiet_NaN();
    const auto list = [](std::vector<float> numbers) { return Values{Values::Kind::list, 7, std::move(numbers)}; };
    EXPECT_EQ(list({nan, 1}), list({nan, 1}));
    EXPECT_EQ(list({nan}), list({-nan}));
    EXPECT_NE(list({0.0F}), list({-0.0F}));
    EXPECT_NE(list({1}), list({1, 2}));
    EXPECT_EQ((Values{Values::Kind::ramp, 1, {}}), (Values{Values::Kind::ramp, 2, {}}));
    EXPECT_NE((Values{Values::Kind::normal, 1, {}}), (Values{Values::Kind::normal, 2, {}}));
    EXPECT_EQ((Values{Values::Kind::sobel_x, 1, {}}), (Values{Values::Kind::sobel_x, 2, {}}));
    EXPECT_NE((Values{Values::Kind::sobel_x, 7, {}}), (Values{Values::Kind::sobel_y, 7, {}}));
    EXPECT_NE((Values{Values::Kind::image, 1, {}}), (Values{Values::Kind::image, 2, {}}));
}

TEST(Values, PrintAndParseAreInverse) {
    for (const char* text : {"normal:7",
                             "normal:0",
                             "integers:18446744073709551615",
                             "ramp",
                             "ones",
                             "negative",
                             "onehot",
                             "maxima:3",
                             "winners:7",
                             "digit:0",
                             "gradient",
                             "checker",
                             "ring",
                             "image:face",
                             "image:house",
                             "image:leaf",
                             "identity",
                             "box",
                             "gauss",
                             "sharpen",
                             "sobel_x",
                             "sobel_y",
                             "laplace",
                             "emboss",
                             "motion",
                             "empty",
                             "-1,-2,-3",
                             "nan,inf,-inf",
                             "0.1,1e-45,3.4028235e+38,-0",
                             "5"}) {
        const auto values = parse_values(text);
        ASSERT_TRUE(values) << text << ": " << sentence_of(values.error());
        EXPECT_EQ(print(*values), text);
        EXPECT_EQ(*parse_values(print(*values)), *values);
    }
}

TEST(Values, NumbersAreReadInEveryUsualNotation) {
    const auto values = parse_values("+1,1.5e3,.5,2.,-INF,NaN,1e-60");
    ASSERT_TRUE(values) << sentence_of(values.error());
    EXPECT_EQ(print(*values), "1,1500,0.5,2,-inf,nan,0");
}

TEST(Values, AWrongTextSaysWhere) {
    struct Case {
        const char* text;
        std::size_t column;
        const char* sentence;
    };
    for (const Case& c : {
             Case{"1,x,3", 2, "column 3: read \"x\", expected a number such as -1, 2.5, 1e-3, nan or -inf"},
             Case{"1,2,", 4, "column 5: the text ends here, expected a number such as -1, 2.5, 1e-3, nan or -inf"},
             Case{"1,1e99", 2,
                  "column 3: read \"1e99\", expected a number within float32, ±3.4e38 (inf is allowed, as "
                  "inf)"},
             Case{"1,+-2", 2, "column 3: read \"+-2\", expected a number such as -1, 2.5, 1e-3, nan or -inf"},
             Case{"1,nan(7)", 2, "column 3: read \"nan(7)\", expected a number such as -1, 2.5, 1e-3, nan or -inf"},
             Case{"normal:-1", 7,
                  "column 8: read \"-1\", expected a seed, a whole number from 0 to "
                  "18446744073709551615, such as 7"},
             Case{"integers:99999999999999999999", 9,
                  "column 10: read \"99999999999999999999\", expected a seed, a "
                  "whole number from 0 to 18446744073709551615, such as 7"},
             Case{"ramp:3", 0, "column 1: read \"ramp:3\", expected ramp alone, which has no seed"},
             Case{"nromal:3", 0,
                  "column 1: read \"nromal:3\", expected normal:SEED, integers:SEED, ramp, ones, "
                  "negative, onehot, digit:N, gradient, checker, ring, image:NAME, for weights also identity, box, "
                  "gauss, "
                  "sharpen, sobel_x, sobel_y, laplace, emboss, motion, or numbers such as -1,2.5,nan; did you mean "
                  "normal?"},
         }) {
        const auto values = parse_values(c.text);
        ASSERT_FALSE(values) << c.text;
        EXPECT_EQ(values.error().field, Field::text);
        EXPECT_EQ(values.error().column, c.column) << c.text;
        EXPECT_EQ(sentence_of(values.error()), c.sentence);
    }
}

}  // namespace
}  // namespace stridelens
