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

}  // namespace
}  // namespace stridelens
