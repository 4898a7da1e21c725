// The picture of two problems: honest, whole, and nothing on anything else, whatever the two are.

#include "app/figure/page/build_figure.h"
#include "app/figure/page/page.h"
#include "core/operation/messages/messages.h"
#include "tests/app/figure/figure_faults.h"
#include "tests/core/random_problem.h"
#include "tests/core/seed.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace stridelens {
namespace {

constexpr float kCanvases[][2] = {{792, 606}, {1148, 760}, {1530, 880}};  // of the smallest window to 1920×1080

/// A comparison at a step.
struct PicturePair {
    Shown shown;
    Scene scene;

    explicit PicturePair(const std::string& line, std::int64_t step = 0, float width = 1148, float height = 760) {
        const auto comparison = parse_comparison(line);
        EXPECT_TRUE(comparison) << line << ": " << (comparison ? "" : sentence_of(comparison.error()));
        if (!comparison) return;
        Scenario scenario = with_comparison({}, *comparison);
        scenario.step = step;
        follow(shown, scenario, 1, step);
        scene.derived = shown.derived;
        scene.told = shown.told;
        scene.step = scene.shown = scene.slide_from = std::max<std::int64_t>(shown.told->step, 0);
        scene.width = width;
        scene.height = height;
        scene.unit = 1.0F;
    }
    Figure figure() const { return build_figure(scene); }
};

std::string fault_in(const Figure& figure) {
    const std::string fault = fault_of(figure);
    return fault.empty() ? overflow_of(figure) : fault;
}

bool says(const Figure& figure, const std::string& words) {
    const std::vector<Placed> texts = texts_of(figure);
    return std::any_of(texts.begin(), texts.end(), [&](const Placed& text) { return text.text == words; });
}

bool mentions(const Figure& figure, const std::string& words) {
    const std::vector<Placed> texts = texts_of(figure);
    return std::any_of(texts.begin(), texts.end(),
                       [&](const Placed& text) { return text.text.find(words) != std::string::npos; });
}

std::map<std::int64_t, Box> cells_of(const Figure& figure, Grid grid, AB side) {
    std::map<std::int64_t, Box> cells;
    for (const Primitive& primitive : figure.primitives) {
        const auto* group = std::get_if<Group>(&primitive);
        if (group != nullptr && group->id == "line") break;  // there the arithmetic begins
        if (const auto* rect = std::get_if<Rect>(&primitive);
            rect != nullptr && rect->cell.grid == grid && rect->cell.side == side)
            cells.emplace(rect->cell.flat, rect->box);
    }
    return cells;
}

std::int64_t rings_in(const Figure& figure) {
    std::int64_t rings = 0;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* group = std::get_if<Group>(&primitive); group != nullptr && group->id.ends_with("differing"))
            rings += static_cast<std::int64_t>(group->count);
    return rings;
}

bool has_group(const Figure& figure, const std::string& id) {
    return std::any_of(figure.primitives.begin(), figure.primitives.end(), [&](const Primitive& primitive) {
        const auto* group = std::get_if<Group>(&primitive);
        return group != nullptr && group->id == id;
    });
}

TEST(ComparisonFigure, NamesWhatDiffersAndCountsTheCells) {
    const Figure figure = PicturePair("maxpool2d 1x1x7x7 k2 s2 values=integers:2 | ceil", 15).figure();
    for (const char* words :
         {"A", "B", "Floor", "ceil_mode off", "Ceil", "ceil_mode on", "7 of 16 cells differ", "all 7 exist only in B",
          "output[3, 3] does not exist: its window would need row 7 and column 7"})
        EXPECT_TRUE(says(figure, words)) << words;
    EXPECT_TRUE(has_group(figure, "missing-window"));
    EXPECT_EQ(rings_in(figure), 7);
}

