// Numbers as Markdown, CSV, NumPy and LaTeX: the arithmetic of each kind of step, exact where a program reads it.

#include "app/export/text/numbers_text.h"
#include "tests/app/figure/figure_scene.h"

#include <sstream>

namespace stridelens {
namespace {

std::string text_of(const std::string& line, Format format, PageOptions page = {}, std::int64_t step = 0,
                    View view = View::output) {
    const Picture picture(line, step, view);
    const auto text = numbers_text(picture.derived(), *picture.shown.told, page, format);
    EXPECT_TRUE(text) << line;
    return text.value_or("");
}

/// The line of the arithmetic: the first paragraph below the step's heading.
std::string arithmetic(const std::string& line, std::int64_t step = 0, View view = View::output) {
    const std::string text = text_of(line, Format::markdown, {}, step, view);
    const std::size_t heading = text.find("\n## Step ");
    const std::size_t begin = text.find("\n\n", heading) + 2;
    return text.substr(begin, text.find('\n', begin) - begin);
}

TEST(ExportText, TellsEveryKindOfArithmetic) {
    EXPECT_EQ(arithmetic("maxpool1d 1x1x3 k3 values=-1,5,2"), "output[0, 0, 0] = max(−1, **5**, 2) = 5");
    EXPECT_EQ(arithmetic("minpool1d 1x1x3 k3 values=-1,5,2"), "output[0, 0, 0] = min(**−1**, 5, 2) = −1");
    EXPECT_EQ(arithmetic("maxpool1d 1x1x2 k2 s2 p1 values=-1,-2"), "output[0, 0, 0] = max(−∞, **−1**) = −1");
    EXPECT_EQ(arithmetic("avgpool1d 1x1x4 k4 values=1,-2,3,6"), "output[0, 0, 0] = (1 + (−2) + 3 + 6) / 4 = 2");
    EXPECT_EQ(arithmetic("avgpool1d 1x1x3 k2 s2 p1 nocount values=4,2,2"), "output[0, 0, 0] = (4) / 1 = 4");
    EXPECT_EQ(arithmetic("lppool1d 1x1x2 k2 values=-3,4"), "output[0, 0, 0] = ((−3)^2 + 4^2)^(1/2) = 5");
    EXPECT_EQ(arithmetic("pad1d 1x1x2 p1 values=7,8", 1), "output[0, 0, 1] = input[0, 0, 0] = 7");
    EXPECT_EQ(arithmetic("pad1d 1x1x2 p1 values=7,8", 0), "output[0, 0, 0] = 0");
    EXPECT_EQ(arithmetic("conv1d 1x1x2 out1 k2 values=3,-4 weights=-1,2 bias=-10"),
              "output[0, 0, 0] = 3 · (−1) + (−4) · 2 + (−10) = −21");
    EXPECT_EQ(arithmetic("maxunpool1d 1x1x1 k2 values=5 indices=1", 1), "output[0, 0, 1] = input[0, 0, 0] = 5");
    EXPECT_EQ(arithmetic("avgpool1d 1x1x2 k2 upstream=8", 0, View::grad_input),
              "input gradient[0, 0, 0] = 8 · 0.5 = 4");
    EXPECT_EQ(arithmetic("maxpool1d 1x1x3 k2 s1 values=1,5,2 upstream=3,-4", 1, View::grad_input),
              "input gradient[0, 0, 1] = 3 + (−4) = −1");
    EXPECT_EQ(arithmetic("convtranspose1d 1x1x1 out1 k2 nobias values=3 weights=2,-5", 0, View::scatter),
              "input[0, 0, 0] = 3: output[0, 0, 0] += 3 · 2 = 6; output[0, 0, 1] += 3 · (−5) = −15");
}

TEST(ExportText, MarkdownHasATableAPlane) {
    const std::string text = text_of("maxpool2d 1x2x2x2 k2 values=1,2,3,4,5,6,7,8", Format::markdown);
    EXPECT_NE(
        text.find(
            "## Input, 1 × 2 × 2 × 2\n\ninput[0, 0, :, :]\n\n|  | 0 | 1 |\n| --: | --: | --: |\n| **0** | 1 | 2 |\n"
            "| **1** | 3 | 4 |\n\ninput[0, 1, :, :]\n"),
        std::string::npos)
        << text;
    EXPECT_NE(text.find("| input[0, 0, 1, 1] | 4 | the winner |"), std::string::npos) << text;
}

TEST(ExportText, MarkdownNumbersAreThoseOfTheGrids) {
    PageOptions page;
    EXPECT_NE(text_of("maxpool1d 1x1x2 k1 values=0.125,1", Format::markdown, page).find("| 0.125 | 1.000 |"),
              std::string::npos);
    EXPECT_NE(text_of("maxpool1d 1x1x2 k1 values=0.12543,1", Format::markdown, page).find("| 0.13 | 1.00 |"),
              std::string::npos);
    page.decimals = 3;
    EXPECT_NE(text_of("maxpool1d 1x1x2 k1 values=0.125,1", Format::markdown, page).find("| 0.125 | 1.000 |"),
              std::string::npos);
}

TEST(ExportText, CsvHasARowACellAndARowATermInOneTable) {
    PageOptions page;
    page.steps = {0, 1};
    const std::string text =
        text_of("avgpool1d 1x1x4 k3 s2 p1 ceil nocount values=0.1,1e-30,nan,-4", Format::csv, page);
    std::istringstream lines(text);
    std::size_t commas = 0;
    for (std::string line; std::getline(lines, line);) {
        const auto count = static_cast<std::size_t>(std::count(line.begin(), line.end(), ','));
        if (commas == 0) commas = count;
        EXPECT_EQ(count, commas) << line;
    }
    EXPECT_EQ(commas, 9U);
    for (const char* row : {"grid,step,i0,i1,i2,value,factor,product,kind,counted\n", "input,,0,0,0,0.1,,,,\n",
                            "input,,0,0,1,1e-30,,,,\n", "input,,0,0,2,nan,,,,\n", "term,1,,,,0,,,padding,no\n",
                            "term,1,0,0,0,0.1,,,inside,yes\n", "result,1,0,0,0,0.05,,,,\n"})
        EXPECT_NE(text.find(row), std::string::npos) << row << text;
}

TEST(ExportText, NumpyIsExactAndPython) {
    const std::string text = text_of("maxpool2d 1x1x2x2 k1 values=0.1,nan,-inf,3", Format::numpy);
    EXPECT_NE(text.find("input = np.array([[[[0.1, np.nan],\n                    [-np.inf, 3]]]], dtype=np.float32)"),
              std::string::npos)
        << text;
    EXPECT_NE(text_of("maxunpool1d 1x1x2 k2 values=5,7 indices=0,3", Format::numpy)
                  .find("indices = np.array([[[0, 3]]], dtype=np.int64)"),
              std::string::npos);
    EXPECT_NE(text_of("maxpool2d 0x1x2x2 k1", Format::numpy).find("input = np.zeros((0, 1, 2, 2), dtype=np.float32)"),
              std::string::npos);
}

TEST(ExportText, IndicesBeyondTwoToThe24AreExact) {
    PageOptions page;
    page.parts.output = page.parts.arithmetic = false;
    const std::string line = "maxunpool1d 1x1x2 k1 s20000000 values=5,7 indices=16777217,0";
    EXPECT_NE(text_of(line, Format::numpy, page).find("[[[16777217, 0]]], dtype=np.int64"), std::string::npos);
    EXPECT_NE(text_of(line, Format::csv, page).find("indices,,0,0,0,16777217,"), std::string::npos);
}

TEST(ExportText, LatexIsMathematics) {
    PageOptions page;
    page.parts.formula = page.parts.code = true;
    const std::string text = text_of("maxpool2d 1x1x2x2 k1 values=-1.5,inf,1e9,0", Format::latex, page);
    for (const char* part :
         {"\\lfloor (2 + 2\\cdot 0", "\\begin{verbatim}\ntorch.nn.MaxPool2d(kernel_size=1)",
          "\\mathrm{output}_{0,0,0,0} = \\max(", "\\left[\\begin{array}{rr}\n", "\\infty", "1\\cdot10^{9}"})
        EXPECT_NE(text.find(part), std::string::npos) << part << "\n" << text;
    EXPECT_EQ(text.find("−"), std::string::npos) << text;
}

TEST(ExportText, PartsAndStepsAreThoseOfThePage) {
    PageOptions page;
    page.parts.input = page.parts.arithmetic = false;
    const std::string without = text_of("conv1d 1x1x3 out1 k2", Format::markdown, page);
    EXPECT_EQ(without.find("## Input"), std::string::npos);
    EXPECT_EQ(without.find("## Step"), std::string::npos);
    EXPECT_NE(without.find("## Kernel"), std::string::npos);
    page.parts.arithmetic = true;
    page.steps = {1, 0};
    const std::string steps = text_of("conv1d 1x1x3 out1 k2", Format::markdown, page);
    EXPECT_LT(steps.find("## Step 2 of 2"), steps.find("## Step 1 of 2"));
    EXPECT_NE(text_of("avgpool1d 1x1x4 k2", Format::markdown, {}, 0, View::grad_input)
                  .find("## Upstream gradient, 1 × 1 × 2"),
              std::string::npos);
    EXPECT_NE(text_of("conv1d 1x1x3 out1 k2", Format::markdown, {}, 0, View::grad_weight)
                  .find("## Weight gradient, 1 × 1 × 2"),
              std::string::npos);
}

}  // namespace
}  // namespace stridelens
