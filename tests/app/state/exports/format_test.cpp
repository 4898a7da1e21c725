#include "app/state/exports/format.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

TEST(Format, IsToldByTheEnding) {
    EXPECT_EQ(format_of("a/b.png").value(), Format::png);
    EXPECT_EQ(format_of("B.SVG").value(), Format::svg);
    EXPECT_EQ(format_of("x.tex").value(), Format::tikz) << "a drawing, unless the format is named";
    EXPECT_EQ(format_of("x.htm").value(), Format::html);
    for (const Format format : kFormats) {
        const Format told = format == Format::latex ? Format::tikz : format;
        EXPECT_EQ(format_of(std::string("x") + extension_of(format)).value(), told);
    }
    for (const char* unknown : {"x", "x.bmp", ".png", ""}) {
        const auto format = format_of(unknown);
        ASSERT_FALSE(format) << unknown;
        EXPECT_NE(format.error().sentence.find(".png .svg .pdf"), std::string::npos) << format.error().sentence;
    }
}

TEST(Format, EveryOneHasANameThatIsReadBack) {
    for (const Format format : kFormats) EXPECT_EQ(format_from(to_string(format)), format) << to_string(format);
    EXPECT_FALSE(format_from("bmp"));
}

}  // namespace
}  // namespace stridelens
