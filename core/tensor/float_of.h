#pragma once
// Doubles as float32.

#include <limits>

namespace stridelens {

/// The float32 nearest to `number`; ±∞ if that is beyond the largest, where a cast alone would be undefined.
constexpr float float_of(double number) {
    constexpr double largest = std::numeric_limits<float>::max();
    constexpr double to_infinity = 0x1.ffffffp127;  // half a step above the largest
    constexpr float infinity = std::numeric_limits<float>::infinity();
    if (number >= to_infinity) return infinity;
    if (number <= -to_infinity) return -infinity;
    return static_cast<float>(number > largest ? largest : number < -largest ? -largest : number);
}

}  // namespace stridelens
