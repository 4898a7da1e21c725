// The columns of a Fold follow its settings.
#include "core/operation/columns.h"
#include "core/operation/messages/messages.h"
#include "core/operation/parameters/settings.h"
#include "core/operation/problem.h"
#include "tests/core/random_problem.h"
#include "tests/core/seed.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

Shape followed(const std::string& line, Field field, std::int64_t value) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line;
    return followed_input(problem->operation, problem->input, with_value(problem->operation, field, value));
}

TEST(Columns, AreAsTallAsTheKernelAndAsManyAsThereAreWindows) {
    EXPECT_EQ(followed("fold2d 1x8x16 size5 k2", Field::kernel_size, 3), (Shape{1, 18, 9}));
    EXPECT_EQ(followed("fold2d 1x8x16 size5 k2", Field::stride, 3), (Shape{1, 8, 4}));
    EXPECT_EQ(followed("fold1d 2x4 size5 k2", Field::output_size, 7), (Shape{2, 6})) << "without a batch";
    EXPECT_EQ(followed("fold1d 1x2x5 size5 k2 p0:1 onnx", Field::kernel_size, 3), (Shape{1, 3, 4}))
        << "padding of two sizes, which Unfold does not have";
    EXPECT_EQ(followed("fold1d 1x2x5 size5 k2 p0:1 onnx", Field::stride, 2), (Shape{1, 2, 3}));
}

TEST(Columns, StayAsTheyAreWhereNothingCanBeSaid) {
    EXPECT_EQ(followed("fold1d 1x2x4 size5 k2", Field::kernel_size, 6), (Shape{1, 2, 4})) << "no window fits";
    EXPECT_EQ(followed("fold1d 1x3x4 size5 k2", Field::kernel_size, 3), (Shape{1, 3, 4})) << "it was refused";
    EXPECT_EQ(followed("maxpool1d 1x1x5 k2", Field::kernel_size, 3), (Shape{1, 1, 5})) << "no Fold";
}

TEST(Columns, OfALegalFoldAreThoseOfTheSameImage) {
    test::RandomProblems problems(test::seed_or(45));
    int legal = 0;
    for (int round = 0; round < 3'000; ++round) {
        const test::RandomProblem problem = problems.next(test::Cells::integers, alternative_of<Fold>());
        const Field field = problems.one_in(2) ? Field::kernel_size : Field::stride;
        const Operation changed = with_value(problem.geometry.operation, field, problems.whole(1, 4));
        const Shape input = followed_input(problem.geometry, changed);
        const auto after = resolve(changed, input);
        if (!after) {  // no window fits any more; nothing else can be wrong
            ASSERT_EQ(after.error().field, Field::kernel_size) << problem.line << "\n" << sentence_of(after.error());
            continue;
        }
        ++legal;
        ASSERT_EQ(after->out_channels, problem.geometry.out_channels) << problem.line;
        ASSERT_EQ(after->output, problem.geometry.output) << problem.line;
    }
    EXPECT_GT(legal, 1'500);
}

}  // namespace
}  // namespace stridelens
