#pragma once
// What a grid's numbers have to show: found once, with the numbers, for every picture of them.

#include <optional>
#include <span>

namespace stridelens {

/// Enough to know how wide any of the numbers gets when it is written.
struct NumberRange {
    float low = 0.0F, high = 0.0F;     // the finite extremes
    float below = 0.0F, above = 0.0F;  // nearest to zero on either side; 0: none
    int special = 0;                   // characters of the widest that is no number: "∞", "−∞", "NaN"
    int decimals = 0;                  // needed by the numbers looked at, at most 4
    std::optional<int> fixed{};        // decimals that somebody asked for: neither more nor fewer
};

/// `largest`: the largest finite |value|. Of big grids only a part is looked at, and the worst is assumed of the rest.
NumberRange number_range(std::span<const float> values, float largest);

}  // namespace stridelens
