// How large the lens is: the window's taps beside an input whose cells are too small for numbers.

#include "app/figure/layout.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr std::int64_t kMostTaps = 11;  // on a side: a larger lens would be as hard to read as the input
constexpr float kLeastPitch = 28.0F, kMostPitch = 64.0F, kStep = 4.0F;
constexpr float kEasyType = 12.0F;

std::int64_t taps_along(const Facts& facts, int plane_axis) {
    const int a = windowed_axis(facts, plane_axis);
    return a < 0 ? 1 : facts.geometry.axes[static_cast<std::size_t>(a)].kernel;
}

}  // namespace

std::optional<PlaneSize> lens_size(const Facts& facts) {
    if (facts.empty || facts.strips) return std::nullopt;
    const PlaneSize size{taps_along(facts, 0), taps_along(facts, 1)};
    if (size.rows > kMostTaps || size.columns > kMostTaps) return std::nullopt;
    // Taps along a third axis would lie behind one another.
    std::int64_t all = 1;
    for (const Axis& axis : facts.geometry.axes) all *= axis.kernel;
    return all == size.rows * size.columns ? std::optional(size) : std::nullopt;
}

float lens_pitch(const Facts& facts) {
    const NumberStyle wanted = number_style(facts.input_numbers);
    for (float pitch = kLeastPitch; pitch < kMostPitch; pitch += kStep) {
        const float cell = pitch - gap_for(pitch);
        const NumberStyle style = fit_numbers(wanted, facts.input_numbers, cell, cell);
        if (style.size >= kEasyType && style.decimals == wanted.decimals) return pitch;
    }
    return kMostPitch;
}

}  // namespace stridelens
