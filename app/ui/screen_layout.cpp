#include "app/ui/ui.h"

#include <algorithm>

namespace stridelens::ui {

ScreenLayout screen_layout(float width, float height) {
    constexpr float top = 52.0F, transport = 46.0F;
    // A small window gives more of itself to the grids.
    const float side = width < 1100.0F ? 276.0F : 304.0F;
    const float right = std::max(width - side, 1.0F);
    ScreenLayout layout;
    layout.top_bar = {0.0F, 0.0F, width, top};
    layout.side = {0.0F, top, side, std::max(height - top, 1.0F)};
    layout.canvas = {side, top, right, std::max(height - top - transport, 1.0F)};
    layout.transport = {side, std::max(height - transport, top), right, transport};
    return layout;
}

}  // namespace stridelens::ui
