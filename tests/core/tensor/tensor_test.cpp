#include "core/tensor/tensor.h"

#include <gtest/gtest.h>
#include <limits>

namespace stridelens {
namespace {

TEST(Tensor, ElementCountIsTheProductOfTheSizes) {
    EXPECT_EQ(element_count({1, 3, 28, 28}), 2352);
    EXPECT_EQ(element_count({}), 1);
    EXPECT_EQ(element_count({0, 3, 5}), 0);
    EXPECT_EQ(element_count({7}), 7);
}

TEST(Tensor, ElementCountBeyondInt64IsTheLargestNumber) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    EXPECT_EQ(element_count({most, 2}), most);
    EXPECT_EQ(element_count({1'000'000'000, 1'000'000'000, 1'000'000'000}), most);
    EXPECT_EQ(element_count({most, most, 0}), 0) << "an empty axis empties the tensor, however long the others are";
    EXPECT_EQ(element_count({most, 1}), most);
}

TEST(Tensor, FlattenCountsInReadingOrder) {
    const Shape shape{2, 3, 4};
    std::int64_t expected = 0;
    for (std::int64_t n = 0; n < 2; ++n)
        for (std::int64_t y = 0; y < 3; ++y)
            for (std::int64_t x = 0; x < 4; ++x, ++expected) {
                EXPECT_EQ(flatten(shape, {n, y, x}), expected);
                EXPECT_EQ(unflatten(shape, expected), (Index{n, y, x}));
            }
}

TEST(Tensor, AScalarHasOneCellAtTheEmptyIndex) {
    const Tensor scalar(Shape{}, 3.0F);
    EXPECT_EQ(flatten({}, {}), 0);
    EXPECT_EQ(unflatten({}, 0), Index{});
    EXPECT_EQ(scalar.at({}), 3.0F);
    EXPECT_EQ(to_string(Shape{}), "scalar");
}

TEST(Tensor, ShapesPrintAsTheyAreWritten) {
    EXPECT_EQ(to_string(Shape{1, 3, 28, 28}), "1x3x28x28");
    EXPECT_EQ(to_string(Shape{5}), "5");
    EXPECT_EQ(to_string(Shape{0, 1}), "0x1");
}

TEST(Tensor, HoldsItsValuesRowMajor) {
    const Tensor tensor({2, 2}, {1, 2, 3, 4});
    EXPECT_EQ(tensor.at({0, 1}), 2.0F);
    EXPECT_EQ(tensor.at({1, 0}), 3.0F);
    EXPECT_EQ(Tensor({2, 3}, 5.0F).values, std::vector<float>(6, 5.0F));
}

TEST(PerAxis, ComparesOnlyTheEntriesItHas) {
    Extents longer{1, 2, 3};
    EXPECT_NE(longer, (Extents{1, 2}));
    EXPECT_EQ(Extents(longer.begin(), longer.begin() + 2), (Extents{1, 2}));
    EXPECT_EQ(Extents(std::size_t{3}, 4), (Extents{4, 4, 4}));
}

}  // namespace
}  // namespace stridelens
