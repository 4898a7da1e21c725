#include "app/platform/main_window.h"

#include "app/files/failure.h"
#include "app/platform/gl_textures.h"
#include "app/platform/keys.h"
#include "app/ui/widgets/type_case.h"

// clang-format off
#include <glad/gl.h>
#include <GLFW/glfw3.h>
// clang-format on
#include <backends/imgui_impl_glfw.h>
#include <backends/imgui_impl_opengl3.h>
#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace stridelens {

struct MainWindow::State {
    GLFWwindow* window = nullptr;
    float density = 1.0F;  // pixels of the screen a logical pixel
    ui::TypeCase type;
    ui::FontClock font_clock;
    std::vector<ui::KeyPress> keys;
    std::vector<int> pressed, shown_pressed;  // key codes since the last frame, and those of the last frame
    std::vector<std::string> drops;
    std::string title;
    bool news = false;  // something has happened since the last wait()
};

namespace {

constexpr int kWidth = 1440, kHeight = 900, kLeastWidth = 900, kLeastHeight = 600;  // logical pixels

MainWindow::State& state_of(GLFWwindow* window) {
    return *static_cast<MainWindow::State*>(glfwGetWindowUserPointer(window));
}

/// Whatever happens to the window: more frames are to be drawn.
template <class... Details>
void on_news(GLFWwindow* window, Details...) {
    state_of(window).news = true;
}

void on_key(GLFWwindow* window, int code, int, int action, int mods) {
    on_news(window);
    if (action == GLFW_RELEASE) return;
    if (code >= 0) state_of(window).pressed.push_back(code);
    const ui::Key key = key_of(code);
    const bool steps = key == ui::Key::left || key == ui::Key::right;
    if (action == GLFW_REPEAT && !steps && key != ui::Key::z) return;  // held: only what is meant to run on
    state_of(window).keys.push_back(
        {key, (mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_SHIFT) != 0, (mods & GLFW_MOD_ALT) != 0});
}

void on_drop(GLFWwindow* window, int count, const char** paths) {
    on_news(window);
    for (int i = 0; i < count; ++i) state_of(window).drops.emplace_back(paths[i]);
}

std::string glfw_sentence() {
    const char* words = nullptr;
    glfwGetError(&words);
    return words != nullptr ? words : "unknown reason";
}

/// The size to open in: the design's, or what the monitor has room for.
std::pair<int, int> opening_size(float density) {
    int x = 0, y = 0, width = 0, height = 0;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor(); monitor != nullptr)
        glfwGetMonitorWorkarea(monitor, &x, &y, &width, &height);
    const auto fit = [&](int usual, int least, int room) {
        const int wanted = static_cast<int>(std::lround(static_cast<float>(usual) * density));
        const int smallest = static_cast<int>(std::lround(static_cast<float>(least) * density));
        return room > 0 ? std::max(std::min(wanted, room), std::min(smallest, room)) : wanted;
    };
    return {fit(kWidth, kLeastWidth, width), fit(kHeight, kLeastHeight, height)};
}

float as_density(float scale) {
    return std::clamp(scale, 1.0F, 4.0F);
}

float monitor_density() {
    float x = 1.0F, y = 1.0F;
    if (GLFWmonitor* monitor = glfwGetPrimaryMonitor(); monitor != nullptr) glfwGetMonitorContentScale(monitor, &x, &y);
    return as_density(x);
}

void limit_size(GLFWwindow* window, float density) {
    glfwSetWindowSizeLimits(window, static_cast<int>(kLeastWidth * density), static_cast<int>(kLeastHeight * density),
                            GLFW_DONT_CARE, GLFW_DONT_CARE);
}

/// On another monitor, or its settings have changed.
void on_density(GLFWwindow* window, float x, float) {
    on_news(window);
    state_of(window).density = as_density(x);
    limit_size(window, state_of(window).density);
}

/// The window's size in pixels of the screen.
Point pixels_of(GLFWwindow* window) {
    int width = 0, height = 0;
    glfwGetFramebufferSize(window, &width, &height);
    return {static_cast<float>(width), static_cast<float>(height)};
}

