#pragma once
// Numbers that are drawn: what a window finds in them can be seen. For any shape; whole and half tones, two decimals.

#include "core/operation/problem.h"

namespace stridelens {

/// Kinds that draw_pattern() knows: digit, gradient, checker, ring, image.
bool is_pattern(Values::Kind kind);

/// Fills a tensor of zeros, plane by plane; a plane is the last `spatial` axes, the axis before them counts channels.
/// digit:    `number` (0 to 9) with a stroke of 1 on 0; channel 1 holds its upright edges, 2 its level ones (−1 … 1), then
///           again from the front. A strip shows one line of it; in a volume it fades to the first and last slice.
/// gradient: 0 in the first corner to 1 in the last; channel 1 along the last axis alone, 2 along the one before it.
/// checker:  fields of 0 and 1, an eighth of the longest side wide; each channel begins with the other.
/// ring:     1 on a ring around the middle of the plane, softly to 0; wider in each channel.
/// image:    picture `number` (small_pictures.h), as large as the plane; red, green and blue, 0 … 1, in turn, or its lightness if
///           there is one channel alone. A strip shows its middle line; in a volume it fades as a digit does.
void draw_pattern(Values::Kind kind, std::uint64_t number, std::size_t spatial, Tensor& tensor);

}  // namespace stridelens
