#include "app/ui/ui.h"

#include <algorithm>
#include <cmath>

namespace stridelens::ui {
namespace {

constexpr float kDesignWidth = 1440.0F, kDesignHeight = 900.0F;  // logical pixels in which a point is one of them
constexpr float kLeastUnit = 0.86F, kMostUnit = 3.0F;            // 12 logical pixels for words of 14 points
constexpr float kLeastWidth = 480.0F, kLeastHeight = 300.0F;     // points: a narrow window still holds everything
constexpr float kLeastPicture = 400.0F;                          // logical pixels of height: any picture has room there
constexpr float kTop = 52.0F, kTransport = 46.0F;                // points
constexpr float kProjectorFactor = 1.25F;                        // it is looked at from the back row
constexpr float kStepsOfUnit = 40.0F;                            // the largest type, so a pixel of it
constexpr float kLeastWords = 12.0F;                             // logical pixels
constexpr float kFoot = 60.0F, kLessonFoot = 84.0F;              // of a narrow canvas: two lines; a title, too
constexpr float kNarrow = 760.0F;                                // points
constexpr float kDrawer = 472.0F, kLeastDrawer = 420.0F;         // the program: a line, its number and its live values
constexpr float kTabsOfDrawer = 300.0F;                          // its tabs alone, in a narrow window
constexpr float kWithDrawer = 1280.0F;                           // points: room for panel, picture and program
constexpr float kBesideDrawer = 640.0F, kLeastBeside = 260.0F;   // that the canvas keeps of its width

}  // namespace

float unit_of(Point pixels, int per_cent, ThemeName theme) {
    const float design = std::min(pixels.x / kDesignWidth, pixels.y / kDesignHeight);
    const float own = static_cast<float>(per_cent) / 100.0F * (theme == ThemeName::projector ? kProjectorFactor : 1.0F);
    const float most = std::min(
        {pixels.x / kLeastWidth, pixels.y / kLeastHeight, (pixels.y - kLeastPicture) / (kTop + kTransport + kFoot)});
    const float wanted = std::min(std::clamp(design, kLeastUnit, kMostUnit) * own, most);
    constexpr float rounding = 1e-3F;  // 1920 / 1440 · 0.9 is a step, whatever its last bit
    return std::max(std::floor(wanted * kStepsOfUnit + rounding) / kStepsOfUnit, kLeastUnit);
}

float least_type(float unit) {
    constexpr float rounding = 1e-3F;
    return std::ceil(kLeastWords / unit - rounding);
}

bool is_narrow(float width) {
    return width < kNarrow;
}

bool drawer_replaces_side(float width) {
    return width < kWithDrawer;
}

namespace {

/// `right`: what canvas and drawer have together.
float drawer_width(float right, bool narrow) {
    if (narrow) return std::clamp(right - kLeastBeside, kTabsOfDrawer, kLeastDrawer);
    return std::clamp(right - kBesideDrawer, kLeastDrawer, kDrawer);
}

}  // namespace

ScreenLayout screen_layout(float width, float height, bool settings_out, float foot, bool drawer) {
    const bool narrow = is_narrow(width);
    // A small window gives more of itself to the grids.
    const float wanted = width < 1100.0F ? 276.0F : 304.0F;
    const bool away = (narrow && !settings_out) || (drawer && drawer_replaces_side(width));
    const float side = away ? 0.0F : wanted;
    const float right = std::max(width - side, 1.0F);
    const float beside = drawer ? drawer_width(right, narrow) : 0.0F;
    const float middle = std::max(height - kTop - kTransport, 1.0F), below = std::max(height - kTransport, kTop);
    ScreenLayout layout;
    layout.top_bar = {0.0F, 0.0F, width, kTop};
    layout.canvas = {side, kTop, right - beside, middle};
    // The transport of a narrow window needs its whole width.
    layout.side = {0.0F, kTop, side, narrow ? middle : std::max(height - kTop, 1.0F)};
    layout.transport = narrow ? Box{0.0F, below, width, kTransport} : Box{side, below, right, kTransport};
    if (layout.side.w == 0.0F) {
        const float low = std::min(foot, middle / 2);
        layout.canvas.h -= low;
        layout.foot = {0.0F, layout.canvas.bottom(), width, low};
    }
    layout.drawer = {layout.canvas.right(), kTop, beside, layout.canvas.h};
    return layout;
}

Saying saying_of(const AppState& state) {
    const ExportPanel& panel = state.export_panel;
    const bool told = state.lesson.title == state.scenario.title;
    if (!panel.open) return {told ? state.lesson : LessonNote{}, state.notice, false};
    if (state.notice.empty()) return {{}, panel.message, panel.failed};
    return {{}, state.notice, false};
}

ScreenLayout screen_layout(const Frame& frame) {
    const AppState& state = frame.state;
    const Saying saying = saying_of(state);
    const float foot = saying.empty() ? 0.0F : saying.sentence.empty() ? kLessonFoot : kFoot;
    return screen_layout(frame.width, frame.height, state.display.settings_out || state.export_panel.open, foot,
                         state.code.open && !state.export_panel.open);
}

}  // namespace stridelens::ui
