// The tables of grids and views agree with each other, and with the problems that they speak of.

#include "app/problem/grid.h"
#include "app/problem/view.h"
#include "app/state/derived_grids.h"
#include "app/state/grid_numbers.h"
#include "core/words/table.h"
#include "tests/app/cli/headless.h"

#include <set>

namespace stridelens {
namespace {

const char* const kProblems[] = {"maxpool2d 1x2x5x5 k2 s1", "conv2d 1x2x5x5 out3 k3 s2 p1 nobias",
                                 "conv1d 1x2x5 out4 k3", "maxunpool2d 1x1x2x2 k2",
                                 "convtranspose2d 1x2x3x3 out1 k3 s2"};

TEST(Grids, AWordIsOneGridsAlone) {
    std::set<std::string> words, ids;
    for (const Grid grid : kAllOf<Grid>) {
        EXPECT_TRUE(words.insert(info_of(grid).word).second) << info_of(grid).word;
        EXPECT_TRUE(ids.insert(word_of(grid, '-')).second) << word_of(grid, '-');
        EXPECT_EQ(word_of(grid, '-').find(' '), std::string::npos);
    }
    EXPECT_EQ(word_of(Grid::grad_input, '-'), "grad-input");
    EXPECT_EQ(word_of(Grid::more_terms, '_'), "more_terms");
}

TEST(Grids, AGradientIsAsLargeAsWhatItIsOf) {
    for (const char* line : kProblems)
        for (const Grid grid : kAllOf<Grid>) {
            const GridInfo& info = info_of(grid);
            EXPECT_EQ(info_of(info.of).of, info.of) << info.word;
            EXPECT_EQ(info.shape, info_of(info.of).shape) << line << ": " << info.word;
        }
}

TEST(Grids, WhatCanBeEditedHasNumbersOfItsOwn) {
    std::set<Grid> found;
    for (const char* line : kProblems) {
        Problem problem = *parse_problem(line);
        for (const Grid grid : kAllOf<Grid>) {
            const auto numbers = numbers_of(problem, grid);
            if (numbers) found.insert(grid);
            EXPECT_TRUE(is_editable(grid) || !numbers) << line << ": " << info_of(grid).word;
            if (!numbers) continue;
            EXPECT_EQ(numbers->values, &(problem.*info_of(grid).values));
        }
    }
    EXPECT_EQ(found, (std::set{Grid::input, Grid::kernel, Grid::bias, Grid::indices, Grid::upstream}));
    for (const Grid grid : kAllOf<Grid>) EXPECT_EQ(is_editable(grid), found.contains(grid)) << info_of(grid).word;
}

TEST(Grids, AStepIsACellOfTheGridThatTheViewNames) {
    for (const char* line : kProblems) {
        Headless program(line);
        for (const View view : views_of(program.derived().geometry)) {
            program.act(SetView{view});
            const std::string where = std::string(line) + " --show " + to_string(view);
            const SharedTensor* tensor = tensor_of(program.derived(), info_of(view).grid);
            ASSERT_NE(tensor, nullptr) << where;
            EXPECT_EQ((*tensor)->shape, step_shape(program.derived().geometry, view)) << where;
            EXPECT_EQ(program.shown.told->explanation.subject, info_of(view).subject) << where;
            EXPECT_EQ(std::string(stepped_words(view)), info_of(info_of(view).grid).words) << where;
        }
    }
}

TEST(Grids, OnlyWhatIsSteppedThroughBackwardsIsAGradient) {
    for (const View view : kAllOf<View>) {
        const Grid grid = info_of(view).grid;
        EXPECT_EQ(info_of(grid).of != grid, is_backward(view)) << to_string(view);
    }
}

}  // namespace
}  // namespace stridelens
