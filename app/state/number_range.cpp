#include "app/state/number_range.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr std::size_t kSample = 4096;    // values that decide on the decimals …
constexpr std::size_t kBigGrid = 65536;  // … and the width is decided by all, up to this many

void widen(NumberRange& range, float v) {
    if (!std::isfinite(v)) {
        range.special = std::max(range.special, std::isnan(v) ? 3 : v < 0.0F ? 2 : 1);
        return;
    }
    range.low = std::min(range.low, v);
    range.high = std::max(range.high, v);
    if (v < 0.0F) range.below = range.below == 0.0F ? v : std::max(range.below, v);
    if (v > 0.0F) range.above = range.above == 0.0F ? v : std::min(range.above, v);
}

bool exact_with(float value, int decimals) {
    const double scaled = static_cast<double>(value) * std::pow(10.0, decimals);
    return std::abs(scaled - std::round(scaled)) <= 1e-5 * std::max(1.0, std::abs(scaled) * 0.01);
}

}  // namespace

NumberRange number_range(std::span<const float> values, float largest) {
    NumberRange range;
    if (values.size() > kBigGrid) {
        const bool small = largest < 1e-3F;  // written as powers of ten: the smallest has the longest exponent
        range = {-largest, largest, small ? -1e-30F : 0.0F, small ? 1e-30F : 0.0F, 3, 0};
    } else {
        for (const float v : values) widen(range, v);
    }
    for (const float v : values.first(std::min(values.size(), kSample)))
        while (range.decimals < 4 && std::isfinite(v) && !exact_with(v, range.decimals)) ++range.decimals;
    return range;
}

}  // namespace stridelens
