// Every operation in every one of its views: the picture holds together.

#include "core/words/table.h"
#include "tests/app/figure/figure_faults.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/core/random_problem.h"
#include "tests/core/rounds.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

namespace stridelens {
namespace {

const char* const kLines[] = {"maxpool2d 1x2x5x5 k2 s1",
                              "avgpool2d 1x1x6x6 k3 s2 p1",
                              "pad2d 1x1x4x4 p1 mode=reflect",
                              "conv2d 1x3x5x5 out2 k3 s2 p1",
                              "conv2d 1x1x5x5 out1 k2x3 flip",
                              "conv1d 1x2x9 out3 k3 p1",
                              "conv3d 1x2x3x4x4 out2 k2",
                              "minpool2d 1x1x5x5 k2 s1",
                              "lppool2d 1x1x5x5 k2",
                              "adaptivemaxpool2d 1x1x7x7 out3",
                              "adaptiveavgpool1d 1x2x10 out4",
                              "adaptiveavgpool2d 1x2x5x7 out1",
                              "maxunpool2d 1x1x3x3 k2",
                              "maxunpool1d 1x2x4 k3",
                              "convtranspose2d 1x1x3x3 out1 k3 s2",
                              "convtranspose2d 1x2x3x3 out2 k3 s2 p1 op1",
                              "convtranspose1d 1x2x4 out2 k3 s2",
                              "unfold2d 1x2x5x5 k3",
                              "unfold1d 1x2x8 k3",
                              "fold2d 1x9x9 size5 k3",
                              "fold1d 1x6x4 size5 k2",
                              "maxpool3d 1x1x4x5x5 k2 s1",
                              "avgpool3d 1x2x8x16x16 k2",
                              "convtranspose3d 1x1x2x3x3 out1 k2 s2"};

std::string name_of_view(const std::string& line, View view, std::int64_t step) {
    return fmt::format("{}, {}, step {}", line, to_string(view), step);
}

/// Calls `test` for each view of `line`, at its first, a middle and its last step.
template <class Test>
void for_each_view(const std::string& line, Test test) {
    for (const View view : kAllOf<View>) {
        const Picture probe(line, 0, view);
        if (probe.derived().view != view) continue;
        for (const std::int64_t step : std::set{std::int64_t{0}, probe.derived().steps / 2, probe.derived().steps - 1})
            test(view, step);
    }
}

/// The grid that this view makes, cell by cell.
Grid made_by(View view) {
    switch (view) {
        case View::output:
        case View::matrix:
            return Grid::output;
        case View::scatter:
            return Grid::input;
        case View::grad_input:
            return Grid::grad_input;
        case View::grad_weight:
            return Grid::grad_kernel;
        case View::grad_bias:
            return Grid::grad_bias;
    }
    return Grid::none;
}

std::vector<Rect> accents_of(const Figure& figure) {
    std::vector<Rect> rects;
    std::size_t end = 0;
    for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
        const auto* group = std::get_if<Group>(&figure.primitives[i]);
        if (group != nullptr && group->id == "window") end = i + 1 + group->count;
        const auto* rect = std::get_if<Rect>(&figure.primitives[i]);
        if (i < end && rect != nullptr && rect->stroke.role == Role::window) rects.push_back(*rect);
    }
    return rects;
}

/// The outline runs in the gap about cells, or just inside the cell.
bool inset_contains(const Box& outline, const Box& cell) {
    constexpr float slack = 2.5F;
    return outline.x <= cell.x + slack && outline.y <= cell.y + slack && outline.right() >= cell.right() - slack &&
           outline.bottom() >= cell.bottom() - slack;
}

/// The grids' own cell, not the chip of the strip.
std::optional<Box> cell_in_grids(const Figure& figure, const CellId& cell) {
    for (const Primitive& primitive : figure.primitives) {
        const auto* group = std::get_if<Group>(&primitive);
        if (group != nullptr && group->id == "arithmetic") return std::nullopt;
        const auto* rect = std::get_if<Rect>(&primitive);
        if (rect != nullptr && rect->cell == cell) return rect->box;
        const auto* image = std::get_if<Image>(&primitive);
        if (image == nullptr || image->grid != cell.grid) continue;
        const Figure alone{figure.width, figure.height, {*image}};
        if (auto box = find_cell(alone, cell)) return box;
    }
    return std::nullopt;
}

TEST(Views, TheCellOfTheStepIsOutlined) {
    for (const char* line : kLines)
        for_each_view(line, [&](View view, std::int64_t step) {
            const Figure figure = Picture(line, step, view).figure();
            const auto cell = cell_in_grids(figure, {made_by(view), step});
            ASSERT_TRUE(cell) << name_of_view(line, view, step);
            const std::vector<Rect> accents = accents_of(figure);
            EXPECT_TRUE(std::any_of(accents.begin(), accents.end(), [&](const Rect& r) {
                return std::abs(r.box.x - cell->x) < 3 && std::abs(r.box.y - cell->y) < 3 &&
                       std::abs(r.box.right() - cell->right()) < 3 && std::abs(r.box.bottom() - cell->bottom()) < 3;
            })) << name_of_view(line, view, step);
        });
}

TEST(Views, EveryCellThatTakesPartLiesInAnOutline) {
    for (const char* line : kLines)
        for_each_view(line, [&](View view, std::int64_t step) {
            const Picture picture(line, step, view);
            const Figure figure = picture.figure();
            const std::vector<Rect> accents = accents_of(figure);
            const bool back = is_backward(view);
            for (const Term& term : picture.shown.told->explanation.terms) {
                const bool output = term.output >= 0;
                if (!output && (term.tap.kind != TapKind::inside || term.tap.source < 0)) continue;
                const CellId id = output ? CellId{back ? Grid::upstream : Grid::output, term.output}
                                         : CellId{Grid::input, term.tap.source};
                const auto cell = cell_in_grids(figure, id);
                if (!cell) continue;  // of a matrix or a volume too large for the page
                EXPECT_TRUE(std::any_of(accents.begin(), accents.end(),
                                        [&](const Rect& r) { return inset_contains(r.box, *cell); }))
                    << name_of_view(line, view, step) << ", cell " << id.flat;
            }
        });
}

TEST(Views, TheCellUnderThePointerIsTheOneThatIsDrawnThere) {
    for (const char* line : kLines)
        for_each_view(line, [&](View view, std::int64_t step) {
            const Figure figure = Picture(line, step, view).figure();
            for (const Primitive& primitive : figure.primitives) {
                const auto* rect = std::get_if<Rect>(&primitive);
                if (rect == nullptr || rect->cell.grid == Grid::none) continue;
                EXPECT_EQ(hit_test(figure, rect->box.centre()), rect->cell) << name_of_view(line, view, step);
            }
        });
}

TEST(Views, NoTextOverlapsOrLeavesThePage) {
    for (const char* line : kLines)
        for_each_view(line, [&](View view, std::int64_t step) {
            Picture picture(line, step, view);
            for (const Point page : {Point{1147, 800}, Point{720, 620}, Point{1600, 1000}}) {
                picture.scene.width = page.x;
                picture.scene.height = page.y;
                const Figure figure = picture.figure();
                const std::string where = fmt::format(", {}x{}", page.x, page.y);
                EXPECT_EQ(fault_of(figure), "") << name_of_view(line, view, step) << where;
                EXPECT_EQ(overflow_of(figure), "") << name_of_view(line, view, step) << where;
            }
        });
}

TEST(Views, TheSameSceneGivesTheSameFigure) {
    for (const char* line : kLines)
        for_each_view(line, [&](View view, std::int64_t step) {
            const Picture picture(line, step, view);
            EXPECT_EQ(dump(picture.figure()), dump(picture.figure())) << name_of_view(line, view, step);
        });
}

std::size_t texts(const Figure& figure, const std::string& words) {
    return static_cast<std::size_t>(
        std::count_if(figure.primitives.begin(), figure.primitives.end(), [&](const Primitive& primitive) {
            const auto* text = std::get_if<Text>(&primitive);
            return text != nullptr && text->text == words;
        }));
}

TEST(Views, ZerosStandBetweenTheCellsOfAStretchedInput) {
    // 2×2 becomes 3×3 with five zeros, and a ring of 2 around it: 49 − 4 cells hold a 0.
    const Figure figure = Picture("convtranspose2d 1x1x2x2 out1 k3 s2 values=ones weights=ones", 24).figure();
    EXPECT_EQ(texts(figure, "0"), 45U + 2U + 2U + 3U)
        << "and two row and two column numbers, and where three scales begin";
}

TEST(Views, AFlippedKernelIsDrawnFromItsFarCorner) {
    const Picture picture("conv2d 1x1x4x4 out1 k2 flip weights=1,2,3,4");
    const Figure figure = picture.figure();
    const auto first = find_cell(figure, {Grid::kernel, 0}), last = find_cell(figure, {Grid::kernel, 3});
    ASSERT_TRUE(first && last);
    EXPECT_GT(first->x, last->x);
    EXPECT_GT(first->y, last->y);
    EXPECT_EQ(texts(figure, "1 × 1 × 2 × 2, flipped"), 1U);
}

TEST(Views, AnUnpoolingShowsEachIndexUnderItsValue) {
    const Figure figure = Picture("maxunpool2d 1x1x2x2 k2 values=1,2,3,4 indices=0,3,13,10", 10).figure();
    for (const char* index : {"→0", "→3", "→13", "→10"}) EXPECT_EQ(texts(figure, index), 1U) << index;
    EXPECT_TRUE(find_cell(figure, {Grid::indices, 2}));
}

TEST(Views, AVolumeIsARowOfSlices) {
    const Figure figure = Picture("maxpool3d 1x1x4x5x5 k2 s1", 0).figure();
    std::vector<Box> corners;
    for (const std::int64_t slice : {0, 25, 50, 75}) {
        const auto cell = find_cell(figure, {Grid::input, slice});
        ASSERT_TRUE(cell);
        corners.push_back(*cell);
    }
    for (std::size_t i = 1; i < corners.size(); ++i) {
        EXPECT_EQ(corners[i].y, corners[0].y);
        EXPECT_GT(corners[i].x, corners[i - 1].x);
    }
    for (const char* name : {"d0", "d1", "d2", "d3"}) EXPECT_GE(texts(figure, name), 1U) << name;
}

TEST(Views, AVolumesRowsAndColumnsAreNumberedWhereThePageHasRoom) {
    const auto threes = [](float width, float height) {
        Picture picture("maxpool3d 1x1x3x4x4 k2 s1 values=ones", 4);
        picture.scene.width = width;
        picture.scene.height = height;
        int count = 0;
        for (const Primitive& primitive : picture.figure().primitives)
            if (const auto* text = std::get_if<Text>(&primitive)) count += text->text == "3" ? 1 : 0;
        return count;
    };
    EXPECT_EQ(threes(1147.0F, 800.0F), 4) << "the last column of the input's three slices, and its last row";
    EXPECT_EQ(threes(606.0F, 400.0F), 0);
}

TEST(Views, NumbersOfASmallVolumeAreReadable) {
    for (const char* line : {"maxpool3d 1x1x4x5x5 k2 s1", "conv3d 1x1x4x5x5 out1 k3 p1"}) {
        const Figure figure = Picture(line, 20).figure();
        std::size_t numbers = 0;
        const Rect* cell = nullptr;
        for (const Primitive& primitive : figure.primitives) {
            if (const auto* rect = std::get_if<Rect>(&primitive)) cell = rect;
            const auto* text = std::get_if<Text>(&primitive);
            if (text != nullptr && cell != nullptr && cell->cell.grid == Grid::input && cell->box.contains(text->at))
                ++numbers;
        }
        EXPECT_EQ(numbers, 100U) << line;
    }
}

TEST(Views, TheMatrixViewHasTheColumnOfTheWindow) {
    const Picture picture("conv2d 1x1x4x4 out2 k2 nobias values=ramp", 5, View::matrix);
    const Figure figure = picture.figure();
    EXPECT_EQ(texts(figure, "Unfolded input"), 1U);
    const auto weight = find_cell(figure, {Grid::kernel, 0}), output = find_cell(figure, {Grid::output, 5});
    ASSERT_TRUE(weight && output);
    EXPECT_EQ(weight->y, output->y) << "the row of weights is the output's row";
}

TEST(Views, RandomProblemsNeverBreakThePicture) {
    test::RandomProblems problems(20260);
    for (int i = 0; i < test::rounds(400); ++i) {
        const auto cells = static_cast<test::Cells>(i % 3);
        const test::RandomProblem problem = problems.next(cells, static_cast<std::size_t>(i) % kOperations);
        for_each_view(problem.line, [&](View view, std::int64_t step) {
            Picture picture(problem.line, std::max<std::int64_t>(step, 0), view);
            picture.scene.width = 400.0F + 100.0F * static_cast<float>(i % 12);
            picture.scene.height = 300.0F + 90.0F * static_cast<float>(i % 8);
            picture.scene.slide_progress = i % 2 == 0 ? 1.0 : 0.5;
            picture.scene.slide_from = 0;
            picture.scene.zoom = i % 5 == 0 ? 2.0F : 1.0F;
            picture.scene.all_terms = i % 7 == 0;
            const Figure figure = picture.figure();
            for (const Primitive& primitive : figure.primitives)
                if (const auto* rect = std::get_if<Rect>(&primitive)) {
                    ASSERT_TRUE(std::isfinite(rect->box.x + rect->box.y + rect->box.w + rect->box.h))
                        << name_of_view(problem.line, view, step);
                    ASSERT_GE(rect->box.w, 0.0F) << name_of_view(problem.line, view, step);
                }
        });
    }
}

}  // namespace
}  // namespace stridelens
