// The present state in one sentence: right values of each kind of operation, and the same facts as the explanation's.

#include "core/explain/sentence/voice.h"
#include "core/kernels/numbers.h"
#include "core/operation/problem.h"
#include "core/words/prose.h"
#include "tests/core/random_problem.h"
#include "tests/core/seed.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <string>

namespace stridelens {
namespace {

std::string two_decimals(double value) {
    const bool whole = std::trunc(value) == value;
    return whole ? prose(static_cast<std::int64_t>(value)) : prose(std::round(value * 100.0) / 100.0);
}

std::string spoken_of(const std::string& line, std::int64_t step) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line;
    const Geometry geometry = resolve(problem->operation, problem->input).value();
    const Numbers numbers = make_numbers(*problem, geometry).value();
    const Explanation told = explain(geometry, numbers.operands(), unflatten(geometry.output, step));
    return voice(geometry, told, expression_of(geometry, told), step, element_count(geometry.output), two_decimals);
}

TEST(Voice, SaysWhichWindowWhereAndWhatComesOfIt) {
    EXPECT_EQ(spoken_of("maxpool2d 1x1x3x3 k2 s1 values=1,2,3,4,5,6,7,8,9", 1),
              "Max pooling, window 2 of 4, rows 0 to 1, columns 1 to 2: the largest of 4 values is 6, at input[1, 2]");
    EXPECT_EQ(
        spoken_of("avgpool2d 1x1x3x3 k2 s1 values=1,2,3,4,5,6,7,8,9", 3),
        "Average pooling, window 4 of 4, rows 1 to 2, columns 1 to 2: 4 values count, their sum is 28, the mean 7");
    EXPECT_EQ(spoken_of("avgpool1d 1x1x4 k2 div4 values=1,2,3,4", 1),
              "Average pooling, window 2 of 2, positions 2 to 3: the sum is 7, and divided by 4 it is 1.75");
    EXPECT_EQ(spoken_of("conv1d 1x1x4 out1 k2 bias=1 values=1,2,3,4 weights=1,-1", 0),
              "Convolution, window 1 of 3, positions 0 to 1: 2 products and the bias 1 sum up to 0");
    EXPECT_EQ(spoken_of("conv1d 1x2x4 out2 k2 nobias values=1,2,3,4,5,6,7,8 weights=1,1,1,1,1,1,1,1", 4),
              "Convolution, window 5 of 6, channel 1, positions 1 to 2: 4 products sum up to 18");
    EXPECT_EQ(spoken_of("pad1d 1x1x2 p1 mode=replicate values=3,4", 0),
              "Padding, output cell [0, 0, 0], 1 of 4: padding: the nearest edge cell, input[0]; the result is 3");
    EXPECT_EQ(spoken_of("maxpool1d 1x1x4 k2 s2 values=5,5,1,2", 0),
              "Max pooling, window 1 of 2, positions 0 to 1: the largest of 2 values is 5, at input[0]; it occurs 2 "
              "times and the first one wins");
}

/// Whether `number` stands in `words` by itself, and is no part of a longer one.
bool has_number(const std::string& words, const std::string& number) {
    for (std::size_t at = words.find(number); at != std::string::npos; at = words.find(number, at + 1)) {
        const auto part = [](char c) {
            return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '[';
        };
        const std::size_t end = at + number.size();
        const bool before = at > 0 && (part(words[at - 1]) || words.substr(0, at).ends_with("−"));
        const bool after = end < words.size() && (std::isalnum(static_cast<unsigned char>(words[end])) != 0 ||
                                                  (words[end] == '.' && end + 1 < words.size()) || words[end] == ']');
        if (!before && !after) return true;
    }
    return false;
}

TEST(Voice, SaysTheResultOfTheExpressionBehindTheWindow) {
    test::RandomProblems problems(static_cast<unsigned>(test::seed_or(83)));
    const NumberWords exact = [](double value) { return prose(value); };
    for (int i = 0; i < 600; ++i) {
        const test::RandomProblem problem =
            problems.next(test::Cells::special, static_cast<std::size_t>(i) % kOperations);
        const std::int64_t count = element_count(problem.geometry.output);
        if (count == 0) continue;
        const std::int64_t step = i % count;
        const Explanation told =
            explain(problem.geometry, problem.operands(), unflatten(problem.geometry.output, step));
        const std::string words =
            voice(problem.geometry, told, expression_of(problem.geometry, told, 1), step, count, exact);
        const std::string result = prose(static_cast<double>(told.result));
        const std::string body = words.substr(words.find(": "));  // what stands before it has numbers of its own
        EXPECT_TRUE(has_number(body, result)) << problem.line << ", step " << step << ": " << words;
        EXPECT_EQ(words.find('\n'), std::string::npos) << words;
    }
}

}  // namespace
}  // namespace stridelens
