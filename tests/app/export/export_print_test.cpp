// Print figures in the text formats: black, white, and nothing between.

#include "app/export/export.h"
#include "tests/app/figure/every_figure.h"
#include "tests/app/figure/every_primitive.h"
#include "tests/app/figure/golden.h"

#include <set>

namespace stridelens {
namespace {

std::vector<NamedFigure> figures() {
    std::vector<NamedFigure> all = every_figure();
    all.push_back({"every_primitive()", every_primitive()});
    return all;
}

/// What stands behind each `mark`, `length` characters of it.
std::set<std::string> behind(const std::string& text, const std::string& mark, std::size_t length) {
    std::set<std::string> found;
    for (std::size_t at = text.find(mark); at != std::string::npos; at = text.find(mark, at + 1))
        found.insert(text.substr(at + mark.size(), length));
    return found;
}

bool within(const std::set<std::string>& found, const std::set<std::string>& allowed) {
    return std::includes(allowed.begin(), allowed.end(), found.begin(), found.end());
}

const std::set<std::string> kPure = {"000000", "FFFFFF"};

TEST(PrintSvg, HasNoColourAndNoOpacity) {
    for (const NamedFigure& drawn : figures()) {
        const std::string svg = svg_text(drawn.figure, {.theme = ThemeName::print});
        for (const char* mark : {"fill=\"#", "stroke=\"#"})
            EXPECT_TRUE(within(behind(svg, mark, 6), kPure)) << drawn.name << ": " << mark;
        EXPECT_EQ(svg.find("opacity"), std::string::npos) << drawn.name;
        EXPECT_TRUE(behind(svg, "fill=\"#", 6).contains("000000")) << drawn.name << ": its words are black";
    }
}

TEST(PrintTikz, HasNoColourAndNoOpacity) {
    std::size_t bitmaps = 0;
    for (const NamedFigure& drawn : figures()) {
        const std::string tex = tikz_text(drawn.figure, {.theme = ThemeName::print});
        EXPECT_EQ(behind(tex, "{HTML}{", 6), kPure) << drawn.name;
        EXPECT_EQ(tex.find("opacity"), std::string::npos) << drawn.name;
        const std::set<std::string> spaces = behind(tex, "/CS ", 9);
        EXPECT_TRUE(within(spaces, {"/G /BPC 1"})) << drawn.name << ": its bitmaps have a bit a pixel";
        bitmaps += spaces.size();
    }
    EXPECT_GT(bitmaps, 10U);
}

TEST(PrintGolden, DrawingsAreAsApproved) {
    const Picture picture("maxpool2d 1x1x6x6 k2 s1 p1 d2 values=integers:3", 3);
    expect_golden("maxpool2d-dilated-print.svg", svg_text(picture.figure(), {.theme = ThemeName::print}),
                  "maxpool2d 1x1x6x6 k2 s1 p1 d2 values=integers:3, step 3, as SVG for print");
}

}  // namespace
}  // namespace stridelens
