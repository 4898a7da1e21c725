#include "app/figure/theme/theme.h"

#include "app/figure/theme/theme_colours.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

float mix(float a, float b, float t) {
    return a + (b - a) * t;
}

/// Negative, neutral at 0, positive. A value that is no number has the neutral colour.
Rgba value_colour(const ThemeColours& theme, float value) {
    const float v = std::isnan(value) ? 0.0F : std::clamp(value, -1.0F, 1.0F);
    const Rgba& end = v < 0.0F ? theme.negative : theme.positive;
    const float t = std::abs(v);
    return {mix(theme.zero.r, end.r, t), mix(theme.zero.g, end.g, t), mix(theme.zero.b, end.b, t), 1.0F};
}

Rgba value_ink(const ThemeColours& theme, float value) {
    const Rgba cell = value_colour(theme, value);
    for (const Rgba& ink : theme.inks)
        if (contrast(ink, cell) >= theme.least_contrast) return ink;
    return theme.inks.back();
}

Rgba channel_colour(const ThemeColours& theme, float number) {
    const auto count = static_cast<long>(theme.channels.size());
    const long i = std::lround(number) % count;
    return theme.channels[static_cast<std::size_t>(i < 0 ? i + count : i)];
}

Rgba opaque_colour(const Paint& paint, const ThemeColours& theme) {
    switch (paint.role) {
        case Role::none:
            return {0.0F, 0.0F, 0.0F, 0.0F};
        case Role::background:
            return theme.background;
        case Role::panel:
            return theme.panel;
        case Role::line:
            return theme.line;
        case Role::ink:
            return theme.ink;
        case Role::dim_ink:
            return theme.dim_ink;
        case Role::window:
            return theme.window;
        case Role::on_window:
            return theme.on_window;
        case Role::control:
            return theme.control;
        case Role::chip:
            return theme.chip;
        case Role::value:
            return paint.value == kNoNumber ? theme.warning : value_colour(theme, paint.value);
        case Role::on_value:
            return value_ink(theme, paint.value);
        case Role::cell_edge:
            return theme.cell_edge;
        case Role::padding:
            return theme.padding;
        case Role::hatch:
            return theme.hatch;
        case Role::unread:
            return theme.unread;
        case Role::winner:
            return theme.winner;
        case Role::placeholder:
            return theme.placeholder;
        case Role::channel:
            return channel_colour(theme, paint.value);
        case Role::warning:
            return theme.warning;
    }
    return {};
}

float linear(float c) {
    return c <= 0.04045F ? c / 12.92F : std::pow((c + 0.055F) / 1.055F, 2.4F);
}

float luminance(const Rgba& c) {
    return 0.2126F * linear(c.r) + 0.7152F * linear(c.g) + 0.0722F * linear(c.b);
}

}  // namespace

Rgba resolve_colour(const Paint& paint, ThemeName theme, bool on_paper) {
    Rgba colour = opaque_colour(paint, colours_of(theme));
    if (on_paper && paint.role == Role::background && theme != ThemeName::dark) colour = {1.0F, 1.0F, 1.0F, 1.0F};
    colour.a *= paint.alpha;
    return colour;
}

float contrast(const Rgba& a, const Rgba& b) {
    const float la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05F) / (std::min(la, lb) + 0.05F);
}

}  // namespace stridelens
