#pragma once
// How the window is shown, as JSON: what is remembered for the user from one session to the next.

#include <string>
#include <string_view>

namespace stridelens {

/// `scale`: Display::scale, per cent.
std::string display_json(int scale);

/// The scale that it says, clamped; the usual if it says none. A file written by another version, or by hand, is no error.
int scale_from_json(std::string_view json);

}  // namespace stridelens
