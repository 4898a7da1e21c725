#include "core/operation/catalogue.h"
#include "tests/core/explain/explain_example.h"
#include "tests/core/random_problem.h"
#include "tests/core/rounds.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

namespace stridelens {
namespace {

using test::Example;
using test::resolved;

/// The sentence for one framework; empty if it agrees.
std::string told(const std::string& line, Convention to, const Index& output = {0, 0, 0, 0}) {
    const Example example(line);
    Index at = output;
    while (at.size() > example.geometry.output.size()) at = Index(at.begin(), at.end() - 1);
    for (const Difference& difference : example.differences(at))
        if (difference.convention == to) return difference.sentence;
    return "";
}

constexpr Convention kPytorch = Convention::pytorch, kOnnx = Convention::onnx, kTensorflow = Convention::tensorflow;

TEST(Conventions, SamePaddingShiftsEveryWindow) {
    EXPECT_EQ(
        told("conv1d 1x1x28 out1 k3 s2 p1 nobias values=ramp weights=ones", kTensorflow),
        "TensorFlow would pad 0 before and 1 after: same size, every window one cell further right; here 3 instead "
        "of 1");
    EXPECT_EQ(told("conv2d 1x1x28x28 out1 k3 s2 p1 values=ones weights=ones", kTensorflow, {0, 0, 5, 5}),
              "TensorFlow would pad 0 before and 1 after: same size, every window one cell further down and right");
    EXPECT_EQ(told("conv1d 1x1x28 out1 k3 s2 same tensorflow values=ones weights=ones", kPytorch, {0, 0, 4}),
              "PyTorch would pad 1 before and 1 after: same size, every window one cell further left");
    EXPECT_EQ(told("conv1d 1x1x28 out1 k3 s2 same tensorflow", kOnnx), "");
    EXPECT_EQ(told("conv1d 1x1x8 out1 k4 same_lower onnx values=ones weights=ones", kTensorflow, {0, 0, 4}),
              "TensorFlow would pad 1 before and 2 after: same size, every window one cell further right");
    EXPECT_EQ(told("conv1d 1x1x27 out1 k3 s2 p1", kTensorflow), "");  // an odd size: 'same' is 1 and 1
}

/// The geometry that comes with the sentence is the one that it speaks of.
TEST(Conventions, TheOtherGeometryHasTheOtherWindows) {
    const auto found = Example("conv1d 1x1x28 out1 k3 s2 p1").differences({0, 0, 0});
    ASSERT_EQ(found.size(), 1U);
    ASSERT_TRUE(found[0].other.has_value());
    EXPECT_EQ(found[0].other->axes[0].pad_begin, 0);
    EXPECT_EQ(found[0].other->axes[0].pad_end, 1);
    EXPECT_EQ(input_index(found[0].other->axes[0], 3, 0),
              input_index(resolved(default_of<Conv>(1), {1, 1, 28}).axes[0], 6, 0));
}

TEST(Conventions, DefaultStrides) {
    EXPECT_EQ(told("maxpool2d 1x1x4x4 k2", kOnnx),
              "ONNX's default stride is 1, not the kernel's 2: 3 × 3 instead of 2 × 2");
    EXPECT_EQ(told("maxpool2d 1x1x4x4 k2", kTensorflow), "");
    EXPECT_EQ(told("maxpool2d 1x1x4x4 k2 onnx", kPytorch),
              "PyTorch's default stride is the kernel's 2, not 1: 2 × 2 instead of 3 × 3");
    EXPECT_EQ(told("maxpool2d 1x1x4x4 k2 s2", kOnnx), "");
}

/// The size may be the same all the same: the windows are others.
TEST(Conventions, DefaultStridesMoveWindowsOfTheSameSize) {
    EXPECT_EQ(told("maxpool1d 1x1x5 k4 ceil values=9,1,2,3,4", kOnnx, {0, 0, 1}),
              "ONNX's default stride is 1, not the kernel's 4: same size, other windows");
    EXPECT_EQ(told("avgpool1d 1x1x5 k4 ceil values=1,2,3,4,5", kOnnx, {0, 0, 1}),
              "ONNX's default stride is 1, not the kernel's 4: same size, other windows; here 3.5 instead of 5");
    EXPECT_EQ(told("avgpool1d 1x1x5 k4 ceil div2 values=1,2,3,4,5", kOnnx, {0, 0, 1}),
              "ONNX's default stride is 1, not the kernel's 4: same size, other windows; here 3.5 instead of 2.5");
    EXPECT_EQ(told("avgpool1d 1x1x4 k4 ceil div2 values=1,2,3,4", kOnnx, {0, 0, 0}),
              "ONNX has no divisor_override and divides by 4, not 2: 2.5 instead of 5");
    EXPECT_EQ(told("minpool1d 1x1x2 k4 p0:2 ceil onnx", kTensorflow, {0, 0, 0}),
              "TensorFlow would pad 1 before and 1 after: same size, every window one cell further left");
}

TEST(Conventions, PyTorchPadsBothSidesAlike) {
    EXPECT_EQ(told("maxpool1d 1x1x6 k2 s1 same tensorflow", kPytorch), "PyTorch pads both sides alike: 7 instead of 6");
    EXPECT_EQ(told("maxpool1d 1x1x6 k3 s1 same tensorflow", kPytorch), "");
}

TEST(Conventions, TensorFlowsValidHasRoomForAWholeStride) {
    EXPECT_EQ(
        told("convtranspose2d 1x1x3x3 out1 k2 s3 valid tensorflow", kOnnx),
        "ONNX ends with the last stamp, TensorFlow's 'valid' has room for a whole stride: 8 × 8 instead of 9 × 9");
    EXPECT_EQ(told("convtranspose2d 1x1x3x3 out1 k2 s3", kTensorflow),
              "TensorFlow's 'valid' has room for a whole stride after the last stamp: 9 × 9 instead of 8 × 8");
    EXPECT_EQ(told("convtranspose2d 1x1x3x3 out1 k3 s2", kTensorflow), "");
}

TEST(Conventions, WhatAnAverageDividesBy) {
    EXPECT_EQ(told("avgpool1d 1x1x5 k3 s1 p1 values=1,2,3,4,5", kOnnx),
              "ONNX by default divides by 2, not 3: 1.5 instead of 1");
    EXPECT_EQ(told("avgpool1d 1x1x5 k3 s1 p1 values=1,2,3,4,5", kTensorflow),
              "TensorFlow divides by 2, not 3: 1.5 instead of 1");
    EXPECT_EQ(told("avgpool1d 1x1x5 k3 s1 p1 values=1,2,3,4,5", kOnnx, {0, 0, 2}), "");  // no padding in this window
    EXPECT_EQ(told("avgpool1d 1x1x5 k3 s1 p1 nocount", kOnnx), "");
    EXPECT_EQ(told("avgpool1d 1x1x5 k3 s1 p1 onnx values=1,2,3,4,5", kPytorch),
              "PyTorch by default divides by 3, not 2: 1 instead of 1.5");
    EXPECT_EQ(told("avgpool1d 1x1x5 k3 s1 div4 values=1,2,3,4,5", kOnnx),
              "ONNX has no divisor_override and divides by 3, not 4: 2 instead of 1.5");
    EXPECT_EQ(told("avgpool2d 1x1x3x3 k3 s1 p1 values=ramp", kOnnx),
              "ONNX by default divides by 4, not 9: 2 instead of 0.8889");
}

TEST(Conventions, CeilMode) {
    EXPECT_EQ(told("maxpool1d 1x1x5 k2 s2 ceil", kTensorflow), "TensorFlow has no ceil_mode: 2 instead of 3");
    EXPECT_EQ(told("maxpool1d 1x1x4 k2 s2 ceil", kTensorflow), "");  // ceil mode changes nothing
    EXPECT_EQ(told("maxpool1d 1x1x5 k2 s2 ceil valid onnx", kPytorch),
              "PyTorch's ceil_mode rounds up here, 'same' and 'valid' do not: 3 instead of 2");
    EXPECT_EQ(told("maxpool1d 1x1x5 k2 s2 ceil", kOnnx), "");
}

TEST(Conventions, OnnxCountsIndicesThroughTheWholeTensor) {
    EXPECT_EQ(told("maxpool1d 1x2x4 k2 s2 values=1,2,3,4,5,6,7,8", kOnnx, {0, 1, 0}),
              "ONNX counts indices through the whole tensor: this winner's is 5, not 1");
    EXPECT_EQ(told("maxpool1d 1x2x4 k2 s2", kOnnx, {0, 0, 0}), "");
    EXPECT_EQ(told("maxpool2d 1x1x2x3 k2 s1 storage_order=1 onnx values=ramp", kPytorch, {0, 0, 0, 0}),
              "PyTorch counts indices in each plane by itself, row by row: this winner's is 4, not 3");
    EXPECT_EQ(told("maxunpool1d 1x2x2 k2 s2", kOnnx),
              "ONNX counts indices through the whole tensor: add 4 for each plane before");
    EXPECT_EQ(told("maxunpool2d 1x1x2x2 k2 s2 size5 indices=5,7,13,15", kOnnx),
              "ONNX's indices count in the default 4 × 4, which it puts at the top left of 5 × 5");
    EXPECT_EQ(told("maxunpool2d 1x1x2x2 k2 s2", kOnnx), "");
    EXPECT_EQ(
        told("maxunpool2d 1x2x1x1 k2 s2 size3 indices=0,1", kOnnx),
        "ONNX counts indices through the whole tensor, 2 × 2 cells for each plane, and puts these at the top left "
        "of 3 × 3");
    EXPECT_EQ(told("maxunpool2d 1x2x1x1 k2 s2 size3 onnx indices=0,5", kPytorch),
              "PyTorch counts indices in each plane by itself, in all of 3 × 3, not in the default 2 × 2");
}

TEST(Conventions, PowerAverages) {
    EXPECT_EQ(told("lppool1d 1x1x4 k2 s2 norm=1 values=-1,-2,3,4", kOnnx), "ONNX takes |x|: 3 instead of −3");
    EXPECT_EQ(told("lppool1d 1x1x4 k2 s2 norm=3 values=-1,-2,3,4", kOnnx), "ONNX takes |x|: 2.0801 instead of NaN");
    EXPECT_EQ(told("lppool1d 1x1x4 k2 s2 norm=1 values=-1,-2,3,4", kOnnx, {0, 0, 1}), "");
    EXPECT_EQ(told("lppool1d 1x1x5 k2 s2 ceil values=1,2,3,4,5", kOnnx, {0, 0, 2}),
              "ONNX does not scale up a window that ceil_mode cuts: 5 instead of 7.0711");
    EXPECT_EQ(told("lppool1d 1x1x4 k2 s2", kTensorflow), "TensorFlow has no power-average pooling");
}

TEST(Conventions, WhatPyTorchRefusesAndOnnxTakes) {
    EXPECT_EQ(
        told("maxpool2d 1x1x5x5 k3 s1 p2 onnx", kPytorch),
        "PyTorch refuses this: padding 2 along H is more than half of kernel_size 3 (PyTorch's rule; dilation does "
        "not count)");
    EXPECT_EQ(told("avgpool1d 1x1x5 k2 s1 d2 onnx", kPytorch),
              "PyTorch refuses this: dilation 2: PyTorch's AvgPool has no dilation");
    EXPECT_EQ(told("maxpool1d 1x1x5 k2 s1 p0:1 onnx", kPytorch),
              "PyTorch refuses this: padding 0 before and 1 after: PyTorch's pools take one number for both sides");
}

TEST(Conventions, WhatOtherFrameworksDoNotHave) {
    EXPECT_EQ(told("unfold1d 1x1x4 k2", kOnnx), "ONNX has no unfolding (im2col)");
    EXPECT_EQ(told("unfold1d 1x1x4 k2", kTensorflow),
              "TensorFlow has no unfolding (im2col): tf.image.extract_patches, channels last");
    EXPECT_EQ(told("maxunpool1d 1x1x2 k2", kTensorflow), "TensorFlow has no max unpooling");
    EXPECT_EQ(told("conv1d 1x1x5 out1 k3 p2", kTensorflow),
              "TensorFlow's padding is 'same' or 'valid': this one would have to come first (tf.pad)");
    EXPECT_EQ(told("conv1d 1x1x5 out1 k3 p1 mode=reflect", kOnnx),
              "ONNX refuses this: ONNX's Conv pads with zeros only: Pad first");
    EXPECT_EQ(told("maxpool1d 1x5 k2 s2", kOnnx), "ONNX takes no input without a batch: put 1 in front");
    EXPECT_EQ(told("adaptiveavgpool1d 1x1x5 out2", kOnnx),
              "ONNX refuses this: output_size 2: ONNX has global pooling only, one cell on every axis");
    EXPECT_EQ(told("globalavgpool1d 1x1x5", kOnnx), "");
    EXPECT_EQ(told("globalavgpool1d 1x1x5", kTensorflow), "");
}

TEST(Conventions, TransposedConvolutionCropsOtherwise) {
    EXPECT_EQ(told("convtranspose1d 1x1x3 out1 k3 s2 p1 op1 nobias values=1,2,3 weights=1,1,1", kTensorflow),
              "TensorFlow would crop 0 before and 1 after: same size, every stamp one cell further right");
    EXPECT_EQ(told("convtranspose1d 1x1x3 out1 k3 s2 p1 op1", kOnnx), "");
    EXPECT_EQ(told("convtranspose1d 1x1x3 out1 k3 s2 p1", kTensorflow), "");  // 'same' with output_shape 5
    EXPECT_EQ(told("convtranspose1d 1x1x3 out1 k5 s2 p1", kTensorflow),
              "TensorFlow's padding is 'same' or 'valid': this one would have to be cut off afterwards");
}

/// Wished sizes and added cells are written as each framework has them.
TEST(Conventions, OutputPaddingAndOutputSizeAreOneLayer) {
    const std::vector<std::pair<std::string, std::string>> pairs = {{"k4 s3 op2", "k4 s3 size12"},
                                                                    {"k3 s2 p1 op1", "k3 s2 p1 size6"},
                                                                    {"k4 s3 p1 op1", "k4 s3 p1 size9"},
                                                                    {"k4 s3 p2 op2", "k4 s3 p2 size8"}};
    for (const auto& [added, wished] : pairs)
        for (const Convention to : {kOnnx, kTensorflow})
            EXPECT_EQ(told("convtranspose2d 1x1x3x3 out1 " + added, to, {0, 0, 1, 2}),
                      told("convtranspose2d 1x1x3x3 out1 " + wished, to, {0, 0, 1, 2}))
                << wished << " in " << to_string(to);
    EXPECT_EQ(told("convtranspose2d 1x1x3x3 out1 k4 s3 op2", kTensorflow), "");
    EXPECT_EQ(told("convtranspose2d 1x1x3x3 out1 k4 s3 op2", kOnnx), "");
    EXPECT_EQ(told("convtranspose1d 1x1x3 out1 k3 s2 p1 size6", kOnnx), "");
    EXPECT_EQ(told("convtranspose1d 1x1x3 out1 k3 s2 p1 op1 nobias values=1,2,3 weights=1,1,1", kTensorflow, {0, 0, 1}),
              "TensorFlow would crop 0 before and 1 after: same size, every stamp one cell further right; here 1 "
              "instead of 3");
}

/// With a stride of 1 there is nothing that could be added at the end: an odd cell is missing.
TEST(Conventions, PyTorchCropsBothSidesAlike) {
    EXPECT_EQ(told("convtranspose1d 1x1x4 out1 k4 same tensorflow", kPytorch),
              "PyTorch crops both sides alike: 3 instead of 4");
    EXPECT_EQ(
        told("convtranspose1d 1x1x4 out1 k3 s2 same tensorflow nobias values=1,2,3,4 weights=1,1,1", kPytorch,
             {0, 0, 1}),
        "PyTorch would crop 1 before and 1 after: same size, every stamp one cell further left; here 3 instead of "
        "1");
}

/// What is cropped and added again is there.
TEST(Conventions, OutputPaddingMayTakeACropBack) {
    EXPECT_EQ(told("convtranspose1d 1x1x7 out1 k4 p0:1 d2 op1 onnx", kTensorflow), "");
    EXPECT_EQ(
        told("convtranspose1d 1x1x3 out1 k1 s3 p1:0 op2 onnx nobias values=1,2,3 weights=1", kTensorflow, {0, 0, 0}),
        "TensorFlow would crop 0 before and add 1 after: same size, every stamp one cell further right; here 1 "
        "instead of 0");
}

/// ONNX's output_shape decides on the padding; elsewhere it takes a number of cells.
TEST(Conventions, OnnxOutputShapeIsPaddingElsewhere) {
    EXPECT_EQ(told("convtranspose1d 1x1x3 out1 k3 s2 size6 onnx", kPytorch), "");
    EXPECT_EQ(told("convtranspose1d 1x1x3 out1 k4 s3 size12 onnx", kPytorch), "");
    EXPECT_EQ(told("convtranspose1d 1x1x3 out1 k4 s3 size12 onnx", kTensorflow), "");
    EXPECT_EQ(told("convtranspose1d 1x1x3 out1 k4 s3 op1 valid onnx", kTensorflow), "");
    EXPECT_EQ(
        told("convtranspose1d 1x1x3 out1 k3 s2 size6 onnx nobias values=1,2,3 weights=1,1,1", kTensorflow, {0, 0, 1}),
        "TensorFlow would crop 0 before and 1 after: same size, every stamp one cell further right; here 1 "
        "instead of 3");
}

TEST(Conventions, PaddingThatNoWindowReadsIsNone) {
    EXPECT_EQ(told("maxpool1d 1x1x5 k3 s2 p0:1 onnx", kTensorflow), "");
    EXPECT_EQ(told("conv2d 1x1x5x7 out1 k3 s2 p0:1 onnx", kTensorflow), "");
    EXPECT_EQ(told("conv1d 1x1x5 out1 k3 p0:1 onnx nobias values=ones weights=ones", kTensorflow),
              "TensorFlow's padding is 'same' or 'valid': this one would have to come first (tf.pad)");
}

/// Whether that is an error or an empty tensor differs even between the versions of one framework.
TEST(Conventions, NoWindowIsNoRefusal) {
    EXPECT_EQ(told("maxpool1d 1x1x2 k3 ceil", kTensorflow),
              "TensorFlow has no window here: kernel_size 3 does not fit");
    EXPECT_EQ(told("maxpool1d 1x1x2 k3 ceil", kOnnx), "ONNX has no window here: kernel_size 3 does not fit");
}

/// What is promised in conventions.h: nothing is told where everything agrees, and the sentence is one short line.
TEST(Conventions, EverySentenceIsOneLineAboutAnotherFramework) {
    test::RandomProblems problems(81);
    int quiet = 0;
    for (int i = 0; i < test::rounds(4000); ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        if (element_count(problem.geometry.output) == 0) continue;
        const Index first = unflatten(problem.geometry.output, 0);
        const auto found = differences(problem.geometry, problem.operands(), first);
        ASSERT_LE(found.size(), 2U);
        if (found.empty()) ++quiet;
        for (const Difference& difference : found) {
            ASSERT_NE(difference.convention, convention_of(problem.geometry.operation)) << problem.line;
            ASSERT_FALSE(difference.sentence.empty()) << problem.line;
            ASSERT_EQ(difference.sentence.find('\n'), std::string::npos) << problem.line;
            ASSERT_LE(difference.sentence.size(), 170U) << problem.line << ": " << difference.sentence;
            if (!difference.other) continue;
            ASSERT_EQ(convention_of(difference.other->operation), difference.convention) << problem.line;
        }
    }
    EXPECT_GT(quiet, 0);
}

/// No sentence: same shape, and the same value at that cell.
TEST(Conventions, SilenceMeansTheSameValue) {
    test::RandomProblems problems(91);
    int compared = 0;
    for (int i = 0; i < test::rounds(3000); ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        const std::int64_t cells = element_count(problem.geometry.output);
        if (cells == 0) continue;
        const std::int64_t cell = problems.whole(0, cells - 1);
        const Index at = unflatten(problem.geometry.output, cell);
        const auto found = differences(problem.geometry, problem.operands(), at);
        for (const Convention to : {kPytorch, kOnnx, kTensorflow}) {
            const bool told_of = std::any_of(found.begin(), found.end(),
                                             [&](const Difference& difference) { return difference.convention == to; });
            if (to == convention_of(problem.geometry.operation) || told_of) continue;
            const auto other = resolve(translated(problem.geometry, to).value(), problem.geometry.input);
            ASSERT_TRUE(other.has_value()) << problem.line;
            ASSERT_EQ(other->output, problem.geometry.output) << problem.line;
            if (check_indices(*other, problem.indices)) continue;
            const float here = evaluate_reference(problem.geometry, problem.operands()).output[cell];
            const float there = evaluate_reference(*other, problem.operands()).output[cell];
            ASSERT_TRUE(here == there || (std::isnan(here) && std::isnan(there)))
                << problem.line << " cell " << cell << ": " << here << " and in " << to_string(to) << " " << there;
            ++compared;
        }
    }
    EXPECT_GT(compared, test::rounds(500));
}

}  // namespace
}  // namespace stridelens
