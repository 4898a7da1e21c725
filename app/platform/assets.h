#pragma once
// Where the program's files are.

#include <filesystem>

namespace stridelens {

/// The folder that holds lessons/: $STRIDELENS_ASSETS, the source tree when run from its build tree,
/// <prefix>/share/stridelens of the installed binary, or a data folder of the desktop (XDG). Empty if there is none.
std::filesystem::path assets_dir();

/// Where this user's settings are kept: $XDG_CONFIG_HOME/stridelens, or ~/.config/stridelens. Empty if there is no home.
std::filesystem::path config_dir();

}  // namespace stridelens