TEST(ComparisonFigure, CellsStandInTheSameRowsAndHaveOnePitchOnBothSides) {
    for (const char* line :
         {"maxpool2d 1x1x7x7 k2 s2 | ceil", "avgpool2d 1x1x5x5 k3 s1 onnx | p1:0x0:1", "conv2d 1x1x6x6 out1 k3 | p1"})
        for (const auto& [width, height] : kCanvases) {
            const PicturePair picture(line, 1000, width, height);
            const Figure figure = picture.figure();
            const auto a = cells_of(figure, Grid::input, AB::a), b = cells_of(figure, Grid::input, AB::b);
            if (a.empty()) continue;  // too small for cells of their own
            ASSERT_EQ(a.size(), b.size()) << line;
            const float across = b.at(0).x - a.at(0).x;
            for (const auto& [flat, box] : a) {
                EXPECT_EQ(b.at(flat).y, box.y) << line << " " << width;
                EXPECT_EQ(b.at(flat).x - box.x, across) << line << " " << width;
                EXPECT_EQ(b.at(flat).w, box.w);
            }
            const auto out_a = cells_of(figure, Grid::output, AB::a), out_b = cells_of(figure, Grid::output, AB::b);
            EXPECT_EQ(out_a.at(0).y, out_b.at(0).y) << line;
            EXPECT_EQ(out_a.at(0).w, a.at(0).w) << line << ": an output's cell is as large as an input's";
        }
}

TEST(ComparisonFigure, ARingIsOnEachComputedCellThatDiffersAndOnNoOther) {
    constexpr int seed = 80;
    test::RandomProblems problems(seed);
    for (int round = 0; round < 150; ++round) {
        const test::RandomProblem a = problems.next(test::Cells::integers);
        const auto comparison = parse_comparison(a.line + " | values=integers:" + std::to_string(round % 3));
        if (!comparison) continue;
        const PicturePair picture(print(*comparison), problems.whole(0, 30));
        if (picture.shown.refusal || picture.shown.derived->compared->b == nullptr) continue;
        const Figure figure = picture.figure();
        const Compared& sides = *picture.shown.derived->compared;
        std::int64_t expected = 0;
        for (const AB side : {AB::a, AB::b})
            for (const auto& [flat, box] : cells_of(figure, Grid::output, side)) {
                const bool other =
                    compared_cell(sides.side(side)->output, flat, sides.side(side == AB::a ? AB::b : AB::a)->output) !=
                    CellCompared::same;
                if (other && flat <= picture.scene.step && std::min(box.w, box.h) >= 4.0F) ++expected;
            }
        EXPECT_GE(rings_in(figure), expected) << print(*comparison);
    }
}

TEST(ComparisonFigure, HasNoFaultWhateverIsCompared) {
    const auto seed = static_cast<unsigned>(test::seed_or(81));
    SCOPED_TRACE("STRIDELENS_SEED=" + std::to_string(seed));
    test::RandomProblems problems(seed);
    for (int round = 0; round < 250 && !testing::Test::HasFailure(); ++round) {
        const test::RandomProblem a = problems.next(test::Cells::integers);
        test::RandomProblem b = problems.next(test::Cells::integers);
        const std::string line = problems.one_in(3)
                                     ? print(Comparison{*parse_problem(a.line), *parse_problem(b.line)})
                                     : a.line + " | " + (problems.one_in(2) ? "values=ramp" : "upstream=ramp");
        for (const auto& [width, height] : kCanvases) {
            const PicturePair picture(line, problems.whole(0, 60), width, height);
            if (picture.shown.refusal) break;
            EXPECT_EQ(fault_in(picture.figure()), "")
                << line << "\nstep " << picture.scene.step << " at " << width << "x" << height;
        }
    }
}

