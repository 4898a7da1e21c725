#pragma once
// The panels and the canvas on a Dear ImGui context without a renderer, driven by a synthetic mouse and keyboard.

#include "app/figure/page/page.h"
#include "app/files/lessons.h"
#include "app/ui/ui.h"

#include <imgui.h>

#include <string>
#include <vector>

namespace stridelens::test {

class Driver {
public:
    explicit Driver(const std::string& line, float width = 1440.0F, float height = 900.0F);
    ~Driver();
    Driver(const Driver&) = delete;
    Driver& operator=(const Driver&) = delete;

    AppState state;
    Derived derived;
    Figure figure, page;
    Actions asked;                   // by the last frame
    Actions all;                     // since the start
    std::vector<ui::Placed> placed;  // in the last frame
    std::string copied;

    /// One frame of the program's loop, as in main.cpp.
    void frame();
    void frames(int count);

    void move(Point to);
    void press(Point at);
    void release();
    void click(Point at);
    void drag(Point from, Point to);
    void click(const std::string& id);
    void type(const std::string& text);
    void key(ImGuiKey key);

    bool has(const std::string& id) const;
    /// Fails the test if there is no such widget.
    Box box(const std::string& id) const;
    /// Where the cell is on the screen.
    Point cell(const CellId& cell) const;
    /// Reproduces a failure: the one-line form.
    std::string line() const;
    /// The widget that has the keyboard; empty: none.
    const std::string& focused() const { return memory_.field; }
    const ui::Fonts& fonts() const { return fonts_; }

private:
    float width_, height_;
    ui::Fonts fonts_;
    ui::WidgetMemory memory_;
    std::vector<Lesson> lessons_;
};

template <class A>
int count(const Actions& actions) {
    int found = 0;
    for (const Action& action : actions) found += std::holds_alternative<A>(action) ? 1 : 0;
    return found;
}

}  // namespace stridelens::test
