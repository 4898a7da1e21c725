#include "core/operation/geometry.h"
#include "core/operation/problem.h"
#include "tests/core/wild_problem.h"

#include <gtest/gtest.h>
#include <array>
#include <ostream>
#include <string>

namespace stridelens {
namespace {

Problem parsed(const std::string& line) {
    const auto problem = parse_problem(line);
    if (problem) return *problem;
    ADD_FAILURE() << line << ": " << problem.error().message;
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
    EXPECT_STREQ(to_string(error->field), to_string(field)) << error->message;
    EXPECT_EQ(error->axis, axis) << error->message;
    EXPECT_EQ(error->nearest, nearest) << error->message;
    EXPECT_NE(error->message.find(says), std::string::npos) << error->message;
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
        Refused{"pad1d 1x2x4 p1 mode=reflect value=1", Field::value, -1, 0, "Set it to 0"},
        Refused{"pad1d 1x2x4 p1 mode=reflect value=nan", Field::value, -1, 0, "Set it to 0"}));

TEST(Check, WhatPyTorchRefusesOnnxMayAllow) {
    for (const char* line :
         {"maxpool1d 1x2x8 k3 s1 p2 onnx", "maxpool2d 1x1x9x9 k3 p1:0 onnx", "avgpool1d 1x1x9 k2 d2 onnx",
          "maxpool2d 1x1x5x5 k2 s2 same onnx", "conv1d 1x1x9 k3 s2 same_lower onnx", "pad1d 1x1x3 p4 mode=reflect onnx",
          "pad1d 1x1x3 p7 mode=circular onnx", "pad1d 2x3x3x3 p1x1x1x1 mode=replicate onnx"})
        EXPECT_FALSE(refusal(line)) << line << ": " << refusal(line)->message;
}

TEST(Check, WhatLooksWrongButIsLegalIsAccepted) {
    for (const char* line : {"maxpool1d 1x1x1 k2 s1 p1 d2",  // a window wholly in padding
                             "avgpool2d 1x1x5x5 k2 div-1",   // PyTorch takes a negative divisor
                             "conv1d 1x1x9 k3 p1:0", "conv1d 1x1x3 k3 p9", "conv1d 1x1x4 k3 p4 mode=circular",
                             "conv2d 1x1x4x4 k3 p9 mode=replicate", "pad1d 1x1x4 p-6:7 mode=replicate",
                             "pad1d 1x1x4 p4 mode=circular", "pad1d 2x4 p1 mode=reflect"})
        EXPECT_FALSE(refusal(line)) << line << ": " << refusal(line)->message;
}

TEST(Check, OneEntryForEachSpatialAxis) {
    MaxPool pool;
    pool.kernel_size = {2, 2, 2};
    auto error = check(pool, {1, 2, 6, 6});
    ASSERT_TRUE(error);
    EXPECT_EQ(error->field, Field::kernel_size);
    EXPECT_EQ(error->message,
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

TEST(Check, TheNearestValueIsLegalOnItsField) {
    test::WildProblems wild(23);
    std::array<int, 17> offered{};
    for (int round = 0; round < 40'000; ++round) {
        Problem problem = wild.next();
        const auto error = check(problem.operation, problem.input);
        if (!error) continue;
        ASSERT_FALSE(error->message.empty());
        if (!error->nearest) continue;
        ++offered[static_cast<std::size_t>(error->field)];
        const std::string before = print(problem);
        problem.operation = with_nearest(problem.operation, *error);
        ASSERT_NE(print(problem), before) << error->message;
        const auto again = check(problem.operation, problem.input);
        if (!again) continue;
        ASSERT_FALSE(again->field == error->field && again->axis == error->axis && again->side == error->side)
            << before << "\n"
            << error->message << "\n"
            << print(problem) << "\n"
            << again->message;
    }
    for (const Field field : {Field::kernel_size, Field::stride, Field::padding, Field::dilation,
                              Field::divisor_override, Field::out_channels, Field::groups, Field::value})
        EXPECT_GT(offered[static_cast<std::size_t>(field)], 20) << to_string(field);
}

TEST(Check, ARefusedSettingIsMendedByItsNearestValues) {
    // Following the offers one after the other ends: no circle, and nearly always at a legal problem.
    test::WildProblems wild(24);
    int refused = 0;
    int mended = 0;
    for (int round = 0; round < 10'000; ++round) {
        Problem problem = wild.next();
        auto error = check(problem.operation, problem.input);
        if (!error || !error->nearest) continue;
        ++refused;
        for (int offer = 0; error && error->nearest; ++offer) {
            ASSERT_LT(offer, 30) << print(problem) << "\n" << error->message;
            problem.operation = with_nearest(problem.operation, *error);
            error = check(problem.operation, problem.input);
        }
        mended += error ? 0 : 1;
    }
    EXPECT_GT(refused, 1'000);
    EXPECT_GT(mended, refused / 2);
}

TEST(Check, NearestMovesOnlyTheSideAtFault) {
    const Problem problem = parsed("pad1d 1x2x4 p1:9 mode=reflect");
    const auto error = check(problem.operation, problem.input);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->side, 1);
    EXPECT_EQ(std::get<Pad>(with_nearest(problem.operation, *error)).padding, (PerAxis<Sides>{{1, 3}}));
    EXPECT_EQ(with_nearest(problem.operation, Error{Field::padding, "no offer"}), problem.operation);
}

TEST(Check, AcceptedGeometriesAgreeWithTheirOwnSizes) {
    test::WildProblems wild(25);
    int accepted = 0;
    for (int round = 0; round < 20'000; ++round) {
        const Problem problem = wild.next();
        const auto geometry = resolve(problem.operation, problem.input);
        if (!geometry) continue;
        ++accepted;
        const std::string line = print(problem);
        ASSERT_EQ(geometry->output.size(), problem.input.size()) << line;
        ASSERT_EQ(geometry->axes.size() + static_cast<std::size_t>(geometry->leading), problem.input.size()) << line;
        for (std::size_t i = 0; i < geometry->axes.size(); ++i) {
            const Axis& axis = geometry->axes[i];
            const std::size_t at = static_cast<std::size_t>(geometry->leading) + i;
            ASSERT_EQ(axis.in, problem.input[at]) << line;
            ASSERT_EQ(axis.out, geometry->output[at]) << line;
            if (axis.out > 0) {
                ASSERT_EQ(output_extent(axis).value_or(-1), axis.out) << line;
            }
        }
        ASSERT_EQ(output_shape(problem.operation, problem.input), geometry->output) << line;
    }
    EXPECT_GT(accepted, 3'000);
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
