#include "core/explain/explain.h"

#include "core/reference/reference.h"
#include "tests/core/random_problem.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>

namespace stridelens {
namespace {

constexpr float kInfinity = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

Geometry resolved(const Operation& operation, const Shape& input) {
    const auto geometry = resolve(operation, input);
    EXPECT_TRUE(geometry.has_value()) << (geometry ? "" : geometry.error().message);
    return geometry.value_or(Geometry{});
}

/// A problem by its one-line form; weight and bias as the line says.
struct Example {
    Geometry geometry;
    Tensor input, weight{Shape{0}}, bias{Shape{0}};

    explicit Example(const std::string& line) {
        const auto problem = parse_problem(line);
        EXPECT_TRUE(problem.has_value()) << line << ": " << (problem ? "" : problem.error().message);
        geometry = resolved(problem.value().operation, problem->input);
        input = make_tensor(problem->values, problem->input).value();
        const Conv* conv = std::get_if<Conv>(&problem->operation);
        if (conv == nullptr) return;
        weight = make_tensor(problem->weights, geometry.weight).value();
        if (conv->bias) bias = make_tensor(problem->bias, Shape{geometry.out_channels}).value();
    }
    Explanation at(const Index& output) const { return explain(geometry, input, weight, bias, output); }
    std::string sentence(const Index& output) const { return at(output).sentence; }
    std::vector<SizeFormula> sizes() const { return size_formulas(geometry); }
    std::string code(int width = 200) const { return pytorch_code(geometry, width); }
};

/// Everything that an explanation claims about its own terms.
void expect_consistent(const test::RandomProblem& problem, const Explanation& told, std::int64_t o,
                       const Evaluation& truth) {
    const std::string where = fmt::format("{} output {}", problem.line, o);
    ASSERT_TRUE(test::same_bits(told.result, truth.output[o])) << where << ": " << told.result;
    ASSERT_EQ(told.terms.size(), taps(problem.geometry, told.output).size()) << where;
    ASSERT_FALSE(told.sentence.empty()) << where;
    if (told.told == Told::maximum) {
        const std::int64_t index = truth.indices[static_cast<std::size_t>(o)];
        const std::int64_t winner = told.winner ? told.terms[*told.winner].tap.source : -1;
        ASSERT_EQ(reported_index(problem.geometry, winner), index) << where;
        for (const std::size_t tie : told.tied)
            ASSERT_TRUE(told.terms[tie].value == told.result || std::isnan(told.result)) << where;
    }
    if (told.told == Told::sum_of_products) {
        ASSERT_EQ(told.channels.size(), told.channel_sums.size()) << where;
        double sum = 0.0;
        for (const double channel_sum : told.channel_sums) sum += channel_sum;
        if (told.bias) sum += static_cast<double>(*told.bias);
        ASSERT_TRUE(test::same_bits(static_cast<float>(sum), told.result)) << where;
    }
}

TEST(Explain, ResultIsTheReferenceBitForBitAtEveryCell) {
    std::uint32_t seed = 21;
    for (const test::Cells cells : {test::Cells::integers, test::Cells::decimals, test::Cells::special}) {
        test::RandomProblems problems(seed++);
        for (int i = 0; i < 1500; ++i) {
            const test::RandomProblem problem = problems.next(cells);
            const Evaluation truth = evaluate_reference(problem.geometry, problem.input, problem.weight, problem.bias);
            for (std::int64_t o = 0; o < element_count(problem.geometry.output); ++o) {
                const Explanation told = explain(problem.geometry, problem.input, problem.weight, problem.bias,
                                                 unflatten(problem.geometry.output, o));
                expect_consistent(problem, told, o, truth);
                if (testing::Test::HasFatalFailure()) return;
            }
        }
    }
}

TEST(Explain, MaximumNamesItsWinnerAndThoseThatLostByTheTieRule) {
    const Example told("maxpool1d 1x1x4 k4 values=2,7,7,1");
    const Explanation explanation = told.at({0, 0, 0});
    EXPECT_EQ(explanation.winner, 1U);
    EXPECT_EQ(explanation.tied, (std::vector<std::size_t>{2}));
    EXPECT_EQ(explanation.sentence,
              "the largest of the 4 values in the window; 7 occurs twice; the first in reading "
              "order wins");
}

TEST(Explain, MaximumSaysWhatPaddingCountsAs) {
    const Example told("maxpool2d 1x1x4x4 k3 s1 p1 values=ramp");
    EXPECT_EQ(told.sentence({0, 0, 1, 1}), "the largest of the 9 values in the window");
    EXPECT_EQ(told.sentence({0, 0, 0, 0}), "the largest of 4 values; 5 padded cells count as −∞ and never win");
    const Example ceil("maxpool1d 1x1x4 k3 s2 ceil values=ramp");
    EXPECT_EQ(ceil.sentence({0, 0, 1}), "the largest of 2 values; 1 overhang cell counts as −∞ and never wins");
}

TEST(Explain, AWindowWhollyInPaddingIsExplained) {
    const Example told("maxpool1d 1x1x1 k2 d2 s1 p1 values=5");
    const Explanation explanation = told.at({0, 0, 0});
    EXPECT_EQ(explanation.result, -kInfinity);
    EXPECT_FALSE(explanation.winner.has_value());
    EXPECT_EQ(explanation.sentence, "no tap of the window lies on a real cell: the maximum of no value is −∞");
}

TEST(Explain, NanWinsAndTheSentenceSaysSo) {
    const Geometry geometry = resolved(default_max_pool(1), {1, 1, 2});
    const Tensor input(Shape{1, 1, 2}, std::vector<float>{kNan, kNan});
    const Explanation told = explain(geometry, input, Tensor(Shape{0}), Tensor(Shape{0}), {0, 0, 0});
    EXPECT_EQ(told.winner, 1U);
    EXPECT_EQ(told.sentence,
              "NaN: in a maximum it wins over every number; it occurs twice, and the last one is "
              "reported");
}

TEST(Explain, AverageSaysWhatItDividesBy) {
    EXPECT_EQ(Example("avgpool2d 1x1x4x4 k2 s1 values=ones").sentence({0, 0, 0, 0}),
              "the sum of the 4 values divided by 4");
    EXPECT_EQ(Example("avgpool2d 1x1x4x4 k3 s1 p1 values=ones").sentence({0, 0, 0, 0}),
              "the sum of 9 values divided by 9, padding counts as 0");
    EXPECT_EQ(Example("avgpool2d 1x1x4x4 k3 s1 p1 nocount values=ones").sentence({0, 0, 0, 0}),
              "the sum of 4 values divided by 4: padding is not counted");
    EXPECT_EQ(Example("avgpool2d 1x1x7x7 k2 s3 ceil values=ones").sentence({0, 0, 0, 2}),
              "the sum of 2 values divided by 2: the overhang that ceil mode adds never counts");
    EXPECT_EQ(Example("avgpool1d 1x1x4 k2 div3 values=ones").sentence({0, 0, 0}),
              "the sum of the 2 values divided by 3: divisor_override takes the place of the count");
}

TEST(Explain, AnAverageOfNothingIsSaid) {
    AvgPool pool = default_avg_pool(1);
    pool.convention = Convention::onnx;
    pool.dilation = {2};
    pool.padding = {Sides{1, 1}};
    pool.count_include_pad = false;
    const Geometry geometry = resolved(pool, {1, 1, 1});
    const Explanation told =
        explain(geometry, Tensor(Shape{1, 1, 1}, 7.0F), Tensor(Shape{0}), Tensor(Shape{0}), {0, 0, 0});
    EXPECT_TRUE(std::isnan(told.result));
    EXPECT_EQ(told.divisor, 0);
    EXPECT_EQ(told.sentence, "the window holds no real cell and padding is not counted: 0 divided by 0 is NaN");
}

TEST(Explain, ConvolutionIsOneSumPerChannelPlusTheBias) {
    EXPECT_EQ(Example("conv2d 1x3x5x5 out1 k3").sentence({0, 0, 1, 1}),
              "one sum of 9 products per channel, plus the bias");
    EXPECT_EQ(Example("conv2d 1x1x5x5 out1 k3 p1").sentence({0, 0, 0, 0}),
              "the sum of 9 products, plus the bias; 5 padded cells count as 0");
    const Example groups("conv1d 1x4x5 out2 k3 groups2");
    EXPECT_EQ(groups.sentence({0, 1, 0}),
              "one sum of 3 products per channel, plus the bias; group 1 reads channels 2 "
              "and 3");
    EXPECT_EQ(groups.at({0, 1, 0}).channels, (std::vector<std::int64_t>{2, 3}));
}

TEST(Explain, PadSaysWhereACellComesFrom) {
    EXPECT_EQ(Example("pad2d 1x1x4x4 p1").sentence({0, 0, 1, 4}), "copied from input[0, 3]");
    EXPECT_EQ(Example("pad2d 1x1x4x4 p1").sentence({0, 0, 0, 0}), "padding: the constant 0");
    EXPECT_EQ(Example("pad2d 1x1x4x4 p1 mode=reflect").sentence({0, 0, 0, 0}), "padding: reflected from input[1, 1]");
    EXPECT_EQ(Example("pad2d 1x1x4x4 p1 mode=circular").sentence({0, 0, 0, 0}),
              "padding: wrapped around from input[3, 3]");
}

TEST(Explain, SizeFormulaHasTodaysNumbers) {
    const auto plain = Example("maxpool2d 1x1x5x5 k2 s1").sizes();
    ASSERT_EQ(plain.size(), 2U);
    EXPECT_EQ(plain[0].axis, "H");
    EXPECT_EQ(plain[1].expression, "⌊(5 + 2·0 − 1·(2−1) − 1)/1⌋ + 1");
    EXPECT_EQ(plain[1].result, 4);
    EXPECT_EQ(plain[1].note, "");
    const auto rest = Example("maxpool2d 1x3x28x28 k3 s2").sizes();
    EXPECT_EQ(rest[1].remainder, 1);
    EXPECT_EQ(rest[0].note, "remainder 1: row 27 is never read");
    EXPECT_EQ(rest[1].note, "remainder 1: column 27 is never read");
    EXPECT_EQ(rest[1].unread, (std::vector<std::int64_t>{27}));
    EXPECT_EQ(Example("conv2d 1x3x28x28 out1 k3 p1 s2").sizes()[1].note,
              "remainder 1: the last padding column is never read");
    EXPECT_EQ(Example("avgpool1d 1x1x10 k2 s1").sizes()[0].expression, "⌊(10 + 2·0 − 2)/1⌋ + 1");
    EXPECT_EQ(Example("pad2d 1x3x28x28 p2").sizes()[0].expression, "28 + 2 + 2");
    EXPECT_EQ(Example("conv1d 1x1x10 out1 k2 s4").sizes()[0].note,
              "stride 4 is more than the window: positions 2, 3, 6 and 7 are never read");
}

TEST(Explain, SizeFormulaTellsWhatCeilModeAddsAndDrops) {
    const auto dropped = Example("maxpool1d 1x1x5 k2 s2 p1 ceil").sizes()[0];
    EXPECT_TRUE(dropped.window_dropped);
    EXPECT_EQ(dropped.expression, "⌈(5 + 2·1 − 1·(2−1) − 1)/2⌉ + 1 − 1");
    EXPECT_EQ(dropped.result, 3);
    EXPECT_EQ(dropped.note,
              "ceil mode: window 4 would start beyond the last input position and is dropped; "
              "remainder 1: the last padding position is never read");
    const auto added = Example("maxpool1d 1x1x4 k3 s2 ceil").sizes()[0];
    EXPECT_FALSE(added.window_dropped);
    EXPECT_EQ(added.remainder, 1);
    EXPECT_EQ(added.note, "ceil mode: the last window overhangs by 1 position");
}

TEST(Explain, SamePaddingHasItsOwnFormula) {
    Conv conv = default_conv(1);
    conv.convention = Convention::onnx;
    conv.stride = {2};
    conv.auto_pad = AutoPad::same_upper;
    const SizeFormula formula = size_formulas(resolved(conv, {1, 1, 28}))[0];
    EXPECT_EQ(formula.expression, "⌈28/2⌉");
    EXPECT_EQ(formula.result, 14);
    EXPECT_EQ(formula.note, "'same' chose the padding: 0 before, 1 after");
}

TEST(Explain, FormulaEvaluatesToTheOutputSizeEverywhere) {
    test::RandomProblems problems(31);
    for (int i = 0; i < 3000; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        const auto formulas = size_formulas(problem.geometry);
        ASSERT_EQ(formulas.size(), problem.geometry.axes.size());
        for (std::size_t a = 0; a < formulas.size(); ++a) {
            const Axis& axis = problem.geometry.axes[a];
            const std::int64_t room = axis.padded() - axis.span();
            std::int64_t by_formula = axis.padded();  // Pad
            if (formulas[a].expression.starts_with("⌊")) by_formula = room / axis.stride + 1;
            if (formulas[a].expression.starts_with("⌈("))
                by_formula = (room + axis.stride - 1) / axis.stride + (formulas[a].window_dropped ? 0 : 1);
            if (formulas[a].note.starts_with("'same'")) by_formula = (axis.in + axis.stride - 1) / axis.stride;
            ASSERT_EQ(by_formula, formulas[a].result) << problem.line << ": " << formulas[a].expression;
            ASSERT_EQ(formulas[a].result, axis.out) << problem.line;
        }
    }
}

TEST(Explain, PyTorchCodeHasOnlyWhatIsNotDefault) {
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

TEST(Explain, PyTorchCodeForPadding) {
    EXPECT_EQ(Example("pad2d 1x3x28x28 p2").code(), "torch.nn.ZeroPad2d(padding=2)");
    EXPECT_EQ(Example("pad2d 1x1x5x5 p1:0x2:1").code(), "torch.nn.ZeroPad2d(padding=(2, 1, 1, 0))");
    EXPECT_EQ(Example("pad2d 1x1x5x5 p1 mode=reflect").code(), "torch.nn.ReflectionPad2d(padding=1)");
    EXPECT_EQ(Example("pad1d 1x1x5 p1 mode=replicate").code(), "torch.nn.ReplicationPad1d(padding=1)");
    EXPECT_EQ(Example("pad1d 1x1x5 p1").code(), "torch.nn.ConstantPad1d(padding=1, value=0.0)");
    EXPECT_EQ(Example("pad2d 1x1x5x5 p1:0x2:1 mode=circular").code(), "F.pad(x, (2, 1, 1, 0), mode=\"circular\")");
}

TEST(Explain, PyTorchCodePadsFirstWhereTheModuleCannot) {
    MaxPool pool = default_max_pool(1);
    pool.convention = Convention::onnx;
    pool.padding = {Sides{0, 1}};
    pool.stride = {2};
    EXPECT_EQ(pytorch_code(resolved(pool, {1, 1, 5}), 200),
              "# PyTorch has no such padding:\nx = F.pad(x, (0, 1), value=float(\"-inf\"))\n"
              "y = torch.nn.MaxPool1d(kernel_size=2)(x)");
    pool.ceil_mode = true;
    pool.padding = {Sides{0, 2}};
    pool.kernel_size = {2};
    EXPECT_EQ(pytorch_code(resolved(pool, {1, 1, 4}), 200),
              "# PyTorch has no such padding:\nx = F.pad(x, (0, 2), value=float(\"-inf\"))\n"
              "y = torch.nn.MaxPool1d(kernel_size=2, ceil_mode=True)(x)\ny = y[..., :2]");
}

TEST(Explain, AxesAreNamedFromTheEnd) {
    EXPECT_EQ(axis_name(resolved(default_max_pool(1), {1, 1, 4}), 0), "L");
    EXPECT_EQ(axis_name(resolved(default_max_pool(3), {1, 1, 4, 4, 4}), 0), "D");
    Pad pad = default_pad(2);
    pad.padding = PerAxis<Sides>(4, Sides{1, 1});
    const Geometry geometry = resolved(pad, {1, 1, 2, 2});
    std::string names;
    for (std::size_t a = 0; a < 4; ++a) names += axis_name(geometry, a);
    EXPECT_EQ(names, "NCHW");
}

}  // namespace
}  // namespace stridelens
