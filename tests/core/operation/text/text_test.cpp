#include "core/operation/messages/messages.h"
#include "core/operation/problem.h"
#include "tests/core/random_problem.h"
#include "tests/core/rounds.h"
#include "tests/core/wild_problem.h"

#include <gtest/gtest.h>
#include <fstream>
#include <ostream>
#include <set>
#include <string>

namespace stridelens {
namespace {

Problem parsed(const std::string& line) {
    const auto problem = parse_problem(line);
    if (problem) return *problem;
    ADD_FAILURE() << line << ": " << sentence_of(problem.error());
    return {};
}

TEST(Text, PrintedProblemsParseBackToThemselves) {
    test::WildProblems wild(20);
    for (int round = 0; round < test::rounds(60'000); ++round) {
        const Problem problem = wild.with_values(wild.next());
        const std::string line = print(problem);
        const auto again = parse_problem(line);
        ASSERT_TRUE(again) << line << "\n" << sentence_of(again.error());
        ASSERT_EQ(*again, problem) << line << "\n" << print(*again);
        ASSERT_EQ(print(*again), line);
    }
}

TEST(Text, ALegalProblemsLineBringsBackItsNumbers) {
    test::RandomProblems problems(26);
    for (int round = 0; round < 3'000; ++round) {
        const test::RandomProblem made = problems.next(test::Cells::special);
        const auto read = parse_problem(made.line);
        ASSERT_TRUE(read) << made.line << "\n" << sentence_of(read.error());
        ASSERT_EQ(read->operation, made.geometry.operation) << made.line;
        ASSERT_EQ(read->input, made.geometry.input) << made.line;
        ASSERT_EQ(read->values, (Values{Values::Kind::list, 0, made.input.values})) << made.line;
        ASSERT_EQ(read->upstream, (Values{Values::Kind::list, 0, made.upstream.values})) << made.line;
        ASSERT_EQ(print(*read), made.line);
    }
}

TEST(Text, PrintedLinesAreAscii) {
    test::WildProblems wild(21);
    for (int round = 0; round < 2'000; ++round)
        for (const char c : print(wild.with_values(wild.next()))) ASSERT_TRUE(c >= ' ' && c <= '~');
}

TEST(Text, CanonicalLinesStayAsTheyAre) {
    for (const char* line : {"maxpool2d 1x1x5x5 k2 s1",
                             "avgpool1d 1x1x10 k2 s1",
                             "pad2d 1x3x28x28 p2",
                             "conv2d 1x3x28x28 out1 k3 s2 p1",
                             "maxpool2d 1x1x5x5 k2",
                             "maxpool2d 1x1x5x5 k3x2 s2x1 p1:0x2:1 d2 ceil onnx storage_order=1",
                             "avgpool2d 1x1x5x5 k2 nocount div3",
                             "avgpool2d 1x1x5x5 k2 count onnx",
                             "avgpool2d 1x1x5x5 k2 onnx",
                             "maxpool1d 1x1x4 k2 s2 p1 values=-1,-2,-3,-4",
                             "pad1d 9 p-1:2 value=nan",
                             "pad1d 5x5 p1x2 mode=reflect",
                             "pad2d 1x3x4x4 p1 axes3",
                             "pad2d 4 p1 axes1",
                             "conv2d 3x8x8 out6 k3 same groups3 nobias mode=circular weights=integers:3",
                             "conv1d 1x1x4 out1 k2 bias=1.5",
                             "maxpool2d 1x1x5x5 k2 same_upper onnx",
                             "maxpool2d 1x1x5x5 k2 same_lower onnx",
                             "avgpool2d 1x1x5x5 k2 same tensorflow",
                             "avgpool2d 1x1x5x5 k2 count tensorflow",
                             "minpool3d 1x1x5x5x5 k2 s1 ceil",
                             "lppool1d 1x1x5 k2 norm=1.5",
                             "lppool1d 1x1x5 k2 p1 d2 norm=-inf onnx",
                             "lppool1d 1x1x5 k2",
                             "adaptivemaxpool2d 1x1x5x5 out-x3",
                             "adaptiveavgpool3d 1x1x5x5x5 out1",
                             "adaptiveavgpool1d 1x1x5 out-",
                             "adaptivemaxpool2d 1x1x5x5 out-1x2",
                             "maxunpool2d 1x1x2x2 k2 s2 size5x4 values=maxima:3 indices=winners:3",
                             "maxunpool1d 1x1x2 k2 indices=0,2",
                             "convtranspose2d 1x4x5x5 out2 k3 s2 p1 op1x0 groups2 nobias weights=ramp",
                             "convtranspose1d 1x1x5 out1 k3 s2 size11 bias=3",
                             "conv2d 1x1x5x5 out1 k3 flip upstream=ramp",
                             "unfold2d 1x1x5x5 k2 s2 p1",
                             "fold2d 1x4x16 size5 k2",
                             "fold2d 1x4x12 size5x4 k2 onnx"})
        EXPECT_EQ(print(parsed(line)), line);
}

TEST(Text, TheExamplesOfTheGrammarAreLegal) {
    std::ifstream grammar(STRIDELENS_SOURCE_DIR "/core/operation/text/grammar.md");
    ASSERT_TRUE(grammar);
    std::set<std::string> operations;
    std::string line;
    while (std::getline(grammar, line) && line != "```") continue;
    while (std::getline(grammar, line) && line != "```") {
        const Problem problem = parsed(line);
        const auto geometry = resolve(problem.operation, problem.input);
        EXPECT_TRUE(geometry) << line << ": " << sentence_of(geometry.error());
        operations.insert(name_of(problem.operation));
    }
    EXPECT_EQ(operations.size(), kOperations) << "an example of each";
}

TEST(Text, WordsComeInAnyOrder) {
    const Problem problem = parsed("conv2d 1x3x28x28 out1 k3 s2 p1");
    EXPECT_EQ(parsed("conv2d 1x3x28x28 out1 k3 p1 s2"), problem);
    EXPECT_EQ(parsed("conv2d 1x3x28x28 p1 s2 k3"), problem);
    EXPECT_EQ(parsed("avgpool1d 1x1x5 onnx k2"), parsed("avgpool1d 1x1x5 k2 onnx"));
    EXPECT_EQ(parsed("avgpool1d 1x1x5 count onnx k2"), parsed("avgpool1d 1x1x5 onnx k2 count"));
}

TEST(Text, WhatIsSaidTwiceOverIsSaidOnce) {
    EXPECT_EQ(parsed("  MaxPool2d\t1x1x5x5   k2x2 s1x1 d1 p0\n"), parsed("maxpool2d 1x1x5x5 k2 s1"));
    EXPECT_EQ(parsed("conv1d 1x1x5 k3 same"), parsed("conv1d 1x1x5 k3 same_upper"));
    EXPECT_EQ(parsed("conv1d 1x1x5 k3 bias mode=zeros"), parsed("conv1d 1x1x5 k3 mode=constant"));
    EXPECT_EQ(parsed("conv1d 1x1x5 k3 bias bias=2"), parsed("conv1d 1x1x5 k3 bias=2"));
    EXPECT_EQ(parsed("maxpool1d 1x1x5 k3 values=normal"), parsed("maxpool1d 1x1x5 k3"));
    EXPECT_EQ(parsed("pad2d 1x1x5x5 p2:1 axes2"), parsed("pad2d 1x1x5x5 p2:1x2:1"));
}

TEST(Text, DefaultsArePyTorchs) {
    const auto pool = std::get<MaxPool>(parsed("maxpool2d 1x1x5x5 k3x2").operation);
    EXPECT_EQ(pool.kernel_size, (Extents{3, 2}));
    EXPECT_TRUE(pool.stride.empty()) << "empty means kernel_size";
    EXPECT_EQ(pool.padding, (PerAxis<Sides>{{0, 0}, {0, 0}}));
    EXPECT_EQ(pool.dilation, (Extents{1, 1}));
    EXPECT_TRUE(std::get<AvgPool>(parsed("avgpool2d 1x1x5x5 k2").operation).count_include_pad);
    EXPECT_FALSE(std::get<AvgPool>(parsed("avgpool2d 1x1x5x5 k2 onnx").operation).count_include_pad);
    const auto conv = std::get<Conv>(parsed("conv3d 1x1x5x5x5 k3").operation);
    EXPECT_EQ(conv.stride, (Extents{1, 1, 1}));
    EXPECT_EQ(conv.out_channels, 1);
    EXPECT_TRUE(conv.bias);
    EXPECT_EQ(parsed("conv1d 1x1x5 k3").weights, (Values{Values::Kind::normal, 8, {}}));
}

TEST(Text, GlobalPoolsAreAdaptivePoolsToOneCell) {
    EXPECT_EQ(parsed("globalmaxpool2d 1x1x5x5"), parsed("adaptivemaxpool2d 1x1x5x5 out1"));
    EXPECT_EQ(parsed("GlobalAvgPool1d 1x1x5 onnx"), parsed("adaptiveavgpool1d 1x1x5 out1 onnx"));
}

TEST(Text, OutIsChannelsForConvolutionsAndSizesForAdaptivePools) {
    EXPECT_EQ(std::get<ConvTranspose>(parsed("convtranspose2d 1x1x5x5 k2 out3").operation).out_channels, 3);
    EXPECT_EQ(std::get<AdaptiveMaxPool>(parsed("adaptivemaxpool2d 1x1x5x5 out3x-").operation).output_size,
              (PerAxis<std::optional<std::int64_t>>{3, std::nullopt}));
}

TEST(Text, FrameworksHaveTheirNames) {
    EXPECT_EQ(parsed("maxpool1d 1x1x5 k2 keras"), parsed("maxpool1d 1x1x5 k2 tensorflow"));
    EXPECT_EQ(parsed("maxpool1d 1x1x5 k2 pytorch"), parsed("maxpool1d 1x1x5 k2"));
    EXPECT_FALSE(std::get<AvgPool>(parsed("avgpool1d 1x1x5 k2 tensorflow").operation).count_include_pad);
}

TEST(Text, SidesAreBeginAndEnd) {
    const auto pad = std::get<Pad>(parsed("pad2d 1x1x5x5 p1:-2x0:3").operation);
    EXPECT_EQ(pad.padding, (PerAxis<Sides>{{1, -2}, {0, 3}}));
    const auto all = std::get<Pad>(parsed("pad2d 1x1x5x5 p-1:2").operation);
    EXPECT_EQ(all.padding, (PerAxis<Sides>{{-1, 2}, {-1, 2}}));
    const auto wide = std::get<Pad>(parsed("pad2d 1x1x5x5 p1x2x3x4").operation);
    EXPECT_EQ(wide.padding.size(), 4U);
}

TEST(Text, ExplicitListsAreLeftOutOfATitle) {
    const Problem problem = parsed("conv1d 1x1x4 k2 values=1,2,3,4 weights=ramp bias=5");
    EXPECT_EQ(print(problem, {.explicit_values = false}), "conv1d 1x1x4 out1 k2 weights=ramp");
}

TEST(Text, SettingsWithoutEffectAreNotPrinted) {
    Problem problem = parsed("conv1d 1x1x4 k2 same");
    std::get<Conv>(problem.operation).padding = {{1, 1}};
    std::get<Conv>(problem.operation).bias = false;
    problem.bias = {Values::Kind::ramp, 0, {}};
    EXPECT_EQ(print(problem), "conv1d 1x1x4 out1 k2 same nobias");
}

struct Wrong {
    const char* line;
    std::size_t column;  // 0-based
    const char* read;    // nullptr: the end of the line
    const char* expected;
};

void PrintTo(const Wrong& wrong, std::ostream* out) {
    *out << wrong.line;
}

class WrongLine : public testing::TestWithParam<Wrong> {};

TEST_P(WrongLine, SaysWhereWhatAndWhatInstead) {
    const auto& [line, column, read, expected] = GetParam();
    const auto problem = parse_problem(line);
    ASSERT_FALSE(problem) << print(*problem);
    const Error& error = problem.error();
    EXPECT_EQ(error.field, Field::text);
    ASSERT_EQ(error.column, column) << sentence_of(error);
    const std::string begin = "column " + std::to_string(column + 1) + ": " +
                              (read == nullptr ? "the text ends here" : "read \"" + std::string(read) + "\"") +
                              ", expected ";
    EXPECT_EQ(sentence_of(error).substr(0, begin.size()), begin);
    EXPECT_NE(sentence_of(error).find(expected), std::string::npos) << sentence_of(error);
}

INSTANTIATE_TEST_SUITE_P(
    Text, WrongLine,
    testing::Values(
        Wrong{"", 0, nullptr, "such as maxpool2d"},                                                             //
        Wrong{"   ", 3, nullptr, "such as maxpool2d"},                                                          //
        Wrong{"maxpol2d 1x1x5x5 k2", 0, "maxpol2d", "did you mean maxpool2d?"},                                 //
        Wrong{"maxpool 1x1x5x5 k2", 0, "maxpool", "did you mean maxpool1d?"},                                   //
        Wrong{"maxpool4d 1x1x5x5 k2", 0, "maxpool4d", "1d, 2d or 3d"},                                          //
        Wrong{"relu", 0, "relu", "maxpool, avgpool, pad, conv, minpool, "},                                     //
        Wrong{"maxpool2d", 9, nullptr, "an input shape such as 1x1x5x5"},                                       //
        Wrong{"maxpool2d k2", 10, "k2", "an input shape such as 1x1x5x5"},                                      //
        Wrong{"maxpool2d 1x1x5x k2", 10, "1x1x5x", "an input shape such as 1x1x5x5"},                           //
        Wrong{"maxpool2d 1x1x-5x5 k2", 10, "1x1x-5x5", "sizes of at least 0"},                                  //
        Wrong{"maxpool2d 1x1x1x1x1x1x1x1x1 k2", 10, "1x1x1x1x1x1x1x1x1", "at most 8 axes"},                     //
        Wrong{"maxpool2d 1x1x5x99999999999999999999 k2", 16, "99999999999999999999", "at most 1000000000"},     //
        Wrong{"maxpool2d 1x1x5x5", 17, nullptr, "a kernel size such as k3 or k3x2"},                            //
        Wrong{"pad2d 1x1x5x5", 13, nullptr, "a padding such as p1"},                                            //
        Wrong{"maxpool2d 1x1x5x5 k0x", 18, "k0x", "a kernel size such as k3 or k3x2"},                          //
        Wrong{"maxpool2d 1x1x5x5 k", 18, "k", "a kernel size such as k3 or k3x2"},                              //
        Wrong{"maxpool2d 1x1x5x5 k2.5", 18, "k2.5", "a kernel size such as k3 or k3x2"},                        //
        Wrong{"maxpool2d 1x1x5x5 k−2", 18, "k−2", "a kernel size such as k3 or k3x2"},                          //
        Wrong{"maxpool2d 1x1x5x5 k2x2x2", 18, "k2x2x2", "k with 1 number or 2, one for each axis"},             //
        Wrong{"maxpool1d 1x1x5 k2x2", 16, "k2x2", "k with one number"},                                         //
        Wrong{"maxpool2d 1x1x5x5 k-99999999999999999999", 19, "-99999999999999999999", "at most 1000000000"},   //
        Wrong{"maxpool2d 1x1x5x5 k2 p1:", 21, "p1:", "a padding such as p1, p1x2 or, side by side, p1:0x2:1"},  //
        Wrong{"maxpool2d 1x1x5x5 k2 p1x2x3", 21, "p1x2x3", "p with 1 number or 2, one for each axis"},          //
        Wrong{"maxpool2d 1x1x5x5 k2 k2", 21, "k2", "each word once, and k is there already"},                   //
        Wrong{"conv2d 1x1x5x5 k2 same p1", 23, "p1", "either a padding in cells or one of same and valid"},     //
        Wrong{"conv2d 1x1x5x5 k2 same valid", 23, "valid", "only one of same and valid"},                       //
        Wrong{"conv2d 1x1x5x5 k2 nobias bias=1", 25, "bias=1", "only one of nobias and bias="},                 //
        Wrong{"maxpool2d 1x1x5x5 k2 stride=2", 21, "stride=2", "did you mean s2?"},                             //
        Wrong{"maxpool2d 1x1x5x5 kernel_size=2", 18, "kernel_size=2", "did you mean k2?"},                      //
        Wrong{"maxpool2d 1x1x5x5 k=2", 18, "k=2", "did you mean k2?"},                                          //
        Wrong{"maxpool2d 1x1x5x5 pool_size=2", 18, "pool_size=2", "did you mean k2?"},                          //
        Wrong{"unfold2d 1x1x5x5 k2 strides=2", 20, "strides=2", "did you mean s2?"},                            //
        Wrong{"conv2d 1x1x5x5 k2 padding=1", 18, "padding=1", "did you mean p1?"},                              //
        Wrong{"conv2d 1x1x5x5 k2 use_bias", 18, "use_bias", "did you mean bias?"},                              //
        Wrong{"conv2d 1x2x5x5 k2 out2 groups=2", 23, "groups=2", "did you mean groups2?"},                      //
        Wrong{"avgpool2d 1x1x5x5 k2 count_include_pad", 21, "count_include_pad", "did you mean count?"},        //
        Wrong{"maxpool2d 1x1x5x5 k2 ciel", 21, "ciel", "did you mean ceil?"},                                   //
        Wrong{"maxpool2d 1x1x5x5 k2 vlaues=ramp", 21, "vlaues=ramp", "did you mean values=ramp?"},              //
        Wrong{"pad2d 1x1x5x5 k2", 14, "k2", "(Pad has no k)"},                                                  //
        Wrong{"maxpool2d 1x1x5x5 k2 div3", 21, "div3", "(MaxPool has no div)"},                                 //
        Wrong{"maxpool2d 1x1x5x5 k2 weights=ramp", 21, "weights=ramp", "(MaxPool has no weights=)"},            //
        Wrong{"pad2d 1x1x5x5 p1 mode=odd", 17, "mode=odd", "mode=reflect, symmetric, replicate, circular or constant"},
        Wrong{"pad2d 1x1x5x5 p1 mode=wrap", 17, "mode=wrap", "did you mean mode=circular?"},                          //
        Wrong{"pad2d 1x1x5x5 p1 mode=reflekt", 17, "mode=reflekt", "did you mean mode=reflect?"},                     //
        Wrong{"pad2d 1x1x5x5 p1 value=x", 23, "x", "a number such as"},                                               //
        Wrong{"pad2d 1x1x5x5 p1x2x3 axes2", 21, "axes2", "axes3, as many as the padding has entries"},                //
        Wrong{"pad2d 1x1x5x5 p1 axes9", 17, "axes9", "axes1 to axes8"},                                               //
        Wrong{"maxpool2d 1x1x5x5 k2 storage_order=1", 21, "storage_order=1", "only with onnx"},                       //
        Wrong{"maxpool2d 1x1x5x5 k2 onnx storage_order=2", 26, "storage_order=2", "storage_order=0 or"},              //
        Wrong{"maxpool2d 1x1x5x5 k2 onnx keras", 26, "keras", "only one of onnx and keras"},                          //
        Wrong{"maxpool2d 1x1x5x5 k2 storage_order=1 tensorflow", 21, "storage_order=1", "TensorFlow's indices are"},  //
        Wrong{"adaptivemaxpool2d 1x1x5x5", 25, nullptr, "an output size such as out5"},                               //
        Wrong{"adaptivemaxpool2d 1x1x5x5 outx3", 26, "outx3", "one of out, "},                                        //
        Wrong{"adaptivemaxpool2d 1x1x5x5 out--", 26, "out--", "an output size such as out5"},                         //
        Wrong{"adaptivemaxpool2d 1x1x5x5 out1x2x3", 26, "out1x2x3", "out with 1 number or 2"},                        //
        Wrong{"adaptivemaxpool2d 1x1x5x5 k2", 26, "k2", "(AdaptiveMaxPool has no k)"},                                //
        Wrong{"adaptivemaxpool2d 1x1x5x5 output_size=2x3", 26, "output_size=2x3", "did you mean out2x3?"},            //
        Wrong{"globalmaxpool2d 1x1x5x5 out2", 24, "out2", "no out with a global pool"},                               //
        Wrong{"globalmaxpol2d 1x1x5x5", 0, "globalmaxpol2d", "such as maxpool2d"},                                    //
        Wrong{"adaptivmaxpool2d 1x1x5x5 out2", 0, "adaptivmaxpool2d", "did you mean adaptivemaxpool2d?"},             //
        Wrong{"fold2d 1x4x16 k2", 16, nullptr, "an output size such as size5"},                                       //
        Wrong{"fold2d 1x4x16 k2 output_size=5", 17, "output_size=5", "did you mean size5?"},                          //
        Wrong{"maxunpool1d 1x1x2 k2 d2", 21, "d2", "(MaxUnpool has no d)"},                                           //
        Wrong{"lppool1d 1x1x5 k2 norm=nan", 23, "nan", "a number such as 2, 1.5 or inf"},                             //
        Wrong{"lppool1d 1x1x5 k2 norm=1e999", 23, "1e999", "within ±1.8e308"},                                        //
        Wrong{"lppool1d 1x1x5 k2 norm3", 18, "norm3", "did you mean norm=3?"},                                        //
        Wrong{"lppool1d 1x1x5 k2 norm_type=3", 18, "norm_type=3", "did you mean norm=3?"},                            //
        Wrong{"convtranspose1d 1x1x5 k2 output_padding=1", 25, "output_padding=1", "did you mean op1?"},              //
        Wrong{"conv1d 1x1x5 k2 flip_kernel", 16, "flip_kernel", "did you mean flip?"},                                //
        Wrong{"maxpool1d 1x1x5 k2 tf", 19, "tf", "did you mean tensorflow?"},                                         //
        Wrong{"maxpool1d 1x1x4 k2 upstream=x", 28, "x", "normal:SEED"},                                               //
        Wrong{"maxpool1d 1x1x4 k2 values=1,2,x,4", 30, "x", "a number such as -1, 2.5, 1e-3, nan or -inf"},           //
        Wrong{"maxpool1d 1x1x4 k2 values=", 26, nullptr, "normal:SEED"},                                              //
        Wrong{"maxpool1d 1x1x4 k2 values=1, 2", 28, nullptr, "a number such as"}));

TEST(Text, ALongWordIsQuotedInPartAndNeverCutInsideACharacter) {
    const auto problem = parse_problem("maxpool2d 1x1x5x5 " + std::string(39, 'y') + "−−−−");
    ASSERT_FALSE(problem);
    EXPECT_NE(sentence_of(problem.error()).find('"' + std::string(39, 'y') + "…\""), std::string::npos)
        << sentence_of(problem.error());
}

TEST(Text, AnotherOperationsParameterIsNotMeant) {
    for (const char* line : {"conv2d 1x1x5x5 k2 output_size=3", "adaptivemaxpool2d 1x1x5x5 out_channels=2",
                             "maxpool2d 1x1x5x5 k2 filters=3", "pad2d 1x1x5x5 p1 kernel_shape=2"}) {
        const auto problem = parse_problem(line);
        ASSERT_FALSE(problem) << line;
        EXPECT_EQ(sentence_of(problem.error()).find("did you mean"), std::string::npos) << sentence_of(problem.error());
    }
}

TEST(Text, DamagedLinesAreRefusedOrReadButNeverCrash) {
    test::WildProblems wild(22);
    const std::string signs = "kspdx:=-+,.0123456789 abnoe\xE2\x88\x92\x00\xFF";
    int refused = 0;
    for (int round = 0; round < test::rounds(20'000); ++round) {
        std::string line = print(wild.next());
        for (std::int64_t edit = wild.whole(1, 3); edit > 0; --edit) {
            const auto at = static_cast<std::size_t>(wild.whole(0, static_cast<std::int64_t>(line.size()) - 1));
            const char sign =
                signs[static_cast<std::size_t>(wild.whole(0, static_cast<std::int64_t>(signs.size()) - 1))];
            if (wild.one_in(3))
                line.erase(at, 1);
            else if (wild.one_in(2))
                line.insert(at, 1, sign);
            else
                line[at] = sign;
            if (line.empty()) line = "k";
        }
        const auto problem = parse_problem(line);
        if (problem) {
            ASSERT_EQ(*parse_problem(print(*problem)), *problem) << line;
            continue;
        }
        ++refused;
        ASSERT_EQ(problem.error().field, Field::text) << line;
        ASSERT_TRUE(problem.error().column && *problem.error().column <= line.size()) << line;
    }
    EXPECT_GT(refused, test::rounds(5'000)) << "otherwise this has looked at sound lines only";
}

}  // namespace
}  // namespace stridelens
