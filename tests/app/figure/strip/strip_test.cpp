// The line of arithmetic: true as it is printed, what it leaves out, how its numbers are written.

#include "app/figure/strip/strip.h"
#include "core/words/prose.h"
#include "core/words/utf8.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/app/figure/golden_scenes.h"

#include <cmath>
#include <regex>
#include <set>

namespace stridelens {
namespace {

/// The strip's texts in order, with a space between; as it is placed in this width.
std::string line_of(const Picture& picture, float width = 4000.0F, bool all = false) {
    Scene scene = picture.scene;
    scene.width = width;
    scene.all_terms = all;
    std::string text;
    for (const PlacedToken& placed : lay_out_strip(gather(scene)).tokens)
        text += (text.empty() ? "" : " ") + placed.token.text;
    return text;
}

std::string line_of(const char* problem, std::int64_t step = 0, View view = View::output) {
    return line_of(Picture(problem, step, view));
}

double number(const std::string& text) {
    return std::stod(text::plain(text));
}

/// "a·(b)", "a/9" or "a".
double value_of_chip(const std::string& text) {
    if (const std::size_t dot = text.find("·"); dot != std::string::npos) {
        const std::string factor = text.substr(dot + 2);
        return number(text.substr(0, dot)) * number(factor.front() == '(' ? factor.substr(1) : factor);
    }
    if (const std::size_t slash = text.find('/'); slash != std::string::npos)
        return number(text.substr(0, slash)) / number(text.substr(slash + 1));
    return number(text);
}

TEST(Strip, AnEqualsSignStandsOnlyBeforeWhatThePrintedNumbersMake) {
    const struct {
        const char* line;
        View view = View::output;
    } problems[] = {{"conv2d 1x1x5x5 out1 k2"},
                    {"conv2d 1x1x5x5 out1 k3 values=integers:3 weights=integers:4 bias=0.81"},
                    {"conv2d 1x3x5x5 out2 k3 p1"},
                    {"conv2d 1x2x5x5 out2 k3 p1 values=integers:3 weights=integers:4"},
                    {"avgpool2d 1x1x6x6 k2"},
                    {"avgpool2d 1x1x6x6 k3 s1 values=integers:5"},
                    {"avgpool2d 1x1x6x6 k3 s1 values=integers:5", View::grad_input},
                    {"avgpool2d 1x1x4x4 k2 s1", View::grad_input},
                    {"conv2d 1x1x4x4 out2 k2", View::grad_input},
                    {"convtranspose2d 1x1x3x3 out1 k3 s2"}};
    int exact = 0, rounded = 0;
    for (const auto& [line, view] : problems) {
        Picture picture(line, 0, view);
        for (std::int64_t step = 0; step < picture.derived().steps; ++step) {
            Scene scene = picture.scene;
            scene.width = 4000.0F;
            scene.step = scene.shown = step;
            double sum = 0.0, divisor = 1.0, result = 0.0;
            std::string sign;
            for (const PlacedToken& placed : lay_out_strip(gather(scene)).tokens) {
                const Token& token = placed.token;
                if (token.text.starts_with(") / ")) divisor = number(token.text.substr(4));
                if (token.text == "=" || token.text == "≈") sign = token.text;
                if (token.kind != Token::Kind::chip || token.struck) continue;
                if (sign.empty())
                    sum += value_of_chip(token.text);
                else
                    result = number(token.text);
            }
            const bool equal = std::abs(sum / divisor - result) < 1e-9;
            EXPECT_EQ(sign, equal ? "=" : "≈") << line << ", step " << step << ": " << sum / divisor << ", " << result;
            ++(equal ? exact : rounded);
        }
    }
    EXPECT_GT(exact, 50);
    EXPECT_GT(rounded, 50);
}

TEST(Strip, IntegersWithABrokenBiasAreExact) {
    EXPECT_EQ(line_of("conv1d 1x1x2 out1 k2 values=-9,4 weights=4,4 bias=0.81"),
              "output[0] = −9·4 + 4·4 + 0.81 = −19.19");
}

TEST(Strip, SharesAreWrittenAsTheyAreWhereDecimalsWouldRoundThem) {
    EXPECT_EQ(line_of("avgpool1d 1x1x3 k3 upstream=5", 0, View::grad_input), "∂L/∂input[0] = 5/3 ≈ 1.67");
    EXPECT_EQ(line_of("avgpool1d 1x1x4 k4 upstream=5", 0, View::grad_input), "∂L/∂input[0] = 5·0.25 = 1.25");
}

TEST(Strip, TheMaximumIsAsItStandsInItsWindowHoweverItIsRounded) {
    EXPECT_EQ(line_of("maxpool1d 1x1x3 k3 values=0.33333,0.66667,0.1"), "output[0] = max 0.33 0.67 0.10 = 0.67");
}

TEST(Strip, NegativeFactorsStandInParentheses) {
    EXPECT_EQ(line_of("conv1d 1x1x2 out1 k2 nobias values=6,-6 weights=-6,2"), "output[0] = 6·(−6) + −6·2 = −48");
    for (const GoldenScene& scene : kGoldenScenes) {
        const std::string line = line_of(Picture(scene.line, scene.step, scene.view), 4000.0F, true);
        EXPECT_EQ(line.find("·−"), std::string::npos) << scene.line << ": " << line;
    }
}

TEST(Strip, AGradientIsOfTheLoss) {
    EXPECT_TRUE(line_of("conv2d 1x1x3x3 out1 k2", 4, View::grad_input).starts_with("∂L/∂input[1, 1] ="));
    EXPECT_TRUE(line_of("conv2d 1x1x3x3 out1 k2", 3, View::grad_weight).starts_with("∂L/∂weight[0, 0, 1, 1] ="));
    EXPECT_TRUE(line_of("conv2d 1x1x3x3 out1 k2", 0, View::grad_bias).starts_with("∂L/∂bias[0] ="));
}

TEST(Strip, AFoldedSumKeepsItsRealProductsAndCountsThoseWithZero) {
    const Picture picture("convtranspose2d 1x1x3x3 out1 k3 s2");
    EXPECT_EQ(line_of(picture, 560.0F), "output[0, 0] = −0.04·1.54 + … 8 products with 0 + 0.81 ≈ 0.75");
}

TEST(Strip, AFoldedMaximumKeepsTheWinnerItsTiesAndTheLargest) {
    const Picture picture(
        "maxpool2d 1x1x6x6 k6 values=1,2,3,4,5,6,7,8,9,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,9,1,1,1,1,8");
    const std::string line = line_of(picture, 360.0F);
    EXPECT_TRUE(std::regex_search(line, std::regex("max .*8 9 9 8? ?… [0-9]+ more of the window = 9$"))) << line;
}

TEST(Strip, AFoldedSumKeepsTheLargestInReadingOrder) {
    const Picture picture("avgpool1d 1x1x40 k40 values=" + [] {
        std::string values = "1";
        for (int i = 1; i < 40; ++i) values += i == 17 ? ",-900" : i == 30 ? ",800" : ",1";
        return values;
    }());
    const std::string line = line_of(picture, 500.0F);
    const std::size_t first = line.find("−900"), second = line.find("800");
    EXPECT_NE(first, std::string::npos) << line;
    EXPECT_NE(second, std::string::npos) << line;
    EXPECT_LT(first, second) << line;
    EXPECT_TRUE(std::regex_search(line, std::regex("… [0-9]+ more values"))) << line;
}

TEST(Strip, WindowsThatPassNothingBackGiveWayFirst) {
    const Picture picture("maxpool2d 1x1x9x9 k5 s1 values=onehot", 40 + 9 * 0, View::grad_input);
    const std::string line = line_of(picture, 420.0F);
    EXPECT_EQ(line.find("pass nothing"), std::string::npos) << "it won everywhere: " << line;
    const std::string lost = line_of(Picture("maxpool2d 1x1x9x9 k5 s1 values=onehot", 39, View::grad_input), 420.0F);
    EXPECT_TRUE(std::regex_search(lost, std::regex("window(s)? that pass(es)? nothing"))) << lost;
}

TEST(Strip, WhatIsLeftOutIsCountedInOneSentence) {
    EXPECT_EQ(left_out(1, TermKind::product, true), "… 1 product with 0");
    EXPECT_EQ(left_out(8, TermKind::product, true), "… 8 products with 0");
    EXPECT_EQ(left_out(12, TermKind::window_value, false), "… 12 more of the window");
    EXPECT_EQ(left_out(5, TermKind::channel, false), "… 5 more channels");
}

TEST(Strip, BackwardsTheValueThatWonCanBeRead) {
    const Picture picture("maxpool2d 1x1x4x4 k2 s1 values=integers:3", 1, View::grad_input);
    EXPECT_EQ(line_of(picture), "input[0, 1] = 6 , ∂L/∂input[0, 1] = 1 + 1 = 2");
    const Figure figure = picture.figure();
    const auto says = [&](const char* words) {
        for (const Primitive& primitive : figure.primitives)
            if (const auto* text = std::get_if<Text>(&primitive); text != nullptr && text->text == words) return true;
        return false;
    };
    EXPECT_TRUE(says("in 6")) << "over the gradient";
    EXPECT_TRUE(says("in 9")) << "in cells that are still to come";
    const Figure average = Picture("avgpool2d 1x1x4x4 k2 s1", 1, View::grad_input).figure();
    for (const Primitive& primitive : average.primitives)
        if (const auto* text = std::get_if<Text>(&primitive)) {
            EXPECT_FALSE(text->text.starts_with("in "));
        }
}

TEST(Strip, ANumberIsWrittenAlikeInItsCellAndInTheLine) {
    for (const char* problem :
         {"maxpool2d 1x1x5x5 k2 s1", "maxpool2d 1x1x9x9 k3 values=integers:4", "maxpool2d 1x1x28x28 k2",
          "maxpool2d 1x1x4x4 k2 values=1e30,4.5,2,3,4,5,6,7,8,9,10,11,12,13,14,15", "avgpool2d 1x1x6x6 k3",
          "maxpool2d 1x3x12x12 k3"})
        for (const Point& page : {Point{1147, 800}, Point{760, 600}, Point{1600, 1000}}) {
            Picture picture(problem, 1);
            picture.scene.width = page.x;
            picture.scene.height = page.y;
            const Figure figure = picture.figure();
            std::set<std::string> chips;
            for (const PlacedToken& placed : lay_out_strip(gather(picture.scene)).tokens)
                if (placed.token.cell.grid == Grid::term) chips.insert(placed.token.text);
            const Rect* cell = nullptr;
            std::set<std::string> cells;
            for (const Primitive& primitive : figure.primitives) {
                if (const auto* rect = std::get_if<Rect>(&primitive)) cell = rect;
                const auto* text = std::get_if<Text>(&primitive);
                if (text != nullptr && cell != nullptr && cell->cell.grid == Grid::input &&
                    cell->box.contains(text->at))
                    cells.insert(text->text);
            }
            if (cells.empty()) continue;
            for (const std::string& chip : chips) EXPECT_TRUE(cells.contains(chip)) << problem << ": " << chip;
        }
}

TEST(Strip, NoNumberThatPeopleReadHasAHyphenForItsMinus) {
    const std::regex hyphen("(^|[^A-Za-z0-9_])-[0-9.∞]");
    for (const GoldenScene& scene : kGoldenScenes) {
        const Figure figure = Picture(scene.line, scene.step, scene.view).figure();
        for (const Primitive& primitive : figure.primitives)
            if (const auto* text = std::get_if<Text>(&primitive)) {
                EXPECT_FALSE(std::regex_search(text->text, hyphen)) << scene.line << ": " << text->text;
            }
    }
}

}  // namespace
}  // namespace stridelens
