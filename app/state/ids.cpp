#include "app/state/ids.h"

namespace stridelens {

const char* to_string(ThemeName theme) {
    return theme == ThemeName::dark ? "dark" : "light";
}

std::optional<ThemeName> theme_from(std::string_view name) {
    if (name == "dark") return ThemeName::dark;
    if (name == "light") return ThemeName::light;
    return std::nullopt;
}

}  // namespace stridelens
