#pragma once
// The program with an open window: one frame after the other, sleeping in between. The window itself, the time, files and
// the clipboard are ports: the real window and the tests run this very loop.

#include "app/files/lessons.h"
#include "app/session/code_desk.h"
#include "app/session/deriver.h"
#include "app/session/display_memory.h"
#include "app/session/export_desk.h"
#include "app/session/pictures.h"
#include "app/session/ports.h"
#include "app/state/state.h"
#include "app/ui/canvas/textures.h"
#include "app/ui/ui.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace stridelens {

/// What the program opens with.
struct Opening {
    Scenario scenario{};
    std::vector<Lesson> lessons = {};
    std::optional<ThemeName> theme = {};
    std::optional<int> scale = {};              // per cent; nothing: as it was remembered
    Executor run = worker_thread();             // where derivations that take long are made
    std::optional<OpenedPicture> picture = {};  // that the scenario was made of
    std::string remark = {};                    // what is to be said of the scenario; empty: nothing
    std::function<void(const std::string&)> speak =
        {};  // hears the present step in one sentence, whenever that changes
};

class Session {
public:
    /// The ports outlive it.
    Session(const Ports& ports, Opening opening);

    /// Until the window is closed or the user quits.
    void run();

    /// One frame. Events were polled before; `slept` is how long that was allowed to take, in seconds (negative: as long as
    /// it took; 0: not at all), and `news` whether there were any.
    void frame(double slept, bool news = false);

    /// How long the next wait() may take: not at all while anything moves or the last frames differ, until the next step
    /// while playing, and for as long as it takes (negative) at rest.
    double time_to_sleep();

    /// Does what somebody asked for from outside of a frame.
    void act(const Action& action);

    /// Ends with what is to be remembered for the next time.
    void close();

    const AppState& state() const { return state_; }
    const Shown& shown() const { return shown_; }
    const Figure& figure() const { return canvas_.last(); }  // of the last frame
    const Figure& page() const { return page_.last(); }      // likewise, while the export panel is open
    const Actions& asked() const { return asked_; }          // by the user in the last frame
    const ui::WidgetMemory& memory() const { return memory_; }
    float unit() const { return unit_; }  // logical pixels a point, in the last frame
    Point room() const { return room_; }  // size of the window in points, likewise

    /// Where widgets write down where they are, if anybody asks.
    void note_widgets(std::vector<ui::Placed>* placed) { placed_ = placed; }

private:
    /// What is to be on screen.
    struct Wanted {
        std::uint64_t version = 0;             // of the scenario
        std::int64_t told = -1, current = -1;  // steps: the one that is told, and the scenario's
        bool operator==(const Wanted&) const = default;
    };

    ui::Frame ui_frame();
    template <class Work>
    bool spare(Work&& work);
    void tell_lack_of_memory();
    void ask_user(const ui::Frame& frame);
    void apply_all(const Actions& actions);
    void pass_time(double slept, bool was_sliding);
    void bring_up_to_date();
    Wanted wanted() const;
    void ask(bool short_work);
    void draw(const ui::Frame& frame);
    void speak(const Scene& scene);
    void settle(bool news);

    Ports ports_;
    std::vector<Lesson> lessons_;
    AppState state_;
    Shown shown_;
    CanvasPicture canvas_;
    PagePicture page_;
    PageText page_text_;
    ui::WidgetMemory memory_;
    ui::Textures textures_;
    ExportDesk desk_;
    CodeDesk code_desk_;
    DisplayMemory display_memory_;
    Deriver deriver_;
    std::function<void(const std::string&)> speak_;

    std::string spoken_;  // last
    float unit_ = 1.0F;
    Point room_{};
    Actions asked_;
    bool changed_ = false;     // by anybody in this frame
    bool moving_ = false;      // tick() says so
    double last_ = 0.0;        // clock: when the last frame's time passed
    double busy_since_ = 0.0;  // clock: when the answer that is waited for was asked for
    Wanted asked_for_;         // what was asked for last, of the deriver or at once
    int frames_to_settle_ = 0;
    bool lacked_memory_ = false;  // since it was last told
    std::uint64_t painted_ = 0;   // fingerprint of the last frame
    std::vector<ui::Placed>* placed_ = nullptr;
};

}  // namespace stridelens
