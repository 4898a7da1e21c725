#pragma once
// What a grid's numbers have to show: found once, with the numbers, for every picture of them. A few that are unlike all
// others do not decide on it: they are written in a form of their own.

#include <optional>
#include <span>

namespace stridelens {

/// From here on a number is written as a power of ten, whatever the others are.
inline constexpr double kHugeNumber = 1e6;

/// As many decimals as anybody reads; a number that needs more is rounded.
inline constexpr int kMostDecimals = 4;

/// Enough to know how wide the numbers get when they are written.
struct NumberRange {
    float low = 0.0F, high = 0.0F;            // the extremes below kHugeNumber …
    float huge_low = 0.0F, huge_high = 0.0F;  // … and of the others, if they are more than a few
    float below = 0.0F, above = 0.0F;         // nearest to zero on either side; 0: none
    int special = 0;  // characters of the widest that is no number: "∞", "−∞", "NaN", if they are more than a few
    int most = 0;     // decimals that the numbers looked at need; kMostDecimals + 1: more than anybody reads
    int decimals = 0;            // the same, but 0 among whole numbers with a few others
    std::optional<int> fixed{};  // decimals that somebody asked for: neither more nor fewer
};

/// Of big grids only a part is looked at, and the worst is assumed of the rest.
NumberRange number_range(std::span<const float> values);

/// Whether so many decimals say the number, but for float32's own noise.
bool exact_with(double value, int decimals);

}  // namespace stridelens
