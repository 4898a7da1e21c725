#include "tests/app/session/outside.h"

#include "app/files/open.h"
#include "app/ui/widgets/fonts.h"
#include "app/ui/widgets/imgui_compat.h"

#include <imgui.h>

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

FakeWindow::FakeWindow(float width, float height) : width_(width), height_(height), fonts_(shared_fonts().fonts) {
    ImGui::CreateContext(&shared_fonts().atlas);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;  // as OpenGL's has it: a list may have any length
    io.DisplaySize = {width, height};
    io.DeltaTime = 1.0F / 60.0F;
    io.MousePos = {-1000.0F, -1000.0F};
    io.FontDefault = fonts_.pick(Face::words, 14.0F);
    ui::compat::map_keys(io);
}

FakeWindow::~FakeWindow() {
    ImGui::DestroyContext();
}

void FakeWindow::move(Point to) {
    ui::compat::set_mouse_position(ImGui::GetIO(), to.x, to.y);
}

void FakeWindow::button(bool down) {
    just_pressed_ |= down;
    down_ = down;
}

bool FakeWindow::wait(double seconds) {
    sleeps.push_back(seconds);
    std::vector<Event> events;
    const auto take = [&events](std::deque<std::vector<Event>>& from) {
        if (from.empty()) return;
        events = std::move(from.front());
        from.pop_front();
    };
    if (seconds == 0.0) {
        take(while_drawing);
    } else {
        take(queue);
        while (seconds < 0.0 && events.empty() && !while_drawing.empty()) take(while_drawing);  // it no longer draws
        if (seconds < 0.0 && events.empty()) closed_ = closes_at_rest;
    }
    for (const Event& event : events) event(*this);
    return !events.empty() || seconds < 0.0;
}

/// As GLFW's back-end for ImGui 1.86 does it: a button that went down and up between two frames is down for one.
void FakeWindow::begin_frame(float unit) {
    ImGui::GetIO().DisplaySize = {width_ / unit, height_ / unit};
    ui::compat::set_mouse_button(ImGui::GetIO(), 0, down_ || just_pressed_);
    just_pressed_ = false;
    ImGui::NewFrame();
}

void FakeWindow::present() {
    ImGui::Render();
    ++frames;
}

void* FakeWindow::make_texture(const Bitmap& bitmap) {
    void* const name = reinterpret_cast<void*>(static_cast<std::uintptr_t>(++textures_made) + 1000);
    textures.emplace(name, bitmap);
    return name;
}

Outcome<Opened> FakeFiles::open(const std::string& spec_or_file, const Scenario& onto,
                                const std::optional<ImportOptions>& how) {
    return open_scenario(spec_or_file, onto, how.value_or(ImportOptions{}));
}

std::optional<std::string> FakeFiles::remembered(const std::string& name) {
    const auto found = memory.find(name);
    return found == memory.end() ? std::nullopt : std::optional(found->second);
}

Executor at_once() {
    return [](const std::function<void()>& piece) { piece(); };
}

}  // namespace stridelens::test
