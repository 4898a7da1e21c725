#pragma once
// The few words that state and figure share: which cell of which grid, a point of the picture, the name of a theme.
// (The arrow goes figure → state, so they live here.)

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

namespace stridelens {

struct Point {
    float x = 0.0F, y = 0.0F;
    bool operator==(const Point&) const = default;
};

enum class Grid : std::uint8_t {
    none,
    input,
    kernel,
    output,
    channel_sum,
    bias,
    term,
    more_terms,
    indices,     // MaxUnpool's
    upstream,    // backwards: the gradient that comes in, in the output's shape …
    grad_input,  // … and those that come of it
    grad_kernel,
    grad_bias,
};

/// Which cell of which grid a primitive is. `flat` indexes that grid's tensor (term: the explanation's terms);
/// a padded cell is no cell of the input: it has no CellId.
struct CellId {
    Grid grid = Grid::none;
    std::int64_t flat = -1;
    bool operator==(const CellId&) const = default;
};

/// The window is dark or light; a file may have any of them.
enum class ThemeName : std::uint8_t {
    dark,
    light,
    print,         // black and white alone: lines instead of colours
    projector,     // for the last row: contrasts of 7, thick lines
    colour_blind,  // lightness alone tells values and channels apart, so a photocopy does, too
};
inline constexpr std::array kThemes = {ThemeName::dark, ThemeName::light, ThemeName::print, ThemeName::projector,
                                       ThemeName::colour_blind};
const char* to_string(ThemeName theme);
std::optional<ThemeName> theme_from(std::string_view name);

}  // namespace stridelens
