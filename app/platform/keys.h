#pragma once
// GLFW's keys as the program knows them.

#include "app/ui/ui.h"

namespace stridelens {

/// `code`: GLFW_KEY_…; other for what means nothing here. Letters follow the keyboard's layout.
ui::Key key_of(int code);

}  // namespace stridelens
