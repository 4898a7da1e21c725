// The page as it will be in the file, on a desk in the place of the canvas.

#include "app/figure/transform.h"
#include "app/state/exports/format.h"
#include "app/ui/panels.h"
#include "app/ui/widgets/imgui_compat.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace stridelens::ui {
namespace {

constexpr float kDeskMargin = 32.0F, kFoot = 40.0F;  // around the page, and below it for its size

/// "992 × 604 points, 1984 × 1208 pixels".
std::string size_text(const Figure& page, const FileOptions& file) {
    const Format format = file.format.value_or(Format::png);
    std::string text = fmt::format("{:g} × {:g} points", std::round(page.width), std::round(page.height));
    if (format != Format::png && !is_film(format)) return text;
    const double scale =
        format == Format::png && file.pixels > 0 ? file.pixels / static_cast<double>(page.width) : file.scale;
    return text + fmt::format(", {} × {} pixels", std::lround(page.width * scale), std::lround(page.height * scale));
}

/// The page's ground; without a background the desk shows through, and a dashed edge says where the page ends.
Rect ground(const Box& box, bool transparent) {
    Rect rect;
    rect.box = box;
    if (!transparent) rect.fill = {Role::background};
    rect.stroke = {Role::line};
    rect.stroke_width = 1.0F;
    rect.dashed = transparent;
    return rect;
}

}  // namespace

void export_preview(const Frame& frame, const Figure& page) {
    const Box area = screen_layout(frame).canvas;
    begin_area("##canvas", area, Role::chip, frame.state.display.theme,
               ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    if (frame.placed != nullptr) frame.placed->push_back({"canvas", area});
    const ExportSettings& settings = frame.state.export_panel.settings;
    const float room_w = std::max(area.w - 2 * kDeskMargin, 1.0F);
    const float room_h = std::max(area.h - 2 * kDeskMargin - kFoot, 1.0F);
    const float scale = std::min({room_w / std::max(page.width, 1.0F), room_h / std::max(page.height, 1.0F), 1.0F});
    const Box box{std::round(area.x + (area.w - scale * page.width) / 2),
                  std::round(area.y + kDeskMargin + (room_h - scale * page.height) / 2), scale * page.width,
                  scale * page.height};
    if (frame.placed != nullptr) frame.placed->push_back({"page", box});
    Figure shown = page;
    enlarge(shown.primitives, scale);
    const ThemeName theme = settings.page.theme;
    paint({frame.fonts, theme, {}, 1.0F, frame.textures}, ground(box, settings.file.transparent));
    paint({frame.fonts, theme, {box.x, box.y}, 1.0F, frame.textures}, shown);
    paint({frame.fonts, frame.state.display.theme, {}, 1.0F, {}},
          Text{{area.centre().x, area.bottom() - kFoot / 2 - 8.0F},
               size_text(page, settings.file),
               Face::words,
               12.0F,
               Align::middle,
               {Role::dim_ink}});
    ImGui::End();
}

}  // namespace stridelens::ui
