// A picture's window into its tensor, and the tiles that a screen shows of it.

#include "app/figure/theme/tiles.h"
#include "tests/core/random_numbers.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace stridelens {
namespace {

/// A window of any kind into a tensor of two planes of whole numbers.
PlaneNumbers any_numbers(test::RandomNumbers& random, std::int64_t rows, std::int64_t columns) {
    Tensor tensor({2, rows, columns});
    for (float& value : tensor.values) value = static_cast<float>(random.whole(-8, 8));
    PlaneNumbers numbers;
    numbers.first = random.whole(0, 1) * rows * columns;
    numbers.row_size = columns;
    const auto run = [&](std::int64_t cells) {
        const std::int64_t first = random.whole(0, cells - 1), count = random.whole(1, cells - first);
        if (random.one_in(3)) return AxisRun{first + count - 1, count, -1, 1};
        return AxisRun{first, count, 1, 1};
    };
    numbers.rows = run(rows);
    numbers.columns = run(columns);
    numbers.scale = 8.0F;
    numbers.computed = random.whole(-1, 2 * rows * columns);
    numbers.tensor = SharedTensor(std::move(tensor));
    return numbers;
}

TEST(PlaneNumbers, WhatIsInPlaceIsWhatIsComputedAndEachCellOnce) {
    test::RandomNumbers random(3);
    int partly = 0;
    for (int i = 0; i < 2000; ++i) {
        const PlaneNumbers numbers = any_numbers(random, random.whole(1, 6), random.whole(1, 6));
        const std::vector<CellBlock> blocks = numbers.in_place();
        std::int64_t computed = 0;
        for (std::int64_t row = 0; row < numbers.rows.count; ++row)
            for (std::int64_t column = 0; column < numbers.columns.count; ++column) {
                const auto times =
                    std::count_if(blocks.begin(), blocks.end(), [&](const auto& b) { return b.contains(row, column); });
                const bool there = !std::isnan(numbers.at(row, column));
                ASSERT_EQ(times, there ? 1 : 0) << "seed 3, window " << i << ", cell " << row << ", " << column;
                computed += there ? 1 : 0;
            }
        ASSERT_EQ(numbers.complete(), computed == numbers.rows.count * numbers.columns.count) << "window " << i;
        partly += computed > 0 && !numbers.complete() ? 1 : 0;
    }
    EXPECT_GT(partly, 100);
}

TEST(PlaneNumbers, BetweenTheCellsOfAStretchedInputStandZeros) {
    PlaneNumbers numbers = plane_of(2, 3, {1, 1, 1, 1, 1, 1});
    numbers.rows = {0, 3, 1, 2};
    numbers.columns = {0, 5, 1, 2};
    for (std::int64_t row = 0; row < 3; ++row)
        for (std::int64_t column = 0; column < 5; ++column)
            EXPECT_EQ(numbers.at(row, column), row % 2 == 0 && column % 2 == 0 ? 1.0F : 0.0F) << row << ", " << column;
}

TEST(Tiles, TheLevelIsTheFinestWhoseTexelsAreAtLeastAPixel) {
    const PlaneNumbers plane = plane_of(2, 2, {0, 0, 0, 0}), strip = plane_of(1, 4, {0, 0, 0, 0});
    const auto level = [&](float pixels) { return level_of(plane, pixels, pixels); };
    EXPECT_EQ(level(12.0F), 0);
    EXPECT_EQ(level(1.0F), 0);
    EXPECT_EQ(level(0.9F), 1);
    EXPECT_EQ(level(0.5F), 1);
    EXPECT_EQ(level(0.49F), 2);
    EXPECT_EQ(level(0.125F), 3);
    EXPECT_EQ(level_of(plane, 0.125F, 40.0F), 3);
    EXPECT_EQ(level_of(plane, 40.0F, 0.125F), 3);
    EXPECT_EQ(level_of(strip, 0.125F, 40.0F), 3);
    EXPECT_EQ(level_of(strip, 40.0F, 0.125F), 0) << "there is nothing to melt";
}

/// The colour of the value that a texel is to show.
std::uint32_t expected_pixel(const PlaneNumbers& numbers, const CellBlock& cells) {
    PlaneNumbers all = numbers;
    all.computed = std::numeric_limits<std::int64_t>::max();
    return opaque_pixel(resolve_colour({Role::value, melted_value(all, cells)}, ThemeName::light));
}

TEST(Tiles, TogetherHaveEveryCellOnceAndShowTheLargestOfEachTexel) {
    test::RandomNumbers random(5);
    for (const int level : {0, 1, 3}) {
        const PlaneNumbers numbers = any_numbers(random, 400, 300);
        const CellBlock all{0, 0, numbers.rows.count - 1, numbers.columns.count - 1};
        const CellBlock tiles = tiles_of(all, level);
        const std::int64_t side = std::int64_t{1} << level;
        std::int64_t cells = 0;
        for (std::int64_t row = tiles.top; row <= tiles.bottom; ++row)
            for (std::int64_t column = tiles.left; column <= tiles.right; ++column) {
                const Tile tile{level, row, column};
                const CellBlock of = cells_of(numbers, tile);
                cells += (of.bottom - of.top + 1) * (of.right - of.left + 1);
                const Bitmap bitmap = tile_bitmap(numbers, tile, ThemeName::light);
                for (std::int64_t i = 0; i < bitmap.rows * bitmap.columns; ++i) {
                    const std::int64_t top = of.top + i / bitmap.columns * side;
                    const std::int64_t left = of.left + i % bitmap.columns * side;
                    const CellBlock texel{top, left, std::min(top + side - 1, of.bottom),
                                          std::min(left + side - 1, of.right)};
                    ASSERT_EQ(bitmap.argb[static_cast<std::size_t>(i)], expected_pixel(numbers, texel))
                        << "level " << level << ", tile " << row << ", " << column << ", texel " << i;
                }
            }
        EXPECT_EQ(cells, numbers.rows.count * numbers.columns.count) << "level " << level;
    }
}

TEST(Tiles, OfWhatIsMeltedAlreadyAreTheSame) {
    test::RandomNumbers random(9);
    Tensor tensor({1, 2, 1100, 2100});
    for (float& value : tensor.values) value = static_cast<float>(random.whole(-8, 8));
    const Look look = look_of(tensor);
    ASSERT_EQ(look.melted.level, 2);
    PlaneNumbers numbers;
    numbers.first = 1100 * 2100;
    numbers.row_size = 2100;
    numbers.rows.count = 1100;
    numbers.columns.count = 2100;
    numbers.scale = 8.0F;
    numbers.tensor = SharedTensor(std::move(tensor));
    PlaneNumbers melted = numbers;
    melted.melted = look.melted;
    for (const int level : {1, 2, 3, 4}) {
        const CellBlock tiles = tiles_of({0, 0, 1099, 2099}, level);
        for (std::int64_t row = tiles.top; row <= tiles.bottom; ++row)
            for (std::int64_t column = tiles.left; column <= tiles.right; ++column) {
                const Tile tile{level, row, column};
                ASSERT_EQ(tile_bitmap(melted, tile, ThemeName::dark).argb,
                          tile_bitmap(numbers, tile, ThemeName::dark).argb)
                    << "level " << level << ", tile " << row << ", " << column;
                EXPECT_EQ(work_of_tile(melted, tile) < work_of_tile(numbers, tile), level >= 2) << level;
            }
    }
}

}  // namespace
}  // namespace stridelens
