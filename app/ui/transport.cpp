#include "app/ui/panels.h"
#include "app/ui/widgets/imgui_compat.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace stridelens::ui {
namespace {

constexpr std::array<double, 8> kSpeeds{0.25, 0.5, 1.0, 2.0, 4.0, 8.0, 15.0, 30.0};

constexpr float kSpeed = 120.0F, kBriefSpeed = 78.0F, kLeastScrubber = 80.0F;  // widths

enum class Icon : std::uint8_t { first, back, play, pause, forward, last };

void triangle(const Pen& pen, Point c, float half, bool left, Paint ink) {
    const float tip = left ? -half : half;
    pen.paint(Polygon{
        {{c.x - tip * 0.8F, c.y - half}, {c.x + tip * 0.9F, c.y}, {c.x - tip * 0.8F, c.y + half}}, ink, ink, 1.0F});
}

void bar(const Pen& pen, float x, Point c, float half, float width, Paint ink) {
    pen.box({x, c.y - half, width, 2 * half}, 1.0F, ink);
}

void draw_icon(const Pen& pen, Icon icon, Point c, Paint ink) {
    switch (icon) {
        case Icon::first:
            bar(pen, c.x - 8.0F, c, 7.0F, 2.5F, ink);
            triangle(pen, {c.x + 1.5F, c.y}, 6.5F, true, ink);
            break;
        case Icon::back:
            triangle(pen, c, 6.5F, true, ink);
            break;
        case Icon::play:
            triangle(pen, c, 7.5F, false, ink);
            break;
        case Icon::pause:
            bar(pen, c.x - 6.0F, c, 7.5F, 4.0F, ink);
            bar(pen, c.x + 2.0F, c, 7.5F, 4.0F, ink);
            break;
        case Icon::forward:
            triangle(pen, c, 6.5F, false, ink);
            break;
        case Icon::last:
            triangle(pen, {c.x - 1.5F, c.y}, 6.5F, false, ink);
            bar(pen, c.x + 5.5F, c, 7.0F, 2.5F, ink);
            break;
    }
}

bool icon_button(const Pen& pen, const std::string& id, float& x, float middle, Icon icon, Paint ink) {
    const Box area{x, middle - 15.0F, 32.0F, 30.0F};
    const Hit hit = pen.button(id, area);
    if (hit.hovered || hit.held) pen.box(area, 8.0F, {Role::chip});
    draw_icon(pen, icon, area.centre(), ink);
    x += 33.0F;
    return hit.clicked;
}

/// One tick a step while a tick is wide enough to hit; then one bar.
void scrubber(const Pen& pen, const Box& area) {
    const AppState& state = pen.frame.state;
    const std::int64_t steps = pen.frame.shown.derived->steps;
    const Hit hit = pen.hit("scrubber", {area.x, area.y - 13.0F, area.w, 26.0F});
    if (pen.focused("scrubber", {area.x, area.y - 13.0F, area.w, 26.0F})) {
        if (compat::key_pressed(ImGuiKey_LeftArrow)) pen.actions.push_back(StepBy{-1});
        if (compat::key_pressed(ImGuiKey_RightArrow)) pen.actions.push_back(StepBy{1});
        if (compat::key_pressed(ImGuiKey_Home, false)) pen.actions.push_back(StepFirst{});
        if (compat::key_pressed(ImGuiKey_End, false)) pen.actions.push_back(StepLast{});
    }
    if (steps <= 0) return;
    const std::int64_t current = std::clamp<std::int64_t>(state.scenario.step, 0, steps - 1);
    const float pitch = area.w / static_cast<float>(steps);
    const auto under = [&](float x) {
        return std::clamp<std::int64_t>(static_cast<std::int64_t>(std::floor((x - area.x) / pitch)), 0, steps - 1);
    };
    const float mouse = ImGui::GetIO().MousePos.x;
    if (hit.held && under(mouse) != current) pen.actions.push_back(StepTo{under(mouse)});

    const float high = hit.hovered || hit.held ? 7.0F : 5.0F;
    if (pitch < 7.0F) {
        const float done = static_cast<float>(current + 1) * pitch;
        pen.box({area.x, area.y - high / 2, area.w, high}, high / 2, {Role::chip});
        pen.box({area.x, area.y - high / 2, std::max(done, high), high}, high / 2, {Role::window});
        pen.box({area.x + std::clamp(done - pitch / 2, 6.0F, area.w - 6.0F) - 6.0F, area.y - 6.0F, 12.0F, 12.0F}, 6.0F,
                {Role::window});
    } else {
        const float gap = std::clamp(pitch * 0.12F, 2.0F, 5.0F);
        for (std::int64_t step = 0; step < steps; ++step) {
            const Role role = step <= current ? Role::window : Role::chip;
            pen.box({area.x + static_cast<float>(step) * pitch, area.y - high / 2, pitch - gap, high}, high / 2,
                    {role});
        }
    }
    if (hit.hovered && !hit.held) ImGui::SetTooltip("step %lld", static_cast<long long>(under(mouse) + 1));
}

void speed_menu(const Pen& pen, const Box& area, bool brief) {
    const double speed = pen.frame.state.playback.steps_per_second;
    const Hit hit = pen.button("speed", area);
    if (hit.clicked) open_list(pen, "speed-menu");
    if (hit.hovered) pen.box(area, 8.0F, {Role::chip});
    const std::string words = fmt::format("{:.{}f} {}", speed, speed < 1.0 ? 2 : 1, brief ? "/s" : "steps/s");
    pen.text({area.right() - 10.0F, area.centre().y}, words, Face::numbers, 13.0F, Align::end,
             {hit.hovered ? Role::ink : Role::dim_ink});
    ImGui::SetNextWindowPos({area.right(), area.y - 4.0F}, ImGuiCond_Always, {1.0F, 1.0F});
    if (!ImGui::BeginPopup("speed-menu")) return;
    for (const double choice : kSpeeds)
        if (list_entry(fmt::format("{} steps/s", choice), choice == speed, 110.0F))
            pen.actions.push_back(SetSpeed{choice});
    ImGui::EndPopup();
}

}  // namespace

