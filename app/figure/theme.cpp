#include "app/figure/theme.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace stridelens {

namespace {

constexpr Rgba rgb(unsigned hex) {
    return {static_cast<float>((hex >> 16U) & 255U) / 255.0F, static_cast<float>((hex >> 8U) & 255U) / 255.0F,
            static_cast<float>(hex & 255U) / 255.0F, 1.0F};
}

struct Theme {
    Rgba background, panel, line, ink, dim_ink, window, on_window, control, chip;
    Rgba padding, hatch, unread, winner, placeholder, warning;
    Rgba negative, zero, positive;  // the colour map's ends and middle
    std::array<Rgba, 3> inks;       // on a value: the first that contrasts enough
    std::array<Rgba, 8> channels;
};

// The positive end is the design's c46834, darker until light ink keeps a contrast of 4.5.
constexpr Theme kDark = {
    rgb(0x14161b),
    rgb(0x1b1e25),
    rgb(0x2b303b),
    rgb(0xe8eaf0),
    rgb(0x8e95a5),
    rgb(0xffb454),
    rgb(0x14161b),
    rgb(0x5ccfe6),
    rgb(0x242833),
    rgb(0x171a20),
    rgb(0x2d333f),
    rgb(0x9aa1b1),
    rgb(0xffffff),
    rgb(0x3d4452),
    rgb(0xff8f80),
    rgb(0x2e6eaa),
    rgb(0x222630),
    rgb(0xb55f2e),
    {rgb(0xe8eaf0), rgb(0xffffff), rgb(0x000000)},
    {rgb(0xf07178), rgb(0x7fd962), rgb(0x59c2ff), rgb(0xd2a6ff), rgb(0x6fdcc0), rgb(0xf29ec9), rgb(0xc6d15c),
     rgb(0x9aa5ff)},
};

constexpr Theme kLight = {
    rgb(0xf6f7f9),
    rgb(0xffffff),
    rgb(0xdfe2e9),
    rgb(0x1d2129),
    rgb(0x636b7d),
    rgb(0xd9730d),
    rgb(0x1d2129),
    rgb(0x0b84a5),
    rgb(0xeef0f4),
    rgb(0xf3f4f7),
    rgb(0xd8dce5),
    rgb(0x5d6577),
    rgb(0x1d2129),
    rgb(0xc0c6d2),
    rgb(0xb3261e),
    rgb(0x6ea5d7),
    rgb(0xffffff),
    rgb(0xf0965a),
    {rgb(0x1d2129), rgb(0x000000), rgb(0xffffff)},
    {rgb(0xc92f3a), rgb(0x2f7d14), rgb(0x1670ad), rgb(0x7f45c4), rgb(0x127a5e), rgb(0xb23a80), rgb(0x6b7410),
     rgb(0x4450c4)},
};

float mix(float a, float b, float t) {
    return a + (b - a) * t;
}

/// Blue, neutral at 0, orange. A value that is no number has the neutral colour.
Rgba value_colour(const Theme& theme, float value) {
    const float v = std::isnan(value) ? 0.0F : std::clamp(value, -1.0F, 1.0F);
    const Rgba& end = v < 0.0F ? theme.negative : theme.positive;
    const float t = std::abs(v);
    return {mix(theme.zero.r, end.r, t), mix(theme.zero.g, end.g, t), mix(theme.zero.b, end.b, t), 1.0F};
}

Rgba value_ink(const Theme& theme, float value) {
    const Rgba cell = value_colour(theme, value);
    for (const Rgba& ink : theme.inks)
        if (contrast(ink, cell) >= 4.5F) return ink;
    return theme.inks.back();
}

Rgba channel_colour(const Theme& theme, float number) {
    const auto count = static_cast<long>(theme.channels.size());
    const long i = std::lround(number) % count;
    return theme.channels[static_cast<std::size_t>(i < 0 ? i + count : i)];
}

Rgba opaque_colour(const Paint& paint, const Theme& theme) {
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
            return value_colour(theme, paint.value);
        case Role::on_value:
            return value_ink(theme, paint.value);
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

Rgba resolve_colour(const Paint& paint, ThemeName theme) {
    Rgba colour = opaque_colour(paint, theme == ThemeName::dark ? kDark : kLight);
    colour.a *= paint.alpha;
    return colour;
}

float contrast(const Rgba& a, const Rgba& b) {
    const float la = luminance(a), lb = luminance(b);
    return (std::max(la, lb) + 0.05F) / (std::min(la, lb) + 0.05F);
}

}  // namespace stridelens
