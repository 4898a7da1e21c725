#pragma once
// Painting the pictures of grids: as textures, tile by tile.

#include "app/ui/canvas/canvas.h"

#include <imgui.h>

namespace stridelens::ui {

/// `pixels`: of the screen, a point.
void paint_picture(const Surface& surface, ImDrawList& list, const Image& image, float pixels);

}  // namespace stridelens::ui