void transport(const Pen& pen, const Box& area) {
    const AppState& state = pen.frame.state;
    const std::int64_t steps = pen.frame.shown.derived->steps;
    pen.paint(Line{{area.x, area.y + 0.5F}, {area.right(), area.y + 0.5F}, {Role::line}, 1.0F, false});
    if (area.x > 0.0F)
        pen.paint(Line{{area.x - 0.5F, area.y}, {area.x - 0.5F, area.bottom()}, {Role::line}, 1.0F, false});
    const float middle = area.centre().y;
    float x = area.x + 20.0F;
    const Paint ink{Role::ink};
    if (icon_button(pen, "first", x, middle, Icon::first, ink)) pen.actions.push_back(StepFirst{});
    if (icon_button(pen, "back", x, middle, Icon::back, ink)) pen.actions.push_back(StepBy{-1});
    const Icon play = state.playback.playing ? Icon::pause : Icon::play;
    if (icon_button(pen, "play", x, middle, play, {Role::window})) pen.actions.push_back(TogglePlay{});
    if (icon_button(pen, "forward", x, middle, Icon::forward, ink)) pen.actions.push_back(StepBy{1});
    if (icon_button(pen, "last", x, middle, Icon::last, ink)) pen.actions.push_back(StepLast{});

    const float right = area.right() - 14.0F;
    const float left = x + 14.0F;
    const auto words = [steps](std::int64_t step, bool brief) {
        return brief ? fmt::format("{}/{}", step, steps) : fmt::format("step {} / {}", step, steps);
    };
    // Room for the widest count, so that nothing moves while stepping. A narrow bar says less, so that steps can be hit.
    const auto room_for_steps = [&](bool brief_speed, bool brief_count) {
        return right - (brief_speed ? kBriefSpeed : kSpeed) - 26.0F - left -
               pen.measure(words(steps, brief_count), Face::numbers, 14.0F);
    };
    const bool brief_speed = room_for_steps(false, false) < kLeastScrubber;
    const bool brief_count = brief_speed && room_for_steps(true, false) < kLeastScrubber;
    const float speed_width = brief_speed ? kBriefSpeed : kSpeed;
    const Box speed{right - speed_width, middle - 14.0F, speed_width, 28.0F};
    const std::string count = words(steps > 0 ? state.scenario.step + 1 : 0, brief_count);
    const float count_right = speed.x - 6.0F;
    pen.text({count_right, middle}, count, Face::numbers, 14.0F, Align::end, {Role::ink});
    scrubber(pen, {left, middle, std::max(room_for_steps(brief_speed, brief_count), 20.0F), 0.0F});
    speed_menu(pen, speed, brief_speed);
}

}  // namespace stridelens::ui
