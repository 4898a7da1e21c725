#pragma once
// Pictures on the clipboard: through wl-copy on Wayland, through xclip on X11, as GLFW can copy text only.

#include "app/files/failure.h"

#include <string>
#include <string_view>

namespace stridelens {

/// Puts the bytes of a PNG on the clipboard. Errors: no display, or no program that does it, with what to
/// install; one that failed.
Outcome<void> copy_png(std::string_view bytes);

}  // namespace stridelens
