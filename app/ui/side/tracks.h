#pragma once
// How far the sliders of the side panel reach. A matter of what is worth showing, not of what is legal: a stride of a
// thousand is legal and seen by nobody. Within its track a slider stops at legal values alone (stops()).

#include "app/ui/side/fields.h"
#include "app/ui/widgets/range.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stridelens::ui {

/// 1 … the largest kernel that fits the padded input on `axis` (−1: on every axis).
Range kernel_track(const Problem& problem, int axis);

/// 1 … what the kernel still fits with, but a few more, and no more than the eye can follow.
Range dilation_track(const Problem& problem, int axis);

/// What makes sense on one side of `axis` by itself.
Range padding_track(const Problem& problem, int axis);

/// The legal values within `track`, where dragging stops; empty if the problem is refused for something else.
std::vector<std::int64_t> stops(const Problem& problem, const Range& track, Field field, int axis = -1, int side = -1);

/// Why this value of a parameter is refused in the problem; empty: it is not.
std::string why_not(const Problem& problem, Field field, std::int64_t value, int axis = -1, int side = -1);

}  // namespace stridelens::ui
