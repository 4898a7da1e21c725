// What pointing at a cell shows, or pinning it: the windows that read it and the outputs that it reaches, all that a weight
// meets, the cell that padding repeats, and words.

#include "app/figure/facts/facts.h"
#include "core/explain/sentence/read_by.h"
#include "core/reference/reference.h"
#include "core/window/surrounded.h"
#include "core/window/window.h"
#include "tests/app/figure/figure_scene.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>

namespace stridelens {
namespace {

Figure looked_up(const std::string& line, const CellId& hover, const CellId& pin = {}, View view = View::output) {
    Picture picture(line, 0, view);
    picture.scene.hover = hover;
    picture.scene.pin = pin;
    picture.scene.unit = 1.0F;
    picture.scene.width = 1600.0F;
    picture.scene.height = 1000.0F;
    return picture.figure();
}

Figure hovered(const std::string& line, const CellId& cell) {
    return looked_up(line, cell);
}

/// Outlines of the group "look-up" of this strength.
int outlines(const Figure& figure, float alpha) {
    int count = 0;
    for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
        const auto* group = std::get_if<Group>(&figure.primitives[i]);
        if (group == nullptr || group->id != "look-up") continue;
        for (std::size_t k = i + 1; k <= i + group->count; ++k)
            if (const auto* rect = std::get_if<Rect>(&figure.primitives[k]))
                count += rect->stroke == Paint{Role::ink, 0.0F, alpha} ? 1 : 0;
    }
    return count;
}

bool says(const Figure& figure, const std::string& words) {
    return std::ranges::any_of(figure.primitives, [&](const Primitive& primitive) {
        const auto* text = std::get_if<Text>(&primitive);
        return text != nullptr && text->text == words;
    });
}

TEST(HoverLookUp, OutlinesEveryWindowThatReadsTheCellAndEveryOutputThatItReaches) {
    for (const char* line : {"maxpool2d 1x1x5x5 k3 s1", "avgpool2d 1x1x6x6 k3 s2 p1", "maxpool2d 1x1x6x6 k2 s2",
                             "maxpool1d 1x1x9 k4 s2", "maxpool2d 1x1x7x7 k2 s3"}) {
        const Picture picture(line);
        const Geometry& geometry = picture.derived().geometry;
        for (std::int64_t flat = 0; flat < element_count(geometry.input); flat += 3) {
            const std::vector<Reader> all = readers(geometry, unflatten(geometry.input, flat));
            std::set<std::int64_t> outputs;
            for (const Reader& reader : all) outputs.insert(reader.output);
            const Figure figure = hovered(line, {Grid::input, flat});
            EXPECT_EQ(outlines(figure, 0.45F), std::ssize(outputs)) << line << ", cell " << flat << ": windows";
            EXPECT_EQ(outlines(figure, 0.6F), std::ssize(outputs)) << line << ", cell " << flat << ": outputs";
            EXPECT_TRUE(says(figure, told_input(geometry, flat))) << line << ", cell " << flat;
        }
    }
}

TEST(HoverLookUp, AWeightMeetsACellForEachWindow) {
    for (const char* line : {"conv2d 1x1x5x5 out2 k3", "conv2d 1x2x5x5 out1 k2 s2"}) {
        const Picture picture(line);
        const Geometry& geometry = picture.derived().geometry;
        for (std::int64_t weight = 0; weight < geometry.kernel_cells(); ++weight)
            EXPECT_EQ(outlines(hovered(line, {Grid::kernel, weight}), 0.6F), geometry.output_cells())
                << line << ", weight " << weight;
    }
}

/// Every cell beside the input of the planes that show, by tracing all windows.
TEST(HoverLookUp, PaddingAndOverhangAreReadByTheWindowsThatStandOverThem) {
    for (const char* line :
         {"maxpool2d 1x1x5x5 k3 s1 p1", "avgpool2d 1x1x5x5 k2 s2 ceil", "conv2d 1x1x5x5 out1 k3 p2 mode=reflect",
          "pad2d 1x1x4x4 p1 mode=circular", "conv1d 1x1x7 out1 k3 p2 d2", "convtranspose2d 1x1x3x3 out1 k3 s2"}) {
        const Picture picture(line);
        const Geometry& geometry = picture.derived().geometry;
        for (std::int64_t cell = 0; cell < surrounded_cells(geometry); cell += 2) {
            const Index at = surrounded_position(geometry, cell);
            if (occupant(geometry, at).kind == TapKind::inside) continue;
            std::set<std::int64_t> outputs;
            for (std::int64_t o = 0; o < element_count(geometry.output); ++o)
                for_each_tap(geometry, unflatten(geometry.output, o), [&](const Tap& tap) {
                    if (std::equal(tap.at.begin(), tap.at.end(), at.begin() + 2)) outputs.insert(o);
                });
            const Figure figure = hovered(line, {Grid::padding, cell});
            EXPECT_EQ(outlines(figure, 0.45F), std::ssize(outputs)) << line << ", cell " << cell << ": windows";
            EXPECT_EQ(outlines(figure, 0.6F), std::ssize(outputs)) << line << ", cell " << cell << ": outputs";
            EXPECT_TRUE(says(figure, told_outside(geometry, at)) || says(figure, told_outside(geometry, at, 2)))
                << line << ", cell " << cell;
        }
    }
}

/// Primitives of the look-up that are painted as padding's symbol is.
std::vector<Box> pointed_at(const Figure& figure) {
    std::vector<Box> boxes;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* rect = std::get_if<Rect>(&primitive);
            rect != nullptr && rect->stroke == symbol_paint(Field::padding))
            boxes.push_back(rect->box);
    return boxes;
}

