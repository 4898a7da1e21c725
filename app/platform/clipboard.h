#pragma once
// Pictures on the clipboard: through wl-copy on Wayland, through xclip on X11, as GLFW can copy text only.

#include "core/operation/error.h"

#include <string>
#include <string_view>

namespace stridelens {

/// Puts the bytes of a PNG on the clipboard. Errors: Field::text; no display, or no program that does it, with what to
/// install; one that failed.
Result<void> copy_png(std::string_view bytes);

}  // namespace stridelens