TEST(ComparisonFigure, HasNoFaultOnUsualPairs) {
    for (const char* line :
         {"maxpool2d 1x1x5x5 k2 s2 | ceil", "maxpool2d 1x1x7x7 k2 s2 | ceil", "maxpool2d 1x1x28x28 k3 s2 | ceil",
          "avgpool2d 1x1x7x7 k3 s2 p1 | nocount", "maxpool2d 1x3x9x9 k2 | avgpool2d",
          "conv2d 1x3x7x7 out2 k3 p1 | flip", "conv2d 1x1x28x28 out1 k3 s2 p1 | same s1 ",
          "conv2d 1x8x14x14 out8 k3 p1 | groups8", "maxpool1d 1x1x12 k3 s2 | ceil", "conv1d 1x4x16 out3 k3 | d2",
          "maxpool3d 1x1x4x6x6 k2 | avgpool3d", "conv3d 1x2x4x5x5 out2 k3 p1 | nobias",
          "pad2d 1x1x6x6 p2 | mode=reflect", "unfold2d 1x1x5x5 k2 | k3", "convtranspose2d 1x1x4x4 out1 k3 s2 | op1",
          "maxpool2d 1x1x2x2 k2 p1 | s1", "adaptiveavgpool2d 1x1x7x7 out3 | out4", "maxpool2d 1x1x7x7 k2 | k9",
          "fold2d 1x4x16 size5 k2 | values=ramp"})
        for (const auto& [width, height] : kCanvases)
            for (const std::int64_t step : {0, 3, 1000}) {
                const PicturePair picture(line, step, width, height);
                EXPECT_EQ(fault_in(picture.figure()), "")
                    << line << " step " << step << " at " << width << "x" << height;
            }
}

TEST(ComparisonFigure, ARefusedSideSaysWhyAndTheOtherStays) {
    const Figure figure = PicturePair("maxpool2d 1x1x7x7 k2 s2 | p2").figure();
    EXPECT_FALSE(cells_of(figure, Grid::input, AB::a).empty());
    EXPECT_TRUE(cells_of(figure, Grid::input, AB::b).empty());
    bool told = false;
    for (const Placed& text : texts_of(figure))
        told = told || text.text.starts_with("padding 2 along H is more than half");
    EXPECT_TRUE(told);
    EXPECT_EQ(fault_in(figure), "");
}

TEST(ComparisonFigure, WhatAPageSaysOfAProblemItSaysOfBoth) {
    const PicturePair pair("maxpool2d 1x1x7x7 k2 s2 | ceil", 3);
    PageOptions options;
    options.parts.formula = options.parts.counts = options.parts.code = options.parts.words = true;
    const Figure page = build_page(pair.shown.derived, options, 3);
    EXPECT_TRUE(says(page, " = ⌊2.5⌋ + 1")) << "A's";
    EXPECT_TRUE(says(page, " = ⌈2.5⌉ + 1")) << "B's";
    EXPECT_TRUE(says(page, "comparisons: N·C·H_out·W_out·(k·k − 1) = 1·1·3·3·(2·2 − 1) = 27"));
    EXPECT_TRUE(says(page, "comparisons: N·C·H_out·W_out·(k·k − 1) = 1·1·4·4·(2·2 − 1) = 48"));
    EXPECT_TRUE(mentions(page, "B: Max pooling, window 4 of 16"));
    EXPECT_EQ(fault_in(page), "");
}

TEST(ComparisonFigure, AKindOfCellThatMeansTwoThingsStandsOnceInTheLegendWithBoth) {
    const Figure figure = PicturePair("avgpool2d 1x1x5x5 k3 p1 | nocount", 3).figure();
    EXPECT_TRUE(says(figure, "A: padding, counts as 0; B: padding, not counted"));
    EXPECT_FALSE(says(figure, "padding, not counted"));
}

TEST(ComparisonFigure, NamesOfCellsAreUnique) {
    const Figure figure = PicturePair("maxpool2d 1x1x5x5 k2 s1 | avgpool2d", 15).figure();
    std::set<std::string> ids;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* group = std::get_if<Group>(&primitive)) {
            EXPECT_TRUE(ids.insert(group->id).second) << group->id;
        }
}

}  // namespace
}  // namespace stridelens
