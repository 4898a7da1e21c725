#include "core/tensor/float_of.h"

#include <gtest/gtest.h>

#include <cmath>

namespace stridelens {
namespace {

constexpr float kLargest = std::numeric_limits<float>::max();
constexpr float kInfinity = std::numeric_limits<float>::infinity();

TEST(FloatOf, IsTheNearestFloatAndInfiniteBeyondTheLargest) {
    EXPECT_EQ(float_of(0.1), 0.1F);
    EXPECT_EQ(float_of(16777217.0), 16777216.0F);
    EXPECT_EQ(float_of(1e-300), 0.0F);
    for (const float sign : {1.0F, -1.0F}) {
        EXPECT_EQ(float_of(sign * double{kLargest}), sign * kLargest);
        EXPECT_EQ(float_of(sign * 3.4028235e38), sign * kLargest) << "its own shortest digits";
        EXPECT_EQ(float_of(sign * std::nextafter(0x1.ffffffp127, 0.0)), sign * kLargest);
        EXPECT_EQ(float_of(sign * 0x1.ffffffp127), sign * kInfinity);
        EXPECT_EQ(float_of(sign * 1e300), sign * kInfinity);
        EXPECT_EQ(float_of(double{sign * kInfinity}), sign * kInfinity);
    }
    EXPECT_TRUE(std::isnan(float_of(std::nan(""))));
}

}  // namespace
}  // namespace stridelens
