#include "tests/app/ui/driver.h"

#include "app/files/lessons.h"
#include "app/files/open.h"
#include "app/state/exports/export_actions.h"
#include "app/ui/widgets/fonts.h"
#include "app/ui/widgets/imgui_compat.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

namespace stridelens::test {
namespace {

/// Rasterising every face takes a moment: all tests share one atlas.
struct SharedFonts {
    ImFontAtlas atlas;
    ui::Fonts fonts;
};

SharedFonts& shared_fonts() {
    static SharedFonts* const shared = [] {
        auto* made = new SharedFonts;  // outlives every context that uses it
        made->fonts = ui::build_fonts(made->atlas, 1.0F).value();
        made->atlas.SetTexID(reinterpret_cast<ImTextureID>(1));
        return made;
    }();
    return *shared;
}

}  // namespace

Driver::Driver(const std::string& line, float width, float height)
    : width_(width), height_(height), fonts_(shared_fonts().fonts) {
    ImGui::CreateContext(&shared_fonts().atlas);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.DisplaySize = {width, height};
    io.DeltaTime = 1.0F / 60.0F;
    io.MousePos = {-1000.0F, -1000.0F};
    io.FontDefault = fonts_.pick(Face::words, 14.0F);
    ui::compat::map_keys(io);
    lessons_ = load_lessons(std::filesystem::path(STRIDELENS_SOURCE_DIR) / "assets").value_or(std::vector<Lesson>{});
    state.scenario.problem = parse_problem(line).value();
    derive(derived, state.scenario, state.version, state.scenario.step);
    frames(3);
}

Driver::~Driver() {
    ImGui::DestroyContext();
}

void Driver::frame() {
    ImGui::NewFrame();
    ui::apply_style(state.display.theme, 1.0F);
    placed.clear();
    const ui::Frame now{state,
                        derived,
                        lessons_,
                        fonts_,
                        memory_,
                        width_,
                        height_,
                        [this](const std::string& text) { copied = text; },
                        [this](const std::string& path) { return open_scenario(path, state.scenario); },
                        {},
                        &placed};
    asked = ui::panels(now);
    if (!state.export_panel.open)
        for (const Action& action : ui::canvas_input(now, figure)) asked.push_back(action);
    for (const Action& action : asked) apply(state, action, derived);
    tick(state, 1.0 / 60.0, derived);
    derive(derived, state.scenario, state.version, step_to_explain(state, derived));
    const Box area = ui::screen_layout(width_, height_).canvas;
    figure = build_figure(scene_of(state, derived, area.w, area.h));
    if (state.export_panel.open) {
        page = build_page(derived, page_to_show(state.export_panel.settings, derived.steps),
                          std::max<std::int64_t>(derived.step, 0));
        ui::export_preview(now, page);
    } else {
        for (const Action& action : ui::canvas(now, figure)) {
            asked.push_back(action);
            apply(state, action, derived);
        }
    }
    derive(derived, state.scenario, state.version, step_to_explain(state, derived));
    all.insert(all.end(), asked.begin(), asked.end());
    ImGui::Render();
}

void Driver::frames(int count) {
    for (int i = 0; i < count; ++i) frame();
}

void Driver::move(Point to) {
    ui::compat::set_mouse_position(ImGui::GetIO(), to.x, to.y);
    frames(2);
}

void Driver::press(Point at) {
    move(at);
    ui::compat::set_mouse_button(ImGui::GetIO(), 0, true);
    frames(2);
}

void Driver::release() {
    ui::compat::set_mouse_button(ImGui::GetIO(), 0, false);
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
    const Box area = ui::screen_layout(width_, height_).canvas;
    return {area.x + found->centre().x, area.y + found->centre().y};
}

std::string Driver::line() const {
    return print(state.scenario.problem);
}

}  // namespace stridelens::test
