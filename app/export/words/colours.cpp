#include "app/export/words/colours.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

Colour file_colour(const Paint& paint, ThemeName theme, bool on_paper) {
    if (paint.role == Role::none) return {.alpha = 0.0};
    const Rgba c = resolve_colour(paint, theme, on_paper);
    const auto byte = [](float v) {
        return static_cast<std::uint8_t>(std::lround(std::clamp(v, 0.0F, 1.0F) * 255.0F));
    };
    return {{byte(c.r), byte(c.g), byte(c.b)}, std::clamp(static_cast<double>(c.a), 0.0, 1.0)};
}

std::string hex(const Colour& colour) {
    return fmt::format("{:02X}{:02X}{:02X}", colour.rgb[0], colour.rgb[1], colour.rgb[2]);
}

}  // namespace stridelens
