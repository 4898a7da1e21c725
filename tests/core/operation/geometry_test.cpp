#include "core/operation/geometry.h"
#include "core/operation/messages/messages.h"
#include "core/operation/problem.h"

#include <gtest/gtest.h>
#include <cmath>
#include <limits>
#include <string>

namespace stridelens {
namespace {

Geometry resolved(const std::string& line) {
    const auto problem = parse_problem(line);
    if (!problem) {
        ADD_FAILURE() << line << ": " << sentence_of(problem.error());
        return {};
    }
    const auto geometry = resolve(problem->operation, problem->input);
    if (geometry) return *geometry;
    ADD_FAILURE() << line << ": " << sentence_of(geometry.error());
    return {};
}

/// The number of windows, found by putting one after the other and looking where it lies.
std::int64_t walk(const Axis& axis) {
    std::int64_t windows = 0;
    for (std::int64_t start = -axis.pad_begin;; start += axis.stride) {
        const std::int64_t last = start + axis.dilation * (axis.kernel - 1);
        const std::int64_t padded_end = axis.in + axis.pad_end;  // first position beyond the end padding
        const bool whole = last < padded_end;
        // ceil mode also takes a window that sticks out, if a whole step before it could have ended earlier, and if it
        // does not start in the end padding
        const bool partial = axis.ceil_mode && last - axis.stride < padded_end - 1 && start < axis.in;
        if (!whole && !partial) return windows;
        if (axis.ceil_mode && start >= axis.in && windows > 0) return windows;
        ++windows;
    }
}

TEST(OutputExtent, IsTheNumberOfWindowsThatAWalkFinds) {
    int checked = 0;
    Axis axis;
    for (axis.in = 1; axis.in <= 9; ++axis.in)
        for (axis.kernel = 1; axis.kernel <= 5; ++axis.kernel)
            for (axis.stride = 1; axis.stride <= 4; ++axis.stride)
                for (axis.dilation = 1; axis.dilation <= 3; ++axis.dilation)
                    for (axis.pad_begin = 0; axis.pad_begin <= axis.kernel / 2; ++axis.pad_begin)
                        for (axis.pad_end = 0; axis.pad_end <= axis.kernel / 2; ++axis.pad_end)
                            for (const bool ceil_mode : {false, true}) {
                                axis.ceil_mode = ceil_mode;
                                const std::int64_t expected = walk(axis);
                                const auto got = output_extent(axis);
                                ASSERT_EQ(got.value_or(0), expected)
                                    << "maxpool1d 1x1x" << axis.in << " k" << axis.kernel << " s" << axis.stride << " p"
                                    << axis.pad_begin << ":" << axis.pad_end << " d" << axis.dilation
                                    << (ceil_mode ? " ceil" : "") << " onnx";
                                if (!got) {
                                    ASSERT_EQ(got.error().field, Field::kernel_size);
                                }
                                ++checked;
                            }
    EXPECT_GT(checked, 5'000);
}

TEST(OutputExtent, CeilModeDropsAWindowThatStartsInTheEndPadding) {
    EXPECT_EQ(resolved("maxpool1d 1x1x5 k2 s2 p1 ceil").output, (Shape{1, 1, 3}));
    EXPECT_EQ(resolved("maxpool1d 1x1x32 k1 s2 ceil").output, (Shape{1, 1, 16}));
    EXPECT_EQ(resolved("maxpool1d 1x1x5 k2 s3 p1 ceil").output, (Shape{1, 1, 2}));
    EXPECT_EQ(resolved("maxpool1d 1x1x4 k3 s2 ceil").output, (Shape{1, 1, 2}));
}

TEST(OutputExtent, CeilModeMayTakeAWindowWiderThanTheInput) {
    EXPECT_EQ(resolved("maxpool1d 2x4x3 k5 s4 ceil").output, (Shape{2, 4, 1}));
    EXPECT_FALSE(output_shape(
        *parse_problem("maxpool1d 2x4x3 k5 s2 ceil").map([](const Problem& p) { return p.operation; }), {2, 4, 3}));
}

TEST(OutputExtent, TakesAnyNumbersWithoutOverflow) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    const std::int64_t numbers[] = {least, -1, 0, 1, 2, 1'000'000'000, 1'000'000'001, most};
    for (const std::int64_t in : numbers)
        for (const std::int64_t kernel : numbers)
            for (const std::int64_t stride : numbers)
                for (const std::int64_t dilation : numbers)
                    for (const std::int64_t pad : numbers)
                        for (const bool ceil_mode : {false, true}) {
                            const auto out = output_extent({in, kernel, stride, dilation, pad, pad, ceil_mode, 0});
                            if (out) {
                                ASSERT_GE(*out, 1);
                            }
                        }
}

TEST(Geometry, ShapesOfTheTutorial) {
    EXPECT_EQ(resolved("maxpool2d 1x1x5x5 k2 s1").output, (Shape{1, 1, 4, 4}));
    EXPECT_EQ(resolved("maxpool2d 1x3x28x28 k3 s2").output, (Shape{1, 3, 13, 13}));
    EXPECT_EQ(resolved("conv2d 1x3x28x28 out1 k3 p1 s2").output, (Shape{1, 1, 14, 14}));
    EXPECT_EQ(resolved("pad2d 1x3x28x28 p2").output, (Shape{1, 3, 32, 32}));
}

TEST(Geometry, StrideDefaultsToTheKernelInPyTorchAndToOneInOnnx) {
    EXPECT_EQ(resolved("maxpool1d 1x1x5 k2").output, (Shape{1, 1, 2}));
    EXPECT_EQ(resolved("maxpool1d 1x1x5 k2 onnx").output, (Shape{1, 1, 4}));
    EXPECT_EQ(resolved("maxpool2d 1x1x6x6 k3x2").axes[0].stride, 3);
}

TEST(Geometry, SamePaddingPutsTheOddCellAtTheEndOrTheBeginning) {
    const auto sides = [](const std::string& line) {
        const Axis axis = resolved(line).axes[0];
        return Sides{axis.pad_begin, axis.pad_end};
    };
    EXPECT_EQ(sides("maxpool1d 1x1x5 k2 same_upper onnx"), (Sides{0, 1}));
    EXPECT_EQ(sides("maxpool1d 1x1x5 k2 same_lower onnx"), (Sides{1, 0}));
    EXPECT_EQ(sides("conv1d 1x1x5 k4 same"), (Sides{1, 2}));
    EXPECT_EQ(sides("maxpool1d 1x1x5 k1 s3 same_upper onnx"), (Sides{0, 0})) << "never negative";
}

TEST(Geometry, SameGivesTheInputDividedByTheStrideRoundedUp) {
    for (std::int64_t in = 1; in <= 12; ++in)
        for (std::int64_t k = 1; k <= 5; ++k)
            for (std::int64_t s = 1; s <= 4; ++s)
                for (std::int64_t d = 1; d <= 3; ++d)
                    for (const char* same : {"same_upper", "same_lower"}) {
                        const std::string line = "maxpool1d 1x1x" + std::to_string(in) + " k" + std::to_string(k) +
                                                 " s" + std::to_string(s) + " d" + std::to_string(d) + " ceil onnx " +
                                                 same;
                        std::int64_t expected = 0;
                        while (expected * s < in) ++expected;
                        const Geometry geometry = resolved(line);
                        ASSERT_EQ(geometry.output, (Shape{1, 1, expected})) << line;
                        const Axis& axis = geometry.axes[0];
                        ASSERT_LE(std::abs(axis.pad_end - axis.pad_begin), 1) << line;
                        ASSERT_EQ(output_extent(axis).value_or(0), expected) << line;
                    }
}

TEST(Geometry, ValidIgnoresCeilMode) {
    EXPECT_EQ(resolved("maxpool1d 1x1x5 k2 s2 ceil valid onnx").output, (Shape{1, 1, 2}));
    EXPECT_EQ(resolved("maxpool1d 1x1x5 k2 s2 ceil onnx").output, (Shape{1, 1, 3}));
}

TEST(Geometry, AnUnbatchedInputHasOneLeadingAxis) {
    const Geometry geometry = resolved("conv2d 4x9x9 out6 k3 groups2");
    EXPECT_FALSE(geometry.batched);
    EXPECT_EQ(geometry.leading, 1U);
    EXPECT_EQ(geometry.in_channels, 4);
    EXPECT_EQ(geometry.output, (Shape{6, 7, 7}));
    EXPECT_EQ(geometry.weight, (Shape{6, 2, 3, 3}));
    EXPECT_TRUE(resolved("maxpool2d 0x4x9x9 k3").batched);
    EXPECT_EQ(resolved("maxpool2d 0x4x9x9 k3").output, (Shape{0, 4, 3, 3}));
}

TEST(Geometry, KnowsItsPlanesChannelsAndSamples) {
    const Geometry conv = resolved("conv2d 2x4x9x8 out6 k3x2 groups2");
    EXPECT_EQ(conv.channel_axis(), 1U);
    EXPECT_EQ(conv.sample_of({1, 3, 0, 0}), 1);
    EXPECT_EQ(conv.samples(), 2);
    EXPECT_EQ(conv.input_plane(), (Extents{9, 8}));
    EXPECT_EQ(conv.output_plane(), (Extents{7, 7}));
    EXPECT_EQ(conv.kernel_extents(), (Extents{3, 2}));
    EXPECT_EQ(conv.input_cells(), 72);
    EXPECT_EQ(conv.output_cells(), 49);
    EXPECT_EQ(conv.kernel_cells(), 6);
    EXPECT_EQ(conv.before_windows({1, 3, 5, 7}), (Index{1, 3}));
    EXPECT_EQ(conv.along_windows({1, 3, 5, 7}), (Index{5, 7}));
    const Geometry unbatched = resolved("maxpool1d 3x5 k2");
    EXPECT_EQ(unbatched.channel_axis(), 0U);
    EXPECT_EQ(unbatched.sample_of({2, 4}), 0);
    EXPECT_EQ(unbatched.samples(), 1);
    EXPECT_EQ(resolved("unfold2d 2x3x5x6 k2").output_plane(), (Extents{4, 5})) << "the windows";
    EXPECT_EQ(resolved("fold2d 2x12x20 size5x6 k2").input_plane(), (Extents{4, 5})) << "the windows";
}

TEST(Geometry, WeightsOfAConvolutionCountTheChannelsOfAGroup) {
    const auto shape = [](const char* line) {
        const auto problem = parse_problem(line);
        return problem ? weight_shape(problem->operation, problem->input) : std::nullopt;
    };
    EXPECT_EQ(shape("conv2d 2x4x9x8 out6 k3x2 groups2"), (Shape{6, 2, 3, 2}));
    EXPECT_EQ(shape("convtranspose2d 2x4x9x8 out6 k3x2 groups2"), (Shape{4, 3, 3, 2}));
    EXPECT_EQ(shape("conv2d 2x4x9x8 out6 k3 groups3"), std::nullopt) << "3 groups of 4 channels";
    EXPECT_EQ(shape("conv2d 2x4x2x2 out6 k3"), (Shape{6, 4, 3, 3})) << "whether the kernel fits or not";
    EXPECT_EQ(shape("maxpool2d 2x4x9x8 k3"), std::nullopt);
}

TEST(Geometry, PaddingCountsAsMinusInfinityForTheMaximumOnly) {
    EXPECT_EQ(resolved("maxpool1d 1x1x5 k3 p1").pad_value, -std::numeric_limits<float>::infinity());
    EXPECT_EQ(resolved("avgpool1d 1x1x5 k3 p1").pad_value, 0.0F);
    EXPECT_EQ(resolved("conv1d 1x1x5 k3 p1").pad_value, 0.0F);
    EXPECT_EQ(resolved("pad1d 1x1x5 p1 value=2.5").pad_value, 2.5F);
}

TEST(Geometry, PadCoversAsManyTrailingAxesAsItHasEntries) {
    const Geometry one = resolved("pad1d 5x2x2x2x5 p3");
    EXPECT_EQ(one.leading, 4);
    EXPECT_EQ(one.output, (Shape{5, 2, 2, 2, 11}));
    const Geometry four = resolved("pad3d 2x1x3x1x4 p0:2x2:0x2:4x0:1");
    EXPECT_EQ(four.leading, 1);
    EXPECT_EQ(four.output, (Shape{2, 3, 5, 7, 5}));
    EXPECT_EQ(four.axes.size(), 4U);
    EXPECT_EQ(resolved("pad1d 9 p3:4").output, (Shape{16}));
    EXPECT_EQ(resolved("pad2d 4x4 p-2:1x-3:2").output, (Shape{3, 3}));
}

TEST(Geometry, CroppingAloneMayLeaveNothing) {
    EXPECT_EQ(resolved("pad1d 1x1x4 p-3:-1").output, (Shape{1, 1, 0}));
}

TEST(Geometry, PaddingCountsAsPlusInfinityForTheMinimum) {
    EXPECT_EQ(resolved("minpool1d 1x1x5 k3 p1").pad_value, std::numeric_limits<float>::infinity());
    EXPECT_EQ(resolved("lppool1d 1x1x5 k3").pad_value, 0.0F);
}

TEST(Geometry, AnAdaptivePoolHasTheOutputItWasAskedFor) {
    const Geometry geometry = resolved("adaptiveavgpool2d 2x3x5x7 out3x-");
    EXPECT_EQ(geometry.output, (Shape{2, 3, 3, 7}));
    EXPECT_EQ(geometry.axes[0].sliding, Sliding::adaptive);
    EXPECT_EQ(geometry.axes[0].kernel, 3) << "5 cells in 3: 0 1, 1 2 3, 3 4";
    EXPECT_EQ(geometry.axes[1].kernel, 1);
    EXPECT_EQ(resolved("adaptivemaxpool1d 4x3 out8").output, (Shape{4, 8}));
    EXPECT_EQ(resolved("adaptivemaxpool2d 1x2x5x5 out0x2").output, (Shape{1, 2, 0, 2}));
    EXPECT_EQ(resolved("globalavgpool3d 1x2x3x4x5 onnx").axes[2].kernel, 5);
}

TEST(Geometry, TransposedConvolutionIsAnInputThatConvolutionBringsBack) {
    int compared = 0;
    for (std::int64_t in = 1; in <= 5; ++in)
        for (std::int64_t k = 1; k <= 4; ++k)
            for (std::int64_t s = 1; s <= 3; ++s)
                for (std::int64_t d = 1; d <= 3; ++d)
                    for (std::int64_t p = 0; p <= 2; ++p)
                        for (std::int64_t op = 0; op < s; ++op) {
                            ConvTranspose transpose;
                            transpose.spatial_rank = 1;
                            transpose.kernel_size = {k};
                            transpose.stride = {s};
                            transpose.padding = {{p, p}};
                            transpose.dilation = {d};
                            transpose.output_padding = {op};
                            const auto shape = output_shape(transpose, {1, 1, in});
                            const std::int64_t expected = (in - 1) * s - 2 * p + d * (k - 1) + 1 + op;
                            ASSERT_EQ(shape.has_value(), expected >= 1) << in << " k" << k << " s" << s << " p" << p;
                            if (!shape) continue;
                            ASSERT_EQ((*shape)[2], expected);
                            EXPECT_EQ(output_extent({expected, k, s, d, p, p, false, 0}).value_or(0), in);
                            transpose.output_padding = {0};
                            transpose.output_size = {expected};
                            ASSERT_EQ(output_shape(transpose, {1, 1, in}), *shape) << "asked for by its size";
                            ++compared;
                        }
    EXPECT_GT(compared, 500);
}

/// Padding, output and output_padding of the first axis.
std::string layout(const std::string& line) {
    const Axis axis = resolved(line).axes[0];
    return std::to_string(axis.pad_begin) + ":" + std::to_string(axis.pad_end) + " " + std::to_string(axis.out);
}

TEST(Geometry, OnnxPadsATransposedConvolutionForTheOutputShape) {
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s2 size6 onnx"), "1:0 6") << "the larger half at the beginning";
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s2 size6 same_upper onnx"), "0:1 6");
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s2 size6 same_lower onnx"), "1:0 6");
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s2 same_upper onnx"), "0:1 6");
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s2 same_lower onnx"), "1:0 6");
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s2 valid onnx"), "0:0 7");
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s3 size10 onnx"), "0:-1 10") << "what is missing is appended";
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s3 size13 onnx"), "0:-4 13");
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k1 s3 same_lower onnx"), "0:-2 9");
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s2 op1 size5 onnx"), "2:1 5") << "output_padding is taken off too";
}

TEST(Geometry, TensorFlowsTransposedConvolutionMultipliesTheSize) {
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s2 same tensorflow"), "0:1 6");
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k4 s2 same tensorflow"), "1:1 6");
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s2 valid tensorflow"), "0:0 7");
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s2 tensorflow"), "0:0 7") << "no padding is 'valid'";
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k1 s3 valid tensorflow"), "0:-2 9");
    EXPECT_EQ(layout("convtranspose1d 1x1x3 k3 s2 same size5 tensorflow"), "1:1 5");
}

TEST(Geometry, TensorFlowsSameIsOnnxsSameUpper) {
    for (const char* line : {"maxpool1d 1x1x28 k3 s2 same", "avgpool1d 1x1x5 k2 s1 same", "conv1d 1x1x28 k3 s2 same"})
        EXPECT_EQ(resolved(std::string(line) + " tensorflow").axes, resolved(std::string(line) + " onnx").axes) << line;
    EXPECT_EQ(layout("conv1d 1x1x28 k3 s2 same tensorflow"), "0:1 14");
    EXPECT_EQ(resolved("maxpool1d 1x1x5 k2 tensorflow").axes[0].stride, 2) << "the default is the kernel";
}

TEST(Geometry, UnpoolingUndoesPoolingsSize) {
    EXPECT_EQ(resolved("maxunpool2d 1x2x2x3 k2").output, (Shape{1, 2, 4, 6}));
    EXPECT_EQ(resolved("maxunpool2d 2x2x3 k2 s2 size5x6").output, (Shape{2, 5, 6}));
    EXPECT_EQ(resolved("maxunpool1d 1x1x3 k3 s2 p1").output, (Shape{1, 1, 5}));
    EXPECT_EQ(resolved("maxunpool1d 1x1x3 k2 onnx").output, (Shape{1, 1, 4})) << "stride 1";
    EXPECT_EQ(resolved("maxunpool1d 1x1x3 k2 size9 onnx").axes[0].output_padding, 5);
}

TEST(Geometry, UnfoldMakesColumnsAndFoldTakesThem) {
    const Geometry unfold = resolved("unfold2d 2x3x5x6 k2x3 s1x2 p1");
    EXPECT_EQ(unfold.output, (Shape{2, 18, 18}));
    EXPECT_EQ(unfold.out_channels, 3);
    const Geometry fold = resolved("fold2d 2x18x18 size5x6 k2x3 s1x2 p1");
    EXPECT_EQ(fold.output, unfold.input);
    EXPECT_EQ(fold.in_channels, 3);
    for (std::size_t i = 0; i < 2; ++i) {
        EXPECT_EQ(fold.axes[i].in, unfold.axes[i].out);
        EXPECT_EQ(fold.axes[i].out, unfold.axes[i].in);
    }
    EXPECT_EQ(resolved("fold1d 4x3 size4 k2").output, (Shape{2, 4}));
    EXPECT_FALSE(resolved("fold1d 4x3 size4 k2").batched);
    EXPECT_EQ(resolved("unfold3d 1x1x2x2x2 k2").output, (Shape{1, 8, 1}));
}

}  // namespace
}  // namespace stridelens
