#include "app/ui/panels.h"

#include <imgui.h>

#include <algorithm>

namespace stridelens::ui {
namespace {

/// Something takes longer: a short line runs along the canvas' upper edge.
void busy_line(const Pen& pen, const Box& canvas) {
    if (pen.frame.busy_frames == 0) return;
    constexpr float length = 0.18F, thickness = 2.0F;
    constexpr int round = 48;  // frames from end to end
    const float share = static_cast<float>(pen.frame.busy_frames % round) / static_cast<float>(round);
    const float left = canvas.w * ((1.0F + length) * share - length);
    const float from = std::max(left, 0.0F), to = std::min(left + canvas.w * length, canvas.w);
    pen.box({canvas.x + from, canvas.y, to - from, thickness}, 0.0F, {Role::control});
}

}  // namespace

Actions canvas(const Frame& frame, const Figure& figure) {
    Actions actions;
    const Box area = screen_layout(frame).canvas;
    begin_area("##canvas", area, Role::background, frame.state.display.theme,
               ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    const Pen pen{frame, actions, area.x, area.y, area.w};
    Surface surface = pen.surface();
    surface.origin = {area.x, area.y};
    paint(surface, figure);
    if (area.x > 0.0F)
        pen.paint(Line{{area.x + 0.5F, area.y}, {area.x + 0.5F, area.bottom()}, {Role::line}, 1.0F, false});
    cell_editor(pen, figure, area);
    busy_line(pen, area);
    ImGui::End();
    return actions;
}

}  // namespace stridelens::ui
