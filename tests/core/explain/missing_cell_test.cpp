// Why an output has no such cell.
#include "core/explain/missing_cell.h"
#include "core/operation/problem.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

std::string reason(const std::string& line, const Index& output) {
    const Problem problem = parse_problem(line).value();
    return reason_for_missing(resolve(problem.operation, problem.input).value(), output);
}

TEST(MissingCell, SaysWhatItsWindowWouldNeed) {
    EXPECT_EQ(reason("maxpool2d 1x1x7x7 k2 s2", {0, 0, 3, 3}), "its window would need row 7 and column 7");
    EXPECT_EQ(reason("maxpool2d 1x1x7x7 k2 s2", {0, 0, 1, 3}), "its window would need column 7");
    EXPECT_EQ(reason("maxpool2d 1x1x7x7 k3 s3", {0, 0, 2, 0}), "its window would need rows 7 to 8");
    EXPECT_EQ(reason("maxpool1d 1x1x7 k2 s2 p1", {0, 0, 4}), "its window would need position 8");
    EXPECT_EQ(reason("maxpool2d 1x1x5x5 k2 s2 p1 ceil", {0, 0, 3, 1}),
              "its window would begin behind the input, where ceil mode lets none begin");
    EXPECT_EQ(reason("adaptiveavgpool2d 1x1x7x7 out3", {0, 0, 3, 3}), "this output is 1x1x3x3");
    EXPECT_EQ(reason("maxpool2d 1x1x7x7 k2 s2", {0, 1, 0, 0}), "this output is 1x1x3x3");
}

TEST(MissingCell, AWindowThatExistsLiesWhereItWouldLie) {
    constexpr int seed = 60;
    test::RandomProblems problems(seed);
    for (int round = 0; round < 1'000; ++round) {
        const test::RandomProblem made = problems.next(test::Cells::integers);
        if (element_count(made.geometry.output) == 0) continue;
        const Index output =
            unflatten(made.geometry.output, problems.whole(0, element_count(made.geometry.output) - 1));
        const auto window = window_of_missing(made.geometry, output);
        if (!window) continue;
        const WindowBox box = window_box(made.geometry, output);
        ASSERT_EQ(window->first, box.first) << made.line;
        ASSERT_EQ(window->last, box.last) << made.line;
    }
}

}  // namespace
}  // namespace stridelens
