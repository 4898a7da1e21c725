// How numbers look from far away, and that it is not worked out twice.

#include "app/state/look.h"
#include "app/state/derived.h"
#include "tests/app/figure/figure_scene.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>

namespace stridelens {
namespace {

constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

/// Whole numbers of both signs, some NaN.
Tensor scattered(const Shape& shape) {
    Tensor tensor(shape);
    std::uint32_t state = 1;
    for (float& value : tensor.values) {
        state = state * 1664525U + 1013904223U;
        value = state >> 24U == 7U ? kNan : static_cast<float>(static_cast<int>(state >> 16U & 1023U) - 512);
    }
    return tensor;
}

/// Each melted cell is one of its block's, and none of the block is larger; of a and −a it is a. NaN wins.
void expect_melted(const Tensor& tensor, int level) {
    const Look look = look_of(tensor);
    ASSERT_EQ(look.melted.level, level) << to_string(tensor.shape);
    const Tensor& small = look.melted.tensor;
    const std::size_t axes = tensor.shape.size();
    const std::int64_t columns = tensor.shape.back(), rows = axes > 1 ? tensor.shape[axes - 2] : 1;
    const std::int64_t block = std::int64_t{1} << level;
    const std::int64_t width = (columns + block - 1) / block, height = (rows + block - 1) / block;
    ASSERT_EQ(small.shape.back(), width);
    const std::int64_t planes = element_count(tensor.shape) / (rows * columns);
    ASSERT_EQ(element_count(small.shape), planes * width * height);
    for (std::int64_t plane = 0; plane < planes; ++plane)
        for (std::int64_t cell = 0; cell < width * height; ++cell) {
            float largest = 0.0F;
            for (std::int64_t r = cell / width * block; r < std::min((cell / width + 1) * block, rows); ++r)
                for (std::int64_t c = cell % width * block; c < std::min((cell % width + 1) * block, columns); ++c) {
                    const float value = tensor[(plane * rows + r) * columns + c];
                    if (std::isnan(largest)) continue;
                    const bool equal = value == -largest;
                    if (std::isnan(value) || std::abs(value) > std::abs(largest) || (equal && value > 0.0F))
                        largest = value;
                }
            const float melted = small[plane * width * height + cell];
            ASSERT_TRUE(melted == largest || (std::isnan(melted) && std::isnan(largest)))
                << to_string(tensor.shape) << " plane " << plane << " cell " << cell << ": " << melted << ", not "
                << largest;
        }
}

TEST(Look, MeltsTheLargestOfEachBlockTogetherWithItsSign) {
    expect_melted(scattered({1, 2, 1030, 515}), 1);
    expect_melted(scattered({3, 2051}), 2);
    expect_melted(scattered({1, 1, 5000}), 3);
    expect_melted(scattered({9000}), 4);
}

TEST(Look, WhatHasFewCellsIsNotMelted) {
    for (const Shape& shape :
         {Shape{1, 1, 1024, 1024}, Shape{64, 64, 3, 3}, Shape{2000, 1, 5, 5}, Shape{1024}, Shape{}})
        EXPECT_EQ(look_of(Tensor(shape)).melted.level, 0) << to_string(shape);
}

TEST(Look, OfTheSameNumbersIsKeptWhenOnlyTheOperationChanges) {
    Scenario scenario;
    scenario.problem = parse_problem("maxpool2d 1x1x1500x1500 k2 values=normal:1").value();
    const SharedDerived before = derive(scenario).value();
    ASSERT_GT(before->looks.input.melted.level, 0);
    scenario.problem.operation = parse_problem("maxpool2d 1x1x1500x1500 k3 values=normal:1").value().operation;
    const SharedDerived after = derive(scenario, before).value();
    EXPECT_TRUE(after->looks.input.melted.tensor.same(before->looks.input.melted.tensor));
    scenario.problem.values.seed = 7;
    EXPECT_FALSE(derive(scenario, before).value()->looks.input.melted.tensor.same(before->looks.input.melted.tensor));
}

}  // namespace
}  // namespace stridelens