TEST(HoverLookUp, PaddingPointsAtTheCellThatItRepeats) {
    for (const char* mode : {"reflect", "replicate", "circular"}) {
        const std::string line = std::string("conv2d 1x1x5x5 out1 k3 p1 mode=") + mode;
        const Picture picture(line);
        const Geometry& geometry = picture.derived().geometry;
        for (std::int64_t cell = 0; cell < surrounded_cells(geometry); ++cell) {
            const Occupant there = occupant(geometry, surrounded_position(geometry, cell));
            if (there.kind == TapKind::inside) continue;
            const Figure figure = hovered(line, {Grid::padding, cell});
            const std::vector<Box> rings = pointed_at(figure);
            ASSERT_FALSE(rings.empty()) << line << ", cell " << cell;
            Figure grids = figure;  // without the lens, which would show the cell a second time
            const auto shown = find_cell(grids, {Grid::input, there.source});
            ASSERT_TRUE(shown);
            EXPECT_TRUE(std::ranges::any_of(rings, [&](const Box& ring) { return shown->contains(ring.centre()); }))
                << line << ", cell " << cell;
        }
    }
    EXPECT_TRUE(pointed_at(hovered("conv2d 1x1x5x5 out1 k3 p1", {Grid::padding, 0})).empty()) << "a zero is no copy";
}

/// Where each cell of the padding is drawn, the mouse finds it: in single cells, in bands of a picture, in one dimension
/// and in slices.
TEST(HoverLookUp, EveryCellOfThePaddingCanBeHit) {
    for (const char* line :
         {"maxpool2d 1x1x5x5 k3 s1 p1", "maxpool2d 1x1x28x28 k3 s1 p1", "conv2d 1x1x64x64 out1 k5 p2",
          "conv2d 1x3x28x28 out2 k3 p1", "avgpool1d 1x1x9 k3 s1 p1", "maxpool3d 1x1x3x5x5 k3 s1 p1",
          "avgpool2d 1x1x5x5 k2 s2 ceil", "convtranspose2d 1x1x4x4 out1 k3 s2", "maxpool2d 1x1x300x300 k9 s9 p4"}) {
        for (const float width : {730.0F, 1147.0F}) {
            Picture picture(line);
            picture.scene.unit = 1.0F;
            picture.scene.width = width;
            const Figure figure = picture.figure();
            const Geometry& geometry = picture.derived().geometry;
            int hits = 0, shown = 0;
            for (std::int64_t cell = 0; cell < surrounded_cells(geometry); ++cell) {
                if (occupant(geometry, surrounded_position(geometry, cell)).kind == TapKind::inside) continue;
                const auto box = find_cell(figure, {Grid::padding, cell});
                if (!box) continue;
                ++shown;
                hits += hit_test(figure, box->centre()) == CellId{Grid::padding, cell} ? 1 : 0;
            }
            EXPECT_GT(shown, 0) << line << " in " << width;
            EXPECT_EQ(hits, shown) << line << " in " << width;
        }
    }
}

TEST(HoverLookUp, WhatIsPinnedShowsWhileTheMouseIsElsewhere) {
    const std::string line = "maxpool2d 1x1x5x5 k3 s1 p1";
    const CellId cell{Grid::input, 7};
    const Figure pinned = looked_up(line, {}, cell);
    EXPECT_EQ(outlines(pinned, 0.6F), 9);
    EXPECT_TRUE(says(pinned, "pinned · Esc lets go"));
    EXPECT_EQ(outlines(looked_up(line, {Grid::output, 3}, cell), 0.6F), 9) << "an output cell is no look-up";
    EXPECT_EQ(outlines(looked_up(line, {Grid::input, 0}, cell), 0.6F), 4) << "the mouse comes first";
    EXPECT_EQ(outlines(hovered(line, {}), 0.6F), 0);
}

