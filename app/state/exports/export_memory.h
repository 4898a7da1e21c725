#pragma once
// The export panel's settings as JSON: what is remembered for the user from one session to the next.

#include "app/state/exports/export_panel.h"

#include <string>
#include <string_view>

namespace stridelens {

/// Without what belongs to one problem: steps, title, caption. Of the file's name only the folder is kept.
std::string to_json(const ExportSettings& settings);

/// What can be read of it; the usual for all else. A file written by another version, or by hand, is no error.
ExportSettings export_settings_from_json(std::string_view json);

}  // namespace stridelens
