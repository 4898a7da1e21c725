// The same figure by others' programs: SVG by librsvg, Inkscape and Chromium, PDF by poppler, against our own PNG.

#include "tests/agreement/pictures.h"
#include "tests/app/figure/every_primitive.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/scratch_folder.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

// What may differ, of 255, and how far around a pixel its match is looked for. Shapes: the edges' smoothing. Text: glyphs
// are moved by up to a quarter of a pixel; librsvg and Inkscape kern, whatever the file says, so that a long line ends
// some points off (Chromium, which does as it is told, holds the place of text to one point). Print: black on white
// differs most, and poppler shows hatching finer than its pixels in a way of its own.
struct Bounds {
    double mean, most;
};
constexpr Bounds kShapes{0.25, 12.0}, kAll{1.2, 80.0};
constexpr Bounds kPrintShapes{2.5, 100.0}, kPrintAll{4.0, 110.0};
constexpr int kAround = 1, kAroundKerned = 5;

struct Sample {
    std::string name;
    Figure figure;
    ThemeName theme = ThemeName::light;
};

/// A picture whose values are hatched both ways.
Figure hatched_picture(float sign = 1.0F) {
    Picture picture("maxpool2d 1x1x40x40 k4 values=normal:1", 44);
    picture.scene.width = 640;
    picture.scene.height = 480;
    Figure figure = picture.figure();
    for (Primitive& primitive : figure.primitives)
        if (auto* image = std::get_if<Image>(&primitive)) {
            std::vector<float> values;
            for (std::int64_t i = 0; i < image->rows() * image->columns(); ++i)
                values.push_back(sign * image->numbers.at(i / image->columns(), i % image->columns()));
            image->numbers = plane_of(image->rows(), image->columns(), std::move(values));
        }
    return figure;
}

/// A handful of figures that have every primitive between them, not larger than they must be.
std::vector<Sample> samples() {
    const auto figure = [](const std::string& line, std::int64_t step, float width, float height) {
        Picture picture(line, step);
        picture.scene.width = width;
        picture.scene.height = height;
        return picture.figure();
    };
    return {
        {"primitives", every_primitive(), ThemeName::light},
        {"primitives-dark", every_primitive(), ThemeName::dark},
        {"maxpool2d", figure("maxpool2d 1x1x5x5 k2 s1 values=integers:3", 6, 800, 560), ThemeName::light},
        {"dilated", figure("maxpool2d 1x1x6x6 k2 s1 p1 d2 values=integers:3", 3, 800, 600), ThemeName::dark},
        {"conv2d", figure("conv2d 1x3x5x5 out1 k3 s2 p1 values=integers:6 weights=integers:7", 4, 1000, 700),
         ThemeName::light},
        {"image", figure("maxpool2d 1x1x40x40 k4 values=ramp", 44, 900, 600), ThemeName::dark},
        {"maxpool2d-projector", figure("maxpool2d 1x1x5x5 k2 s1 values=integers:3", 6, 640, 480), ThemeName::projector},
        {"primitives-print", every_primitive(), ThemeName::print},
        {"dilated-print", figure("maxpool2d 1x1x6x6 k2 s1 p1 d2 values=integers:3", 3, 640, 480), ThemeName::print},
        {"image-print", hatched_picture(), ThemeName::print},
    };
}

Figure without_text(Figure figure) {
    for (Primitive& primitive : figure.primitives)
        if (auto* text = std::get_if<Text>(&primitive)) text->text.clear();  // the count of the groups stays right
    return figure;
}

/// Renders with `render(figure, theme, folder)`, which makes a PNG at 4 pixels a point and returns its path.
template <class Render>
void expect_agreement(const std::string& renderer, int around, Render render) {
    const ScratchFolder folder;
    for (const Sample& sample : samples())
        for (const bool text : {false, true}) {
            const Figure figure = text ? sample.figure : without_text(sample.figure);
            const Pixels ours = render_pixels(figure, {.theme = sample.theme, .scale = kOversampling});
            const Pixels theirs =
                part_of(read_png(render(figure, sample.theme, folder.path())), ours.width, ours.height);
            ASSERT_EQ(theirs.width, ours.width) << sample.name;
            ASSERT_EQ(theirs.height, ours.height) << sample.name;
            const Smooth a = smooth(ours), b = smooth(theirs);
            const PictureDifference far = difference(a, b, text ? around : kAround);
            const std::string what = fmt::format("{}, {}, {}: mean {:.3f}, most {:.1f} at {},{}", renderer, sample.name,
                                                 text ? "all of it" : "shapes alone", far.mean, far.most, far.x, far.y);
            std::puts(what.c_str());
            const bool print = sample.theme == ThemeName::print;
            const Bounds& bounds = text ? (print ? kPrintAll : kAll) : (print ? kPrintShapes : kShapes);
            if (far.mean <= bounds.mean && far.most <= bounds.most) continue;
            const fs::path picture = folder / fmt::format("{}-{}-difference.png", sample.name, text ? "all" : "shapes");
            write_difference(a, b, picture);
            ADD_FAILURE() << what << "; see " << picture;
        }
}

TEST(Agreement, TheSvgByLibrsvgIsOurPng) {
    if (!installed("rsvg-convert")) GTEST_SKIP() << "rsvg-convert is missing: apt-get install librsvg2-bin";
    expect_agreement("rsvg", kAroundKerned, [](const Figure& figure, ThemeName theme, const fs::path& folder) {
        EXPECT_TRUE(write_svg(figure, folder / "x.svg", {.theme = theme}));
        EXPECT_EQ(run(fmt::format("rsvg-convert -z {} {} -o {}", kOversampling, (folder / "x.svg").string(),
                                  (folder / "x.png").string())),
                  0);
        return folder / "x.png";
    });
}

