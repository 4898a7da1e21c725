// mode=symmetric: NumPy's and TensorFlow's padding, whose mirror repeats the edge cell. The right values are numpy.pad's.

#include "core/window/coverage.h"
#include "tests/core/explain/explain_example.h"

namespace stridelens::test {
namespace {

std::vector<float> padded(const std::string& line) {
    const Example example(line);
    const std::vector<float> fast = evaluate(example.geometry, example.numbers.operands()).output.values;
    EXPECT_EQ(fast, evaluate_reference(example.geometry, example.numbers.operands()).output.values) << line;
    return fast;
}

std::string refusal(const std::string& line) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line;
    const auto geometry = resolve(problem->operation, problem->input);
    return geometry ? "accepted" : sentence_of(geometry.error());
}

TEST(SymmetricPad, HasNumPysValues) {
    for (const char* convention : {"", " onnx", " tensorflow"}) {
        const std::string words = std::string(" mode=symmetric") + convention;
        EXPECT_EQ(padded("pad1d 1x1x3 p3:2 values=1,2,3" + words), (std::vector<float>{3, 2, 1, 1, 2, 3, 3, 2}));
        EXPECT_EQ(padded("pad2d 1x1x2x2 p1:2x2:1 values=1,2,3,4" + words),
                  (std::vector<float>{2, 1, 1, 2, 2, 2, 1, 1, 2, 2, 4, 3, 3, 4, 4, 4, 3, 3, 4, 4, 2, 1, 1, 2, 2}));
        EXPECT_EQ(padded("pad3d 1x1x2x2x2 p1:0x2:1x0:2 values=ramp" + words),
                  (std::vector<float>{2, 3, 3, 2, 0, 1, 1, 0, 0, 1, 1, 0, 2, 3, 3, 2, 2, 3, 3, 2,
                                      2, 3, 3, 2, 0, 1, 1, 0, 0, 1, 1, 0, 2, 3, 3, 2, 2, 3, 3, 2,
                                      6, 7, 7, 6, 4, 5, 5, 4, 4, 5, 5, 4, 6, 7, 7, 6, 6, 7, 7, 6}));
        EXPECT_EQ(padded("pad1d 1x1x1 p1 values=5" + words), (std::vector<float>{5, 5, 5}));
    }
    EXPECT_EQ(padded("pad1d 1x1x3 p7:8 mode=symmetric onnx values=1,2,3"),
              (std::vector<float>{1, 1, 2, 3, 3, 2, 1, 1, 2, 3, 3, 2, 1, 1, 2, 3, 3, 2}))
        << "as numpy.pad, which turns back and forth";
}

TEST(SymmetricPad, ReachesAsFarAsTheInputIsLong) {
    EXPECT_EQ(refusal("pad1d 1x1x4 p4 mode=symmetric"), "accepted");
    EXPECT_EQ(refusal("pad1d 1x1x4 p4 mode=symmetric tensorflow"), "accepted");
    EXPECT_NE(refusal("pad1d 1x1x4 p5 mode=symmetric").find("Largest allowed: 4"), std::string::npos);
    EXPECT_NE(refusal("pad1d 1x1x4 p4:5 mode=symmetric tensorflow").find("Largest allowed: 4"), std::string::npos);
    EXPECT_EQ(refusal("pad1d 1x1x4 p9 mode=symmetric onnx"), "accepted");
    for (const char* convention : {"", " onnx", " tensorflow"})
        EXPECT_NE(refusal("conv1d 1x1x4 k3 p1 mode=symmetric" + std::string(convention)).find("Pad"),
                  std::string::npos);
}

TEST(SymmetricPad, WhatComesBackAddsUpFromTheCopies) {
    const Example example("pad1d 1x1x3 p3:2 mode=symmetric values=1,2,3 upstream=1,2,4,8,16,32,64,128");
    const auto gradient = gradients(example.geometry, example.numbers.operands(), example.numbers.upstream);
    EXPECT_EQ(gradient.input.values, (std::vector<float>{4 + 8, 2 + 16 + 128, 1 + 32 + 64}));
    Axis axis = example.geometry.axes[0];
    EXPECT_EQ(axis_coverage(axis, PaddingMode::symmetric), (std::vector<std::int64_t>{2, 3, 3}));
}

TEST(SymmetricPad, SaysWhereACellComesFromAndHowAFrameworkGetsIt) {
    EXPECT_EQ(Example("pad2d 1x1x4x4 p1 mode=symmetric").sentence({0, 0, 0, 1}),
              "padding: mirrored, with the edge, from input[0, 0]");
    EXPECT_EQ(Example("pad2d 1x1x5x6 p1x0:2 mode=symmetric").code(),
              "# F.pad has no mode that repeats the edge, too\ny = x\ni = torch.arange(-1, 6) % 10\n"
              "y = y.index_select(2, torch.minimum(i, 9 - i))\ni = torch.arange(0, 8) % 12\n"
              "y = y.index_select(3, torch.minimum(i, 11 - i))");
    EXPECT_EQ(Example("pad1d 1x1x5 p1 mode=symmetric onnx").code(),
              "# Pad has no symmetric mode: Gather picks the cells, which are inputs of the nodes\n"
              "i = np.arange(-1, 6) % 10\ncells_2 = np.minimum(i, 9 - i)\n"
              "onnx.helper.make_node(\"Gather\", [\"x\", \"cells_2\"], [\"x_2\"], axis=2)\n"
              "onnx.helper.make_node(\"Identity\", [\"x_2\"], [\"y\"])");
    EXPECT_EQ(Example("pad2d 1x1x5x5 p1x2 mode=symmetric tensorflow").code(),
              "# channels last\ntf.pad(x, [[0, 0], [1, 1], [2, 2], [0, 0]], mode=\"SYMMETRIC\")");
}

}  // namespace
}  // namespace stridelens::test
