// No text is clipped and no two texts overlap, whatever the operation, the sizes and the page.

#include "app/figure/wrap.h"
#include "tests/app/figure/figure_faults.h"
#include "tests/app/figure/figure_scene.h"

#include <fmt/format.h>

#include <cmath>

namespace stridelens {
namespace {

struct Page {
    float width, height;
};
constexpr Page kPages[] = {{1147, 800}, {720, 500}, {600, 400}, {1600, 1000}};

void expect_clean(const std::string& line, std::int64_t step) {
    Picture picture(line, step);
    if (picture.derived().steps <= 0) return;
    picture.scene.step = picture.scene.shown = std::min(step, picture.derived().steps - 1);
    for (const bool all : {false, true})
        for (const Page& page : kPages) {
            picture.scene.width = page.width;
            picture.scene.height = page.height;
            picture.scene.all_terms = all;
            const Figure figure = picture.figure();
            EXPECT_EQ(fault_of(figure), "")
                << line << ", step " << step << ", " << page.width << "x" << page.height << (all ? ", all terms" : "");
            EXPECT_EQ(overflow_of(figure), "") << line << ", " << page.width << "x" << page.height;
        }
}

const char* const kValues[] = {"normal:7", "integers:3", "negative", "onehot"};

TEST(Layout, NoTextOverlapsOrLeavesThePageForPools) {
    for (const int size : {2, 3, 5, 8, 13, 28, 32})
        for (const int channels : {1, 2, 3})
            for (const char* options : {"k2", "k2 s1 p1", "k3 s2 p1 ceil"}) {
                if (size == 2 && options[1] == '3') continue;
                const char* values = kValues[static_cast<std::size_t>(size + channels) % 4];
                for (const char* operation : {"maxpool", "avgpool"}) {
                    expect_clean(
                        fmt::format("{}2d 1x{}x{}x{} {} values={}", operation, channels, size, size, options, values),
                        size);
                    expect_clean(fmt::format("{}1d 1x{}x{} {} values={}", operation, channels, size, options, values),
                                 1);
                }
            }
}

TEST(Layout, NoTextOverlapsOrLeavesThePageForPadding) {
    for (const int size : {2, 5, 9, 28})
        for (const int channels : {1, 3})
            for (const char* options : {"p1", "p1:0x0:1", "p1 mode=reflect", "p2 value=-12.5"}) {
                expect_clean(fmt::format("pad2d 1x{}x{}x{} {}", channels, size, size, options), size);
                if (std::string(options).find('x') == std::string::npos)
                    expect_clean(fmt::format("pad1d 1x{}x{} {}", channels, size, options), 1);
            }
}

TEST(Layout, NoTextOverlapsOrLeavesThePageForConvolutions) {
    for (const int size : {3, 5, 8, 28})
        for (const int channels : {1, 2, 3})
            for (const char* options : {"out1 k3 p1", "out2 k1", "out1 k3 s2 p1", "out3 k3"}) {
                expect_clean(fmt::format("conv2d 1x{}x{}x{} {}", channels, size, size, options), 0);
                expect_clean(fmt::format("conv1d 1x{}x{} {}", channels, size, options), 0);
            }
}

TEST(Layout, ManyChannelsAndBatchesStayReadable) {
    for (const char* line : {"conv2d 1x64x5x5 out8 k3 p1", "conv2d 1x4x6x6 out4 k3 groups4", "maxpool2d 4x16x6x6 k2",
                             "avgpool1d 2x24x12 k3", "conv1d 1x32x9 out16 k3", "maxpool2d 1x200x4x4 k2"})
        expect_clean(line, 3);
}

TEST(Layout, LongNegativeNumbersShrinkOrGiveWayToColour) {
    for (const char* line : {"maxpool2d 1x1x2x2 k1 values=-12345.67,-0.001,3,4",
                             "maxpool1d 1x1x3 k1 values=-1e30,1e-30,0", "avgpool2d 1x1x2x2 k2 values=nan,-inf,inf,1"})
        expect_clean(line, 0);
}

/// Where the cells `first` to `last` of a grid stand.
Box span_of(const Figure& figure, Grid grid, std::int64_t first, std::int64_t last) {
    const auto a = find_cell(figure, {grid, first}), b = find_cell(figure, {grid, last});
    EXPECT_TRUE(a && b);
    return a && b ? Box{a->x, a->y, b->right() - a->x, b->bottom() - a->y} : Box{};
}

TEST(Layout, OnANarrowPageWhatIsMadeKeepsAFairShare) {
    Picture big("conv2d 1x3x28x28 out1 k3 p1 s2");
    big.scene.width = 747;
    big.scene.height = 664;
    const Figure forward = big.figure();
    const float in = span_of(forward, Grid::input, 0, 783).w, out = span_of(forward, Grid::output, 0, 195).w;
    EXPECT_GE(out, 0.65F * in);

    Picture back("conv2d 1x3x5x5 out1 k3 p1 s2", 2, View::grad_input);
    back.scene.width = 747;
    back.scene.height = 664;
    const Figure backward = back.figure();
    EXPECT_GE(span_of(backward, Grid::grad_input, 0, 0).w, 18.0F);
    EXPECT_GE(span_of(backward, Grid::upstream, 0, 0).w, 24.0F) << "what it comes from stays readable";
}

TEST(Layout, WhatOtherFrameworksWouldDoIsNotCutOff) {
    Picture picture("conv2d 1x3x28x28 out1 k3 p1 s2", 3);
    for (const float width : {560.0F, 747.0F, 1147.0F}) {
        picture.scene.width = width;
        const Figure figure = picture.figure();
        std::string told;
        bool inside = false;
        for (const Primitive& primitive : figure.primitives) {
            if (const auto* group = std::get_if<Group>(&primitive)) inside = group->id == "differences";
            const auto* text = std::get_if<Text>(&primitive);
            if (inside && text != nullptr) told += (told.empty() ? "" : " ") + text->text;
        }
        ASSERT_EQ(picture.shown.told->differences.size(), 1U);
        EXPECT_EQ(told.substr(0, picture.shown.told->differences[0].sentence.size()),
                  picture.shown.told->differences[0].sentence)
            << width;
    }
}

TEST(Layout, WhatOtherFrameworksWouldDoFillsItsLinesWhereItMustBeCutOff) {
    Picture picture("conv2d 1x3x28x28 out1 k3 p1 s2", 3);
    int cut = 0;
    for (float width = 240.0F; width < 560.0F; width += 3.0F) {
        picture.scene.width = width;
        const Figure figure = picture.figure();
        std::vector<std::string> told;
        bool inside = false;
        for (const Primitive& primitive : figure.primitives) {
            if (const auto* group = std::get_if<Group>(&primitive)) inside = group->id == "differences";
            const auto* text = std::get_if<Text>(&primitive);
            if (inside && text != nullptr && told.size() < 2) told.push_back(text->text);
        }
        if (told.size() < 2 || !told[1].ends_with("…")) continue;
        ++cut;
        EXPECT_EQ(told[0], wrap(picture.shown.told->differences[0].sentence, Face::words, 12.0F, width - 48.0F)[0])
            << width;
    }
    EXPECT_GT(cut, 5);
}

/// A cell of the grid itself, even if a lens shows it, too.
std::optional<Box> cell_of_grid(const Figure& figure, const CellId& id) {
    for (const Primitive& primitive : figure.primitives)
        if (const auto* rect = std::get_if<Rect>(&primitive); rect != nullptr && rect->cell == id) return rect->box;
    return std::nullopt;
}

TEST(Layout, NothingMovesWhileStepping) {
    Picture picture("conv2d 1x3x5x5 out2 k3 p1");
    const std::optional<Box> first = cell_of_grid(picture.figure(), {Grid::input, 0});
    ASSERT_TRUE(first);
    const float strip = strip_height(picture.figure());
    for (std::int64_t step = 1; step < picture.derived().steps; ++step) {
        picture.scene.step = picture.scene.shown = step;
        EXPECT_EQ(cell_of_grid(picture.figure(), {Grid::input, 0}), first) << "step " << step;
        EXPECT_EQ(strip_height(picture.figure()), strip) << "step " << step;
    }
}

TEST(Layout, CellEdgesAreWholePointsWhenNothingIsZoomed) {
    for (const char* line : {"maxpool2d 1x1x5x5 k2 s1", "conv2d 1x3x5x5 out1 k3 s2 p1", "avgpool1d 1x2x12 k3"}) {
        const Figure figure = Picture(line).figure();
        for (const Primitive& primitive : figure.primitives) {
            const auto* rect = std::get_if<Rect>(&primitive);
            if (rect == nullptr || rect->cell.grid != Grid::input) continue;
            EXPECT_EQ(rect->box.x, std::round(rect->box.x)) << line;
            EXPECT_EQ(rect->box.right(), std::round(rect->box.right())) << line;
            EXPECT_EQ(rect->box.y, std::round(rect->box.y)) << line;
        }
    }
}

TEST(Layout, ALargePageIsTheSamePictureEnlarged) {
    Picture picture("maxpool2d 1x1x5x5 k2 s1", 6);
    picture.scene.width = 1147;
    picture.scene.height = 800;
    const auto small = find_cell(picture.figure(), {Grid::input, 7});
    picture.scene.width *= 2;
    picture.scene.height *= 2;
    const auto large = find_cell(picture.figure(), {Grid::input, 7});
    ASSERT_TRUE(small && large);
    EXPECT_EQ(large->w, 2 * small->w);
    EXPECT_EQ(large->x, 2 * small->x);
}

}  // namespace
}  // namespace stridelens
