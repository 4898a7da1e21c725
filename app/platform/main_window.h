#pragma once
// The window: GLFW, OpenGL 3.3 and Dear ImGui's back-ends.

#include "app/files/failure.h"
#include "app/session/ports.h"

#include <memory>
#include <string>
#include <vector>

namespace stridelens {

class MainWindow : public WindowPort {
public:
    /// Opens the window. Errors: no display, no OpenGL 3.3, no fonts, each with the way out.
    static Outcome<std::unique_ptr<MainWindow>> open();
    ~MainWindow() override;
    MainWindow(const MainWindow&) = delete;
    MainWindow& operator=(const MainWindow&) = delete;

    bool closing() const override;
    bool wait(double seconds) override;
    void wake() override;
    std::vector<ui::KeyPress> take_keys() override;
    std::vector<std::string> take_drops() override;
    Point size() const override;
    void begin_frame(float unit) override;
    void present() override;
    const ui::Fonts& fonts() const override;
    void set_title(const std::string& title) override;
    void* make_texture(const Bitmap& bitmap) override;
    void drop_texture(void* texture) override;

    /// To the clipboard.
    void copy_text(const std::string& text);

    struct State;  // of GLFW and OpenGL; only main_window.cpp looks inside

private:
    void show_short_presses();
    explicit MainWindow(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace stridelens
