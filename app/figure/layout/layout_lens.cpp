// How large the lens is: the window's taps beside an input whose cells are too small for numbers.

#include "app/figure/layout/layout.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr std::int64_t kMostTaps = 11;  // on a side: a larger lens would be as hard to read as the input
constexpr float kLeastPitch = 28.0F, kMostPitch = 64.0F, kStep = 4.0F;
constexpr float kEasyType = 12.0F;

std::int64_t taps_along(const Facts& facts, int axis) {
    const int a = windowed_axis(facts.geometry, axis);
    return a < 0 ? 1 : facts.geometry.axes[static_cast<std::size_t>(a)].kernel;
}

}  // namespace

std::optional<PlaneSize> lens_size(const Facts& facts) {
    if (!shows_step(facts) || facts.strips || facts.view != View::output || !facts.left.windowed ||
        facts.right.matrix >= 0)
        return std::nullopt;
    if (facts.volumes && facts.has_kernel) return std::nullopt;
    const PlaneSize size{taps_along(facts, facts.left.map.row), taps_along(facts, facts.left.map.column)};
    if (size.rows > kMostTaps || size.columns > kMostTaps) return std::nullopt;
    // Taps along an axis that is not shown would lie behind one another.
    const std::int64_t slices = taps_along(facts, facts.left.map.slice);
    if (slices > kMostTaps || facts.geometry.kernel_cells() != size.rows * size.columns * slices) return std::nullopt;
    return size;
}

float lens_pitch(const Facts& facts) {
    const NumberStyle wanted = number_style(facts.left.numbers);
    for (float pitch = kLeastPitch; pitch < kMostPitch; pitch += kStep) {
        const float cell = pitch - gap_for(pitch);
        if (fit_numbers(wanted, cell, cell).size >= kEasyType) return pitch;
    }
    return kMostPitch;
}

}  // namespace stridelens
