#include "app/export/export.h"
#include "app/export/vector/tikz_words.h"
#include "tests/app/figure/every_primitive.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/app/figure/golden.h"

#include <algorithm>

namespace stridelens {
namespace {

std::size_t count(const std::string& text, const std::string& what) {
    std::size_t found = 0;
    for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + 1)) ++found;
    return found;
}

TEST(TikzWords, SpecialCharactersAreEscaped) {
    EXPECT_EQ(tex_words("50 % #1_{x} & $2", false), "50 \\% \\#1\\_\\{x\\} \\& \\$2");
    EXPECT_EQ(tex_words("\\^~", false), "\\textbackslash{}\\textasciicircum{}\\textasciitilde{}");
    EXPECT_EQ(tex_words("a<b|c>\"d\"", false), "a\\textless{}b\\textbar{}c\\textgreater{}\\char34{}d\\char34{}");
}

TEST(TikzWords, HyphensAndSpacesAreNotJoined) {
    EXPECT_EQ(tex_words("é ł", false), "é ł");
    EXPECT_EQ(tex_words("한", false), "\\slsign{D55C}{한}");
    EXPECT_EQ(sign_definition("é ł"), "");
    EXPECT_NE(sign_definition(tex_words("한", true)), "");
    EXPECT_EQ(sign_definition("% a title with \\slsign{0041}{A}\n1 + 1\n"), "");
    EXPECT_NE(sign_definition("% a title with \\slsign{0041}{A}\n" + tex_words("한", true)), "");
    EXPECT_EQ(tex_words("--x", true), "-{}-{}x");
    EXPECT_EQ(tex_words(" a  b ", false), "\\ a \\ b\\ ");
}

TEST(TikzWords, SignsAreTeXsOwn) {
    EXPECT_EQ(tex_words("−3 × 2·0", false), "\\textminus{}3 \\texttimes{} 2\\textperiodcentered{}0");
    EXPECT_EQ(tex_words("⌊x⌋", false), "$\\lfloor$x$\\rfloor$");
    EXPECT_EQ(tex_words("⌊x⌋", true), "\\makebox[.525em]{$\\lfloor$}x\\makebox[.525em]{$\\rfloor$}");
    EXPECT_EQ(tex_words("∂→…", false), "$\\partial$\\textrightarrow{}\\ldots{}");
    EXPECT_EQ(tex_words("\xFF", false), "?");
    EXPECT_EQ(tex_words("é", false), "é");
}

TEST(Tikz, AFragmentIsThePictureAlone) {
    const std::string whole = tikz_text(every_primitive(), {});
    const std::string fragment = tikz_text(every_primitive(), {.fragment = true});
    EXPECT_EQ(count(whole, "\\begin{document}"), 1U);
    EXPECT_EQ(count(whole, "\\end{document}"), 1U);
    EXPECT_EQ(count(fragment, "document"), 0U);
    EXPECT_EQ(count(fragment, "\\begin{tikzpicture}"), 1U);
    const auto picture = [](const std::string& text) {
        const std::size_t start = text.find("\\begingroup"), end = text.find("\\endgroup");
        return text.substr(start, end - start);
    };
    EXPECT_EQ(picture(whole), picture(fragment));
}

TEST(Tikz, EveryTextIsANodeAndEveryScopeIsClosed) {
    const Figure figure = Picture("conv2d 1x3x5x5 out1 k3 s2 p1 values=integers:6 weights=integers:7", 4).figure();
    const std::string tex = tikz_text(figure, {});
    const auto texts = std::count_if(figure.primitives.begin(), figure.primitives.end(), [](const Primitive& p) {
        const auto* text = std::get_if<Text>(&p);
        return text != nullptr && !text->text.empty() && text->paint.role != Role::none && text->paint.alpha > 0.0F;
    });
    EXPECT_EQ(count(tex, "\\node["), static_cast<std::size_t>(texts));
    EXPECT_EQ(count(tex, "\\begin{scope}"), count(tex, "\\end{scope}"));
}

TEST(Tikz, ABigGridIsABitmapOfItsCells) {
    Figure figure;
    figure.width = figure.height = 10;
    figure.primitives.push_back(
        Image{.box = {0, 0, 10, 10}, .numbers = plane_of(3, 2, {0, 0, 0, 0, 0, NAN}), .grid = Grid::output});
    const std::string tex = tikz_text(figure, {});
    EXPECT_EQ(count(tex, "/W 2 /H 2 "), 1U) << tex;  // the rows that are whole
    EXPECT_EQ(count(tex, "/W 1 /H 1 "), 1U) << tex;  // what there is of the last one
    EXPECT_EQ(count(tex, "FFFFFFFFFFFFFFFFFFFFFFFF>"), 1U) << "four cells of value 0, white in the light theme\n"
                                                           << tex;
}

TEST(TikzGolden, PicturesAreAsApproved) {
    expect_golden("every-primitive.tex", tikz_text(every_primitive(), {}), "every_primitive() as TikZ, light");
    expect_golden("every-primitive-fragment.tex", tikz_text(every_primitive(), {ThemeName::dark, true, true}),
                  "every_primitive() as TikZ, a dark and transparent fragment");
}

}  // namespace
}  // namespace stridelens
