#pragma once
// The few words that state and figure share: a point of the picture, the name of a theme, and which cell of which grid.
// (The arrow goes figure → state, so they live here.)

#include "app/problem/grid.h"
#include "core/words/table.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace stridelens {

struct Point {
    float x = 0.0F, y = 0.0F;
    bool operator==(const Point&) const = default;
};

/// The window is dark or light; a file may have any of them.
enum class ThemeName : std::uint8_t {
    dark,
    light,
    print,         // black and white alone: lines instead of colours
    projector,     // for the last row: contrasts of 7, thick lines
    colour_blind,  // lightness alone tells values and channels apart, so a photocopy does, too
};
inline constexpr auto kThemes = kAllOf<ThemeName>;
const char* to_string(ThemeName theme);
std::optional<ThemeName> theme_from(std::string_view name);

}  // namespace stridelens
