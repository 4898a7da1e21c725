#include "tests/core/explain/explain_example.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stridelens {
namespace {

using test::Example;

TEST(Explain, MinimumIsToldLikeTheMaximum) {
    const Example told("minpool1d 1x1x4 k2 s1 p1 values=2,-7,-7,1");
    EXPECT_EQ(told.at({0, 0, 1}).result, -7.0F);
    EXPECT_EQ(told.sentence({0, 0, 1}), "the smallest of the 2 values in the window");
    EXPECT_EQ(told.sentence({0, 0, 0}), "the only real value in the window; 1 padded cell counts as ∞ and never wins");
    EXPECT_EQ(told.sentence({0, 0, 2}),
              "the smallest of the 2 values in the window; −7 occurs twice; the first in reading order wins");
}

TEST(Explain, AdaptiveWindowsSayHowTheirSizeCameAbout) {
    const Example told("adaptiveavgpool1d 1x1x5 out3 values=1,2,3,4,5");
    EXPECT_EQ(told.at({0, 0, 1}).divisor, 3);
    EXPECT_EQ(told.sentence({0, 0, 1}),
              "the sum of the 3 values divided by 3; window 2 of 3: positions 1 … 3, from ⌊1·5/3⌋ to ⌈2·5/3⌉ − 1");
    EXPECT_EQ(Example("adaptivemaxpool2d 1x1x4x5 out2x3 values=ramp").sentence({0, 0, 0, 0}),
              "the largest of the 4 values in the window; window 1 of 3: columns 0 … 1, from ⌊0·5/3⌋ to ⌈1·5/3⌉ − 1");
    EXPECT_EQ(Example("globalmaxpool1d 1x1x3 values=ramp").sentence({0, 0, 0}),
              "the largest of the 3 values in the window");
}

TEST(Explain, NormSaysWhatPyTorchLeavesOutAndScales) {
    const Example plain("lppool1d 1x1x4 k2 values=3,4,-6,8");
    EXPECT_EQ(plain.at({0, 0, 0}).result, 5.0F);
    EXPECT_EQ(plain.sentence({0, 0, 0}), "the square root of the sum of 2 squares");
    EXPECT_EQ(plain.sentence({0, 0, 1}), "the square root of the sum of 2 squares");
    const Example odd("lppool1d 1x1x4 k2 norm=3 values=-1,-2,3,4");
    EXPECT_TRUE(std::isnan(odd.at({0, 0, 0}).result));
    EXPECT_EQ(odd.sentence({0, 0, 0}),
              "the sum of x^3 over 2 values, then the root of order 3; PyTorch takes no |x|: the sum −9 is negative "
              "and has no such root: NaN");
    EXPECT_EQ(Example("lppool1d 1x1x4 k2 norm=1 values=-1,-2,3,4").sentence({0, 0, 0}),
              "the sum of 2 values; PyTorch takes no |x|: negative values count against the others");
    const Example cut("lppool1d 1x1x3 k2 ceil values=1,2,3");
    EXPECT_EQ(cut.sentence({0, 0, 1}),
              "the square root of the sum of 1 square; ceil mode cut the window to 1 of 2 cells, and PyTorch scales "
              "the sum up by 2/1");
    EXPECT_EQ(Example("lppool1d 1x1x3 k2 s1 p1 norm=3 onnx values=1,2,3").sentence({0, 0, 0}),
              "the sum of |x|^3 over 1 value, then the root of order 3; 1 padded cell counts as 0");
}

TEST(Explain, UnpoolingSaysWhichIndexPointsHere) {
    const Example told("maxunpool2d 1x1x2x2 k2 values=9,8,7,6 indices=5,2,8,10");
    EXPECT_EQ(told.sentence({0, 0, 1, 1}), "index 5 of input[0, 0] points here");
    EXPECT_EQ(told.at({0, 0, 1, 1}).result, 9.0F);
    EXPECT_EQ(told.sentence({0, 0, 0, 0}), "no index points here: 0");
    EXPECT_FALSE(told.at({0, 0, 0, 0}).winner.has_value());
}

TEST(Explain, OfTwoIndicesToOneCellTheLastStays) {
    const Example told("maxunpool1d 1x1x3 k2 values=9,8,7 indices=4,0,4");
    const Explanation cell = told.at({0, 0, 4});
    EXPECT_EQ(cell.result, 7.0F);
    ASSERT_EQ(cell.tied.size(), 1U);
    EXPECT_EQ(cell.terms[cell.tied[0]].tap.source, 0);
    EXPECT_EQ(cell.sentence,
              "index 4 of input[2] points here; so does that of input[0]: the last in reading order stays");
    EXPECT_EQ(told.sentence({0, 0, 0}), "index 0 of input[1] points here");  // out of its own window
}

TEST(Explain, TransposedConvolutionCountsRealCellsAndInsertedZeros) {
    const Example told("convtranspose1d 1x1x3 out1 k3 s2 nobias values=1,2,3 weights=1,1,1");
    EXPECT_EQ(told.sentence({0, 0, 2}), "2 of 3 taps meet a real cell, 1 an inserted zero");
    EXPECT_EQ(told.sentence({0, 0, 3}), "1 of 3 taps meets a real cell, 2 inserted zeros");
    EXPECT_EQ(told.sentence({0, 0, 0}), "1 of 3 taps meets a real cell, 2 lie beside the input");
    EXPECT_EQ(Example("convtranspose1d 1x1x3 out1 k1 s2 op1").sentence({0, 0, 5}),
              "no stamp reaches this cell: the bias is all that is left; output_padding added this position");
    EXPECT_EQ(Example("convtranspose1d 1x2x5 out1 k3 p1").sentence({0, 0, 2}),
              "every tap meets a real cell in each channel; plus the bias");
}

TEST(Explain, TrueConvolutionSaysThatTheKernelIsFlipped) {
    const Example told("conv1d 1x1x3 out1 k2 flip nobias values=1,2,4 weights=1,10");
    EXPECT_EQ(told.at({0, 0, 0}).result, 12.0F);
    EXPECT_EQ(told.sentence({0, 0, 0}), "the sum of 2 products with the flipped kernel");
}

TEST(Explain, UnfoldNamesTheKernelCellAndTheWindow) {
    const Example told("unfold2d 1x2x3x3 k2 p1 values=ramp");
    EXPECT_EQ(told.sentence({0, 7, 5}), "channel 1, kernel cell [1, 1] of window [1, 1], copied from input[1, 1]");
    EXPECT_EQ(told.sentence({0, 0, 0}), "channel 0, kernel cell [0, 0] of window [0, 0]: padding, which counts as 0");
}

TEST(Explain, FoldCountsTheWindowsThatCoverACell) {
    const Example told("fold1d 1x2x3 k2 size4 values=ones");
    EXPECT_EQ(told.sentence({0, 0, 1}), "the sum of 2 numbers: one from each window that covers this cell");
    EXPECT_EQ(told.sentence({0, 0, 0}), "the one window that covers this cell puts its number here");
    EXPECT_EQ(Example("fold1d 1x1x2 k1 s2 size4").sentence({0, 0, 1}), "no window covers this cell: 0");
}

}  // namespace
}  // namespace stridelens
