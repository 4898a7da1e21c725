#pragma once
// The outside world of a session that tests and benchmarks bring: a window without a screen, a clock that stands still, a
// clipboard and files in memory.

#include "app/session/session.h"

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace stridelens::test {

/// A window without a screen; the mouse moves in its points. What happens in it is a queue of events; wait() lets the next one happen.
class FakeWindow : public WindowPort {
public:
    FakeWindow(float width, float height);
    ~FakeWindow() override;

    using Event = std::function<void(FakeWindow&)>;
    std::deque<std::vector<Event>> queue;  // what happens during the next wait() that takes time, the one after …
    std::deque<std::vector<Event>> while_drawing;  // … and in the next ones that do not
    std::vector<double> sleeps;                    // every wait()'s argument
    bool closes_at_rest = false;                   // once the queue is empty and the program would sleep for ever
    std::vector<ui::KeyPress> keys;
    std::vector<std::string> drops;
    std::string title;
    int frames = 0;  // presented
    int wakes = 0;
    std::map<void*, Bitmap> textures;  // that there are
    int textures_made = 0;

    void move(Point to);
    void button(bool down);

    bool closing() const override { return closed_; }
    void reopen() { closed_ = false; }
    bool wait(double seconds) override;
    void wake() override { ++wakes; }
    std::vector<ui::KeyPress> take_keys() override { return std::exchange(keys, {}); }
    std::vector<std::string> take_drops() override { return std::exchange(drops, {}); }
    Point size() const override { return {width_, height_}; }
    void resize(Point pixels) { width_ = pixels.x, height_ = pixels.y; }
    void begin_frame(float unit) override;
    void present() override;
    const ui::Fonts& fonts() const override { return fonts_; }
    void set_title(const std::string& text) override { title = text; }
    void* make_texture(const Bitmap& bitmap) override;
    void drop_texture(void* texture) override { textures.erase(texture); }

private:
    float width_, height_;  // logical pixels
    ui::Fonts fonts_;
    bool closed_ = false, down_ = false, just_pressed_ = false;
};

/// Time passes only when the test lets it.
class FakeClock : public ClockPort {
public:
    double now = 100.0;
    double seconds() override { return now; }
};

class FakeClipboard : public ClipboardPort {
public:
    std::string text, picture;
    void copy_text(const std::string& copied) override { text = copied; }
    Outcome<void> copy_picture(std::string_view png) override {
        picture = png;
        return {};
    }
};

class FakeFiles : public FilesPort {
public:
    std::map<std::string, std::string> memory;
    Outcome<Opened> open(const std::string& spec_or_file, const Scenario& onto,
                         const std::optional<ImportOptions>& how) override;
    std::optional<std::string> remembered(const std::string& name) override;
    Outcome<void> remember(const std::string& name, const std::string& text) override {
        if (!full.empty()) return failed(full);
        memory[name] = text;
        return {};
    }
    std::string full;  // a sentence: nothing can be written
};

/// Everything that a session needs, and the session.
class Outside {
public:
    Outside(float width, float height) : window(width, height) {}
    FakeWindow window;
    FakeClock clock;
    FakeClipboard clipboard;
    FakeFiles files;
    Ports ports() { return {window, clock, clipboard, files}; }
};

/// Work done on the spot.
Executor at_once();

}  // namespace stridelens::test