/// For so many pixels a point. ImGui goes on with the fonts that it has if there are no others to be had.
Outcome<void> rasterise(MainWindow::State& state, float scale) {
    state.font_clock.made(scale);
    if (const Outcome<void> made = state.type.rasterise(scale); !made) return made;
    ImGuiIO& io = ImGui::GetIO();
    io.Fonts = state.type.atlas();
    io.FontDefault = state.type.fonts().pick(Face::words, 14.0F);
    ImGui_ImplOpenGL3_DestroyFontsTexture();
    ImGui_ImplOpenGL3_CreateFontsTexture();
    return {};
}

void set_hints() {
    glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
    glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
    glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
    glfwWindowHint(GLFW_OPENGL_FORWARD_COMPAT, GLFW_TRUE);
    glfwWindowHintString(GLFW_X11_CLASS_NAME, "stridelens");
    glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "stridelens");
}

}  // namespace

MainWindow::MainWindow(std::unique_ptr<State> state) : state_(std::move(state)) {}

Outcome<std::unique_ptr<MainWindow>> MainWindow::open() {
    if (glfwInit() != GLFW_TRUE)
        return failed(
            fmt::format("There is no display to open a window on ({}). Without one, "
                        "\"stridelens render SPEC -o picture.png\" writes the picture to a file.",
                        glfw_sentence()));
    std::unique_ptr<MainWindow> window(
        new MainWindow(std::make_unique<State>()));  // from here on cleaned up by ~MainWindow
    State& state = *window->state_;
    state.density = monitor_density();
    set_hints();
    const auto [width, height] = opening_size(state.density);
    state.window = glfwCreateWindow(width, height, "Stridelens", nullptr, nullptr);
    if (state.window == nullptr)
        return failed(
            fmt::format("No window with OpenGL 3.3 can be opened ({}). LIBGL_ALWAYS_SOFTWARE=1 draws without a "
                        "graphics card; \"stridelens render SPEC -o picture.png\" needs no window.",
                        glfw_sentence()));
    limit_size(state.window, state.density);
    glfwMakeContextCurrent(state.window);
    if (gladLoadGL(glfwGetProcAddress) == 0)
        return failed("OpenGL 3.3 does not load. LIBGL_ALWAYS_SOFTWARE=1 draws without a graphics card.");
    glfwSwapInterval(1);

    // Made before the first frame, as it will most likely want them: it is told at once if there are none.
    const float scale = state.density * ui::unit_of(window->size(), Display{}.scale, Display{}.theme);
    if (const Outcome<void> made = state.type.rasterise(scale); !made) return tl::unexpected(made.error());
    state.font_clock.made(scale);
    ImGui::CreateContext(state.type.atlas());
    ImGui::GetIO().IniFilename = nullptr;  // nothing of ours is to be remembered there
    // Ours first: the back-end keeps a callback that it finds and calls it.
    glfwSetWindowUserPointer(state.window, &state);
    glfwSetKeyCallback(state.window, on_key);
    glfwSetDropCallback(state.window, on_drop);
    glfwSetMouseButtonCallback(state.window, on_news<int, int, int>);
    glfwSetCursorPosCallback(state.window, on_news<double, double>);
    glfwSetCursorEnterCallback(state.window, on_news<int>);
    glfwSetScrollCallback(state.window, on_news<double, double>);
    glfwSetCharCallback(state.window, on_news<unsigned>);
    glfwSetWindowFocusCallback(state.window, on_news<int>);
    glfwSetFramebufferSizeCallback(state.window, on_news<int, int>);
    glfwSetWindowRefreshCallback(state.window, on_news<>);
    glfwSetWindowContentScaleCallback(state.window, on_density);
    ImGui::GetIO().FontDefault = state.type.fonts().pick(Face::words, 14.0F);
    ImGui_ImplGlfw_InitForOpenGL(state.window, true);
    ImGui_ImplOpenGL3_Init("#version 330 core");
    return window;
}

MainWindow::~MainWindow() {
    if (ImGui::GetCurrentContext() != nullptr) {
        ImGui_ImplOpenGL3_Shutdown();
        ImGui_ImplGlfw_Shutdown();
        ImGui::DestroyContext();
    }
    if (state_->window != nullptr) {
        glfwDestroyWindow(state_->window);
    }
    glfwTerminate();
}

