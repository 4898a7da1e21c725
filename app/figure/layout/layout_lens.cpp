// How large the lens is: the window's cells beside a grid whose own are too small for numbers.

#include "app/figure/facts/lens_cells.h"
#include "app/figure/layout/layout.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr float kLeastPitch = 28.0F, kMostPitch = 64.0F, kStep = 4.0F;
constexpr float kEasyType = 12.0F;

float pitch_of(const NumberRange& numbers) {
    const NumberStyle wanted = number_style(numbers);
    for (float pitch = kLeastPitch; pitch < kMostPitch; pitch += kStep) {
        const float cell = pitch - gap_for(pitch);
        if (fit_numbers(wanted, cell, cell).size >= kEasyType) return pitch;
    }
    return kMostPitch;
}

}  // namespace

std::optional<PlaneSize> lens_size(const Facts& facts) {
    const std::optional<LensExtent> extent = lens_extent(facts);
    if (!extent || facts.strips || (facts.volumes && (facts.has_kernel || facts.view != View::output)))
        return std::nullopt;
    return extent->size;
}

float lens_pitch(const Facts& facts) {
    return pitch_of(facts.sheet(read_side(facts)).numbers);
}

}  // namespace stridelens
