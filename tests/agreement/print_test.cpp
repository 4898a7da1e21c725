// Print figures as PDF: black, white, and nothing between, as poppler sees them.

#include "tests/agreement/pictures.h"
#include "tests/app/figure/every_figure.h"
#include "tests/scratch_folder.h"

#include <set>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

Figure without_pictures(Figure figure) {
    for (Primitive& primitive : figure.primitives)
        if (std::holds_alternative<Image>(primitive)) primitive = Rect{};  // the count of the groups stays right
    return figure;
}

/// The colours of all PNG files of a folder, as 0xRRGGBB; no more than a few of them.
std::set<std::uint32_t> colours_in(const fs::path& folder, std::size_t& files) {
    std::set<std::uint32_t> colours;
    for (const auto& entry : fs::directory_iterator(folder)) {
        if (entry.path().extension() != ".png") continue;
        ++files;
        const Pixels pixels = read_png(entry.path());
        EXPECT_GT(pixels.width, 0) << entry.path();
        for (std::size_t i = 0; i < pixels.rgba.size() && colours.size() < 8; i += 4)
            colours.insert(std::uint32_t{pixels.rgba[i]} << 16U | std::uint32_t{pixels.rgba[i + 1]} << 8U |
                           pixels.rgba[i + 2]);
    }
    return colours;
}

const std::set<std::uint32_t> kPure = {0x000000U, 0xFFFFFFU};

TEST(PrintPdf, OfEveryFigureIsPureWithoutSmoothing) {
    if (!installed("pdftoppm")) GTEST_SKIP() << "pdftoppm is missing: apt-get install poppler-utils";
    const ScratchFolder folder;
    std::vector<Figure> figures;
    for (const NamedFigure& drawn : every_figure()) figures.push_back(without_pictures(drawn.figure));
    ASSERT_TRUE(write_pdf(figures, folder / "x.pdf", {.theme = ThemeName::print}));
    ASSERT_EQ(run("pdftoppm -r 72 -aa no -aaVector no -png " + (folder / "x.pdf").string() + " " +
                  (folder / "page").string()),
              0);
    std::size_t pages = 0;
    EXPECT_EQ(colours_in(folder.path(), pages), kPure);
    EXPECT_EQ(pages, figures.size());
}

TEST(PrintPdf, ItsPicturesAreBlackAndWhite) {
    if (!installed("pdfimages")) GTEST_SKIP() << "pdfimages is missing: apt-get install poppler-utils";
    const ScratchFolder folder;
    std::vector<Figure> figures;
    for (const NamedFigure& drawn : every_figure()) figures.push_back(drawn.figure);
    ASSERT_TRUE(write_pdf(figures, folder / "x.pdf", {.theme = ThemeName::print}));
    ASSERT_EQ(run("pdfimages -png " + (folder / "x.pdf").string() + " " + (folder / "image").string()), 0);
    std::size_t images = 0;
    EXPECT_EQ(colours_in(folder.path(), images), kPure);
    EXPECT_GT(images, figures.size());
}

TEST(PrintPdf, InAnotherThemeItIsNot) {
    // The measure itself.
    if (!installed("pdftoppm")) GTEST_SKIP() << "pdftoppm is missing: apt-get install poppler-utils";
    const ScratchFolder folder;
    const Figure figure = Picture("maxpool2d 1x1x5x5 k2 s1").figure();
    ASSERT_TRUE(write_pdf({&figure, 1}, folder / "x.pdf", {.theme = ThemeName::light}));
    ASSERT_EQ(run("pdftoppm -r 72 -aa no -aaVector no -png " + (folder / "x.pdf").string() + " " +
                  (folder / "page").string()),
              0);
    std::size_t pages = 0;
    EXPECT_NE(colours_in(folder.path(), pages), kPure);
}

}  // namespace
}  // namespace stridelens
