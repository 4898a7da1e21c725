#include "core/explain/program/program.h"

#include "core/kernels/numbers.h"
#include "core/operation/messages/messages.h"
#include "core/words/table.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace stridelens {
namespace {

struct Made {
    Geometry geometry;
    Numbers numbers;
    Tensor output;

    explicit Made(const std::string& line)
        : geometry(resolve(parse_problem(line)->operation, parse_problem(line)->input).value()),
          numbers(make_numbers(*parse_problem(line), geometry).value()),
          output(evaluate_reference(geometry, numbers.operands()).output) {}

    Result<Program> as(ProgramForm form, const ProgramOptions& options = {}) const {
        return program(geometry, numbers.operands(), output, form, options);
    }
    Expression told(const Index& cell) const {
        return expression_of(geometry, explain(geometry, numbers.operands(), cell));
    }
};

/// The number of the first line with this text, from 0.
std::size_t line_with(const Program& program, const std::string& text) {
    for (std::size_t i = 0; i < program.lines.size(); ++i)
        if (program.lines[i].text.find(text) != std::string::npos) return i;
    ADD_FAILURE() << text << " is nowhere in\n" << program.text();
    return 0;
}

const char* const kPool = "avgpool2d 1x1x6x6 k3 s2 p1 ceil values=integers:4";

TEST(Program, LinesOfTheLoopAreNotLongerThanTheDrawer) {
    test::RandomProblems problems(31);
    for (int i = 0; i < 600; ++i) {
        const auto problem = problems.next(test::Cells::integers);
        const Tensor output = evaluate_reference(problem.geometry, problem.operands()).output;
        const auto loop = program(problem.geometry, problem.operands(), output, ProgramForm::loop);
        ASSERT_TRUE(loop);
        for (const CodeLine& line : loop->lines)
            EXPECT_LE(line.text.size(), kCodeWidth) << line.text << "\n" << problem.line.substr(0, 200);
    }
}

TEST(Program, SpansAreInOrderWithinTheirLine) {
    test::RandomProblems problems(32);
    for (int i = 0; i < 200; ++i) {
        const auto problem = problems.next(test::Cells::special);
        const Tensor output = evaluate_reference(problem.geometry, problem.operands()).output;
        for (const ProgramForm form : kAllOf<ProgramForm>) {
            const auto made = program(problem.geometry, problem.operands(), output, form);
            if (!made) continue;
            for (const CodeLine& line : made->lines) {
                std::size_t end = 0;
                for (const CodeSpan& span : line.spans) {
                    EXPECT_LE(end, span.first) << line.text;
                    EXPECT_GT(span.length, 0U) << line.text;
                    end = span.first + span.length;
                }
                EXPECT_LE(end, line.text.size()) << line.text;
            }
        }
    }
}

TEST(Program, StatementsBeginAtTheirFirstLine) {
    const auto loop = Made("conv3d 2x4x4x4x4 k2x1x2 groups2 out4 d2x1x1 p1").as(ProgramForm::loop);
    for (std::size_t i = 0; i < loop->lines.size(); ++i) {
        const std::size_t first = loop->lines[i].statement;
        ASSERT_LE(first, i);
        EXPECT_EQ(loop->lines[first].statement, first);
    }
}

TEST(Program, SymbolsOfTheSizeFormulaHaveTheirRoles) {
    const auto loop = Made(kPool).as(ProgramForm::loop);
    const CodeLine& line = loop->lines[line_with(*loop, "OH = size(H, k, s, p)")];
    const std::vector<CodeSpan> expected{{4, 2, CodeRole::size},
                                         {14, 1, CodeRole::size},
                                         {17, 1, CodeRole::kernel},
                                         {20, 1, CodeRole::stride},
                                         {23, 1, CodeRole::padding}};
    EXPECT_EQ(line.spans, expected);
}

TEST(Program, OnlyTheSettingsThatMatterAreWritten) {
    const auto plain = Made("maxpool2d 1x1x6x6 k3 s2").as(ProgramForm::loop);
    EXPECT_NE(plain->text().find("def max_pool2d(x, k=3, s=2):"), std::string::npos) << plain->text();
    const auto apart = Made("maxpool2d 1x1x6x6 k3x2 s2 p1 d2").as(ProgramForm::loop);
    EXPECT_NE(apart->text().find("def max_pool2d(x, k=(3, 2), s=2, p=1,\n               d=2):"), std::string::npos)
        << apart->text();
}

TEST(Program, UpTo256NumbersOfAGridAreWrittenMoreAreLoaded) {
    EXPECT_TRUE(Made("pad1d 1x1x254 p1").as(ProgramForm::numpy)->files.empty());
    const auto loaded = Made("pad1d 1x1x257 p0").as(ProgramForm::numpy, {"pad"});
    const std::vector<ProgramFile> files{{ProgramGrid::input, "pad_x.npy"}, {ProgramGrid::output, "pad_expected.npy"}};
    EXPECT_EQ(loaded->files, files);
    EXPECT_NE(loaded->text().find("x = np.load(\"pad_x.npy\")\n"), std::string::npos) << loaded->text();
}

TEST(Program, NumbersAreExact) {
    const auto made = Made("pad1d 1x1x6 p0 values=0.1,-0,nan,-inf,16777217,1e-30").as(ProgramForm::numpy);
    EXPECT_NE(made->text().find("[0.1, -0.0, nan, -inf, 16777216,"), std::string::npos) << made->text();
    EXPECT_NE(made->text().find("nan = float(\"nan\")\ninf = float(\"inf\")\n"), std::string::npos);
}

TEST(Program, FrameworksThatHaveNoSuchOperationSaySo) {
    const auto refused = Made("unfold2d 1x1x4x4 k2").as(ProgramForm::onnx);
    ASSERT_FALSE(refused);
    EXPECT_NE(sentence_of(refused.error()).find("ONNX"), std::string::npos) << sentence_of(refused.error());
    EXPECT_TRUE(Made("unfold2d 1x1x4x4 k2").as(ProgramForm::pytorch));
}

TEST(Program, PadsFirstWhereAFrameworkCannotSayThePadding) {
    const auto keras = Made("maxpool2d 1x1x6x6 k3 s2 p1").as(ProgramForm::keras);
    ASSERT_TRUE(keras);
    EXPECT_NE(keras->text().find("tf.pad(x, [[0, 0]"), std::string::npos) << keras->text();
    EXPECT_NE(keras->text().find("-inf"), std::string::npos) << keras->text();
}

// --- live values -----------------------------------------------------------------------------------------------------

TEST(LiveLines, AStepHasItsWindowAndItsResultAndLightsTheResult) {
    const Made made(kPool);
    const auto loop = made.as(ProgramForm::loop);
    const Expression told = made.told({0, 0, 1, 3});
    const LiveLines live = live_lines(*loop, made.geometry, told);
    const auto beside = [&](const char* text) { return live.lines[line_with(*loop, text)].text; };
    EXPECT_EQ(beside("H, W = x.shape"), "6, 6");
    EXPECT_EQ(beside("OH = size("), "4");
    EXPECT_EQ(beside("for i in"), "i = 1");
    EXPECT_EQ(beside("for j in"), "j = 3");
    EXPECT_EQ(beside("h0, w0 ="), "1, 5");
    EXPECT_EQ(beside("h1 ="), "h1 = 4");
    EXPECT_EQ(beside("w1 ="), "w1 = 7");
    EXPECT_EQ(beside("count ="), "count = 6");
    EXPECT_EQ(beside("win = x["), "x[1:4, 5:6]");
    EXPECT_EQ(live.lit, line_with(*loop, "y[i, j] ="));
    EXPECT_EQ(loop->lines[live.lit].subject, CodeSubject::output_cell);
    EXPECT_EQ(live.lines[live.lit].values.front().value, static_cast<double>(told.result));
}

TEST(LiveLines, ATapHasItsValueAndTheSumSoFar) {
    const Made made("avgpool1d 1x1x4 k3 s1 p1 values=5,2,1,1");
    const auto loop = made.as(ProgramForm::loop);
    const Expression told = made.told({0, 0, 0});
    const LiveLines outside = live_lines(*loop, made.geometry, told, 0);  // in the padding
    EXPECT_EQ(outside.lit, line_with(*loop, "win = x["));
    EXPECT_EQ(loop->lines[outside.lit].subject, CodeSubject::window);
    const LiveLines second = live_lines(*loop, made.geometry, told, 2);
    EXPECT_EQ(second.lit, line_with(*loop, "total += v"));
    EXPECT_EQ(second.lines[line_with(*loop, "for v in")].text, "v = 2");
    EXPECT_EQ(second.lines[second.lit].text, "total = 7");
    EXPECT_EQ(second.lines[line_with(*loop, "y[i] =")].text, "");  // not there yet
}

TEST(LiveLines, AProductIsAddedToWhatWasThere) {
    const Made made("conv1d 1x1x3 out1 k2 values=3,4,5 weights=10,0.5 bias=0.25");
    const auto loop = made.as(ProgramForm::loop);
    const Expression told = made.told({0, 0, 1});
    const LiveLines tap = live_lines(*loop, made.geometry, told, 1);
    EXPECT_EQ(tap.lines[tap.lit].text, "40 + 5 * 0.5 = 42.5");
    const LiveLines step = live_lines(*loop, made.geometry, told);
    EXPECT_EQ(step.lines[step.lit].text, "42.5 + 0.25 = 42.75");
}

TEST(LiveLines, AZeroBetweenTwoCellsIsPassedOver) {
    const Made made("convtranspose1d 1x1x2 out1 k2 s2 nobias values=3,5 weights=1,10");
    const auto loop = made.as(ProgramForm::loop);
    const Expression told = made.told({0, 0, 1});
    const auto gap = std::find_if(told.terms.begin(), told.terms.end(),
                                  [](const auto& term) { return term.kind == CellKind::inserted; });
    ASSERT_NE(gap, told.terms.end());
    const LiveLines live = live_lines(*loop, made.geometry, told, static_cast<std::size_t>(gap - told.terms.begin()));
    EXPECT_EQ(live.lit, line_with(*loop, "if v is None: continue"));
    EXPECT_EQ(live.lines[line_with(*loop, "v = cell(")].text, "v = None");
}

TEST(LiveLines, ACellThatNobodyUnpoolsToLightsTheZeros) {
    const Made made("maxunpool1d 1x1x2 k2 values=7,8 indices=1,2");
    const auto loop = made.as(ProgramForm::loop);
    EXPECT_EQ(live_lines(*loop, made.geometry, made.told({0, 0, 0})).lit, line_with(*loop, "y = np.zeros"));
    const LiveLines put = live_lines(*loop, made.geometry, made.told({0, 0, 2}));
    EXPECT_EQ(put.lit, line_with(*loop, "y.flat[at] ="));
    EXPECT_EQ(put.lines[line_with(*loop, "for i in")].text, "i = 1");
}

TEST(LiveLines, HaveTheDigitsThatAreAskedFor) {
    const Made made(kPool);
    const auto loop = made.as(ProgramForm::loop);
    const Expression told = made.told({0, 0, 0, 1});
    const std::string two = live_lines(*loop, made.geometry, told, {}, 2).lines[line_with(*loop, "y[i, j] =")].text;
    const std::string four = live_lines(*loop, made.geometry, told, {}, 4).lines[line_with(*loop, "y[i, j] =")].text;
    EXPECT_LE(two.size(), four.size());
}

}  // namespace
}  // namespace stridelens
