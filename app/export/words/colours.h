#pragma once
// Colours as files hold them: 8 bits a channel.

#include "app/figure/theme/theme.h"

#include <array>
#include <cstdint>
#include <string>

namespace stridelens {

struct Colour {
    std::array<std::uint8_t, 3> rgb{};
    double alpha = 1.0;  // 0 … 1
    bool operator==(const Colour&) const = default;
};

/// The paint's colour in `theme`; alpha 0 if it paints nothing. `on_paper`: as resolve_colour().
Colour file_colour(const Paint& paint, ThemeName theme, bool on_paper = false);

/// "6EA5D7".
std::string hex(const Colour& colour);

}  // namespace stridelens
