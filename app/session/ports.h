#pragma once
// The outside world, as far as the program's flow needs it: a window, a clock, a clipboard, files. The real ones are in
// platform/; tests bring others, with events and a time of their own.

#include "app/figure/theme/bitmap.h"
#include "app/files/failure.h"
#include "app/files/open.h"
#include "app/problem/scenario.h"
#include "app/ui/ui.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

class WindowPort {
public:
    virtual ~WindowPort() = default;

    /// The user wants to close it.
    virtual bool closing() const = 0;

    /// Waits until something happens, at most `seconds` (negative: as long as it takes; 0: not at all). Returns whether
    /// anything has happened since the last call.
    virtual bool wait(double seconds) = 0;
    /// Ends a wait(); from any thread.
    virtual void wake() = 0;

    /// Keys pressed and files dropped since the last call.
    virtual std::vector<ui::KeyPress> take_keys() = 0;
    virtual std::vector<std::string> take_drops() = 0;

    /// Its size in logical pixels: those of a monitor of usual density.
    virtual Point size() const = 0;

    /// Begins and ends a frame of Dear ImGui. Between them everything is in points, each `unit` logical pixels long.
    virtual void begin_frame(float unit) = 0;
    virtual void present() = 0;

    /// Of the last frame's unit and the monitor's density, as soon as the window's size rests. They measure in points.
    virtual const ui::Fonts& fonts() const = 0;
    virtual void set_title(const std::string& title) = 0;

    /// A texture of ImGui's, crisp where its pixels are larger than the screen's; hatching is smoothed.
    virtual void* make_texture(const Bitmap& bitmap) = 0;
    virtual void drop_texture(void* texture) = 0;
};

class ClockPort {
public:
    virtual ~ClockPort() = default;
    /// Seconds since some moment in the past; never runs backwards.
    virtual double seconds() = 0;
};

class ClipboardPort {
public:
    virtual ~ClipboardPort() = default;
    virtual void copy_text(const std::string& text) = 0;
    /// The bytes of a PNG. Errors: a sentence; no program that could take it.
    virtual Outcome<void> copy_picture(std::string_view png) = 0;
};

class FilesPort {
public:
    virtual ~FilesPort() = default;
    /// A path or a one-line form, onto the current scenario (files/open.h).
    /// `how`: how a picture is read, if not as usual.
    virtual Outcome<Opened> open(const std::string& spec_or_file, const Scenario& onto,
                                 const std::optional<ImportOptions>& how) = 0;
    /// What was remembered for the user under this name; nothing if there is none, or if it cannot be read.
    virtual std::optional<std::string> remembered(const std::string& name) = 0;
    /// The whole of it or nothing. Errors: a sentence; the folder cannot be written to.
    virtual Outcome<void> remember(const std::string& name, const std::string& text) = 0;
};

struct Ports {
    WindowPort& window;
    ClockPort& clock;
    ClipboardPort& clipboard;
    FilesPort& files;
};

}  // namespace stridelens
