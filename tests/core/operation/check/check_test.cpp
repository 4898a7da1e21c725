#include "core/operation/catalogue.h"
#include "core/operation/geometry.h"
#include "core/operation/messages/messages.h"
#include "core/operation/problem.h"
#include "tests/core/wild_problem.h"

#include <gtest/gtest.h>
#include <algorithm>
#include <array>
#include <ostream>
#include <string>

namespace stridelens {
namespace {

Problem parsed(const std::string& line) {
    const auto problem = parse_problem(line);
    if (problem) return *problem;
    ADD_FAILURE() << line << ": " << sentence_of(problem.error());
    return {};
}

std::optional<Error> refusal(const std::string& line) {
    const Problem problem = parsed(line);
    return check(problem.operation, problem.input);
}

struct Refused {
    const char* line;
    Field field;
    int axis;
    std::optional<std::int64_t> nearest;
    const char* says;
};

void PrintTo(const Refused& refused, std::ostream* out) {
    *out << refused.line;
}

class RefusedProblem : public testing::TestWithParam<Refused> {};

TEST_P(RefusedProblem, NamesTheFieldTheNumbersAndTheWayOut) {
    const auto& [line, field, axis, nearest, says] = GetParam();
    const auto error = refusal(line);
    ASSERT_TRUE(error) << line;
    EXPECT_STREQ(to_string(error->field), to_string(field)) << sentence_of(*error);
    EXPECT_EQ(error->axis, axis) << sentence_of(*error);
    EXPECT_EQ(error->nearest, nearest) << sentence_of(*error);
    EXPECT_NE(sentence_of(*error).find(says), std::string::npos) << sentence_of(*error);
}

constexpr auto none = std::nullopt;

INSTANTIATE_TEST_SUITE_P(
    Pools, RefusedProblem,
    testing::Values(
        Refused{"maxpool2d 1x1x5x5 k0", Field::kernel_size, 0, 1, "kernel_size 0 along H"},
        Refused{"maxpool2d 1x1x5x5 k2x-2", Field::kernel_size, 1, 1, "kernel_size −2 along W"},
        Refused{"maxpool1d 1x1x5 k2 s0", Field::stride, 0, 1, "stride 0 is too small: it must be at least 1"},
        Refused{"avgpool2d 1x1x5x5 k2 s2x-1", Field::stride, 1, 1, "stride −1 along W"},
        Refused{"maxpool2d 1x1x5x5 k2 d1x0", Field::dilation, 1, 1, "dilation 0 along W"},
        Refused{"maxpool2d 1x1x5x5 k3 p-1x0", Field::padding, 0, 0, "padding −1 along H is negative"},
        Refused{"maxpool1d 1x2x8 k3 s1 p2", Field::padding, 0, 1, "more than half of kernel_size 3"},
        Refused{"maxpool2d 1x1x9x9 k3 s1 p2 d3", Field::padding, 0, 1, "dilation does not count"},
        Refused{"avgpool2d 1x1x4x4 k1 s1 p1", Field::padding, 0, 0, "Largest allowed: 0"},
        Refused{"maxpool2d 1x1x9x9 k3 p1:0", Field::padding, 0, 1, "Pad first (F.pad), or choose the ONNX"},
        Refused{"maxpool2d 1x1x5x5 k2 same", Field::padding, -1, none, "choose the ONNX convention"},
        Refused{"avgpool2d 1x1x5x5 k2 valid", Field::padding, -1, none, "choose the ONNX convention"},
        Refused{"avgpool2d 1x1x5x5 k2 d1x2", Field::dilation, 1, 1, "AvgPool has no dilation"},
        Refused{"avgpool2d 1x1x5x5 k2 div0", Field::divisor_override, -1, 1, "divide by zero"},
        Refused{"avgpool2d 1x1x5x5 k2 div3 onnx", Field::divisor_override, -1, none, "choose the PyTorch convention"},
        Refused{"maxpool2d 1x2x3x6 k5x2", Field::kernel_size, 0, 3,
                "the window spans 5 cells, but the padded input has 3 "
                "(3 + 0 + 0). Largest kernel_size: 3"},
        Refused{"maxpool2d 1x2x5x5 k3 s1 d1x3", Field::kernel_size, 1, 2, "kernel_size 3 with dilation 3 along W"},
        Refused{"maxpool1d 1x1x3 k5 s2 ceil", Field::kernel_size, 0, 4, "ceil_mode adds at most 1 (stride 2 − 1)"},
        Refused{"maxpool1d 1x1x1 k4 s1 p2 d9", Field::kernel_size, 0, none, "Use a smaller dilation or a larger input"},
        Refused{"avgpool3d 1x1x2x3x3 k3 s3 p1", Field::kernel_size, 0, 2,
                "even with padding. Largest kernel_size: 2"}));

INSTANTIATE_TEST_SUITE_P(
    Inputs, RefusedProblem,
    testing::Values(
        Refused{"maxpool2d 6x6 k2", Field::input, -1, none, "(N, C, H, W), or 3 without a batch (C, H, W); 6x6 has 2"},
        Refused{"maxpool2d 1x2x3x6x6 k2", Field::input, -1, none, "1x2x3x6x6 has 5"},
        Refused{"maxpool1d 3x6 k2 onnx", Field::input, -1, none, "put 1 in front"},
        Refused{"maxpool1d 1x0x6 k2", Field::input, -1, none, "axis 1 of the input has size 0"},
        Refused{"maxpool1d 0x6 k2", Field::input, -1, none, "axis 0 of the input has size 0"},
        Refused{"conv2d 1x1x100000x100000 k3", Field::input, -1, none, "more than 268435456 cells"},
        Refused{"maxpool1d 1x1x9223372036854775807 k3", Field::input, -1, none, "stay within 1000000000"},
        Refused{"maxpool1d 1x1x9 k9223372036854775807", Field::kernel_size, 0, none, "stay within 1000000000"},
        Refused{"conv1d 1x1x9 k1 p-9223372036854775807", Field::padding, 0, none, "stay within 1000000000"},
        Refused{"conv1d 1x1x9 k5000000 p3000000", Field::kernel_size, -1, none, "would read 5000000 cells"},
        Refused{"maxpool1d 1x1x9 k5000000 p2000000 s5000000 onnx ceil", Field::kernel_size, -1, none,
                "one output cell would read 5000000 cells"},
        Refused{"conv1d 1x1x9 out300000000 k1", Field::out_channels, -1, none, "the output would be 1x300000000x9"},
        Refused{"lppool1d 0x4x2 k1 p0:1000000000 onnx", Field::padding, -1, none,
                "0x4x1000000002, more than 268435456 cells (1 GiB) once its empty axis has a cell"},
        Refused{"conv1d 0x1x1000000000 k1", Field::input, -1, none, "more than 268435456 cells"},
        Refused{"pad2d 1x1x4x4 p20000", Field::padding, -1, none, "the output would be 1x1x40004x40004"}));

INSTANTIATE_TEST_SUITE_P(
    Convolutions, RefusedProblem,
    testing::Values(
        Refused{"conv2d 1x4x6x6 k3 groups0", Field::groups, -1, 1, "at least 1"},
        Refused{"conv2d 1x5x6x6 out4 k3 groups2", Field::groups, -1, 1, "does not divide the 5 input channels"},
        Refused{"conv2d 1x4x6x6 out6 k3 groups3", Field::groups, -1, 2, "Nearest that divides 4 in and 6 out: 2"},
        Refused{"conv2d 1x4x6x6 out3 k3 groups2", Field::out_channels, -1, 2, "not a multiple of groups 2"},
        Refused{"conv2d 1x4x6x6 out1 k3 groups4", Field::out_channels, -1, 4, "Nearest allowed: 4"},
        Refused{"conv2d 1x4x6x6 out0 k3", Field::out_channels, -1, 1, "out_channels 0"},
        Refused{"conv1d 1x2x6 k3 p-1", Field::padding, 0, 0, "only Pad can crop"},
        Refused{"conv2d 1x2x6x6 k3 s1x2 same", Field::stride, 1, 1, "PyTorch's 'same' needs stride 1"},
        Refused{"conv2d 1x2x6x6 k3 same_lower", Field::padding, -1, none, "puts the odd cell at the end"},
        Refused{"conv2d 1x2x3x3 k3x4", Field::kernel_size, 1, 3, "the window spans 4 cells"},
        Refused{"conv1d 1x2x3 k6 p1", Field::kernel_size, 0, 5, "the padded input has 5 (3 + 1 + 1)"},
        Refused{"conv2d 1x2x4x6 k3 p5 mode=circular", Field::padding, 0, 4, "wrap around more than once"},
        Refused{"conv2d 1x2x4x6 k3 p3:4x0 mode=reflect", Field::padding, 0, 3, "less than the size, 4"},
        Refused{"conv1d 1x1x2 k5 same mode=reflect", Field::padding, 0, none, "follows from kernel_size and dilation"},
        Refused{"conv1d 1x1x9 k3 p1 mode=reflect onnx", Field::padding_mode, -1, none, "zeros only"}));

INSTANTIATE_TEST_SUITE_P(
    Pads, RefusedProblem,
    testing::Values(
        Refused{"pad1d 1x2x1 p1:0 mode=reflect", Field::padding, 0, 0, "Largest allowed: 0"},
        Refused{"pad3d 1x2x3x3x3 p0:3x0x0 mode=reflect", Field::padding, 0, 2, "padding 3 along D"},
        Refused{"pad1d 1x2x4 p5:0 mode=circular", Field::padding, 0, 4, "circular has 4 cells to repeat"},
        Refused{"pad1d 1x4x2 p5:-1 mode=circular", Field::padding, 0, 1, "circular has 1 cell to repeat"},
        Refused{"pad1d 1x2x4 p-2:-2 mode=circular", Field::padding, 0, -1, "crop 4 of the 4 cells"},
        Refused{"pad1d 1x2x4 p-3:-2", Field::padding, 0, -2,
                "padding −3 and −2 crop 5 of the 4 cells that there are. "
                "Nearest allowed before: −2"},
        Refused{"pad1d 1x2x4 p-4:0 mode=replicate", Field::padding, 0, -3, "Nearest allowed before: −3"},
        Refused{"pad1d 1x2x4 p3:-5", Field::padding, 0, -4, "Nearest allowed after: −4"},
        Refused{"pad1d 2x4 p1x2x3", Field::padding, -1, none, "padding has 3 entries, but the input 2x4 has only 2"},
        Refused{"pad1d 1x2x4x4 p1 mode=reflect", Field::padding, -1, none, "reflect on the last 1 of 4 axes"},
        Refused{"pad1d 1x2x4x4 p1 mode=replicate", Field::padding, -1, none, "constant has no such limit"},
        Refused{"pad1d 4 p1 mode=circular", Field::padding, -1, none, "circular on the last 1 of 1 axes"},
        Refused{"pad1d 2x4 p1 mode=circular", Field::padding, -1, none, "of an input (N, C, spatial) in this mode"},
        Refused{"pad1d 1x2x4 p1 mode=reflect value=1", Field::value, -1, 0, "Set it to 0"},
        Refused{"pad1d 1x2x4 p1 mode=reflect value=nan", Field::value, -1, 0, "Set it to 0"}));

INSTANTIATE_TEST_SUITE_P(
    Norms, RefusedProblem,
    testing::Values(Refused{"lppool2d 1x1x4x4 k2 norm=0", Field::norm_type, -1, 1, "would divide by zero"},
                    Refused{"lppool2d 1x1x4x4 k2 norm=1.5 onnx", Field::norm_type, -1, 2, "a whole number from 1 on"},
                    Refused{"lppool2d 1x1x4x4 k2 norm=-3 onnx", Field::norm_type, -1, 1, "norm_type −3: ONNX's LpPool"},
                    Refused{"lppool2d 1x1x4x4 k2 norm=inf onnx", Field::norm_type, -1, 1'000'000'000,
                            "Nearest allowed: 1000000000"},
                    Refused{"lppool2d 1x1x4x4 k2 p1", Field::padding, 0, 0,
                            "PyTorch's LPPool has none, so it must be 0"},
                    Refused{"lppool2d 1x1x4x4 k2 p0x0:1", Field::padding, 1, 0, "padding 1 along W"},
                    Refused{"lppool2d 1x1x4x4 k2 d1x2", Field::dilation, 1, 1, "LPPool has no dilation"},
                    Refused{"lppool2d 1x1x4x4 k2 same", Field::padding, -1, none, "choose the ONNX convention"},
                    Refused{"lppool3d 1x1x2x4x4 k3 s5 ceil", Field::kernel_size, 0, 2, "larger than the input, 2"},
                    Refused{"minpool1d 1x2x8 k3 s1 p2", Field::padding, 0, 1, "more than half of kernel_size 3"}));

INSTANTIATE_TEST_SUITE_P(
    AdaptivePools, RefusedProblem,
    testing::Values(
        Refused{"adaptivemaxpool2d 1x1x5x5 out2x-1", Field::output_size, 1, 0, "output_size −1 along W is too small"},
        Refused{"adaptiveavgpool1d 1x1x5 out2 onnx", Field::output_size, 0, 1, "ONNX has global pooling only"},
        Refused{"adaptiveavgpool2d 1x1x5x1 out1x- tensorflow", Field::output_size, 1, 1, "output_size None along W"},
        Refused{"adaptivemaxpool2d 5x5 out2", Field::input, -1, none, "3 without a batch (C, H, W); 5x5 has 2"},
        Refused{"globalmaxpool2d 2x5x5 onnx", Field::input, -1, none, "ONNX always has the batch axis"},
        Refused{"adaptivemaxpool2d 1x2x0x5 out2", Field::input, -1, none, "axis 2 of the input has size 0"},
        Refused{"adaptivemaxpool1d 1x1x5 out2000000000", Field::output_size, 0, none, "stay within 1000000000"},
        Refused{"globalavgpool2d 1x1x4096x4096", Field::output_size, -1, none,
                "the longest window has 16777216 cells"}));

INSTANTIATE_TEST_SUITE_P(
    Unpooling, RefusedProblem,
    testing::Values(Refused{"maxunpool2d 1x1x2x2 k2 size9", Field::output_size, 0, 5, "it must be from 3 to 5"},
                    Refused{"maxunpool2d 1x1x2x2 k2 size4x2", Field::output_size, 1, 3, "output_size 2 along W"},
                    Refused{"maxunpool1d 1x1x1 k2 s3 p1 size-5", Field::output_size, 0, 1, "it must be from 1 to 2"},
                    Refused{"maxunpool1d 1x1x1 k2 p1", Field::padding, 0, 0,
                            "takes 2 cells off an output of 2: nothing is left"},
                    Refused{"maxunpool1d 1x1x3 k2 p0:1", Field::padding, 0, 1, "one number for both sides"},
                    Refused{"maxunpool2d 1x1x2x2 k2 s2 size3x4 onnx", Field::output_size, 0, 4, "Least allowed: 4"},
                    Refused{"maxunpool2d 1x1x2x2 k2 tensorflow", Field::convention, -1, none,
                            "TensorFlow has no MaxUnpool: choose the PyTorch or the ONNX convention"}));

INSTANTIATE_TEST_SUITE_P(
    TransposedConvolutions, RefusedProblem,
    testing::Values(
        Refused{"convtranspose1d 1x2x4 k3 op1", Field::output_padding, 0, 0, "smaller than stride 1 or dilation 1"},
        Refused{"convtranspose2d 1x2x4x4 k3 s2 d1x4 op1x4", Field::output_padding, 1, 3, "stride 2 or dilation 4"},
        Refused{"convtranspose1d 1x2x4 k3 s2 op2 onnx", Field::output_padding, 0, 1, "Largest allowed: 1"},
        Refused{"convtranspose1d 1x2x4 k3 s2 op-1", Field::output_padding, 0, 0, "at least 0"},
        Refused{"convtranspose1d 1x2x2 k2 p2", Field::padding, 0, 1, "takes 4 cells off an output of 3"},
        Refused{"convtranspose1d 1x2x2 k2 p9:8", Field::padding, 0, 1, "one number for both sides"},
        Refused{"convtranspose1d 1x2x2 k2 same", Field::padding, -1, none, "choose the ONNX convention"},
        Refused{"convtranspose1d 1x2x3 k3 s2 size9", Field::output_size, 0, 8, "it must be from 7 to 8"},
        Refused{"convtranspose1d 1x2x3 k3 s2 size6", Field::output_size, 0, 7, "output_padding, which stays below"},
        Refused{"convtranspose1d 1x2x3 k3 size0 onnx", Field::output_size, 0, 1, "at least 1"},
        Refused{"convtranspose1d 1x3x3 k3 out2 groups2", Field::groups, -1, 1, "does not divide the 3 input channels"},
        Refused{"convtranspose1d 1x2x9 k1 s1000000000 p1", Field::stride, -1, none, "more than 268435456 cells"}));

INSTANTIATE_TEST_SUITE_P(
    Columns, RefusedProblem,
    testing::Values(
        Refused{"unfold2d 1x2x3x3 k2x6 p1", Field::kernel_size, 1, 5, "the padded input has 5 (3 + 1 + 1)"},
        Refused{"unfold2d 5x5 k2", Field::input, -1, none, "5x5 has 2"},
        Refused{"unfold2d 1x1x5x5 k2 p1:0", Field::padding, 0, 1, "Pad first (F.pad)"},
        Refused{"unfold2d 1x1x5x5 k2 onnx", Field::convention, -1, none, "ONNX has no Unfold: choose the PyTorch conv"},
        Refused{"fold2d 1x8x15 size5 k2", Field::input, -1, none, "4·4 = 16 windows"},
        Refused{"fold2d 1x7x16 size5 k2", Field::input, -1, none, "not a multiple of the 2·2 = 4 cells"},
        Refused{"fold2d 1x8x16 size5 k6x2", Field::kernel_size, 0, 5, "the padded output has 5 (5 + 0 + 0)"},
        Refused{"fold2d 1x8x16 size0x5 k2", Field::output_size, 0, 1, "at least 1"},
        Refused{"fold2d 1x8x4x4 size5 k2", Field::input, -1, none, "(N, C·kernel cells, windows), or (C·kernel cells"},
        Refused{"fold2d 8x16 size5 k2 onnx", Field::input, -1, none, "8x16 has 2 axes"},
        Refused{"fold1d 1x2x3 size5 k1 s2 p0:1", Field::padding, 0, 1, "choose the ONNX convention (Col2Im)"},
        Refused{"fold2d 1x8x16 size5 k2 tensorflow", Field::convention, -1, none, "TensorFlow has no Fold"}));

INSTANTIATE_TEST_SUITE_P(
    TensorFlow, RefusedProblem,
    testing::Values(
        Refused{"maxpool1d 1x1x5 k2 p1 tensorflow", Field::padding, 0, 0, "'same' or 'valid', never a number"},
        Refused{"maxpool1d 1x1x5 k2 same_lower tensorflow", Field::padding, -1, none, "the odd cell at the end"},
        Refused{"maxpool1d 1x1x5 k2 ceil tensorflow", Field::ceil_mode, -1, 0, "no ceil_mode"},
        Refused{"minpool2d 1x1x5x5 k2 d1x2 tensorflow", Field::dilation, 1, 1, "have no dilation"},
        Refused{"maxpool1d 3x6 k2 tensorflow", Field::input, -1, none, "TensorFlow always has the batch axis"},
        Refused{"avgpool1d 1x1x5 k2 count tensorflow", Field::count_include_pad, -1, 0, "never counts padding"},
        Refused{"avgpool1d 1x1x5 k2 div2 tensorflow", Field::divisor_override, -1, none, "has no divisor_override"},
        Refused{"lppool1d 1x1x5 k2 tensorflow", Field::convention, -1, none, "TensorFlow has no LPPool"},
        Refused{"conv1d 1x1x5 k2 p0:1 tensorflow", Field::padding, 0, 0, "or pad first (tf.pad)"},
        Refused{"conv2d 1x1x9x9 k2 s1x2 d3x1 tensorflow", Field::dilation, 0, 1, "together with a stride above 1"},
        Refused{"conv1d 1x1x5 k3 mode=reflect tensorflow", Field::padding_mode, -1, none,
                "TensorFlow's Conv pads with"},
        Refused{"convtranspose1d 1x2x5 k3 out2 groups2 tensorflow", Field::groups, -1, 1, "must be 1"},
        Refused{"convtranspose1d 1x2x5 k3 s2 op1 tensorflow", Field::output_padding, 0, 0, "give output_size instead"},
        Refused{"convtranspose1d 1x2x5 k3 s2 same size11 tensorflow", Field::output_size, 0, 10, "from 9 to 10"},
        Refused{"pad1d 1x1x4 p1 mode=circular tensorflow", Field::padding_mode, -1, none,
                "tf.pad has no circular mode"},
        Refused{"pad1d 1x1x4 p4 mode=reflect tensorflow", Field::padding, 0, 3, "less than the size, 4"},
        Refused{"pad1d 0x1x4 p1 mode=reflect tensorflow", Field::input, -1, none, "must be at least 1"},
        Refused{"pad1d 1x1x4 p-1:1 tensorflow", Field::padding, 0, 0, "tf.pad cannot crop"}));

INSTANTIATE_TEST_SUITE_P(
    WherePyTorchItselfIsWrong, RefusedProblem,
    testing::Values(Refused{"maxpool1d 1x1x3 k5", Field::kernel_size, 0, 3,
                            "PyTorch 1.13.1 returns an empty tensor here"},
                    Refused{"pad1d 1x4x2 p5:-1 mode=circular", Field::padding, 0, 1,
                            "PyTorch 1.13.1 does not refuse this: it reads memory that nothing was written to"},
                    Refused{"pad1d 1x1x4 p-2:-2 mode=circular", Field::padding, 0, -1,
                            "PyTorch 1.13.1 does not refuse this: it returns an empty tensor"}));

TEST(Check, WhatPyTorchRefusesOnnxMayAllow) {
    for (const char* line :
         {"maxpool1d 1x2x8 k3 s1 p2 onnx", "maxpool2d 1x1x9x9 k3 p1:0 onnx", "avgpool1d 1x1x9 k2 d2 onnx",
          "maxpool2d 1x1x5x5 k2 s2 same onnx", "conv1d 1x1x9 k3 s2 same_lower onnx", "pad1d 1x1x3 p4 mode=reflect onnx",
          "pad1d 1x1x3 p7 mode=circular onnx", "pad1d 2x3x3x3 p1x1x1x1 mode=replicate onnx",
          "lppool1d 1x1x5 k2 d2 same onnx", "maxunpool1d 1x1x2 k2 p0:1 size9 onnx",
          "convtranspose1d 1x1x3 k3 p1:0 onnx", "convtranspose1d 1x1x3 k3 s2 size20 onnx",
          "convtranspose1d 1x1x3 k3 same onnx", "fold1d 1x2x3 size5 k1 s2 p0:1 onnx", "minpool1d 1x1x3 k2 same onnx"})
        EXPECT_FALSE(refusal(line)) << line << ": " << sentence_of(*refusal(line));
}

TEST(Check, WhatLooksWrongButIsLegalIsAccepted) {
    for (const char* line :
         {"maxpool1d 1x1x1 k2 s1 p1 d2",  // a window wholly in padding
          "avgpool2d 1x1x5x5 k2 div-1",   // PyTorch takes a negative divisor
          "conv1d 1x1x9 k3 p1:0", "conv1d 1x1x3 k3 p9", "conv1d 1x1x4 k3 p4 mode=circular",
          "conv2d 1x1x4x4 k3 p9 mode=replicate", "pad1d 1x1x4 p-6:7 mode=replicate", "pad1d 1x1x4 p4 mode=circular",
          "pad1d 2x4 p1 mode=reflect", "adaptivemaxpool2d 1x1x5x5 out0x3", "adaptiveavgpool1d 1x1x2 out7",
          "lppool1d 1x1x4 k2 norm=inf", "lppool1d 1x1x4 k2 norm=-0.5", "maxunpool1d 1x1x1 k2 s3 p1 size2",
          "convtranspose1d 1x1x3 k2 s2 d4 op3", "conv1d 1x1x9 k3 s2 flip tensorflow", "convtranspose1d 0x2x3 k3",
          "pad1d 1x1x4 p3 mode=reflect tensorflow"})
        EXPECT_FALSE(refusal(line)) << line << ": " << sentence_of(*refusal(line));
}

TEST(Check, OneEntryForEachSpatialAxis) {
    MaxPool pool;
    pool.kernel_size = {2, 2, 2};
    auto error = check(pool, {1, 2, 6, 6});
    ASSERT_TRUE(error);
    EXPECT_EQ(error->field, Field::kernel_size);
    EXPECT_EQ(sentence_of(*error),
              "kernel_size has 3 entries, but the operation has 2 spatial axes: give one entry for each");
    Conv conv;
    conv.stride = {1, 1, 1};
    error = check(conv, {1, 2, 6, 6});
    ASSERT_TRUE(error);
    EXPECT_EQ(error->field, Field::stride);
    pool = {};
    pool.padding = {{0, 0}};
    error = check(pool, {1, 2, 6, 6});
    ASSERT_TRUE(error);
    EXPECT_EQ(error->field, Field::padding);
    pool = {};
    pool.spatial_rank = 4;
    EXPECT_TRUE(check(pool, {1, 2, 6, 6, 6, 6}));
    EXPECT_TRUE(check(Pad{.padding = {}}, {1, 1, 4}));
}

/// What an axis says about itself.
void expect_consistent(const Axis& axis, const std::string& line) {
    switch (axis.sliding) {
        case Sliding::windows:
            if (axis.out > 0) {
                ASSERT_EQ(output_extent(axis).value_or(-1), axis.out) << line;
            }
            break;
        case Sliding::transposed:
            ASSERT_EQ((axis.in - 1) * axis.stride + axis.span() - axis.pad_begin - axis.pad_end + axis.output_padding,
                      axis.out)
                << line;
            break;
        case Sliding::adaptive: {
            std::int64_t longest = axis.out == 0 ? 1 : 0;
            for (std::int64_t o = 0; o < axis.out; ++o) {
                std::int64_t cells = 0;  // those that overlap the o-th part of the input, of out equal parts
                for (std::int64_t i = 0; i < axis.in; ++i)
                    if ((i + 1) * axis.out > o * axis.in && i * axis.out < (o + 1) * axis.in) ++cells;
                longest = std::max(longest, cells);
            }
            ASSERT_EQ(axis.kernel, longest) << line;
            break;
        }
    }
}

/// Leading axes, then the windowed ones; Unfold's output and Fold's input are columns instead.
void expect_shapes_of_axes(const Geometry& geometry, const std::string& line) {
    Shape in;
    Shape out;
    for (const Axis& axis : geometry.axes) {
        in.push_back(axis.in);
        out.push_back(axis.out);
    }
    const auto spatial = [&](const Shape& shape) { return Shape(shape.begin() + geometry.leading, shape.end()); };
    const std::int64_t rows = geometry.in_channels * geometry.kernel_cells();
    if (std::holds_alternative<Fold>(geometry.operation)) {
        ASSERT_EQ(geometry.input.back(), element_count(in)) << line;
        ASSERT_EQ(geometry.input[geometry.input.size() - 2], rows) << line;
    } else {
        ASSERT_EQ(spatial(geometry.input), in) << line;
    }
    if (std::holds_alternative<Unfold>(geometry.operation)) {
        ASSERT_EQ(geometry.output.back(), element_count(out)) << line;
        ASSERT_EQ(geometry.output[geometry.output.size() - 2], rows) << line;
    } else {
        ASSERT_EQ(spatial(geometry.output), out) << line;
    }
}

TEST(Check, AcceptedGeometriesAgreeWithTheirOwnSizes) {
    test::WildProblems wild(25);
    std::array<int, kOperations> accepted{};
    for (int round = 0; round < 60'000 && !HasFatalFailure(); ++round) {
        const Problem problem = wild.next();
        const auto geometry = resolve(problem.operation, problem.input);
        if (!geometry) continue;
        ++accepted[problem.operation.index()];
        const std::string line = print(problem);
        ASSERT_EQ(geometry->input, problem.input) << line;
        for (const Axis& axis : geometry->axes) expect_consistent(axis, line);
        expect_shapes_of_axes(*geometry, line);
        ASSERT_EQ(output_shape(problem.operation, problem.input), geometry->output) << line;
    }
    for (std::size_t i = 0; i < kOperations; ++i) EXPECT_GT(accepted[i], 20) << catalogue()[i].name;
}

TEST(Check, WeightsAndBiasMustFitTheConvolution) {
    const auto geometry = resolve(parsed("conv2d 1x3x6x6 out2 k3").operation, {1, 3, 6, 6});
    ASSERT_TRUE(geometry);
    const Shape weight{2, 3, 3, 3};
    const Shape bias{2};
    EXPECT_FALSE(check_weights(*geometry, &weight, &bias));
    const auto refused = [&](const Shape* w, const Shape* b) {
        const auto error = check_weights(*geometry, w, b);
        return error ? error->field : Field::text;
    };
    const Shape fewer_channels{2, 2, 3, 3};
    const Shape no_width{2, 3, 3};
    const Shape other_kernel{2, 3, 5, 5};
    const Shape three{3};
    const Shape row{1, 2};
    EXPECT_EQ(refused(&fewer_channels, &bias), Field::weight);
    EXPECT_EQ(refused(&no_width, &bias), Field::weight);
    EXPECT_EQ(refused(&other_kernel, &bias), Field::weight);
    EXPECT_EQ(refused(nullptr, &bias), Field::weight);
    EXPECT_EQ(refused(&weight, &three), Field::bias);
    EXPECT_EQ(refused(&weight, &row), Field::bias);
    EXPECT_EQ(refused(&weight, nullptr), Field::bias);
    const auto plain = resolve(parsed("conv2d 1x3x6x6 out2 k3 nobias").operation, {1, 3, 6, 6});
    ASSERT_TRUE(plain);
    EXPECT_FALSE(check_weights(*plain, &weight, nullptr));
    EXPECT_TRUE(check_weights(*plain, &weight, &bias));
}

TEST(Check, TheWeightOfATransposedConvolutionHasTheInputsChannelsFirst) {
    const auto geometry = resolve(parsed("convtranspose2d 1x4x6x6 out6 k3x2 groups2").operation, {1, 4, 6, 6});
    ASSERT_TRUE(geometry);
    const Shape weight{4, 3, 3, 2};
    const Shape bias{6};
    EXPECT_EQ(geometry->weight, weight);
    EXPECT_FALSE(check_weights(*geometry, &weight, &bias));
    const Shape as_conv{6, 2, 3, 2};
    const Shape no_width{4, 3, 3};
    const Shape other_channels{4, 6, 3, 2};
    const Shape short_bias{3};
    for (const Shape& wrong : {as_conv, no_width, other_channels}) {
        const auto error = check_weights(*geometry, &wrong, &bias);
        ASSERT_TRUE(error) << to_string(wrong);
        EXPECT_EQ(error->field, Field::weight);
        EXPECT_NE(sentence_of(*error).find("4x3x3x2"), std::string::npos) << sentence_of(*error);
    }
    const auto error = check_weights(*geometry, &weight, &short_bias);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->field, Field::bias);
    EXPECT_EQ(sentence_of(*error), "the bias is 3, but ConvTranspose with 6 output channels takes one axis of 6");
    EXPECT_TRUE(check_weights(*geometry, nullptr, &bias));
}

TEST(Check, OnlyConvolutionsHaveWeights) {
    const auto geometry = resolve(parsed("maxpool2d 1x1x5x5 k2").operation, {1, 1, 5, 5});
    ASSERT_TRUE(geometry);
    const Shape shape{1};
    EXPECT_FALSE(check_weights(*geometry, nullptr, nullptr));
    EXPECT_TRUE(check_weights(*geometry, &shape, nullptr));
    EXPECT_TRUE(check_weights(*geometry, nullptr, &shape));
}

}  // namespace
}  // namespace stridelens
