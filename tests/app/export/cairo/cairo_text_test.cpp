// Text in PNG and PDF: no sign that some font has is a box, and a minus looks like one.

#include "app/export/cairo/cairo_fonts.h"
#include "app/figure/figure.h"
#include "app/figure/sketch.h"
#include "tests/pixels.h"

#include <cmath>

namespace stridelens {
namespace {

Pixels drawn(const std::string& text, Face face) {
    Sketch sketch(900, 60);
    sketch.text({20, 30}, text, face, 32, {Role::ink}, Align::start);
    return render_pixels(std::move(sketch.figure()), {ThemeName::light, 2.0});
}

/// First and last column of pixels with ink.
std::pair<int, int> extent(const Pixels& pixels) {
    int first = pixels.width, last = -1;
    for (int y = 0; y < pixels.height; ++y)
        for (int x = 0; x < pixels.width; ++x) {
            const auto at =
                (static_cast<std::size_t>(y) * static_cast<std::size_t>(pixels.width) + static_cast<std::size_t>(x)) *
                4;
            if (pixels.rgba[at] > 128) continue;
            first = std::min(first, x);
            last = std::max(last, x);
        }
    return {first, last};
}

TEST(CairoText, SignsOfFormulasThatTheFaceOfWordsLacksAreThoseOfTheNumbers) {
    for (const char* sign : {"⌊", "⌋", "⌈", "⌉", "⊙", "⊕"})
        EXPECT_EQ(drawn(sign, Face::words).rgba, drawn(sign, Face::numbers).rgba) << sign;
    EXPECT_EQ(drawn("⌊", Face::words_bold).rgba, drawn("⌊", Face::numbers_bold).rgba);
}

TEST(CairoText, LettersThatNeitherFaceHasComeFromAFontThatHasThem) {
    for (const Face face : {Face::words, Face::words_bold, Face::numbers}) {
        const std::vector<FontRun> runs = font_runs("풀링 (pool)", face);
        ASSERT_EQ(runs.size(), 2U);
        EXPECT_EQ(runs[0].text, "풀링");
        EXPECT_NE(runs[0].font, load_face(face)) << "install Debian's fonts-nanum";
        EXPECT_EQ(runs[1].text, " (pool)");
        EXPECT_EQ(runs[1].font, load_face(face));
    }
    EXPECT_NE(drawn("풀", Face::words).rgba, drawn("링", Face::words).rgba) << "boxes would be alike";
}

TEST(CairoText, ALineOfSeveralFontsIsAsWideAsTheLayoutTakesItFor) {
    for (const char* text : {"window o reads ⌊o·5/3⌋ … ⌈(o+1)·5/3⌉ − 1", "풀링 연산", "합성곱 conv2d"}) {
        const auto [first, last] = extent(drawn(text, Face::words));
        EXPECT_GT(last, first);
        const auto width = static_cast<float>(last - first) / 2.0F;
        EXPECT_LE(width, text_width(text, Face::words, 32) + 1.0F) << text;
        EXPECT_GE(width, 0.8F * text_width(text, Face::words, 32)) << text;
    }
}

TEST(CairoText, AMinusIsAlmostAsLongAsAPlusAndLongerThanAHyphen) {
    const auto length = [](const char* sign, Face face) {
        const auto [first, last] = extent(drawn(sign, face));
        return static_cast<float>(last - first + 1);
    };
    for (const Face face : {Face::words, Face::numbers, Face::numbers_bold}) {
        EXPECT_GE(length("−", face), 0.9F * length("+", face));
        EXPECT_GE(length("−", face), 1.3F * length("-", face));
    }
}

TEST(CairoText, BytesThatAreNoTextDoNotStopTheOthers) {
    EXPECT_GT(extent(drawn("before", Face::words)).second, 0);
    const std::vector<FontRun> runs = font_runs("a\xff b", Face::words);
    std::string all;
    for (const FontRun& run : runs) all += run.text;
    EXPECT_EQ(all, "a\xff b");
}

}  // namespace
}  // namespace stridelens
