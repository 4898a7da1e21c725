#include "tests/app/ui/driver.h"

#include "app/ui/widgets/imgui_compat.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace stridelens::test {
namespace {

Opening opening_of(const std::string& line) {
    Opening opening;
    opening.scenario = scenario_of(line);
    opening.lessons =
        load_lessons(std::filesystem::path(STRIDELENS_SOURCE_DIR) / "assets").value_or(std::vector<Lesson>{});
    opening.run = at_once();
    return opening;
}

}  // namespace

Scenario scenario_of(const std::string& line) {
    Scenario scenario;
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line;
    if (problem) scenario.problem = *problem;
    return scenario;
}

// --- the driver ----------------------------------------------------------------------------------------------------

Driver::Driver(const std::string& line, float width, float height)
    : outside_(width, height), session_(outside_.ports(), opening_of(line)) {
    session_.note_widgets(&placed);
    frames(3);
}

void Driver::frame() {
    placed.clear();
    outside_.clock.now += 1.0 / 60.0;
    session_.frame(0.0);
    all.insert(all.end(), asked.begin(), asked.end());
}

void Driver::frames(int count) {
    for (int i = 0; i < count; ++i) frame();
}

void Driver::move(Point to) {
    outside_.window.move(to);
    frames(2);
}

void Driver::press(Point at) {
    move(at);
    outside_.window.button(true);
    frames(2);
}

void Driver::release() {
    outside_.window.button(false);
    frames(2);
}

void Driver::click(Point at) {
    press(at);
    release();
    ImGui::GetIO().DeltaTime = 1.0F;  // two clicks are never a double click
    frame();
    ImGui::GetIO().DeltaTime = 1.0F / 60.0F;
}

void Driver::drag(Point from, Point to) {
    press(from);
    for (int i = 1; i <= 8; ++i) {
        const float share = static_cast<float>(i) / 8.0F;
        move({from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share});
    }
    release();
}

void Driver::click(const std::string& id) {
    click(box(id).centre());
}

void Driver::type(const std::string& text) {
    ImGui::GetIO().AddInputCharactersUTF8(text.c_str());
    frames(2);
}

void Driver::key(ImGuiKey key) {
    ui::compat::set_key(ImGui::GetIO(), key, true);
    frame();
    ui::compat::set_key(ImGui::GetIO(), key, false);
    frames(2);
}

bool Driver::tab_to(const std::string& id) {
    for (int presses = 0; presses < 60; ++presses) {
        key(ImGuiKey_Tab);
        if (focused() == id) return true;
    }
    return false;
}

bool Driver::has(const std::string& id) const {
    return std::any_of(placed.begin(), placed.end(), [&](const ui::Placed& widget) { return widget.id == id; });
}

Box Driver::box(const std::string& id) const {
    for (const ui::Placed& widget : placed)
        if (widget.id == id) return widget.box;
    ADD_FAILURE() << "no widget " << id << " in " << line();
    return {};
}

Point Driver::cell(const CellId& cell) const {
    const std::optional<Box> found = find_cell(figure, cell);
    if (!found) {
        ADD_FAILURE() << "no such cell in the figure of " << line();
        return {};
    }
    const Box area = layout().canvas;
    return {area.x + found->centre().x, area.y + found->centre().y};
}

ui::ScreenLayout Driver::layout() const {
    const bool out = state.display.settings_out || state.export_panel.open;
    const bool drawer = state.code.open && !state.export_panel.open;
    return ui::screen_layout(session_.room().x, session_.room().y, out, 0.0F, drawer);
}

std::string Driver::line() const {
    return print(state.scenario.problem);
}

}  // namespace stridelens::test
