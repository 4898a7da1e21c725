// Indices beyond 2^24, which float32 rounds, stay what they are.

#include "core/kernels/numbers.h"
#include "core/operation/geometry.h"
#include "core/operation/messages/messages.h"
#include "core/operation/problem.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

using Whole = std::vector<std::int64_t>;

Whole indices_of(const std::string& line) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line << ": " << (problem ? "" : sentence_of(problem.error()));
    if (!problem) return {};
    const auto geometry = resolve(problem->operation, problem->input);
    const auto numbers = make_numbers(*problem, *geometry);
    EXPECT_TRUE(numbers) << line << ": " << (numbers ? "" : sentence_of(numbers.error()));
    return numbers ? numbers->indices : Whole{};
}

TEST(ExactIndices, OfALineAreThoseThatAreWritten) {
    const std::string line = "maxunpool1d 1x1x2 k1 s20000000 values=5,7 indices=";
    EXPECT_EQ(indices_of(line + "16777217,20000000"), (Whole{16777217, 20000000}));
    EXPECT_EQ(indices_of(line + "+16777217,1"), (Whole{16777217, 1}));
    EXPECT_EQ(indices_of(line + "1.6777217e7,1"), (Whole{16777217, 1}));
    EXPECT_EQ(indices_of(line + "1,2"), (Whole{1, 2}));
}

TEST(ExactIndices, GoBothWaysThroughTheLine) {
    for (const char* list : {"16777217,20000000", "1,2", "16777216,16777218", "9007199254740993,1", "-16777217,0"}) {
        const std::string line = std::string("maxunpool1d 1x1x2 k1 s20000000 indices=") + list;
        const auto problem = parse_problem(line);
        ASSERT_TRUE(problem) << line;
        EXPECT_EQ(print(*problem), line);
        EXPECT_EQ(parse_problem(print(*problem)), problem) << line;
    }
}

TEST(ExactIndices, OneApartAreNotTheSame) {
    const Values a{Values::Kind::list, 0, NumberList(Whole{16777217, 1})};
    const Values b{Values::Kind::list, 0, NumberList(Whole{16777216, 1})};
    EXPECT_FALSE(a == b);
    EXPECT_TRUE(a == a);
    EXPECT_TRUE((b == Values{Values::Kind::list, 0, {16777216.0F, 1.0F}}));
    EXPECT_FALSE((a == Values{Values::Kind::list, 0, {16777216.0F, 1.0F}}));
}

TEST(ExactIndices, OutsideAreRefusedWithTheirNumber) {
    const auto problem = parse_problem("maxunpool1d 1x1x2 k1 s20000000 indices=20000001,0");
    ASSERT_TRUE(problem);
    const auto numbers = make_numbers(*problem, *resolve(problem->operation, problem->input));
    ASSERT_FALSE(numbers);
    EXPECT_NE(sentence_of(numbers.error()).find("index 20000001 of input[0, 0, 0]"), std::string::npos)
        << sentence_of(numbers.error());
}

}  // namespace
}  // namespace stridelens
