#pragma once
// Colours are roles; a theme gives them values. Every theme has the same weight and the same contrast.

#include "app/figure/figure.h"

namespace stridelens {

struct Rgba {
    float r = 0.0F, g = 0.0F, b = 0.0F, a = 1.0F;  // sRGB, 0 … 1, not premultiplied
    bool operator==(const Rgba&) const = default;
};

/// The colour of `paint` in `theme`. `on_paper`: the page has no ground of its own and will lie on paper, so that what is
/// painted in the ground's colour (behind titles, around the window) is white; in the dark theme it stays dark.
Rgba resolve_colour(const Paint& paint, ThemeName theme, bool on_paper = false);

/// WCAG contrast ratio of two opaque colours, 1 … 21.
float contrast(const Rgba& a, const Rgba& b);

}  // namespace stridelens
