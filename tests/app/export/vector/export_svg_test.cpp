#include "app/export/export.h"
#include "tests/app/export/vector/xml.h"
#include "tests/app/figure/every_primitive.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/app/figure/golden.h"

#include <clocale>
#include <set>
#include <tuple>

namespace stridelens {
namespace {

constexpr const char* kLines[] = {
    "maxpool2d 1x1x5x5 k2 s1 values=integers:3",
    "maxpool2d 1x1x6x6 k2 s1 p1 d2 values=integers:3",
    "conv2d 1x3x5x5 out1 k3 s2 p1 values=integers:6 weights=integers:7",
    "maxpool2d 1x1x40x40 k4 values=ramp",
    "conv2d 1x2x20x20 out1 k3 p1 s2 values=normal:6 weights=integers:7",
};

/// The texts that are painted, in order.
std::vector<std::string> texts_of(const Figure& figure) {
    std::vector<std::string> texts;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* text = std::get_if<Text>(&primitive))
            if (!text->text.empty() && text->paint.role != Role::none && text->paint.alpha > 0.0F)
                texts.push_back(text->text);
    return texts;
}

TEST(Svg, EveryTextOfTheFigureIsThereAsText) {
    for (const char* line : kLines) {
        const Figure figure = Picture(line, 3).figure();
        const XmlDocument document = read_xml(svg_text(figure, {}));
        ASSERT_EQ(document.error, "") << line;
        std::vector<std::string> texts;
        for (const XmlElement& element : document.elements)
            if (element.name == "text") texts.push_back(element.text);
        EXPECT_EQ(texts, texts_of(figure)) << line;
    }
}

TEST(Svg, IsWellFormedAndHasNoIdTwice) {
    std::vector<Figure> figures = {every_primitive()};
    for (const char* line : kLines) figures.push_back(Picture(line, 3).figure());
    for (std::size_t i = 0; i < figures.size(); ++i) {
        const XmlDocument document =
            read_xml(svg_text(figures[i], {.title = "A & <b>", .description = "\"c\" \x01", .id_prefix = "7 fig"}));
        ASSERT_EQ(document.error, "") << "figure " << i;
        std::set<std::string> ids;
        for (const XmlElement& element : document.elements) {
            const auto id = element.attributes.find("id");
            if (id == element.attributes.end()) continue;
            EXPECT_TRUE(ids.insert(id->second).second) << "figure " << i << ": " << id->second << " twice";
            EXPECT_TRUE(id->second.starts_with("g7-fig")) << id->second;
        }
        EXPECT_GT(ids.size(), 4U);
        const auto& root = document.elements.at(0).attributes;
        EXPECT_TRUE(ids.contains("g7-figtitle") && ids.contains("g7-figdesc"));
        EXPECT_EQ(root.at("aria-labelledby"), "g7-figtitle g7-figdesc");
        EXPECT_EQ(root.at("role"), "img");
    }
}

TEST(Svg, GroupsAndCellsHaveIdsAndTitles) {
    const Picture picture("maxpool2d 1x1x5x5 k2 s1 values=integers:3", 6);
    const XmlDocument document = read_xml(svg_text(picture.figure(), {.geometry = &picture.derived().geometry}));
    ASSERT_EQ(document.error, "");
    const auto title_of = [&](const std::string& id) {
        for (const XmlElement& element : document.elements) {
            if (element.name != "title" || element.parent < 0) continue;
            const auto& parent = document.elements[static_cast<std::size_t>(element.parent)].attributes;
            if (parent.contains("id") && parent.at("id") == id) return element.text;
        }
        return std::string("no such id");
    };
    for (std::int64_t i = 0; i < 25; ++i)
        EXPECT_EQ(title_of("input-" + std::to_string(i)),
                  "input[0, 0, " + std::to_string(i / 5) + ", " + std::to_string(i % 5) + "]");
    EXPECT_EQ(title_of("output-6"), "output[0, 0, 1, 2]");
    EXPECT_EQ(title_of("input"), "Input, 1 × 1 × 5 × 5");
}

TEST(Svg, ACellWithoutAGeometryIsCounted) {
    const std::string svg = svg_text(every_primitive(), {});
    EXPECT_NE(svg.find("<title>input 6</title>"), std::string::npos);
}

TEST(Svg, ATransparentDrawingHasNoBackground) {
    const std::string ground = "<rect width=\"200\" height=\"120\"";
    EXPECT_NE(svg_text(every_primitive(), {}).find(ground), std::string::npos);
    EXPECT_EQ(svg_text(every_primitive(), {.transparent = true}).find(ground), std::string::npos);
}

TEST(Svg, IsTheSameInEveryLocaleAndOnEveryRun) {
    const std::string once = svg_text(every_primitive(), {});
    const std::string old = std::setlocale(LC_ALL, nullptr);
    for (const char* locale : {"de_DE.UTF-8", "C.UTF-8", "C"}) {
        std::setlocale(LC_ALL, locale);
        EXPECT_EQ(svg_text(every_primitive(), {}), once) << locale;
    }
    std::setlocale(LC_ALL, old.c_str());
}

TEST(SvgGolden, DrawingsAreAsApproved) {
    expect_golden(
        "every-primitive.svg",
        without_bitmaps(svg_text(every_primitive(), {.title = "Every primitive", .description = "One & all"})),
        "every_primitive() as SVG, light");
    expect_golden("every-primitive-dark.svg", without_bitmaps(svg_text(every_primitive(), {ThemeName::dark, true})),
                  "every_primitive() as SVG, dark and transparent");
}

}  // namespace
}  // namespace stridelens
