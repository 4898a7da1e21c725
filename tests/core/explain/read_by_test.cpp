// Which windows read a cell, in words.

#include "core/explain/sentence/read_by.h"
#include "core/operation/problem.h"

#include <gtest/gtest.h>

#include <string>

namespace stridelens {
namespace {

std::string words_for(const std::string& line, const Index& cell) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line;
    const Geometry geometry = resolve(problem->operation, problem->input).value();
    return read_by(geometry, readers(geometry, cell));
}

TEST(ReadBy, NamesTheWindowsOrTheFirstOfMany) {
    EXPECT_EQ(words_for("maxpool2d 1x1x4x4 k2 s1", {0, 0, 1, 0}), "read by 2 windows: output[0, 0] and output[1, 0]");
    EXPECT_EQ(words_for("maxpool2d 1x1x5x5 k3 s1", {0, 0, 2, 2}),
              "read by 9 windows: output[0, 0], output[0, 1], output[0, 2], output[1, 0], … 5 more");
    EXPECT_EQ(words_for("maxpool2d 1x1x5x5 k2 s2", {0, 0, 4, 4}), "never read");
    EXPECT_EQ(words_for("conv2d 1x2x3x3 out4 k2", {0, 1, 0, 0}),
              "read by 1 window: output[0, 0], in each of 4 output channels");
    EXPECT_EQ(words_for("pad1d 1x1x3 p2 mode=reflect", {0, 0, 1}),
              "read by 3 windows: output[1], output[3] and output[5]");
    EXPECT_EQ(words_for("conv1d 1x1x3 out1 k3 p1 mode=replicate", {0, 0, 0}),
              "read by 2 windows: output[0] and output[1]; 3 times, as the padding repeats it");
}

TEST(ReadBy, AWeightIsUsedOnceAWindow) {
    const auto problem = parse_problem("conv2d 1x2x4x4 out3 k2");
    const Geometry geometry = resolve(problem->operation, problem->input).value();
    EXPECT_EQ(used_by(geometry, 9), "used in 9 products, one for each window of its channel");
}

std::string outside(const std::string& line, const Index& at) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line;
    return told_outside(resolve(problem->operation, problem->input).value(), at);
}

TEST(ReadBy, PaddingSaysWhatItCountsAs) {
    EXPECT_EQ(
        outside("maxpool2d 1x1x5x5 k3 s1 p1", {0, 0, -1, 0}),
        "padding at row −1, column 0 counts as −∞ and never wins; read by 2 windows: output[0, 0] and output[0, 1]");
    EXPECT_EQ(outside("avgpool2d 1x1x5x5 k2 s2 p1", {0, 0, -1, -1}),
              "padding at row −1, column −1 counts as 0; read by 1 window: output[0, 0]");
    EXPECT_EQ(outside("avgpool2d 1x1x5x5 k2 s2 p1 nocount", {0, 0, -1, -1}),
              "padding at row −1, column −1 counts in no sum and in no divisor; read by 1 window: output[0, 0]");
    EXPECT_EQ(outside("conv2d 1x1x4x4 out2 k3 p1", {0, 0, -1, -1}),
              "padding at row −1, column −1 counts as 0; read by 1 window: output[0, 0], in each of 2 output channels");
    EXPECT_EQ(outside("avgpool2d 1x1x5x5 k2 s2 ceil", {0, 0, 5, 4}),
              "overhang at row 5, column 4: only ceil mode reaches it, and it never counts; read by 1 window: "
              "output[2, 2]");
    EXPECT_EQ(outside("maxpool2d 1x1x5x5 k2 s2 p1", {0, 0, 5, 5}),
              "padding at row 5, column 5 counts as −∞ and never wins; never read");
    EXPECT_EQ(outside("convtranspose1d 1x1x3 out1 k3 s2", {0, 0, 1}),
              "a zero put between the cells, at position 1; read by 3 windows: output[1], output[2] and output[3]");
}

TEST(ReadBy, PaddingThatIsACopySaysOfWhat) {
    EXPECT_EQ(outside("conv2d 1x1x4x4 out1 k3 p1 mode=reflect", {0, 0, -1, 2}),
              "padding: row −1, column 2 mirrors row 1, column 2; read by 3 windows: output[0, 1], output[0, 2] and "
              "output[0, 3]");
    EXPECT_EQ(outside("conv1d 1x1x4 out1 k3 p1 mode=replicate", {0, 0, 4}),
              "padding: position 4 repeats position 3; read by 1 window: output[3]");
    EXPECT_EQ(outside("conv1d 1x1x4 out1 k3 p1 mode=circular", {0, 0, 4}),
              "padding: position 4 wraps from position 0; read by 1 window: output[3]");
}

TEST(ReadBy, ALookUpNamesItsCell) {
    const auto problem = parse_problem("conv2d 1x2x4x4 out3 k2");
    const Geometry geometry = resolve(problem->operation, problem->input).value();
    EXPECT_EQ(told_input(geometry, 16), "input[0, 0] is read by 1 window: output[0, 0], in each of 3 output channels");
    EXPECT_EQ(told_weight(geometry, 5), "kernel[0, 1] is used in 9 products, one for each window of its channel");
    EXPECT_EQ(told_goes_to(geometry, 0, {0, 1, 4, 5, 16, 17, 20, 21}, false),
              "upstream[0, 0] goes to 4 cells of the input gradient: input[0, 0], input[0, 1], input[1, 0] and "
              "input[1, 1], in each of 2 input channels");
    EXPECT_EQ(told_comes_from(geometry, 0, {0, 9, 18}, 3),
              "1 upstream gradient comes to grad input[0, 0]: upstream[0, 0], in each of 3 output channels");
}

TEST(ReadBy, FewerNamesMakeItShorter) {
    const auto problem = parse_problem("maxpool2d 1x1x5x5 k3 s1");
    const Geometry geometry = resolve(problem->operation, problem->input).value();
    EXPECT_EQ(told_input(geometry, 12, 1), "input[2, 2] is read by 9 windows: output[0, 0], … 8 more");
}

}  // namespace
}  // namespace stridelens
