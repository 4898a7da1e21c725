#include "app/state/ids.h"

namespace stridelens {

namespace {

constexpr Table<ThemeName, const char*> kWords({{ThemeName::dark, "dark"},
                                                {ThemeName::light, "light"},
                                                {ThemeName::print, "print"},
                                                {ThemeName::projector, "projector"},
                                                {ThemeName::colour_blind, "colour-blind"}});

}  // namespace

const char* to_string(ThemeName theme) {
    return kWords[theme];
}

std::optional<ThemeName> theme_from(std::string_view name) {
    for (const ThemeName theme : kThemes)
        if (name == to_string(theme)) return theme;
    return std::nullopt;
}

}  // namespace stridelens
