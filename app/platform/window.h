#pragma once
// The window: GLFW, OpenGL 3.3 and Dear ImGui's back-ends. Everything of the outside world that the program's flow needs.

#include "app/ui/ui.h"
#include "core/operation/error.h"

#include <memory>
#include <string>
#include <vector>

namespace stridelens {

class Window {
public:
    /// Opens the window. Errors: Field::text; no display, no OpenGL 3.3, no fonts, each with the way out.
    static Result<std::unique_ptr<Window>> open();
    ~Window();
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    bool closing() const;

    /// Waits until something happens, at most `seconds` (negative: as long as it takes; 0: not at all).
    void wait(double seconds);

    /// Keys pressed and files dropped since the last call.
    std::vector<ui::KeyPress> take_keys();
    std::vector<std::string> take_drops();

    /// Begins and ends a frame of Dear ImGui. Between them the size is in points.
    void begin_frame();
    void present();

    float width() const;   // points
    float height() const;  // points
    const ui::Fonts& fonts() const;

    /// Ends a wait(); from any thread.
    void wake();

    void set_title(const std::string& title);
    void copy_text(const std::string& text);

    /// The picture as a texture; made once and kept while it is in use.
    void* texture(const Image& image, ThemeName theme);

    struct State;  // of GLFW and OpenGL; only window.cpp looks inside

private:
    void show_short_presses();
    explicit Window(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace stridelens
