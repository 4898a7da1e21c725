// What a theme changes besides colours.

#include "app/figure/theme/dress.h"
#include "app/figure/theme/theme.h"
#include "tests/app/figure/every_figure.h"

#include <map>

namespace stridelens {
namespace {

template <class P>
std::vector<Primitive> in_print(const P& primitive) {
    return dressed(primitive, ThemeName::print);
}

/// What of a primitive layout decides: where texts stand and how large they are.
std::vector<Text> texts_in(const Figure& figure, ThemeName theme) {
    std::vector<Text> texts;
    for (const Primitive& primitive : figure.primitives)
        for (const Primitive& worn : dressed(primitive, theme))
            if (const auto* text = std::get_if<Text>(&worn)) {
                texts.push_back(*text);
                texts.back().paint = {};
            }
    return texts;
}

TEST(Dress, LeavesFiguresInDarkLightAndColourBlindAsTheyAre) {
    for (const ThemeName theme : {ThemeName::dark, ThemeName::light, ThemeName::colour_blind}) {
        EXPECT_FALSE(dresses(theme));
        for (const NamedFigure& drawn : every_figure()) {
            Figure worn{drawn.figure.width, drawn.figure.height, {}};
            for (const Primitive& primitive : drawn.figure.primitives)
                for (Primitive& part : dressed(primitive, theme)) worn.primitives.push_back(std::move(part));
            EXPECT_EQ(dump(worn), dump(drawn.figure)) << drawn.name << " in " << to_string(theme);
        }
    }
}

TEST(Dress, MovesNoTextAndOpensAndClosesTheSameGroups) {
    for (const NamedFigure& drawn : every_figure())
        for (const ThemeName theme : {ThemeName::print, ThemeName::projector}) {
            EXPECT_TRUE(texts_in(drawn.figure, theme) == texts_in(drawn.figure, ThemeName::light))
                << drawn.name << " in " << to_string(theme);
            for (const Primitive& primitive : drawn.figure.primitives)
                if (std::holds_alternative<Group>(primitive)) {
                    EXPECT_TRUE(dressed(primitive, theme) == std::vector<Primitive>{primitive}) << drawn.name;
                }
        }
}

// --- projector -----------------------------------------------------------------------------------------------------

struct Stroke {
    Paint paint;
    float width = 0.0F;
};
Stroke stroke_of(const Primitive& primitive) {
    if (const auto* rect = std::get_if<Rect>(&primitive)) return {rect->stroke, rect->stroke_width};
    if (const auto* line = std::get_if<Line>(&primitive)) return {line->stroke, line->width};
    if (const auto* polygon = std::get_if<Polygon>(&primitive)) return {polygon->stroke, polygon->stroke_width};
    if (const auto* curve = std::get_if<Curve>(&primitive)) return {curve->stroke, curve->width};
    return {};
}

TEST(Projector, HasNoThinLinesAndNoneFainterThanInOtherThemes) {
    std::size_t strokes = 0;
    for (const NamedFigure& drawn : every_figure())
        for (const Primitive& primitive : drawn.figure.primitives) {
            const Stroke plain = stroke_of(primitive);
            if (plain.paint.role == Role::none || plain.width <= 0.0F) continue;
            const std::vector<Primitive> worn = dressed(primitive, ThemeName::projector);
            ASSERT_EQ(worn.size(), 1U);
            const Stroke stroke = stroke_of(worn.front());
            EXPECT_GE(stroke.width, std::max(plain.width, 2.0F)) << drawn.name;
            EXPECT_GE(stroke.paint.alpha, plain.paint.alpha) << drawn.name;
            ++strokes;
        }
    EXPECT_GT(strokes, 1000U);
}

TEST(Projector, AVeilStaysAVeil) {
    Rect veil;
    veil.fill = {Role::background, 0.0F, 0.72F};
    EXPECT_EQ(std::get<Rect>(dressed(veil, ThemeName::projector).front()).fill, veil.fill);
}

// --- print ---------------------------------------------------------------------------------------------------------

TEST(Print, PaintsAreOpaqueOrNotThereAndEachIsBlackOrWhite) {
    const auto pure = [](const Paint& paint) {
        if (paint.role == Role::none) return true;
        const Rgba c = resolve_colour(paint, ThemeName::print);
        return c == Rgba{0, 0, 0, 1} || c == Rgba{1, 1, 1, 1};
    };
    std::vector<NamedFigure> figures = every_figure();
    Picture refused("maxpool2d 1x1x28x28 k3 s2 values=normal:1", 4);
    refused.scene.dimmed = true;
    figures.push_back({"refused settings", refused.figure()});
    for (const NamedFigure& drawn : figures)
        for (const Primitive& primitive : drawn.figure.primitives)
            for (const Primitive& worn : in_print(primitive)) {
                EXPECT_TRUE(stroke_of(worn).width <= 0.0F || pure(stroke_of(worn).paint)) << drawn.name;
                if (const auto* rect = std::get_if<Rect>(&worn)) {
                    EXPECT_TRUE(pure(rect->fill)) << drawn.name;
                    EXPECT_TRUE(pure(rect->pattern_paint)) << drawn.name;
                }
                if (const auto* polygon = std::get_if<Polygon>(&worn)) {
                    EXPECT_TRUE(pure(polygon->fill)) << drawn.name;
                }
                if (const auto* text = std::get_if<Text>(&worn)) {
                    EXPECT_TRUE(pure(text->paint)) << drawn.name;
                }
            }
}

TEST(Print, AFaintLineIsAThinOneButNeverThinnerThanPrintersCan) {
    const auto width = [](float alpha, float points) {
        return std::get<Line>(in_print(Line{{0, 0}, {9, 0}, {Role::window, 0.0F, alpha}, points, false}).front()).width;
    };
    EXPECT_EQ(width(1.0F, 4.0F), 4.0F);
    EXPECT_EQ(width(0.5F, 4.0F), 2.0F);
    EXPECT_EQ(width(0.1F, 1.0F), 0.35F);
}

TEST(Print, CellsShareOneEdgeInTheMiddleOfTheGap) {
    const Figure figure = Picture("maxpool2d 1x1x3x3 k2 s1 values=integers:3").figure();
    std::map<std::int64_t, Rect> cells;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* rect = std::get_if<Rect>(&primitive); rect != nullptr && rect->cell.grid == Grid::input)
            cells[rect->cell.flat] = std::get<Rect>(in_print(*rect).front());
    ASSERT_EQ(cells.size(), 9U);
    for (std::int64_t i = 0; i < 9; ++i) {
        EXPECT_EQ(cells[i].stroke.role, Role::ink);
        EXPECT_EQ(cells[i].radius, 0.0F);
        if (i % 3 < 2) {
            EXPECT_FLOAT_EQ(cells[i].box.right(), cells[i + 1].box.x) << "cell " << i;
        }
        if (i < 6) {
            EXPECT_FLOAT_EQ(cells[i].box.bottom(), cells[i + 3].box.y) << "cell " << i;
        }
    }
}

TEST(Print, AValueIsHatchedWhereItHasNoNumberAndOnlyThere) {
    for (const auto& [line, numbers] :
         {std::pair{"maxpool2d 1x1x3x3 k2 s1", true}, {"conv2d 1x2x20x20 out1 k3", false}})
        for (const Primitive& primitive : Picture(line).figure().primitives) {
            const auto* rect = std::get_if<Rect>(&primitive);
            if (rect == nullptr || rect->cell.grid != Grid::input || (rect->box.w > 20.0F) != numbers) continue;
            const Rect worn = std::get<Rect>(in_print(*rect).front());
            EXPECT_EQ(pattern_lines(worn).empty(), numbers || rect->fill.value == 0.0F) << line;
        }
}

TEST(Print, SkippedCellsAreStripedSoThatTheirNumbersStayLegible) {
    Rect veil;
    veil.box = {0, 0, 20, 20};
    veil.fill = {Role::background, 0.0F, 0.72F};
    const Rect worn = std::get<Rect>(in_print(veil).front());
    EXPECT_EQ(worn.fill.role, Role::none);
    EXPECT_EQ(worn.pattern_paint, Paint{Role::background});
    EXPECT_FALSE(pattern_lines(worn).empty());
}

TEST(Print, APictureHasAnEdgeIfItIsComplete) {
    Image image{.box = {5, 6, 20, 10}, .numbers = plane_of(1, 2, {0, 0}), .grid = Grid::input};
    const std::vector<Primitive> whole = in_print(image);
    ASSERT_EQ(whole.size(), 2U);
    EXPECT_EQ(std::get<Rect>(whole[1]).box, image.box);
    image.numbers.computed = 0;
    EXPECT_EQ(in_print(image).size(), 1U);
}

TEST(Print, WhatStandsOnTheAccentIsWhiteOnBlack) {
    const auto colour = [](Role role) { return resolve_colour({role}, ThemeName::print); };
    EXPECT_EQ(colour(Role::window), (Rgba{0, 0, 0, 1}));
    EXPECT_EQ(colour(Role::on_window), (Rgba{1, 1, 1, 1}));
    Rect chip;
    chip.fill = {Role::window};
    EXPECT_EQ(std::get<Rect>(in_print(chip).front()).fill, Paint{Role::window});
}

}  // namespace
}  // namespace stridelens