TEST(Agreement, TheSvgByInkscapeIsOurPng) {
    if (!installed("inkscape")) GTEST_SKIP() << "inkscape is missing: apt-get install inkscape";
    expect_agreement("inkscape", kAroundKerned, [](const Figure& figure, ThemeName theme, const fs::path& folder) {
        EXPECT_TRUE(write_svg(figure, folder / "x.svg", {.theme = theme}));
        EXPECT_EQ(
            run(fmt::format("env HOME={0} inkscape -d {1} --export-type=png --export-filename={0}/x.png {0}/x.svg",
                            folder.string(), 96 * kOversampling)),
            0);
        return folder / "x.png";
    });
}

TEST(Agreement, ThePdfByPopplerIsOurPng) {
    if (!installed("pdftoppm")) GTEST_SKIP() << "pdftoppm is missing: apt-get install poppler-utils";
    expect_agreement("poppler", kAround, [](const Figure& figure, ThemeName theme, const fs::path& folder) {
        EXPECT_TRUE(write_pdf({&figure, 1}, folder / "x.pdf", {.theme = theme}));
        EXPECT_EQ(run(fmt::format("pdftoppm -r {} -png -singlefile {} {}", 72 * kOversampling,
                                  (folder / "x.pdf").string(), (folder / "x").string())),
                  0);
        return folder / "x.png";
    });
}

TEST(Agreement, TheBitmapsOfTheTikzByPdflatexAreThoseOfOurPng) {
    // Not more: TeX has fonts of its own and begins dashes elsewhere.
    if (!installed("pdflatex") || !installed("pdftoppm"))
        GTEST_SKIP() << "apt-get install texlive-latex-recommended texlive-pictures lmodern poppler-utils";
    const ScratchFolder folder;
    for (const ThemeName theme : {ThemeName::light, ThemeName::print}) {
        const Figure figure = without_text(hatched_picture());
        ASSERT_TRUE(write_tikz(figure, folder / "x.tex", {.theme = theme}));
        ASSERT_EQ(run(fmt::format("cd {} && pdflatex -halt-on-error -interaction=nonstopmode x.tex && "
                                  "pdftoppm -r {} -png -singlefile x.pdf x",
                                  folder.path().string(), 72 * kOversampling)),
                  0)
            << "see " << folder / "x.log";
        const Pixels ours = render_pixels(figure, {.theme = theme, .scale = kOversampling});
        const PictureDifference far =
            difference(smooth(ours), smooth(part_of(read_png(folder / "x.png"), ours.width, ours.height)));
        EXPECT_LE(far.mean, theme == ThemeName::print ? kPrintShapes.mean : kShapes.mean) << to_string(theme);
    }
}

TEST(Agreement, TheSvgByChromiumIsOurPng) {
    if (!installed("chromium")) GTEST_SKIP() << "chromium is missing: apt-get install chromium";
    expect_agreement(
        "chromium", kAround, [](const Figure& figure, ThemeName theme, const fs::path& folder) {
            std::ofstream(folder / "x.html")
                << "<!doctype html><body style=\"margin:0\"><img style=\"display:block\" src=\"x.svg\">";
            EXPECT_TRUE(write_svg(figure, folder / "x.svg", {.theme = theme}));
            // A window of Chromium is never as small as some figures: what the page leaves free is cut off afterwards.
            EXPECT_EQ(run(fmt::format("cd {} && chromium --headless --no-sandbox --disable-gpu --hide-scrollbars "
                                      "--user-data-dir={} --force-device-scale-factor={} --window-size={:.0f},{:.0f} "
                                      "--screenshot=x.png file://{}",
                                      folder.string(), (folder / "profile").string(), kOversampling,
                                      std::max(800.0F, figure.width), std::max(600.0F, figure.height),
                                      (folder / "x.html").string())),
                      0);
            return folder / "x.png";
        });
}

TEST(Agreement, WhatIsMissingIsSeen) {
    // The measure itself: without one number, or with one line of the pattern moved, it is past its bounds.
    const Figure whole = every_primitive();
    Figure lacking = whole;
    for (Primitive& primitive : lacking.primitives)
        if (auto* text = std::get_if<Text>(&primitive); text != nullptr && text->text.find("1.31") != std::string::npos)
            text->text.clear();
    const PngOptions options{.scale = kOversampling};
    const Smooth a = smooth(render_pixels(whole, options));
    EXPECT_GT(difference(a, smooth(render_pixels(lacking, options)), kAroundKerned).most, kAll.most);
    EXPECT_EQ(difference(a, a).most, 0.0);
    Figure moved = without_text(whole);
    for (Primitive& primitive : moved.primitives)
        if (auto* line = std::get_if<Line>(&primitive)) line->a.y += 3;
    EXPECT_GT(
        difference(smooth(render_pixels(without_text(whole), options)), smooth(render_pixels(moved, options))).most,
        kShapes.most);
    const PngOptions print{.theme = ThemeName::print, .scale = kOversampling};
    EXPECT_GT(difference(smooth(render_pixels(hatched_picture(), print)),
                         smooth(render_pixels(hatched_picture(-1.0F), print)))
                  .mean,
              kPrintShapes.mean)
        << "hatching of the other sign";
}

}  // namespace
}  // namespace stridelens
