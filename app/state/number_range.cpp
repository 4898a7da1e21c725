#include "app/state/number_range.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

constexpr std::size_t kSample = 4096;    // values that decide on the decimals …
constexpr std::size_t kBigGrid = 65536;  // … and the width is decided by all, up to this many
constexpr std::size_t kFew = 8;          // one in so many has a form of its own

bool is_huge(float v) {
    return static_cast<double>(std::abs(v)) >= kHugeNumber;
}

void widen(NumberRange& range, float v, bool huge_too, bool special_too) {
    if (!std::isfinite(v)) {
        if (special_too) range.special = std::max(range.special, std::isnan(v) ? 3 : v < 0.0F ? 2 : 1);
        return;
    }
    if (is_huge(v)) {
        if (!huge_too) return;
        range.huge_low = std::min(range.huge_low, v);
        range.huge_high = std::max(range.huge_high, v);
        return;
    }
    range.low = std::min(range.low, v);
    range.high = std::max(range.high, v);
    if (v < 0.0F) range.below = range.below == 0.0F ? v : std::max(range.below, v);
    if (v > 0.0F) range.above = range.above == 0.0F ? v : std::min(range.above, v);
}

int decimals_needed(float value) {
    int decimals = 0;
    while (decimals <= kMostDecimals && !exact_with(static_cast<double>(value), decimals)) ++decimals;
    return decimals;
}

/// Of a few numbers, one may be unlike the others; of two or three none.
std::size_t few_of(std::size_t count) {
    return count < kFew / 2 ? 0 : std::max<std::size_t>(count / kFew, 1);
}

void find_decimals(NumberRange& range, std::span<const float> values) {
    std::size_t count = 0, broken = 0;
    for (const float v : values) {
        if (!std::isfinite(v) || is_huge(v)) continue;
        const int needed = decimals_needed(v);
        ++count;
        broken += needed > 0 ? 1U : 0U;
        range.most = std::max(range.most, needed);
    }
    range.decimals = broken <= few_of(count) ? 0 : range.most;
}

}  // namespace

bool exact_with(double value, int decimals) {
    const double scaled = value * std::pow(10.0, decimals);
    return std::abs(scaled - std::round(scaled)) <= 1e-5 * std::max(1.0, std::abs(scaled) * 0.01);
}

NumberRange number_range(std::span<const float> values) {
    NumberRange range;
    std::size_t huge = 0, special = 0;
    float largest = 0.0F, largest_huge = 0.0F;
    for (const float v : values) {
        if (!std::isfinite(v)) {
            ++special;
            continue;
        }
        const bool is = is_huge(v);
        huge += is ? 1U : 0U;
        (is ? largest_huge : largest) = std::max(is ? largest_huge : largest, std::abs(v));
    }
    const bool huge_too = huge > few_of(values.size()), special_too = special > few_of(values.size());
    if (values.size() > kBigGrid) {
        const bool small = largest < 1e-3F;  // written as powers of ten: the smallest has the longest exponent
        range.low = -largest;
        range.high = largest;
        if (huge_too) range.huge_low = range.huge_high = -largest_huge;
        range.below = small ? -1e-30F : 0.0F;
        range.above = small ? 1e-30F : 0.0F;
        if (special_too) range.special = 3;
    } else {
        for (const float v : values) widen(range, v, huge_too, special_too);
    }
    find_decimals(range, values.first(std::min(values.size(), kSample)));
    return range;
}

}  // namespace stridelens
