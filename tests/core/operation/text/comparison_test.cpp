// Two problems in one line: what B changes, read and written; and what is said to differ.
#include "core/operation/comparison.h"
#include "core/operation/geometry.h"
#include "tests/core/random_problem.h"
#include "tests/core/wild_problem.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <string>

namespace stridelens {
namespace {

Comparison compared(const std::string& line) {
    const auto comparison = parse_comparison(line);
    if (comparison) return *comparison;
    ADD_FAILURE() << line << ": " << sentence_of(comparison.error());
    return {};
}

/// Another problem, near `a` or far from it.
Problem another(test::WildProblems& wild, const Problem& a) {
    Problem b = wild.with_values(wild.next());
    if (wild.one_in(3)) return b;
    if (wild.one_in(2)) b.values = a.values;
    if (b.operation.index() != a.operation.index()) return b;
    Problem near = a;
    if (wild.one_in(2)) near.operation = b.operation;
    if (wild.one_in(3)) near.values = b.values;
    if (wild.one_in(3)) near.input = b.input;
    return near;
}

TEST(ComparisonText, PrintedComparisonsParseBackToThemselves) {
    constexpr int seed = 40;
    test::WildProblems wild(seed);
    for (int round = 0; round < 8'000; ++round) {
        const Problem a = wild.with_values(wild.next());
        const Comparison comparison{a, another(wild, a)};
        const std::string line = print(comparison);
        const auto again = parse_comparison(line);
        ASSERT_TRUE(again) << line << "\n" << sentence_of(again.error()) << "\n" << print(*comparison.b);
        ASSERT_EQ(print(again->a), print(comparison.a)) << line;
        ASSERT_EQ(print(*again->b), print(*comparison.b)) << line << " (seed " << seed << ")";
        ASSERT_EQ(print(*again), line);
    }
}

TEST(ComparisonText, EveryWordAfterTheBarIsNeeded) {
    constexpr int seed = 41;
    test::WildProblems wild(seed);
    for (int round = 0; round < 4'000; ++round) {
        const Problem a = wild.with_values(wild.next());
        const Problem b = another(wild, a);
        const std::string changes = changes_of(a, b) + " ";
        for (std::size_t begin = 0; begin + 1 < changes.size();) {
            const std::size_t end = changes.find(' ', begin) + 1;
            const std::string fewer = print(a) + " | " + changes.substr(0, begin) + changes.substr(end);
            const auto without = parse_comparison(fewer);
            ASSERT_TRUE(!without || print(*without->b) != print(b)) << print(Comparison{a, b}) << "\n" << fewer;
            begin = end;
        }
    }
}

TEST(ComparisonText, ChangesAreWhatBSetsAndTakesBack) {
    struct Case {
        const char *line, *b, *printed;
    };
    for (const Case& one : {
             Case{"maxpool2d 1x1x7x7 k2 s2 | ceil", "maxpool2d 1x1x7x7 k2 s2 ceil", nullptr},
             Case{"maxpool2d 1x1x7x7 k2 s2 ceil | floor", "maxpool2d 1x1x7x7 k2 s2", nullptr},
             Case{"maxpool2d 1x1x7x7 k2 s2|ceil  k3", "maxpool2d 1x1x7x7 k3 s2 ceil",
                  "maxpool2d 1x1x7x7 k2 s2 | k3 ceil"},
             Case{"maxpool2d 1x1x7x7 k2 s1 d2 | avgpool2d -d", "avgpool2d 1x1x7x7 k2 s1", nullptr},
             Case{"maxpool2d 1x1x7x7 k2 s1 | AvgPool2d", "avgpool2d 1x1x7x7 k2 s1",
                  "maxpool2d 1x1x7x7 k2 s1 | avgpool2d"},
             Case{"maxpool2d 1x1x7x7 k2 s1 | -s", "maxpool2d 1x1x7x7 k2", nullptr},
             Case{"conv2d 1x1x7x7 out1 k3 same | p0", "conv2d 1x1x7x7 out1 k3", nullptr},
             Case{"conv2d 1x1x7x7 out1 k3 p1 | same", "conv2d 1x1x7x7 out1 k3 same", nullptr},
             Case{"conv2d 1x1x7x7 out1 k3 flip nobias | noflip bias", "conv2d 1x1x7x7 out1 k3",
                  "conv2d 1x1x7x7 out1 k3 nobias flip | bias noflip"},
             Case{"conv2d 1x1x7x7 out1 k3 bias=ones | nobias", "conv2d 1x1x7x7 out1 k3 nobias", nullptr},
             Case{"avgpool2d 1x1x7x7 k3 p1 | nocount", "avgpool2d 1x1x7x7 k3 p1 nocount", nullptr},
             Case{"avgpool2d 1x1x7x7 k3 p1 nocount | onnx", "avgpool2d 1x1x7x7 k3 p1 onnx", nullptr},
             Case{"avgpool2d 1x1x7x7 k3 p1 onnx | pytorch", "avgpool2d 1x1x7x7 k3 p1", nullptr},
             Case{"maxpool2d 1x1x7x7 k2 | globalmaxpool2d", "adaptivemaxpool2d 1x1x7x7 out1",
                  "maxpool2d 1x1x7x7 k2 | adaptivemaxpool2d out1"},
             Case{"adaptivemaxpool2d 1x1x7x7 out3 | globalmaxpool2d", "adaptivemaxpool2d 1x1x7x7 out1",
                  "adaptivemaxpool2d 1x1x7x7 out3 | out1"},
             Case{"maxpool2d 1x1x2x2 k2 p1 values=1,2,3,4 | 1x1x4x4 p0 values=ramp", "maxpool2d 1x1x4x4 k2 values=ramp",
                  "maxpool2d 1x1x2x2 k2 p1 values=1,2,3,4 | 1x1x4x4 values=ramp p0"},
             Case{"maxpool2d 1x1x5x5 k2 values=ramp | -values", "maxpool2d 1x1x5x5 k2", nullptr},
             Case{"maxpool2d 1x1x7x7 k2 |", "maxpool2d 1x1x7x7 k2", nullptr},
         }) {
        const Comparison comparison = compared(one.line);
        ASSERT_TRUE(comparison.b) << one.line;
        EXPECT_EQ(print(*comparison.b), one.b) << one.line;
        EXPECT_EQ(print(comparison), one.printed == nullptr ? one.line : one.printed);
    }
}

TEST(ComparisonText, ALineWithoutABarIsAProblemAlone) {
    test::WildProblems wild(42);
    for (int round = 0; round < 500; ++round) {
        const Problem problem = wild.with_values(wild.next());
        const Comparison read = compared(print(problem));
        ASSERT_FALSE(read.b);
        ASSERT_EQ(read.a, problem);
        ASSERT_EQ(print(read), print(problem));
    }
    const auto refused = parse_comparison("maxpool2d 1x1x5x5 k2 ciel");
    ASSERT_FALSE(refused);
    EXPECT_EQ(sentence_of(refused.error()),
              sentence_of(ComparisonError{AB::a, false, parse_problem("maxpool2d 1x1x5x5 k2 ciel").error()}));
}

TEST(ComparisonText, ARefusalNamesTheSideAndTheColumnOfTheWholeLine) {
    struct Case {
        const char *line, *begins;
        AB side;
    };
    for (const Case& one : {
             Case{"maxpool2d 1x1x7x7 | k2", "A: column 19: the text ends here, expected a kernel size", AB::a},
             Case{"maxpool2d 1x1x7x7 k2x | ceil", "A: column 19: read \"k2x\"", AB::a},
             Case{"maxpool2d 1x1x7x7 k2 | k2x", "B: column 24: read \"k2x\", expected a kernel size", AB::b},
             Case{"maxpool2d 1x1x7x7 k2 | ciel", "B: column 24: read \"ciel\"", AB::b},
             Case{"maxpool2d 1x1x7x7 k2 | -k", "B: column 26: the text ends here, expected a kernel size", AB::b},
             Case{"maxpool2d 1x1x7x7 k2 | ceil k3 k4", "B: column 32: read \"k4\", expected each word once", AB::b},
             Case{"maxpool2d 1x1x7x7 k2 | ceil floor",
                  "B: column 29: read \"floor\", expected only one of ceil and floor", AB::b},
             Case{"maxpool2d 1x1x7x7 k2 | -k k3", "B: column 24: read \"-k\", expected only one of k and -k", AB::b},
             Case{"conv2d 1x1x7x7 k3 | floor", "B: column 21: read \"floor\", expected one of", AB::b},
             Case{"maxpool2d 1x1x7x7 k2 | maxpool1d avgpool1d", "B: column 34: read \"avgpool1d\"", AB::b},
             Case{"maxpool2d 1x1x7x7 k2x1 | maxpool1d 1x1x7", "B: column 19: read \"k2x1\", expected k with one number",
                  AB::b},
         }) {
        const auto refused = parse_comparison(one.line);
        ASSERT_FALSE(refused) << one.line;
        EXPECT_EQ(refused.error().side, one.side) << one.line;
        EXPECT_TRUE(sentence_of(refused.error()).starts_with(one.begins)) << one.line << "\n"
                                                                          << sentence_of(refused.error());
    }
}

// --- what differs ------------------------------------------------------------------------------------------------------

std::string told(const std::string& line) {
    const Comparison comparison = compared(line);
    std::string text;
    for (const SettingDifference& one : setting_differences(comparison.a, *comparison.b))
        text += fmt::format("{}{}: {} | {}", text.empty() ? "" : "; ", one.name, one.a, one.b);
    return text;
}

TEST(SettingDifferences, NameWhatFollowsFromTheLine) {
    EXPECT_EQ(told("maxpool2d 1x1x7x7 k2 s2 | ceil"), "ceil_mode: off | on");
    EXPECT_EQ(told("maxpool2d 1x1x7x7 k2 s2 | -s"), "") << "the stride is the same either way";
    EXPECT_EQ(told("maxpool2d 1x1x7x7 k2 | k3"), "kernel_size: 2 | 3; stride: 2 | 3");
    EXPECT_EQ(told("maxpool2d 1x1x7x7 k2 | k2x3 s2 p0:1x1"), "kernel_size: 2 | 2 × 3; padding: 0 | 0 and 1 × 1");
    EXPECT_EQ(told("maxpool2d 1x1x7x7 k2 | avgpool2d"), "operation: MaxPool2d | AvgPool2d");
    EXPECT_EQ(told("maxpool2d 1x1x7x7 k2 d2 | avgpool2d -d nocount"),
              "operation: MaxPool2d | AvgPool2d; dilation: 2 | 1; count_include_pad:  | off");
    EXPECT_EQ(told("conv2d 1x1x7x7 k3 p1 | same tensorflow"),
              "auto_pad: in cells | same; convention: PyTorch | TensorFlow");
    EXPECT_EQ(told("conv2d 1x1x7x7 k3 p2 | same"), "auto_pad: in cells | same; padding: 2 | 1");
    EXPECT_EQ(told("conv2d 1x1x7x7 k3 | flip weights=sobel_x"), "flip_kernel: off | on; weight: normal:8 | sobel_x");
    EXPECT_EQ(told("pad2d 1x1x7x7 p1 | 1x1x5x7 value=-1.5 values=ramp"),
              "input: 1 × 1 × 7 × 7 | 1 × 1 × 5 × 7; value: 0 | −1.5; values of the input: normal:7 | ramp");
}

TEST(SettingDifferences, AreNoneExactlyOfProblemsThatDoTheSame) {
    constexpr int seed = 43;
    test::WildProblems wild(seed);
    for (int round = 0; round < 4'000; ++round) {
        const Problem a = wild.with_values(wild.next()), b = another(wild, a);
        ASSERT_TRUE(setting_differences(a, a).empty()) << print(a);
        const auto one = resolve(a.operation, a.input), other = resolve(b.operation, b.input);
        if (!one || !other || !setting_differences(a, b).empty()) continue;
        ASSERT_EQ(one->axes, other->axes) << print(a) << "\n" << print(b);
        ASSERT_EQ(one->output, other->output) << print(a) << "\n" << print(b);
    }
}

TEST(SettingDifferences, TellTheSameBothWaysRound) {
    test::WildProblems wild(44);
    for (int round = 0; round < 4'000; ++round) {
        const Problem a = wild.with_values(wild.next()), b = another(wild, a);
        const auto there = setting_differences(a, b), back = setting_differences(b, a);
        ASSERT_EQ(there.size(), back.size()) << print(a) << "\n" << print(b);
        for (std::size_t i = 0; i < there.size(); ++i) {
            ASSERT_EQ(there[i].name, back[i].name);
            ASSERT_NE(there[i].a, there[i].b) << there[i].name << ": " << print(a) << "\n" << print(b);
            if (there[i].a != "A's own") ASSERT_EQ(there[i].a, back[i].b) << print(a) << "\n" << print(b);
        }
    }
}

}  // namespace
}  // namespace stridelens
