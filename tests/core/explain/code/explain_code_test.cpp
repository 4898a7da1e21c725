#include "tests/core/explain/explain_example.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

#include <string>

namespace stridelens {
namespace {

using test::Example;

TEST(ExplainCode, PyTorchCodeHasOnlyWhatIsNotDefault) {
    EXPECT_EQ(Example("maxpool2d 1x1x5x5 k2 s1").code(32), "torch.nn.MaxPool2d(\n  kernel_size=2, stride=1)");
    EXPECT_EQ(Example("maxpool2d 1x1x5x5 k2").code(), "torch.nn.MaxPool2d(kernel_size=2)");
    EXPECT_EQ(Example("maxpool2d 1x1x9x9 k3x2 s2x1 p1 d2 ceil").code(),
              "torch.nn.MaxPool2d(kernel_size=(3, 2), stride=(2, 1), padding=1, dilation=2, ceil_mode=True)");
    EXPECT_EQ(Example("avgpool1d 1x1x10 k2 s1").code(), "torch.nn.AvgPool1d(kernel_size=2, stride=1)");
    EXPECT_EQ(Example("avgpool2d 1x1x9x9 k3 p1 nocount div4").code(),
              "torch.nn.AvgPool2d(kernel_size=3, padding=1, count_include_pad=False, divisor_override=4)");
    EXPECT_EQ(Example("conv2d 1x3x28x28 out1 k3 p1 s2").code(32),
              "torch.nn.Conv2d(3, 1,\n  kernel_size=3, stride=2,\n  padding=1)");
    EXPECT_EQ(Example("conv2d 1x2x8x8 out4 k3 groups2 mode=reflect p1").code(),
              "torch.nn.Conv2d(2, 4, kernel_size=3, padding=1, groups=2, padding_mode=\"reflect\")");
}

TEST(ExplainCode, PyTorchCodeForPadding) {
    EXPECT_EQ(Example("pad2d 1x3x28x28 p2").code(), "torch.nn.ZeroPad2d(padding=2)");
    EXPECT_EQ(Example("pad2d 1x1x5x5 p1:0x2:1").code(), "torch.nn.ZeroPad2d(padding=(2, 1, 1, 0))");
    EXPECT_EQ(Example("pad2d 1x1x5x5 p1 mode=reflect").code(), "torch.nn.ReflectionPad2d(padding=1)");
    EXPECT_EQ(Example("pad1d 1x1x5 p1 mode=replicate").code(), "torch.nn.ReplicationPad1d(padding=1)");
    EXPECT_EQ(Example("pad1d 1x1x5 p1").code(), "torch.nn.ConstantPad1d(padding=1, value=0.0)");
    EXPECT_EQ(Example("pad2d 1x1x5x5 p1:0x2:1 mode=circular").code(), "F.pad(x, (2, 1, 1, 0), mode=\"circular\")");
}

TEST(ExplainCode, CircularPaddingWithoutABatchNamesTheVersionThatTakesIt) {
    EXPECT_EQ(Example("conv1d 2x5 out1 k3 p1 mode=circular").code(),
              "# PyTorch 2.1 or newer: before it, circular asks for an N axis\n"
              "torch.nn.Conv1d(2, 1, kernel_size=3, padding=1, padding_mode=\"circular\")");
    EXPECT_FALSE(Example("conv1d 1x2x5 out1 k3 p1 mode=circular").code().starts_with("#"));
}

TEST(ExplainCode, PyTorchConvolutionPadsFirstWhereTheSidesDiffer) {
    EXPECT_EQ(Example("conv1d 1x1x5 out1 k2 p0:1").code(),
              "x = F.pad(x, (0, 1))\ny = torch.nn.Conv1d(1, 1, kernel_size=2)(x)");
    EXPECT_EQ(Example("conv2d 1x1x5x5 out1 k2 same").code(), "torch.nn.Conv2d(1, 1, kernel_size=2, padding=\"same\")");
}

TEST(ExplainCode, TrueConvolutionFlipsTheWeight) {
    EXPECT_EQ(Example("conv2d 1x1x5x5 out1 k3 flip p1").code(), "y = F.conv2d(x, w.flip(-2, -1), b, padding=1)");
    EXPECT_EQ(Example("conv1d 1x1x5 out1 k3 flip nobias p1 mode=reflect").code(),
              "x = F.pad(x, (1, 1), mode=\"reflect\")\ny = F.conv1d(x, w.flip(-1))");
}

TEST(ExplainCode, PyTorchHasACallForEveryOperation) {
    EXPECT_EQ(Example("minpool2d 1x1x5x5 k2 s1").code(), "-F.max_pool2d(-x, kernel_size=2, stride=1)");
    EXPECT_EQ(Example("lppool2d 1x1x5x5 k2 norm=1.5").code(), "torch.nn.LPPool2d(norm_type=1.5, kernel_size=2)");
    EXPECT_EQ(Example("lppool1d 1x1x5 k2 ceil").code(),
              "# an int: 1.13.1 rejects (2,)\ntorch.nn.LPPool1d(norm_type=2, kernel_size=2, ceil_mode=True)");
    EXPECT_EQ(Example("adaptivemaxpool2d 1x1x5x5 out2x-").code(), "torch.nn.AdaptiveMaxPool2d((2, None))");
    EXPECT_EQ(Example("adaptiveavgpool2d 1x1x5x5 out3").code(), "torch.nn.AdaptiveAvgPool2d(3)");
    EXPECT_EQ(Example("maxunpool2d 1x1x2x2 k2 size5").code(),
              "pool = torch.nn.MaxPool2d(kernel_size=2, return_indices=True)\n"
              "unpool = torch.nn.MaxUnpool2d(kernel_size=2)\n"
              "y, indices = pool(x)\n"
              "x = unpool(y, indices, output_size=(5, 5))");
    EXPECT_EQ(Example("convtranspose2d 1x2x5x5 out4 k3 s2 p1 op1 groups2").code(),
              "torch.nn.ConvTranspose2d(2, 4, kernel_size=3, stride=2, padding=1, output_padding=1, groups=2)");
    EXPECT_EQ(Example("convtranspose1d 1x1x5 out1 k3 s2 size12 nobias").code(),
              "layer = torch.nn.ConvTranspose1d(1, 1, kernel_size=3, stride=2, bias=False)\n"
              "y = layer(x, output_size=(12,))");
    EXPECT_EQ(Example("unfold2d 1x1x5x5 k3 d2 p1 s2").code(),
              "torch.nn.Unfold(kernel_size=3, dilation=2, padding=1, stride=2)");
    EXPECT_EQ(Example("fold2d 1x4x16 k2 size5").code(), "torch.nn.Fold(output_size=5, kernel_size=2)");
}

TEST(ExplainCode, UnfoldAndFoldAreRunnableInOneAndThreeAxes) {
    EXPECT_EQ(Example("unfold1d 1x1x5 k3 p1 s2").code(),
              "# a line is an image of height 1\ny = F.unfold(x.unsqueeze(-2), (1, 3), padding=(0, 1), stride=(1, 2))");
    EXPECT_EQ(Example("fold1d 1x2x3 k2 size4").code(),
              "# a line is an image of height 1\ny = F.fold(x, (1, 4), (1, 2)).squeeze(-2)");
    EXPECT_EQ(Example("unfold3d 1x2x5x5x5 k2 d2 p1").code(),
              "x = F.pad(x, (1, 1, 1, 1, 1, 1))\nx = x.unfold(2, 3, 1)\nx = x.unfold(3, 3, 1)\nx = x.unfold(4, 3, 1)\n"
              "x = x[..., ::2, ::2, ::2]\nx = x.permute(0, 1, 5, 6, 7, 2, 3, 4)\ny = x.flatten(5).flatten(1, 4)");
    EXPECT_EQ(Example("fold3d 1x16x8 k2 size3").code(),
              "w = torch.eye(8)\nw = w.reshape(8, 1, 2, 2, 2)\nw = w.repeat(2, 1, 1, 1, 1)\n"
              "x = x.unflatten(-1, (2, 2, 2))\ny = F.conv_transpose3d(x, w, groups=2)");
}

TEST(ExplainCode, PyTorchHasDivisorOverrideForAnImageOfHeightOne) {
    EXPECT_EQ(Example("avgpool1d 1x1x9 k3 s2 p1 ceil nocount div4").code(),
              "# a line is an image of height 1\n"
              "y = F.avg_pool2d(x.unsqueeze(-2), kernel_size=(1, 3), stride=(1, 2), padding=(0, 1), ceil_mode=True, "
              "count_include_pad=False, divisor_override=4).squeeze(-2)");
    EXPECT_EQ(Example("avgpool1d 1x9 k3 div4").code(),
              "# a line is an image of height 1\n"
              "y = F.avg_pool2d(x.unsqueeze(-2), kernel_size=(1, 3), divisor_override=4).squeeze(-2)");
}

TEST(ExplainCode, UnpoolingHasNoPoolBeforeItThatGivesOtherWindows) {
    EXPECT_EQ(Example("maxunpool1d 1x1x5 k2 s1 p2 indices=0,0,1,1,1").code(),
              "# no MaxPool1d comes before this\n"
              "unpool = torch.nn.MaxUnpool1d(kernel_size=2, stride=1, padding=2)\n"
              "y = unpool(x, indices)");
    EXPECT_TRUE(Example("maxunpool1d 1x1x2 k2 s3 p2 size2 indices=0,1")
                    .code()
                    .ends_with("y = unpool(x, indices, output_size=(2,))"));
}

TEST(ExplainCode, OnnxConventionGivesTheNode) {
    EXPECT_EQ(Example("maxpool2d 1x1x5x5 k2 onnx").code(),
              "onnx.helper.make_node(\"MaxPool\", [\"x\"], [\"y\"], kernel_shape=[2, 2])");
    EXPECT_EQ(Example("avgpool1d 1x1x5 k2 s2 same_lower count onnx").code(),
              "onnx.helper.make_node(\"AveragePool\", [\"x\"], [\"y\"], kernel_shape=[2], auto_pad=\"SAME_LOWER\", "
              "strides=[2], count_include_pad=1)");
    EXPECT_EQ(Example("maxpool1d 1x1x5 k2 p0:1 storage_order=1 onnx").code(),
              "onnx.helper.make_node(\"MaxPool\", [\"x\"], [\"y\", \"indices\"], kernel_shape=[2], pads=[0, 1], "
              "storage_order=1)");
    EXPECT_EQ(Example("pad2d 1x1x5x5 p1:0x2:1 mode=circular onnx").code(),
              "# inputs of the node:\npads = np.array([1, 2, 0, 1], np.int64)\naxes = np.array([2, 3], np.int64)\n"
              "onnx.helper.make_node(\"Pad\", [\"x\", \"pads\", \"\", \"axes\"], [\"y\"], mode=\"wrap\")");
    EXPECT_EQ(Example("minpool1d 1x1x5 k2 onnx").code(),
              "onnx.helper.make_node(\"Neg\", [\"x\"], [\"minus_x\"])\n"
              "onnx.helper.make_node(\"MaxPool\", [\"minus_x\"], [\"minus_y\"], kernel_shape=[2])\n"
              "onnx.helper.make_node(\"Neg\", [\"minus_y\"], [\"y\"])");
    EXPECT_EQ(Example("globalavgpool2d 1x1x5x5 onnx").code(),
              "onnx.helper.make_node(\"GlobalAveragePool\", [\"x\"], [\"y\"])");
    EXPECT_EQ(Example("convtranspose1d 1x1x3 out1 k3 s2 size6 onnx").code(),
              "onnx.helper.make_node(\"ConvTranspose\", [\"x\", \"w\", \"b\"], [\"y\"], kernel_shape=[3], "
              "output_shape=[6], strides=[2])");
    EXPECT_EQ(Example("fold1d 1x2x3 k2 size4 onnx").code(),
              "image_shape = np.array([4], np.int64)\nblock_shape = np.array([2], np.int64)\n"
              "onnx.helper.make_node(\"Col2Im\", [\"x\", \"image_shape\", \"block_shape\"], [\"y\"])");
}

TEST(ExplainCode, TensorFlowConventionGivesTheLayerChannelsLast) {
    EXPECT_EQ(Example("maxpool2d 1x1x5x5 k2 same tensorflow").code(),
              "# channels last: x is (N, H, W, C)\ntf.keras.layers.MaxPool2D(pool_size=2, padding=\"same\")");
    EXPECT_EQ(
        Example("conv1d 1x2x5 out3 k2 d2 nobias tensorflow").code(),
        "# channels last: x is (N, L, C)\ntf.keras.layers.Conv1D(3, kernel_size=2, dilation_rate=2, use_bias=False)");
    EXPECT_EQ(Example("pad2d 1x1x5x5 p1x2 mode=reflect tensorflow").code(),
              "# channels last\ntf.pad(x, [[0, 0], [1, 1], [2, 2], [0, 0]], mode=\"REFLECT\")");
    EXPECT_EQ(Example("minpool1d 1x1x5 k2 tensorflow").code(),
              "# channels last: x is (N, L, C)\ny = -tf.keras.layers.MaxPool1D(pool_size=2)(-x)");
    EXPECT_EQ(Example("globalmaxpool2d 1x1x5x5 tensorflow").code(),
              "# channels last: x is (N, H, W, C)\ntf.keras.layers.GlobalMaxPooling2D(keepdims=True)");
    EXPECT_EQ(Example("conv2d 1x1x5x5 out1 k3 same flip tensorflow").code(),
              "# channels last: x is (N, H, W, C)\nw = tf.reverse(w, [0, 1])\n"
              "y = tf.nn.convolution(x, w, padding=\"SAME\") + b");
    EXPECT_EQ(Example("convtranspose2d 1x1x5x5 out2 k3 s2 same size9 tensorflow").code(),
              "# channels last: x is (N, H, W, C)\n"
              "y = tf.nn.conv2d_transpose(x, w, [1, 9, 9, 2], strides=[2, 2], padding=\"SAME\") + b");
}

/// Brackets and quotes close, and every line that is no call's continuation stands at the margin.
TEST(ExplainCode, IsWellFormedAtAnyWidthForEveryProblem) {
    test::RandomProblems problems(41);
    for (int i = 0; i < 4000; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        for (const int width : {16, 32, 200}) {
            const std::string code = pytorch_code(problem.geometry, width);
            ASSERT_FALSE(code.empty()) << problem.line;
            std::string open;
            bool quoted = false, comment = false;
            for (std::size_t at = 0; at < code.size(); ++at) {
                const char c = code[at];
                if (c == '\n') {
                    comment = false;
                    ASSERT_EQ(open.empty(), code[at + 1] != ' ') << problem.line << '\n' << code;
                }
                if (c == '#' && !quoted) comment = true;
                if (comment) continue;
                if (c == '"') quoted = !quoted;
                if (quoted) continue;
                if (c == '(' || c == '[') open += c;
                if (c != ')' && c != ']') continue;
                ASSERT_FALSE(open.empty()) << problem.line << '\n' << code;
                ASSERT_EQ(open.back(), c == ')' ? '(' : '[') << problem.line << '\n' << code;
                open.pop_back();
            }
            ASSERT_TRUE(open.empty() && !quoted) << problem.line << '\n' << code;
        }
    }
}

}  // namespace
}  // namespace stridelens