/// The line of words covers no cell at any opening size.
TEST(HoverLookUp, TheWordsStandOverNoCell) {
    for (const char* line : {"maxpool2d 1x1x5x5 k3 s1 p1", "conv2d 1x3x7x7 out2 k3 p1", "maxpool2d 1x1x28x28 k3 s2 p1",
                             "conv1d 1x1x12 out1 k3 p1", "maxpool3d 1x1x3x5x5 k2 s1", "avgpool2d 1x1x7x7 k3 s2 p1"})
        for (const auto& [width, height] : {std::pair{1147.0F, 800.0F}, {730.0F, 668.0F}, {1627.0F, 980.0F}}) {
            Picture picture(line);
            picture.scene.hover = {Grid::input, 0};
            picture.scene.unit = 1.0F;
            picture.scene.width = width;
            picture.scene.height = height;
            const Figure figure = picture.figure();
            std::optional<Box> band;
            for (std::size_t i = 0; i + 1 < figure.primitives.size(); ++i)
                if (const auto* group = std::get_if<Group>(&figure.primitives[i]);
                    group != nullptr && group->id == "look-up-line")
                    band = std::get<Rect>(figure.primitives[i + 1]).box;
            ASSERT_TRUE(band) << line;
            for (const Primitive& primitive : figure.primitives) {
                const auto* rect = std::get_if<Rect>(&primitive);
                if (rect == nullptr || (rect->cell.grid != Grid::input && rect->cell.grid != Grid::padding)) continue;
                EXPECT_LE(rect->box.bottom(), band->y + 0.5F) << line << " in " << width << " × " << height;
            }
        }
}

// --- backwards ----------------------------------------------------------------------------------------------------------

int marked(const std::string& line, const CellId& cell, View view) {
    return outlines(looked_up(line, cell, {}, view), 0.6F);
}

/// Where the reference's gradient of one output cell alone is not 0, there its look-up goes.
TEST(LookUpBackwards, AnUpstreamCellGoesWhereItsGradientGoes) {
    for (const char* line : {"maxpool2d 1x1x5x5 k3 s1 p1 values=normal:3", "avgpool2d 1x1x6x6 k3 s2 p1",
                             "maxpool2d 1x1x6x6 k2 s2", "conv2d 1x1x5x5 out1 k2 weights=ones",
                             "pad2d 1x1x4x4 p1 mode=reflect", "convtranspose2d 1x1x3x3 out1 k2 weights=ones"}) {
        const Picture picture(line, 0, View::grad_input);
        const Derived& derived = picture.derived();
        for (std::int64_t output = 0; output < element_count(derived.geometry.output); output += 2) {
            Tensor upstream(derived.geometry.output);
            upstream[output] = 1.0F;
            const Tensor gradient = gradients_reference(derived.geometry, derived.operands(), upstream).input;
            const auto reached = std::ranges::count_if(gradient.values, [](float g) { return g != 0.0F; });
            EXPECT_EQ(marked(line, {Grid::upstream, output}, View::grad_input), reached) << line << ", " << output;
        }
    }
}

TEST(LookUpBackwards, WhatComesToAnInputGradientIsWhatGoesToIt) {
    for (const char* line : {"maxpool2d 1x1x5x5 k3 s1 p1 values=normal:3", "avgpool2d 1x1x6x6 k3 s2 p1",
                             "conv2d 1x1x5x5 out1 k2 weights=ones", "maxunpool2d 1x1x2x2 k2 s2"}) {
        const Picture picture(line, 0, View::grad_input);
        const Derived& derived = picture.derived();
        std::vector<int> comes(static_cast<std::size_t>(element_count(derived.geometry.input)), 0);
        for (std::int64_t output = 0; output < element_count(derived.geometry.output); ++output) {
            Tensor upstream(derived.geometry.output);
            upstream[output] = 1.0F;
            const Tensor gradient = gradients_reference(derived.geometry, derived.operands(), upstream).input;
            for (std::size_t i = 0; i < comes.size(); ++i) comes[i] += gradient.values[i] != 0.0F ? 1 : 0;
        }
        for (std::size_t i = 0; i < comes.size(); ++i)
            EXPECT_EQ(marked(line, {Grid::grad_input, static_cast<std::int64_t>(i)}, View::grad_input), comes[i])
                << line << ", " << i;
    }
}

TEST(LookUpBackwards, AStampReachesItsOutputs) {
    const std::string line = "convtranspose2d 1x1x3x3 out1 k3 s2";
    EXPECT_EQ(marked(line, {Grid::input, 4}, View::scatter), 9);
    EXPECT_TRUE(
        says(looked_up(line, {Grid::input, 0}, {}, View::scatter),
             "input[0, 0] is stamped on 9 output cells: output[0, 0], output[0, 1], output[0, 2], output[1, 0], "
             "… 5 more"));
}

TEST(LookUpBackwards, WhatAnIndexOrAFoldPutsBackReachesOneCell) {
    const std::string line = "maxunpool2d 1x1x2x2 k2 s2 indices=0,3,12,15";
    EXPECT_EQ(marked(line, {Grid::input, 2}, View::output), 1);
    EXPECT_TRUE(says(looked_up(line, {Grid::input, 2}), "input[1, 0] is put on output[3, 0]"));
}

TEST(LookUpBackwards, AnInputCellMeetsTheUpstreamGradientsOfItsWindows) {
    const std::string line = "conv2d 1x1x5x5 out1 k3";
    const Figure figure = looked_up(line, {Grid::input, 6}, {}, View::grad_weight);
    EXPECT_EQ(outlines(figure, 0.6F), 4);
    EXPECT_TRUE(says(figure,
                     "input[1, 1] is multiplied by 4 upstream gradients: upstream[0, 0], upstream[0, 1], "
                     "upstream[1, 0] and upstream[1, 1]"));
}

}  // namespace
}  // namespace stridelens
