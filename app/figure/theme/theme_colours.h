#pragma once
// The colours of each theme, one table each.

#include "app/figure/theme/theme.h"

#include <array>

namespace stridelens {

struct ThemeColours {
    Rgba background, panel, line, ink, dim_ink, window, on_window, control, chip;
    Rgba cell_edge{0.0F, 0.0F, 0.0F, 0.0F};
    Rgba padding, hatch, unread, winner, placeholder, warning;
    Rgba negative, zero, positive;  // the colour map's ends and middle
    std::array<Rgba, 3> inks;       // on a value: the first that contrasts enough
    std::array<Rgba, 8> channels;
    float least_contrast = 4.5F;  // of ink on a value
    bool hatched = false;         // values are hatched instead of coloured (hatch.h)
};

const ThemeColours& colours_of(ThemeName theme);

}  // namespace stridelens
