// How large the lens is: the window's cells beside a grid whose own are too small for numbers.

#include "app/figure/facts/lens_cells.h"
#include "app/figure/layout/layout.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr float kLeastPitch = 28.0F, kMostPitch = 64.0F, kStep = 4.0F;

float pitch_of(const Facts& facts, const NumberRange& numbers) {
    const NumberStyle wanted = number_style(numbers);
    const float type = std::max(kFocusType, focus_type(facts) * kLensType / kFocusType);
    for (float pitch = kLeastPitch; pitch < kMostPitch; pitch += kStep) {
        const float cell = pitch - gap_for(pitch);
        if (fit_numbers(wanted, cell, cell).size >= type) return pitch;
    }
    return kMostPitch;
}

}  // namespace

std::optional<PlaneSize> lens_size(const Facts& facts) {
    const std::optional<LensExtent> extent = lens_extent(facts);
    const bool matrices = facts.left.matrix >= 0 || facts.right.matrix >= 0;
    if (!extent || (matrices && facts.scene.cell > 0.0F)) return std::nullopt;
    return extent->size;
}

float lens_pitch(const Facts& facts) {
    return pitch_of(facts, facts.sheet(read_side(facts)).numbers);
}

float readable_pitch(const Facts& facts, const NumberRange& numbers) {
    const NumberStyle wanted = number_style(numbers);
    float pitch = kLeastPitch;
    while (pitch < kMostPitch && fit_numbers(wanted, pitch - gap_for(pitch), pitch - gap_for(pitch)).size <
                                     focus_type(facts) * kLensType / kFocusType)
        ++pitch;
    return pitch;
}

float product_pitch(const Facts& facts) {
    return facts.has_kernel ? std::max(lens_pitch(facts), pitch_of(facts, facts.kernel.numbers)) : lens_pitch(facts);
}

}  // namespace stridelens
