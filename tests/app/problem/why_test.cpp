// Why a rule exists: shown by two problems that neither break it nor say anything untrue.

#include "app/problem/why.h"
#include "app/problem/solve.h"
#include "core/operation/geometry.h"
#include "core/operation/messages/messages.h"
#include "core/operation/parameters/settings.h"
#include "core/window/window.h"
#include "tests/core/wild_problem.h"

#include <gtest/gtest.h>

#include <map>

namespace stridelens {
namespace {

std::optional<Why> why(const std::string& line) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line;
    const auto error = check(problem->operation, problem->input);
    EXPECT_TRUE(error) << line << " is not refused";
    return error ? why_of(*problem, *error) : std::nullopt;
}

void expect(const std::string& line, const std::string& shown, const std::string& part_of_sentence) {
    const auto told = why(line);
    ASSERT_TRUE(told) << line;
    EXPECT_EQ(print(told->shown), shown) << line;
    EXPECT_NE(told->sentence.find(part_of_sentence), std::string::npos) << line << ": " << told->sentence;
}

TEST(Why, PaddingAboveHalfOfTheKernelLetsAWindowReadLittleOrNothing) {
    expect("maxpool2d 1x1x5x5 k2 s2 p2", "maxpool2d 1x1x5x5 k2 s2 p1 | p2 onnx", "reads nothing but padding");
    expect("maxpool2d 1x1x5x5 k3 s1 p2", "maxpool2d 1x1x5x5 k3 s1 p1 | p2 onnx",
           "its first window reads 1 of 9 cells from the input");
    expect("avgpool1d 1x1x7 k3 s2 p2", "avgpool1d 1x1x7 k3 s2 p1 | p2 count onnx", "reads 1 of 3 cells");
}

TEST(Why, AKernelThatIsTooLargeFitsWithPadding) {
    expect("maxpool2d 1x1x3x3 k5 s1", "maxpool2d 1x1x3x3 k3 s1 | k5 p1", "3 + 1 + 1 = 5 cells");
    expect("conv2d 1x1x4x4 out1 k7", "conv2d 1x1x4x4 out1 k4 | k7 p2",
           "A window of 7 cells has no place on 4: 3 of them");
}

TEST(Why, GroupsTakeEqualParts) {
    expect("conv2d 1x6x5x5 out6 k3 groups4", "conv2d 1x6x5x5 out6 k3 groups3 | 1x8x5x5 out8 groups4",
           "6 / 4 = 1.5 is no number of channels");
    expect("conv2d 1x6x5x5 out7 k3 groups3", "conv2d 1x6x5x5 out7 k3 | out9 groups3", "7 / 3 = 2.33");
}

TEST(Why, SameWithAStrideCannotKeepTheSize) {
    expect("conv2d 1x1x28x28 out1 k3 s2 same", "conv2d 1x1x28x28 out1 k3 s2 p1 | same tensorflow",
           "14 of them pass over all 28 cells");
    expect("conv2d 1x1x28x28 out1 k3 s2 same", "conv2d 1x1x28x28 out1 k3 s2 p1 | same tensorflow",
           "which do not all stand where A's do");
    expect("conv2d 1x1x7x7 out1 k3 s2 same", "conv2d 1x1x7x7 out1 k3 s2 p1 | same tensorflow", "here the same as A's");
    expect("conv2d 1x1x9x9 out1 k3 s2 d2 same", "conv2d 1x1x9x9 out1 k3 s2 p2 d2 | same_upper onnx",
           "what ONNX calls ‘same’");
}

TEST(Why, ReflectHasNothingToMirrorBeyondTheFarEdge) {
    expect("pad2d 1x1x3x3 p3 mode=reflect", "pad2d 1x1x3x3 p2 mode=reflect | p3 mode=replicate",
           "of 3 cells it can mirror 2");
    expect("pad1d 1x1x3 p4 mode=symmetric", "pad1d 1x1x3 p3 mode=symmetric | p4 mode=replicate",
           "padding 4 would need 4");
    expect("conv1d 1x1x2 out1 k3 p3 mode=circular", "conv1d 1x1x2 out1 k3 p2 mode=circular | p3 mode=replicate",
           "there are 2 cells to repeat once");
}

/// What was asked for and stands in B, or in neither.
bool keeps_what_was_asked(const Problem& asked, const Error& error, const Why& told) {
    const auto same = [&](Field field) {
        return value_of(asked.operation, field, error.axis, error.side) ==
               value_of(told.shown.b->operation, field, error.axis, error.side);
    };
    if (error.rule == BrokenRule::kernel_larger_than_padded_input) return same(Field::kernel_size);
    if (error.field == Field::groups) return same(Field::groups);
    if (error.rule == BrokenRule::out_channels_not_multiple_of_groups) return same(Field::groups);
    if (error.rule == BrokenRule::stride_with_pytorch_same) return same(Field::stride) && same(Field::auto_pad);
    if (error.rule == BrokenRule::padding_above_half_kernel) return same(Field::padding) && same(Field::kernel_size);
    return same(Field::padding) && same(Field::kernel_size);  // where too few cells can be mirrored
}

TEST(Why, NeitherSideIsEverRefusedAndBHasWhatWasAskedFor) {
    constexpr int seed = 12;
    test::WildProblems problems(seed);
    std::map<BrokenRule, int> seen;
    for (int round = 0; round < 60'000; ++round) {
        const Problem problem = problems.next();
        const auto error = check(problem.operation, problem.input);
        if (!error) continue;
        const auto told = why_of(problem, *error);
        if (!told) continue;
        ++seen[error->rule];
        ASSERT_TRUE(prepare(told->shown.a)) << print(problem) << " → " << print(told->shown);
        ASSERT_TRUE(told->shown.b && prepare(*told->shown.b)) << print(problem) << " → " << print(told->shown);
        ASSERT_FALSE(setting_differences(told->shown.a, *told->shown.b).empty()) << print(problem);
        ASSERT_TRUE(keeps_what_was_asked(problem, *error, *told)) << print(problem) << " → " << print(told->shown);
        ASSERT_EQ(told->sentence.find('{'), std::string::npos) << told->sentence;
    }
    EXPECT_GE(seen.size(), 5U) << "rules that were met";
}

TEST(Why, OfOtherRulesNothingIsTold) {
    EXPECT_FALSE(why("maxpool2d 1x1x5x5 k0"));
    EXPECT_FALSE(why("avgpool2d 1x1x5x5 k2 div0"));
}

}  // namespace
}  // namespace stridelens
