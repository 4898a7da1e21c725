#pragma once
// The program's own loop (app/session) on a Dear ImGui context without a renderer, driven by a synthetic mouse and
// keyboard and by a time of the test's own.

#include "tests/app/session/outside.h"

#include <imgui.h>

#include <string>
#include <vector>

namespace stridelens::test {

/// The scenario of a line.
Scenario scenario_of(const std::string& line);

class Driver {
public:
    /// Width and height in logical pixels.
    explicit Driver(const std::string& line, float width = 1440.0F, float height = 900.0F);

    /// One frame of the program's loop, a sixtieth of a second after the last one.
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
    /// Presses Tab until the widget has the keyboard, once round at most; false: it cannot be reached.
    bool tab_to(const std::string& id);
    /// Does it without mouse and keyboard.
    void act(const Action& action) { session_.act(action); }

    bool has(const std::string& id) const;
    /// Fails the test if there is no such widget.
    Box box(const std::string& id) const;
    /// Where the cell is on the screen.
    Point cell(const CellId& cell) const;
    /// Size of the window, and where its areas are, in points.
    Point room() const { return session_.room(); }
    float unit() const { return session_.unit(); }
    ui::ScreenLayout layout() const;
    /// Reproduces a failure: the one-line form.
    std::string line() const;
    /// The widget that has the keyboard; empty: none.
    const std::string& focused() const { return session_.memory().field; }
    /// What the widgets remember.
    const ui::WidgetMemory& memory() const { return session_.memory(); }
    const ui::Fonts& fonts() const { return outside_.window.fonts(); }
    const Derived& derived() const { return *shown.derived; }
    FakeWindow& window() { return outside_.window; }
    const FakeClipboard& clipboard() const { return outside_.clipboard; }

private:
    Outside outside_;
    Session session_;

public:
    const AppState& state = session_.state();
    const Shown& shown = session_.shown();
    const Figure &figure = session_.figure(), &page = session_.page();
    const Actions& asked = session_.asked();  // by the last frame
    Actions all;                              // since the start
    std::vector<ui::Placed> placed;           // in the last frame
    const std::string& copied = outside_.clipboard.text;
};

template <class A>
int count(const Actions& actions) {
    int found = 0;
    for (const Action& action : actions) found += std::holds_alternative<A>(action) ? 1 : 0;
    return found;
}

}  // namespace stridelens::test
