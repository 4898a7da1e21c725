// The page as it will be in the file, on a desk in the place of the canvas.

#include "app/figure/transform.h"
#include "app/state/exports/format.h"
#include "app/ui/panels.h"
#include "app/ui/widgets/imgui_compat.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace stridelens::ui {
namespace {

constexpr float kTextType = 13.0F;
constexpr float kVeil = 0.6F;                        // over what is not of these settings
constexpr float kDeskMargin = 32.0F, kFoot = 40.0F;  // around the page, and below it for its size

/// "992 × 604 points, 1984 × 1208 pixels".
/// Each alone where there is not room for both.
std::vector<std::string> size_lines(const Figure& page, const FileOptions& file, bool one_line) {
    const Format format = file.format.value_or(Format::png);
    const std::string points = fmt::format("{:g} × {:g} points", std::round(page.width), std::round(page.height));
    if (format != Format::png && !is_film(format)) return {points};
    const double scale =
        format == Format::png && file.pixels > 0 ? file.pixels / static_cast<double>(page.width) : file.scale;
    const std::string pixels =
        fmt::format("{} × {} pixels", std::lround(page.width * scale), std::lround(page.height * scale));
    if (one_line) return {fmt::format("{}, {}", points, pixels)};
    return {points, pixels};
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

/// The desk, with the page's place written down.
Box begin_desk(const Frame& frame) {
    const Box area = screen_layout(frame).canvas;
    begin_area("##canvas", area, Role::chip, frame.state.display.theme,
               ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse);
    if (frame.placed != nullptr) frame.placed->push_back({"canvas", area});
    return area;
}

}  // namespace

void export_preview(const Frame& frame, const std::vector<std::string>& lines) {
    const Box area = begin_desk(frame);
    const Box page{area.x + kDeskMargin, area.y + kDeskMargin, std::max(area.w - 2 * kDeskMargin, 1.0F),
                   std::max(area.h - 2 * kDeskMargin, 1.0F)};
    if (frame.placed != nullptr) frame.placed->push_back({"page", page});
    const ThemeName theme = frame.state.display.theme;
    const Surface surface{frame.fonts, theme, {}, 1.0F, {}};
    paint(surface, ground(page, false));
    const float type = std::max(kTextType, frame.least_type), step = std::round(1.5F * type);
    ImGui::PushClipRect({page.x, page.y}, {page.right() - 8.0F, page.bottom() - 8.0F}, true);
    const Paint ink{frame.shown.refusal ? Role::dim_ink
                                        : Role::ink};  // then it is of the last settings that were legal
    float y = page.y + 16.0F + step / 2;
    for (const std::string& line : lines) {
        if (y > page.bottom()) break;
        paint(surface, Text{{page.x + 18.0F, y}, line, Face::numbers, type, Align::start, ink});
        y += step;
    }
    ImGui::PopClipRect();
    ImGui::End();
}

void export_preview(const Frame& frame, const Figure& page) {
    const Box area = begin_desk(frame);
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
    if (frame.shown.refusal) {  // this is the last picture that there was
        Rect veil = ground(box, false);
        veil.fill = {Role::background, 0.0F, kVeil};
        paint({frame.fonts, theme, {}, 1.0F, frame.textures}, veil);
    }
    const float type = std::max(12.0F, frame.least_type);
    std::vector<std::string> lines = size_lines(page, settings.file, true);
    if (measure(frame.fonts, lines.front(), Face::words, type) > area.w - 16.0F)
        lines = size_lines(page, settings.file, false);
    float y = area.bottom() - kFoot / 2 - 8.0F;
    if (lines.size() > 1) y -= 8.0F;
    for (const std::string& line : lines) {
        paint({frame.fonts, frame.state.display.theme, {}, 1.0F, {}},
              Text{{area.centre().x, y}, line, Face::words, type, Align::middle, {Role::dim_ink}});
        y += 18.0F;
    }
    ImGui::End();
}

}  // namespace stridelens::ui
