#include "core/operation/catalogue.h"
#include "tests/core/explain/explain_example.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

#include <cctype>
#include <cmath>
#include <cstdlib>
#include <map>
#include <string_view>

namespace stridelens {
namespace {

using test::Example;
using test::resolved;

TEST(ExplainSize, SizeFormulaHasTodaysNumbers) {
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

TEST(ExplainSize, TheFormulaIsToldInSymbols) {
    EXPECT_EQ(Example("maxpool2d 1x1x5x5 k2 s1").sizes()[1].symbols, "⌊(W + 2·p − d·(k−1) − 1)/s⌋ + 1");
    EXPECT_EQ(Example("avgpool1d 1x1x10 k2 s1").sizes()[0].symbols, "⌊(L + 2·p − k)/s⌋ + 1");
    EXPECT_EQ(Example("avgpool2d 1x1x5x5 k2 s2 p1:0x0:1 onnx ceil").sizes()[0].symbols,
              "⌈(H + p_top + p_bottom − d·(k−1) − 1)/s⌉ + 1");
    EXPECT_EQ(Example("pad3d 1x1x2x2x2 p1").sizes()[0].symbols, "D + p_front + p_back");
    EXPECT_EQ(Example("convtranspose1d 1x1x5 out1 k3 s2 p1 op1").sizes()[0].symbols, "(L−1)·s − 2·p + d·(k−1) + a + 1");
    EXPECT_EQ(Example("maxunpool1d 1x1x2 k2").sizes()[0].symbols, "(L−1)·s − 2·p + k");
    EXPECT_EQ(Example("adaptiveavgpool1d 1x1x5 out3").sizes()[0].symbols, "output_size");
    EXPECT_EQ(in_both(Example("avgpool1d 1x1x10 k2 s1").sizes()[0]),
              "⌊(L + 2·p − k)/s⌋ + 1 = ⌊(10 + 2·0 − 2)/1⌋ + 1 = 9");
    EXPECT_EQ(in_both(Example("adaptiveavgpool1d 1x1x5 out3").sizes()[0]), "output_size = 3");
}

/// The value of an expression of whole numbers: + − · / ( ) ⌊ ⌋ ⌈ ⌉, with names from `names`.
class Sum {
public:
    Sum(std::string text, std::map<std::string, double> names) : text_(std::move(text)), names_(std::move(names)) {}
    double value() {
        double total = product();
        for (;;) {
            if (take("+"))
                total += product();
            else if (take("−"))
                total -= product();
            else
                return total;
        }
    }

private:
    double product() {
        double total = factor();
        for (;;) {
            if (take("·"))
                total *= factor();
            else if (take("/"))
                total /= factor();
            else
                return total;
        }
    }
    double factor() {
        if (take("−")) return -factor();
        if (take("(")) return closed(")");
        if (take("⌊")) return std::floor(closed("⌋"));
        if (take("⌈")) return std::ceil(closed("⌉"));
        const std::size_t from = at_;
        while (at_ < text_.size() && (std::isalnum(static_cast<unsigned char>(text_[at_])) != 0 || text_[at_] == '_'))
            ++at_;
        const std::string word = text_.substr(from, at_ - from);
        const auto name = names_.find(word);
        EXPECT_TRUE(name != names_.end() ||
                    (!word.empty() && word.find_first_not_of("0123456789") == std::string::npos))
            << text_ << " at " << from;
        return name != names_.end() ? name->second : std::strtod(word.c_str(), nullptr);
    }
    double closed(std::string_view with) {
        const double inner = value();
        EXPECT_TRUE(take(with)) << text_;
        return inner;
    }
    bool take(std::string_view sign) {
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        if (!std::string_view(text_).substr(at_).starts_with(sign)) return false;
        at_ += sign.size();
        return true;
    }
    std::string text_;
    std::map<std::string, double> names_;
    std::size_t at_ = 0;
};

TEST(ExplainSize, SymbolsAndNumbersBothGiveTheSizeOfEveryOperation) {
    test::RandomProblems problems(77);
    int formulas = 0;
    for (int i = 0; i < 3000; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        const std::vector<SizeFormula> sizes = size_formulas(problem.geometry);
        for (std::size_t a = 0; a < sizes.size(); ++a) {
            const Axis& axis = problem.geometry.axes[a];
            const SizeFormula& size = sizes[a];
            if (size.symbols == size.expression) continue;  // the size is a setting
            std::map<std::string, double> names{{size.axis, axis.in},       {"k", axis.kernel},
                                                {"s", axis.stride},         {"d", axis.dilation},
                                                {"a", axis.output_padding}, {"p", axis.pad_begin}};
            for (const char* side : {"p_top", "p_left", "p_front"}) names[side] = static_cast<double>(axis.pad_begin);
            for (const char* side : {"p_bottom", "p_right", "p_back"}) names[side] = static_cast<double>(axis.pad_end);
            ASSERT_EQ(Sum(size.symbols, names).value(), static_cast<double>(size.result))
                << problem.line << ": " << in_both(size);
            ASSERT_EQ(Sum(size.expression, {}).value(), static_cast<double>(size.result))
                << problem.line << ": " << in_both(size);
            ++formulas;
        }
    }
    EXPECT_GT(formulas, 3000);
}

TEST(ExplainSize, SizeFormulaTellsWhatCeilModeAddsAndDrops) {
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

TEST(ExplainSize, SamePaddingHasItsOwnFormula) {
    Conv conv = default_of<Conv>(1);
    conv.convention = Convention::onnx;
    conv.stride = {2};
    conv.auto_pad = AutoPad::same_upper;
    const SizeFormula formula = size_formulas(resolved(conv, {1, 1, 28}))[0];
    EXPECT_EQ(formula.expression, "⌈28/2⌉");
    EXPECT_EQ(formula.result, 14);
    EXPECT_EQ(formula.note, "'same' chose the padding: 0 before, 1 after");
}

TEST(ExplainSize, FormulaEvaluatesToTheOutputSizeEverywhere) {
    test::RandomProblems problems(31);
    for (int i = 0; i < 3000; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        const auto formulas = size_formulas(problem.geometry);
        ASSERT_EQ(formulas.size(), problem.geometry.axes.size());
        for (std::size_t a = 0; a < formulas.size(); ++a) {
            const Axis& axis = problem.geometry.axes[a];
            ASSERT_EQ(formulas[a].result, axis.out) << problem.line;
            if (axis.sliding != Sliding::windows) continue;  // below
            const std::int64_t room = axis.padded() - axis.span();
            std::int64_t by_formula = axis.padded();  // Pad
            if (formulas[a].expression.starts_with("⌊")) by_formula = room / axis.stride + 1;
            if (formulas[a].expression.starts_with("⌈("))
                by_formula = (room + axis.stride - 1) / axis.stride + (formulas[a].window_dropped ? 0 : 1);
            if (formulas[a].note.starts_with("'same'")) by_formula = (axis.in + axis.stride - 1) / axis.stride;
            ASSERT_EQ(by_formula, formulas[a].result) << problem.line << ": " << formulas[a].expression;
        }
    }
}

/// (in − 1)·stride − pads + dilation·(kernel − 1) + output_padding + 1, which is what the expression says.
TEST(ExplainSize, InverseFormulaEvaluatesToTheOutputSizeEverywhere) {
    test::RandomProblems problems(32);
    for (int i = 0; i < 2000; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers, alternative_of<ConvTranspose>());
        for (const Axis& axis : problem.geometry.axes) {
            const std::int64_t stamped = (axis.in - 1) * axis.stride + axis.dilation * (axis.kernel - 1) + 1;
            ASSERT_EQ(stamped - axis.pad_begin - axis.pad_end + axis.output_padding, axis.out) << problem.line;
        }
    }
}

TEST(ExplainSize, AdaptiveWindowsAreToldByTheirRule) {
    const SizeFormula uneven = Example("adaptiveavgpool1d 1x1x5 out3").sizes()[0];
    EXPECT_EQ(uneven.expression, "output_size");
    EXPECT_EQ(uneven.result, 3);
    EXPECT_EQ(uneven.note, "window o reads ⌊o·5/3⌋ … ⌈(o+1)·5/3⌉ − 1: 2 or 3 cells, and neighbours share");
    EXPECT_EQ(Example("adaptiveavgpool1d 1x1x6 out3").sizes()[0].note,
              "every window reads 2 cells: as a pool of kernel 2 and stride 2");
    EXPECT_EQ(Example("globalavgpool1d 1x1x6").sizes()[0].note, "one window over all 6 cells: global pooling");
    EXPECT_EQ(Example("adaptivemaxpool2d 1x1x6x4 out3x-").sizes()[1].expression, "input size");
}

TEST(ExplainSize, TransposedConvolutionHasTheInverseFormula) {
    const SizeFormula formula = Example("convtranspose1d 1x1x5 out1 k3 s2 p1 op1").sizes()[0];
    EXPECT_EQ(formula.expression, "(5−1)·2 − 2·1 + 1·(3−1) + 1 + 1");
    EXPECT_EQ(formula.result, 10);
    EXPECT_EQ(formula.note,
              "a convolution of stride 2 makes 5 of 9 as of 10: output_padding 1 chooses 10; "
              "stamps overlap unevenly: 1 to 2 reach a position (a checkerboard)");
    EXPECT_EQ(Example("convtranspose1d 1x1x5 out1 k2 s2").sizes()[0].note, "");
    EXPECT_EQ(Example("convtranspose1d 1x1x3 out1 k1 s2").sizes()[0].note, "no stamp reaches positions 1 and 3");
    EXPECT_EQ(Example("convtranspose1d 1x1x3 out1 k1 s2 p1").sizes()[0].note,
              "input positions 0 and 2 write only onto what the padding takes off; no stamp reaches positions 0 and 2");
}

TEST(ExplainSize, OnnxOutputShapeChoosesThePaddingOfATransposedConvolution) {
    const SizeFormula formula = Example("convtranspose1d 1x1x3 out1 k3 s2 size6 onnx").sizes()[0];
    EXPECT_EQ(formula.expression, "(3−1)·2 − 1 − 0 + 1·(3−1) + 0 + 1");
    EXPECT_TRUE(formula.note.starts_with("output_shape takes 1 off before, 0 after")) << formula.note;
    EXPECT_TRUE(Example("convtranspose1d 1x1x3 out1 k3 s2 size8 onnx")
                    .sizes()[0]
                    .note.starts_with("output_shape appends 1 position of zeros"));
}

TEST(ExplainSize, UnpoolUnfoldAndFold) {
    EXPECT_EQ(Example("maxunpool1d 1x1x2 k2").sizes()[0].expression, "(2−1)·2 − 2·0 + 2");
    EXPECT_EQ(Example("maxunpool1d 1x1x2 k2 size5").sizes()[0].note,
              "(2−1)·2 − 2·0 + 2 = 4 would be the default; the pool can have had either");
    EXPECT_EQ(Example("unfold2d 1x2x5x5 k3").sizes()[1].note, "3 · 3 = 9 columns of 2 · 9 = 18 numbers");
    EXPECT_EQ(Example("fold2d 1x4x16 k2 size5").sizes()[0].note,
              "⌊(5 + 2·0 − 1·(2−1) − 1)/1⌋ + 1 = 4 windows stood here");
    EXPECT_EQ(Example("fold1d 1x1x2 k1 s2 size4").sizes()[0].note,
              "⌊(4 + 2·0 − 1·(1−1) − 1)/2⌋ + 1 = 2 windows stood here; no window covers positions 1 and 3");
}

}  // namespace
}  // namespace stridelens