bool MainWindow::closing() const {
    return glfwWindowShouldClose(state_->window) == GLFW_TRUE;
}

bool MainWindow::wait(double seconds) {
    // Fonts that are still to be made for a new size wake the window themselves.
    if (const double due = state_->font_clock.due_in(glfwGetTime()); due >= 0.0 && (seconds < 0.0 || due < seconds)) {
        glfwWaitEventsTimeout(std::max(due, 0.001));
        state_->news = false;
        return true;
    }
    if (seconds < 0.0)
        glfwWaitEvents();
    else if (seconds > 0.0)
        glfwWaitEventsTimeout(seconds);
    else
        glfwPollEvents();
    return std::exchange(state_->news, false) || seconds < 0.0;
}

void MainWindow::wake() {
    glfwPostEmptyEvent();
}

std::vector<ui::KeyPress> MainWindow::take_keys() {
    return std::exchange(state_->keys, {});
}
std::vector<std::string> MainWindow::take_drops() {
    return std::exchange(state_->drops, {});
}

void MainWindow::begin_frame(float unit) {
    State& state = *state_;
    const Point pixels = pixels_of(state.window);
    const float scale = unit * state.density;  // pixels a point
    // Without new fonts the old ones go on, less crisp.
    if (state.font_clock.due(pixels, scale, glfwGetTime())) (void)rasterise(state, scale);
    ImGui_ImplOpenGL3_NewFrame();
    ImGui_ImplGlfw_NewFrame();
    show_short_presses();
    // GLFW on X11 measures in pixels; the panels in points.
    ImGuiIO& io = ImGui::GetIO();
    const float width = pixels.x / scale, height = pixels.y / scale;
    io.DisplaySize = {width, height};
    io.DisplayFramebufferScale = {scale, scale};
    int units = 0, unit_rows = 0;
    glfwGetWindowSize(state.window, &units, &unit_rows);
    const float part = static_cast<float>(units) / std::max(width, 1.0F);
    if (io.MousePos.x > -1e6F && part > 0.0F) io.MousePos = {io.MousePos.x / part, io.MousePos.y / part};
    ImGui::NewFrame();
}

/// A key that went down and up between two frames is down for one: ImGui 1.86 looks only once a frame.
void MainWindow::show_short_presses() {
    ImGuiIO& io = ImGui::GetIO();
    for (const int code : state_->shown_pressed) io.KeysDown[code] = glfwGetKey(state_->window, code) == GLFW_PRESS;
    state_->shown_pressed = std::exchange(state_->pressed, {});
    for (const int code : state_->shown_pressed) io.KeysDown[code] = true;
}

void MainWindow::present() {
    ImGui::Render();
    int pixels = 0, rows = 0;
    glfwGetFramebufferSize(state_->window, &pixels, &rows);
    glViewport(0, 0, pixels, rows);
    glClearColor(0.0F, 0.0F, 0.0F, 1.0F);
    glClear(GL_COLOR_BUFFER_BIT);
    ImGui_ImplOpenGL3_RenderDrawData(ImGui::GetDrawData());
    glfwSwapBuffers(state_->window);
}

Point MainWindow::size() const {
    const Point pixels = pixels_of(state_->window);
    return {pixels.x / state_->density, pixels.y / state_->density};
}

const ui::Fonts& MainWindow::fonts() const {
    return state_->type.fonts();
}

void MainWindow::set_title(const std::string& title) {
    if (title == state_->title) return;
    state_->title = title;
    glfwSetWindowTitle(state_->window, title.c_str());
}

void MainWindow::copy_text(const std::string& text) {
    glfwSetClipboardString(state_->window, text.c_str());
}

void* MainWindow::make_texture(const Bitmap& bitmap) {
    return reinterpret_cast<void*>(static_cast<std::uintptr_t>(stridelens::make_texture(bitmap)));
}

void MainWindow::drop_texture(void* texture) {
    stridelens::drop_texture(static_cast<unsigned>(reinterpret_cast<std::uintptr_t>(texture)));
}

}  // namespace stridelens
