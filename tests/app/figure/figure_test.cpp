#include "app/figure/figure.h"
#include "tests/app/figure/figure_scene.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <vector>

namespace stridelens {
namespace {

const char* const kLines[] = {"maxpool2d 1x1x5x5 k2 s1",      "avgpool2d 1x2x6x6 k3 s2 p1 ceil nocount",
                              "conv2d 1x3x5x5 out2 k3 s2 p1", "pad2d 1x1x4x4 p2 mode=reflect",
                              "maxpool1d 1x1x10 k3 d2",       "conv1d 1x2x9 out1 k3 p1",
                              "maxpool2d 1x3x28x28 k2",       "pad1d 1x1x6 p-1:2",
                              "conv2d 1x1x28x28 out1 k5 p2",  "maxpool2d 4x6x6 k2"};

/// Every rect with an id, and every cell of every picture.
std::vector<std::pair<CellId, Box>> cells_of(const Figure& figure) {
    std::vector<std::pair<CellId, Box>> cells;
    for (const Primitive& primitive : figure.primitives) {
        if (const auto* rect = std::get_if<Rect>(&primitive); rect != nullptr && rect->cell.grid != Grid::none)
            cells.emplace_back(rect->cell, rect->box);
        const auto* image = std::get_if<Image>(&primitive);
        if (image == nullptr || image->grid == Grid::none) continue;
        for (std::int64_t i = 0; i < image->rows() * image->columns(); ++i) {
            const CellId id{image->grid, image->first_flat + i};
            cells.emplace_back(id, find_cell(figure, id).value_or(Box{}));
        }
    }
    return cells;
}

TEST(HitTest, FindsEveryCellAtItsCentreAndFindCellAgrees) {
    for (const char* line : kLines) {
        const Figure figure = Picture(line, 1).figure();
        const auto cells = cells_of(figure);
        EXPECT_FALSE(cells.empty()) << line;
        for (const auto& [id, box] : cells) {
            EXPECT_EQ(hit_test(figure, box.centre()), id)
                << line << ", grid " << static_cast<int>(id.grid) << ", cell " << id.flat;
            EXPECT_EQ(hit_test(figure, find_cell(figure, id).value_or(Box{}).centre()), id) << line;
        }
    }
}

TEST(HitTest, EveryInputAndOutputCellOfOneChannelCanBePointedAt) {
    for (const char* line : {"maxpool2d 1x1x28x28 k2", "conv2d 1x1x6x6 out1 k3", "pad1d 1x1x6 p-1:2"}) {
        const Picture picture(line);
        std::set<std::int64_t> input, output;
        for (const auto& [id, box] : cells_of(picture.figure())) {
            if (id.grid == Grid::input) input.insert(id.flat);
            if (id.grid == Grid::output) output.insert(id.flat);
        }
        EXPECT_EQ(static_cast<std::int64_t>(input.size()), element_count(picture.derived().geometry.input)) << line;
        EXPECT_EQ(static_cast<std::int64_t>(output.size()), picture.derived().steps) << line;
    }
}

TEST(HitTest, ClippedCellsCannotBeHit) {
    Figure figure{100, 100, {}};
    Rect cell;
    cell.box = {40, 40, 40, 40};
    cell.cell = {Grid::input, 3};
    figure.primitives = {Group{"g", "", 1, Box{0, 0, 50, 50}}, cell};
    EXPECT_EQ(hit_test(figure, {45, 45}), (CellId{Grid::input, 3}));
    EXPECT_EQ(hit_test(figure, {60, 60}), CellId{});
}

TEST(HitTest, TheTopmostCellWins) {
    Figure figure{100, 100, {}};
    Rect below, above;
    below.box = above.box = {0, 0, 50, 50};
    below.cell = {Grid::input, 1};
    above.cell = {Grid::output, 2};
    figure.primitives = {below, above};
    EXPECT_EQ(hit_test(figure, {10, 10}), (CellId{Grid::output, 2}));
}

TEST(Figure, TheSameSceneGivesTheSameFigure) {
    for (const char* line : kLines) {
        const Picture picture(line, 2);
        EXPECT_EQ(dump(picture.figure()), dump(picture.figure())) << line;
    }
}

TEST(Figure, GroupsEncloseExactlyWhatFollows) {
    for (const char* line : kLines) {
        Picture picture(line, 1);
        for (const bool dimmed : {false, true}) {
            picture.scene.dimmed = dimmed;
            const Figure figure = picture.figure();
            std::vector<std::size_t> ends{figure.primitives.size()};
            for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
                while (ends.back() <= i) ends.pop_back();
                const auto* group = std::get_if<Group>(&figure.primitives[i]);
                if (group == nullptr) continue;
                EXPECT_LE(i + 1 + group->count, ends.back()) << line << ", group " << group->id;
                ends.push_back(i + 1 + group->count);
            }
        }
    }
}

/// The window's outline: the widest accent stroke of the "window" group, the first one.
std::optional<Rect> window_of(const Figure& figure) {
    bool inside = false;
    for (const Primitive& primitive : figure.primitives) {
        if (const auto* group = std::get_if<Group>(&primitive)) inside = group->id == "window";
        const auto* rect = std::get_if<Rect>(&primitive);
        if (inside && rect != nullptr && rect->stroke.role == Role::window && rect->stroke_width >= 3.0F) return *rect;
    }
    return std::nullopt;
}

TEST(Figure, TheWindowIsTheHullOfItsTaps) {
    for (const char* line : {"maxpool2d 1x1x6x6 k2 s1", "maxpool2d 1x1x7x7 k3 d2 s1", "avgpool2d 1x1x6x6 k3x2 s1x2",
                             "maxpool1d 1x1x10 k3 d2 s1", "conv2d 1x1x6x6 out1 k3"}) {
        Picture picture(line);
        for (std::int64_t step = 0; step < picture.derived().steps; ++step) {
            picture.scene.step = picture.scene.shown = picture.scene.slide_from = step;
            const Figure figure = picture.figure();
            const auto window = window_of(figure);
            ASSERT_TRUE(window) << line;
            Box hull{1e9F, 1e9F, -1e9F, -1e9F};  // w, h: right and bottom here
            const Geometry& geometry = picture.derived().geometry;
            for (const Tap& tap : taps(geometry, unflatten(geometry.output, step))) {
                const auto cell = find_cell(figure, {Grid::input, tap.source});
                ASSERT_TRUE(cell) << line;
                hull = {std::min(hull.x, cell->x), std::min(hull.y, cell->y), std::max(hull.w, cell->right()),
                        std::max(hull.h, cell->bottom())};
            }
            EXPECT_NEAR(window->box.x, hull.x, 2) << line << ", step " << step;
            EXPECT_NEAR(window->box.y, hull.y, 2) << line << ", step " << step;
            EXPECT_NEAR(window->box.right(), hull.w, 2) << line << ", step " << step;
            EXPECT_NEAR(window->box.bottom(), hull.h, 2) << line << ", step " << step;
        }
    }
}

TEST(Figure, HalfWayThroughASlideTheWindowIsHalfWay) {
    Picture picture("maxpool2d 1x1x5x5 k2 s1");
    const auto at = [&](std::int64_t from, std::int64_t to, double progress) {
        picture.scene.slide_from = from;
        picture.scene.step = picture.scene.shown = to;
        picture.scene.slide_progress = progress;
        return window_of(picture.figure()).value_or(Rect{}).box.x;
    };
    EXPECT_FLOAT_EQ(at(0, 1, 0.5), (at(0, 0, 1.0) + at(1, 1, 1.0)) / 2);
    EXPECT_EQ(at(0, 1, 0.0), at(0, 0, 1.0));
}

TEST(Figure, OutputIsFilledUpToTheStepAndDashedBeyond) {
    const Figure figure = Picture("maxpool2d 1x1x5x5 k2 s1", 6).figure();
    for (const Primitive& primitive : figure.primitives) {
        const auto* rect = std::get_if<Rect>(&primitive);
        if (rect == nullptr || rect->cell.grid != Grid::output || rect->box.h < 60) continue;  // not the strip's chip
        EXPECT_EQ(rect->fill.role == Role::value, rect->cell.flat <= 6) << rect->cell.flat;
        EXPECT_EQ(rect->dashed, rect->cell.flat > 6) << rect->cell.flat;
    }
}

std::size_t count_texts(const Figure& figure, const std::string& words) {
    return static_cast<std::size_t>(
        std::count_if(figure.primitives.begin(), figure.primitives.end(), [&](const Primitive& primitive) {
            const auto* text = std::get_if<Text>(&primitive);
            return text != nullptr && text->text == words;
        }));
}

TEST(Figure, PaddingShowsWhatItCountsAs) {
    EXPECT_EQ(count_texts(Picture("maxpool2d 1x1x4x4 k2 p1", 4).figure(), "−∞"),
              20U);  // the ring; this window has none
    EXPECT_GE(count_texts(Picture("avgpool2d 1x1x4x4 k2 p1 values=ones", 8).figure(), "0"), 20U);
    EXPECT_EQ(count_texts(Picture("avgpool2d 1x1x4x4 k2 p1 nocount values=ones", 4).figure(), "padding, not counted"),
              1U);
    EXPECT_GE(count_texts(Picture("pad2d 1x1x3x3 p1 value=2.5 values=ones", 8).figure(), "2.5"), 16U);
}

std::size_t count_unread(const Figure& figure) {
    return static_cast<std::size_t>(
        std::count_if(figure.primitives.begin(), figure.primitives.end(), [](const Primitive& primitive) {
            const auto* rect = std::get_if<Rect>(&primitive);
            return rect != nullptr && rect->pattern == Pattern::cross_hatch && rect->cell.grid == Grid::input;
        }));
}

TEST(Figure, CellsThatNoWindowReadsAreCrossHatched) {
    EXPECT_EQ(count_unread(Picture("maxpool2d 1x1x5x5 k2 s2").figure()), 9U);  // the last row and column
    EXPECT_EQ(count_unread(Picture("maxpool2d 1x1x4x4 k2 s2").figure()), 0U);
    EXPECT_EQ(count_unread(Picture("pad2d 1x1x4x4 p-1").figure()), 12U);  // what a crop takes away
}

TEST(Figure, HoveringAnInputCellMarksTheOutputCellsThatReadIt) {
    Picture picture("maxpool2d 1x1x5x5 k2 s1", 15);
    picture.scene.hover = {Grid::input, 12};  // the middle: four windows read it
    const std::string text = dump(picture.figure());
    std::size_t marks = 0;
    for (std::size_t at = text.find("stroke=ink*0.6"); at != std::string::npos;
         at = text.find("stroke=ink*0.6", at + 1))
        ++marks;
    EXPECT_EQ(marks, 4U);
}

TEST(Figure, TheNumberBeingEditedIsLeftOut) {
    Picture picture("maxpool2d 1x1x2x2 k1 values=1,2,3,4", 0);
    const std::size_t before = count_texts(picture.figure(), "3");
    picture.scene.editing = {Grid::input, 2};
    EXPECT_EQ(count_texts(picture.figure(), "3"), before - 1);
}

TEST(Figure, ADimmedSceneIsTheSamePictureInPalerPaint) {
    Picture picture("conv2d 1x3x5x5 out1 k3 s2 p1", 4);
    const Figure clear = picture.figure();
    picture.scene.dimmed = true;
    const Figure pale = picture.figure();
    for (const Primitive& primitive : pale.primitives)
        if (const auto* text = std::get_if<Text>(&primitive)) {
            EXPECT_LT(text->paint.alpha, 0.5F) << text->text;
        }
    EXPECT_EQ(find_cell(pale, {Grid::input, 7}), find_cell(clear, {Grid::input, 7}));
}

TEST(Figure, BigGridsAreOnePictureUntilZoomedIn) {
    Picture picture("maxpool2d 1x1x200x200 k2");
    const auto count = [&](auto type) {
        using Type = decltype(type);
        const Figure figure = picture.figure();
        return std::count_if(figure.primitives.begin(), figure.primitives.end(),
                             [](const Primitive& primitive) { return std::holds_alternative<Type>(primitive); });
    };
    EXPECT_LT(count(Rect{}), 60);
    EXPECT_GE(count(Image{}), 2);
    const Point middle = find_cell(picture.figure(), {Grid::input, 20100}).value_or(Box{}).centre();
    picture.scene.zoom = 16;
    picture.scene.pan = {middle.x - middle.x * 16, middle.y - middle.y * 16};
    const auto rects = count(Rect{});
    EXPECT_GT(rects, 100) << "zoomed in, cells are drawn one by one";
    EXPECT_LT(rects, 4000) << "but only those that show";
    EXPECT_GT(count(Text{}), 100);
}

TEST(Figure, ZoomKeepsTheAnchorWhereItIs) {
    Picture picture("maxpool2d 1x1x5x5 k2 s1");
    const Box before = find_cell(picture.figure(), {Grid::input, 0}).value_or(Box{});
    picture.scene.zoom = 2;
    picture.scene.pan = {-before.x, -before.y};  // the cell's corner as anchor: pan = anchor − anchor · zoom
    const Box after = find_cell(picture.figure(), {Grid::input, 0}).value_or(Box{});
    EXPECT_EQ(after.x, before.x);
    EXPECT_EQ(after.y, before.y);
    EXPECT_NEAR(after.w, 2 * before.w, 4);
}

TEST(Figure, TheStripShowsTheRealNumbersAndTheirIds) {
    const Figure figure = Picture("maxpool2d 1x1x2x2 k2 values=-1.5,2,0.25,1").figure();
    EXPECT_GE(count_texts(figure, "−1.50"), 2U) << "on the cell and in the strip";
    for (std::int64_t term = 0; term < 4; ++term) EXPECT_TRUE(find_cell(figure, {Grid::term, term})) << "term " << term;
    EXPECT_EQ(count_texts(figure, "output[0, 0] = max"), 1U);
}

TEST(Figure, AllTermsCanBeAskedFor) {
    Picture picture("conv2d 1x3x5x5 out1 k3 s2 p1", 4);
    EXPECT_EQ(count_texts(picture.figure(), "▸ show all 27 terms"), 1U);
    EXPECT_TRUE(find_cell(picture.figure(), {Grid::more_terms, 0}));
    EXPECT_FALSE(find_cell(picture.figure(), {Grid::term, 26}));
    picture.scene.all_terms = true;
    EXPECT_TRUE(find_cell(picture.figure(), {Grid::term, 26}));
    EXPECT_LE(strip_height(picture.figure()), picture.scene.height / 2 + 40);
}

TEST(Figure, WithoutArithmeticTheGridsHaveThePage) {
    Picture picture("maxpool2d 1x1x5x5 k2 s1");
    picture.scene.parts.arithmetic = false;
    EXPECT_EQ(strip_height(picture.figure()), 0.0F);
    EXPECT_EQ(dump(picture.figure()).find("group arithmetic"), std::string::npos);
}

TEST(Figure, AnEmptyBatchSaysSo) {
    const Figure figure = Picture("maxpool2d 0x1x5x5 k2").figure();
    EXPECT_EQ(count_texts(figure, "empty: there is no output cell"), 1U);
}

TEST(PatternLines, LieInTheBoxAndContinueInItsNeighbour) {
    Rect left, right;
    left.box = {3, 5, 20, 20};
    right.box = {23, 5, 20, 20};
    left.pattern = right.pattern = Pattern::hatch;
    for (const auto& [a, b] : pattern_lines(left)) {
        for (const Point& p : {a, b}) {
            EXPECT_GE(p.x, 2.99F);
            EXPECT_LE(p.x, 23.01F);
            EXPECT_GE(p.y, 4.99F);
            EXPECT_LE(p.y, 25.01F);
        }
        EXPECT_NEAR(std::fmod(a.x + a.y, 8.0F), 0.0F, 1e-3F) << "one phase for the whole figure";
        EXPECT_NEAR(std::fmod(b.x + b.y, 8.0F), 0.0F, 1e-3F);
    }
    EXPECT_FALSE(pattern_lines(left).empty());
    left.pattern = Pattern::cross_hatch;
    EXPECT_GT(pattern_lines(left).size(), pattern_lines(right).size());
}

TEST(TextWidth, NumbersAreExactlySixTenthsOfAnEm) {
    EXPECT_FLOAT_EQ(text_width("−1.31", Face::numbers, 20), 5 * 12.0F);
    EXPECT_FLOAT_EQ(text_width("⌊5/2⌋", Face::numbers, 10), 5 * 6.0F);
    EXPECT_FLOAT_EQ(text_width("il", Face::words, 1000), 474);
}

}  // namespace
}  // namespace stridelens
