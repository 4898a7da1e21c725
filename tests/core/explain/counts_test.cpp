// What an operation costs: right values, and formulas that come to the result that stands beside them.

#include "core/explain/size/counts.h"
#include "core/operation/problem.h"
#include "core/window/coverage.h"
#include "tests/core/random_problem.h"
#include "tests/core/seed.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace stridelens {
namespace {

std::map<std::string, Count> counts_for(const std::string& line) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line;
    std::map<std::string, Count> counts;
    for (Count& count : counts_of(resolve(problem->operation, problem->input).value())) counts[count.name] = count;
    return counts;
}

TEST(Counts, AreThoseOfTheTextbook) {
    const auto conv = counts_for("conv2d 1x3x5x5 out2 k3");
    EXPECT_EQ(conv.at("parameters").result, 2 * 3 * 3 * 3 + 2);
    EXPECT_EQ(conv.at("parameters").symbols, "C_out·(C_in/groups)·k·k + C_out");
    EXPECT_EQ(conv.at("parameters").numbers, "2·3·3·3 + 2");
    EXPECT_EQ(conv.at("multiply-adds").result, 2 * 3 * 3 * 3 * 3 * 3);
    EXPECT_EQ(conv.at("multiply-adds").symbols, "N·C_out·H_out·W_out·(C_in/groups)·k·k");
    EXPECT_EQ(conv.at("input").result, 4 * 75);
    EXPECT_EQ(conv.at("output").result, 4 * 18);
    EXPECT_EQ(conv.at("weights").result, 4 * 54);
    EXPECT_EQ(count_text(conv.at("input")), "300 bytes");
    EXPECT_EQ(in_full(conv.at("input")), "input: 4·1·3·5·5 = 300 bytes");
    EXPECT_EQ(in_full(conv.at("parameters")), "parameters: C_out·(C_in/groups)·k·k + C_out = 2·3·3·3 + 2 = 56");
    EXPECT_EQ(counts_for("conv2d 1x4x5x5 out4 k3 groups4 nobias").at("parameters").result, 4 * 9);
    EXPECT_EQ(counts_for("convtranspose2d 1x2x3x3 out5 k2 s2").at("multiply-adds").result, 2 * 9 * 5 * 4);
    EXPECT_EQ(counts_for("convtranspose2d 1x2x3x3 out5 k2 s2").at("parameters").result, 2 * 5 * 4 + 5);
    EXPECT_EQ(counts_for("maxpool2d 1x3x6x6 k2 s2").at("comparisons").result, 3 * 9 * 3);
    EXPECT_EQ(counts_for("avgpool1d 2x1x9 k3 s3").at("additions").result, 2 * 3 * 2);
    EXPECT_EQ(counts_for("adaptiveavgpool1d 1x1x5 out3").at("additions").result, 2 + 3 + 2 - 3);
    EXPECT_EQ(counts_for("pad2d 1x1x2x2 p1").at("copies").result, 16);
}

TEST(Counts, MultiplyAddsAreAllTapsOfAllWindows) {
    test::RandomProblems problems(static_cast<unsigned>(test::seed_or(89)));
    for (int i = 0; i < 400; ++i) {
        const test::RandomProblem problem =
            problems.next(test::Cells::integers, static_cast<std::size_t>(i) % kOperations);
        const bool weighted = !problem.geometry.weight.empty();
        for (const Count& count : counts_of(problem.geometry)) {
            if (weighted && count.name == "multiply-adds") {
                EXPECT_EQ(count.result, readings(problem.geometry)) << problem.line;
            }
            if (count.name == "parameters") {
                EXPECT_EQ(count.result,
                          static_cast<double>(std::ssize(problem.weight.values) + std::ssize(problem.bias.values)))
                    << problem.line;
            }
            if (count.name == "input") {
                EXPECT_EQ(count.result, 4.0 * static_cast<double>(element_count(problem.geometry.input)))
                    << problem.line;
            }
        }
    }
}

}  // namespace
}  // namespace stridelens
