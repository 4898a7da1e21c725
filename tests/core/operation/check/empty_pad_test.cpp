// Padding from and to nothing, as PyTorch 1.13 does it.

#include "core/kernels/kernels.h"
#include "core/kernels/numbers.h"
#include "core/operation/geometry.h"
#include "core/operation/messages/messages.h"
#include "core/operation/problem.h"
#include "core/reference/reference.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

/// What the fast way makes of a line; the reference has to agree.
Tensor output_of(const std::string& line) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line;
    const auto geometry = resolve(problem->operation, problem->input);
    EXPECT_TRUE(geometry) << line << ": " << (geometry ? "" : sentence_of(geometry.error()));
    if (!geometry) return {};
    const auto numbers = make_numbers(*problem, *geometry);
    EXPECT_TRUE(numbers) << line << ": " << (numbers ? "" : sentence_of(numbers.error()));
    if (!numbers) return {};
    Tensor output = evaluate(*geometry, numbers->operands()).output;
    EXPECT_EQ(output, evaluate_reference(*geometry, numbers->operands()).output) << line;
    return output;
}

bool refused(const std::string& line) {
    const auto problem = parse_problem(line);
    return problem && !resolve(problem->operation, problem->input);
}

TEST(EmptyPad, CroppingAPlaneOrAVolumeToNothingAlongOneAxisIsAnEmptyTensor) {
    for (const char* mode : {"reflect", "replicate"}) {
        const std::string word = std::string(" mode=") + mode;
        EXPECT_EQ(output_of("pad2d 1x1x4x4 p0x-2:-2" + word).shape, (Shape{1, 1, 4, 0}));
        EXPECT_EQ(output_of("pad2d 1x1x4x4 p-4:0x1" + word).shape, (Shape{1, 1, 0, 6}));
        EXPECT_EQ(output_of("pad2d 2x4x4 p1x-1:-3" + word).shape, (Shape{2, 6, 0}));
        EXPECT_EQ(output_of("pad3d 1x1x2x3x4 p-2:0x-1:-2x0" + word).shape, (Shape{1, 1, 0, 0, 4}));
        EXPECT_TRUE(refused("pad2d 1x1x4x4 p-2:-2x-2:-2" + word)) << "nothing is left along any axis";
        EXPECT_TRUE(refused("pad3d 1x1x2x2x2 p-1:-1" + word));
        EXPECT_TRUE(refused("pad2d 1x1x4x4 p0x-2:-3" + word)) << "less than nothing";
        EXPECT_TRUE(refused("pad1d 1x1x4 p-2:-2" + word)) << "1-D refuses";
        EXPECT_TRUE(refused("pad2d 1x1x0x2 p1x0" + word)) << "there is nothing to look at";
        EXPECT_TRUE(refused("pad2d 1x1x4x4 p-2:-2x9223372036854775807" + word));
    }
}

TEST(EmptyPad, AConstantFillsAnEmptyAxis) {
    EXPECT_EQ(output_of("pad2d 1x1x0x2 p1x0 value=2"), Tensor(Shape({1, 1, 2, 2}), 2.0F));
    EXPECT_EQ(output_of("pad1d 1x1x0 p2:1 value=-1"), Tensor(Shape({1, 1, 3}), -1.0F));
    EXPECT_EQ(output_of("pad2d 1x0x2x2 p1"), Tensor(Shape({1, 0, 4, 4})));
    EXPECT_EQ(output_of("pad2d 1x1x0x2 p0"), Tensor(Shape({1, 1, 0, 2})));
    EXPECT_EQ(output_of("pad2d 1x1x0x2 p1x0 value=2 onnx"), Tensor(Shape({1, 1, 2, 2}), 2.0F));
    EXPECT_TRUE(refused("pad2d 1x1x0x2 p0x1")) << "PyTorch: nothing may be left only by cropping alone";
}

}  // namespace
}  // namespace stridelens
