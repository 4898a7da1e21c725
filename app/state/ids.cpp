#include "app/state/ids.h"

namespace stridelens {

const char* to_string(ThemeName theme) {
    switch (theme) {
        case ThemeName::dark:
            return "dark";
        case ThemeName::light:
            return "light";
        case ThemeName::print:
            return "print";
        case ThemeName::projector:
            return "projector";
        case ThemeName::colour_blind:
            return "colour-blind";
    }
    return "";
}

std::optional<ThemeName> theme_from(std::string_view name) {
    for (const ThemeName theme : kThemes)
        if (name == to_string(theme)) return theme;
    return std::nullopt;
}

}  // namespace stridelens
