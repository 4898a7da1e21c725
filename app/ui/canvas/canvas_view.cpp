#include "app/ui/panels.h"

#include <imgui.h>

#include <algorithm>

namespace stridelens::ui {
namespace {

/// A sentence at the foot of the grids, until it is clicked away or has had its time.
void notice(const Pen& pen, const Box& canvas) {
    const std::string& sentence = pen.frame.state.notice;
    if (sentence.empty()) return;
    constexpr float size = 14.0F, line = 20.0F, room = 28.0F;
    const float width = std::min(600.0F, canvas.w - 40.0F);
    const std::vector<std::string> lines = wrap(pen, sentence, Face::words, size, width - 2 * room);
    float widest = 0.0F;
    for (const std::string& words : lines) widest = std::max(widest, pen.measure(words, Face::words, size));
    const float height = line * static_cast<float>(lines.size()) + 20.0F;
    const float top = std::max(canvas.bottom() - 78.0F - height, canvas.y + 4.0F);
    const Box area{canvas.x + (canvas.w - widest - 2 * room) / 2, top, widest + 2 * room, height};
    const Hit hit = pen.hit("notice", area);
    pen.box(area, 8.0F, {Role::panel}, {hit.hovered ? Role::dim_ink : Role::line}, 1.0F);
    float y = area.y + 10.0F + line / 2;
    for (const std::string& words : lines) {
        pen.text({area.centre().x, y}, words, Face::words, size, Align::middle, {Role::ink});
        y += line;
    }
    if (hit.clicked) pen.actions.push_back(Notify{});
}

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
    notice(pen, area);
    busy_line(pen, area);
    ImGui::End();
    return actions;
}

}  // namespace stridelens::ui
