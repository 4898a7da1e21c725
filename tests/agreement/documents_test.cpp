// PDF and TeX by the programs that read them.

#include "tests/agreement/pictures.h"
#include "tests/app/figure/every_primitive.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/scratch_folder.h"

#include <fmt/format.h>

#include <array>
#include <fstream>
#include <sstream>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

TEST(PdfDocument, HasAPageAFigureOfTheFiguresSizeAndAllFontsInside) {
    if (!installed("pdfinfo")) GTEST_SKIP() << "pdfinfo is missing: apt-get install poppler-utils";
    const ScratchFolder folder;
    const fs::path file = folder / "x.pdf";
    Figure large = every_primitive();
    large.width = 300.5F;
    const std::array figures = {every_primitive(), large, every_primitive()};
    ASSERT_TRUE(write_pdf(figures, file, {.title = "Two ⌊sizes⌋"}));
    const std::string info = output_of("pdfinfo -f 1 -l 3 " + file.string());
    EXPECT_NE(info.find("Pages:           3"), std::string::npos) << info;
    EXPECT_NE(info.find("Page    1 size:  200 x 120 pts"), std::string::npos) << info;
    EXPECT_NE(info.find("Page    2 size:  300.5 x 120 pts"), std::string::npos) << info;
    EXPECT_NE(info.find("Page    3 size:  200 x 120 pts"), std::string::npos) << info;
    EXPECT_NE(info.find("Two ⌊sizes⌋"), std::string::npos) << info;
    std::istringstream fonts(output_of("pdffonts " + file.string()));
    std::string line;
    int count = -2;  // the heading
    for (; std::getline(fonts, line); ++count)
        if (count >= 0) {
            EXPECT_NE(line.find(" yes yes "), std::string::npos) << "embedded, subset: " << line;
        }
    EXPECT_GE(count, 5) << "one for each face";
}

TEST(PdfDocument, ItsTextCanBeSelected) {
    if (!installed("pdftotext")) GTEST_SKIP() << "pdftotext is missing: apt-get install poppler-utils";
    const ScratchFolder folder;
    const fs::path file = folder / "x.pdf";
    const Figure figure = every_primitive();
    ASSERT_TRUE(write_pdf({&figure, 1}, file, {}));
    const std::string text = output_of("pdftotext " + file.string() + " -");
    for (const char* words : {"−1.31", "50 % #1_{x}^2~\\", "a < b & \"c\""})
        EXPECT_NE(text.find(words), std::string::npos) << words << " is not in\n" << text;
}

struct Example {
    const char* name;
    const char* line;
    std::int64_t step;
};

TEST(TikzDocument, CompilesToOnePageOfTheFiguresSize) {
    if (!installed("pdflatex"))
        GTEST_SKIP() << "pdflatex is missing: apt-get install texlive-latex-recommended texlive-pictures lmodern";
    const ScratchFolder folder;
    const auto compile = [&](const std::string& name, const Figure& figure) {
        ASSERT_TRUE(write_tikz(figure, folder / (name + ".tex"), {}));
        EXPECT_EQ(run(fmt::format("cd {} && pdflatex -halt-on-error -interaction=nonstopmode {}.tex",
                                  folder.path().string(), name)),
                  0)
            << "see " << folder / (name + ".log");
        if (!installed("pdfinfo")) return;
        const std::string info = output_of("pdfinfo " + (folder / (name + ".pdf")).string());
        EXPECT_NE(info.find("Pages:           1"), std::string::npos) << name << "\n" << info;
        EXPECT_NE(info.find(fmt::format("size:       {:.0f} x {:.0f} pts", static_cast<double>(figure.width),
                                        static_cast<double>(figure.height))),
                  std::string::npos)
            << name << "\n"
            << info;
    };
    compile("primitives", every_primitive());
    for (const auto& [name, line, step] : {
             Example{"maxpool2d", "maxpool2d 1x1x5x5 k2 s1 values=integers:3", 6},
             Example{"dilated", "maxpool2d 1x1x6x6 k2 s1 p1 d2 values=integers:3", 3},
             Example{"conv2d", "conv2d 1x3x5x5 out1 k3 s2 p1 values=integers:6 weights=integers:7", 4},
             Example{"strip", "conv1d 1x1x10 k3 p1 nobias values=integers:5 weights=-1,0,1", 5},
             Example{"volume", "avgpool3d 1x1x4x4x4 k2 p1 values=integers:3", 13},
             Example{"image", "maxpool2d 1x1x224x224 k4 values=ramp", 1444},
         })
        compile(name, Picture(line, step).figure());
}

TEST(TikzDocument, AFragmentGoesIntoADocument) {
    if (!installed("pdflatex"))
        GTEST_SKIP() << "pdflatex is missing: apt-get install texlive-latex-recommended texlive-pictures lmodern";
    const ScratchFolder folder;
    ASSERT_TRUE(write_tikz(every_primitive(), folder / "figure.tex", {.fragment = true}));
    std::ofstream(folder / "notes.tex") << "\\documentclass{article}\\usepackage{lmodern}\\usepackage{tikz}\n"
                                           "\\begin{document}A figure:\n\n"
                                           "\\resizebox{\\linewidth}{!}{\\input{figure}}\n\n\\input{figure}\n"
                                           "\\end{document}\n";
    EXPECT_EQ(
        run(fmt::format("cd {} && pdflatex -halt-on-error -interaction=nonstopmode notes.tex", folder.path().string())),
        0)
        << "see " << folder / "notes.log";
}

TEST(TikzDocument, SignsOfOtherScriptsDoNotStopPdflatex) {
    if (!installed("pdflatex"))
        GTEST_SKIP() << "pdflatex is missing: apt-get install texlive-latex-recommended texlive-pictures lmodern";
    const ScratchFolder folder;
    Figure figure = every_primitive();
    for (const Face face : {Face::words, Face::numbers})
        figure.primitives.push_back(
            Text{{20.0F, 60.0F}, "한국어 示例 ж Ωλ é ł 🙂", face, 12.0F, Align::start, {Role::ink}});
    for (const bool fragment : {false, true}) {
        ASSERT_TRUE(write_tikz(figure, folder / "figure.tex", {.fragment = fragment}));
        std::ofstream(folder / "notes.tex")
            << "\\documentclass{article}\\usepackage[T1]{fontenc}\\usepackage{lmodern}\\usepackage{tikz}\n"
               "\\begin{document}\\input{figure}\\end{document}\n";
        EXPECT_EQ(run(fmt::format("cd {} && pdflatex -halt-on-error -interaction=nonstopmode {}.tex",
                                  folder.path().string(), fragment ? "notes" : "figure")),
                  0)
            << "see " << folder / (fragment ? "notes.log" : "figure.log");
    }
}

}  // namespace
}  // namespace stridelens
