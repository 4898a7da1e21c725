// The program's flow: the command line, and if it asks for it, the window.

#include "app/cli/cli.h"
#include "app/figure/page/page.h"
#include "app/files/lessons.h"
#include "app/files/open.h"
#include "app/platform/assets.h"
#include "app/platform/clipboard.h"
#include "app/platform/export_desk.h"
#include "app/platform/window.h"
#include "app/state/exports/export_actions.h"
#include "app/state/state.h"
#include "app/ui/ui.h"

#include <unistd.h>
#include <chrono>
#include <csignal>
#include <iostream>

using namespace stridelens;

namespace {

/// The figure on screen, built again only when what it shows has changed.
class Picture {
public:
    const Figure& of(const Scene& scene) {
        if (scene.derived->version != version_ || scene.derived->step != step_ || scene != scene_) {
            figure_ = build_figure(scene);
            scene_ = scene;
            version_ = scene.derived->version;
            step_ = scene.derived->step;
        }
        return figure_;
    }
    const Figure& last() const { return figure_; }

private:
    Figure figure_;
    Scene scene_;
    std::uint64_t version_ = 0;
    std::int64_t step_ = -1;
};

/// The page that the figure panel is about, likewise.
class PagePicture {
public:
    const Figure& of(const PageOptions& options, const Derived& derived, const Slide& slide) {
        const double share = slide.elapsed / kSlideSeconds;
        if (derived.version != version_ || derived.step != step_ || options != options_ || share < 1.0 || moving_) {
            const Pages pages(derived, options, false);
            const std::int64_t step = std::max<std::int64_t>(derived.step, 0);
            figure_ = pages.page(step, share < 1.0 ? slide.from : step, eased(share));
            options_ = options;
            version_ = derived.version;
            step_ = derived.step;
            moving_ = share < 1.0;
        }
        return figure_;
    }

private:
    Figure figure_;
    PageOptions options_;
    std::uint64_t version_ = 0;
    std::int64_t step_ = -1;
    bool moving_ = false;
};

/// How long the window may sleep, in seconds: not at all while it slides, until the next step while playing, and for as
/// long as it takes at rest. After each event a few frames are drawn, so that hovering and popups settle.
double time_to_sleep(const AppState& state, bool moving, int frames_to_settle) {
    if (frames_to_settle > 0 || state.slide.moving()) return 0.0;
    if (state.playback.playing)
        return std::max(1.0 / state.playback.steps_per_second - state.playback.since_step, 0.001);
    if (moving || !state.notice.empty()) return 0.25;
    return -1.0;
}

Action opened(const Result<Scenario>& scenario) {
    if (scenario) return LoadScenario{*scenario};
    return Notify{scenario.error().message};
}

std::filesystem::path settings_file() {
    const std::filesystem::path folder = config_dir();
    return folder.empty() ? folder : folder / "figure.json";
}

/// The program with an open window.
class Session {
public:
    Session(Window& window, const CommandLine& command, const std::filesystem::path& assets)
        : window_(window), command_(command), lessons_(load_lessons(assets).value_or(std::vector<Lesson>{})) {
        state_.scenario = command.scenario ? *command.scenario : opening_scenario(lessons_);
        if (command.theme) state_.display.theme = *command.theme;
        apply(state_, SetExport{desk_.remembered()}, derived_);
        derive(derived_, state_.scenario, state_.version, state_.scenario.step);
    }

    void run() {
        for (int settle = 3; !window_.closing() && !state_.quit; --settle) {
            const double sleep = time_to_sleep(state_, moving_, settle);
            window_.wait(sleep);
            const bool changed = one_frame(sleep);
            if (changed || sleep != 0.0) settle = 3;
        }
        desk_.remember(state_.export_panel.settings);
    }

private:
    using Clock = std::chrono::steady_clock;

    /// Events were polled; `slept` is how long that was allowed to take. Returns whether the user asked for anything.
    bool one_frame(double slept) {
        window_.begin_frame();
        ui::apply_style(state_.display.theme, 1.0F);
        const ui::Frame frame = ui_frame();
        const Box canvas = ui::screen_layout(frame.width, frame.height).canvas;

        const bool sliding = state_.slide.moving();
        bool changed = apply_all(asked(frame, canvas));
        pass_time(slept, sliding);
        derive(derived_, state_.scenario, state_.version, step_to_explain(state_, derived_));
        changed |= apply_all(desk_.serve(state_, derived_));
        if (state_.export_panel.open)
            ui::export_preview(
                frame, page_.of(page_to_show(state_.export_panel.settings, derived_.steps), derived_, state_.slide));
        else
            changed |= apply_all(ui::canvas(frame, picture_.of(scene_of(state_, derived_, canvas.w, canvas.h))));

        window_.set_title(window_title(state_, derived_));
        window_.present();
        return changed;
    }

    ui::Frame ui_frame() {
        return {state_,
                derived_,
                lessons_,
                window_.fonts(),
                memory_,
                window_.width(),
                window_.height(),
                [this](const std::string& text) { window_.copy_text(text); },
                [this](const std::string& path) { return open_scenario(path, state_.scenario, command_.import); },
                [this](const Image& image, ThemeName theme) { return window_.texture(image, theme); },
                nullptr};
    }

    /// What the user asked for in this frame: by panels, mouse, keys and dropped files.
    Actions asked(const ui::Frame& frame, const Box& canvas) {
        const std::vector<ui::KeyPress> keys = window_.take_keys();
        Actions actions = ui::panels(frame);
        if (!state_.export_panel.open)
            for (const Action& action : ui::canvas_input(frame, picture_.last())) actions.push_back(action);
        if (!ui::typing(frame))
            for (const ui::KeyPress& key : keys)
                for (const Action& action : ui::key_actions(key, state_, {canvas.w / 2, canvas.h / 2}))
                    actions.push_back(action);
        for (const std::string& path : window_.take_drops()) actions.push_back(opened(frame.open(path)));
        return actions;
    }

    bool apply_all(const Actions& actions) {
        for (const Action& action : actions) apply(state_, action, derived_);
        return !actions.empty();
    }

    /// Time that was slept before anything moved is nobody's, and what passed before a slide began is not the slide's.
    void pass_time(double slept, bool was_sliding) {
        const Clock::time_point now = Clock::now();
        const double elapsed = std::chrono::duration<double>(now - last_).count();
        const bool begins = slept < 0.0 || (!was_sliding && state_.slide.moving());
        moving_ = tick(state_, begins ? 0.0 : elapsed, derived_);
        last_ = now;
    }

    Window& window_;
    const CommandLine& command_;
    std::vector<Lesson> lessons_;
    AppState state_;
    Derived derived_;
    Picture picture_;
    PagePicture page_;
    ExportDesk desk_{{[this] { window_.wake(); }, [this](const std::string& text) { window_.copy_text(text); },
                      copy_png, settings_file()}};
    ui::WidgetMemory memory_;
    Clock::time_point last_ = Clock::now();
    bool moving_ = false;
};

int run_window(const CommandLine& command, const std::filesystem::path& assets) {
    const Result<std::unique_ptr<Window>> window = Window::open();
    if (!window) {
        std::cerr << "stridelens: " << window.error().message << '\n';
        return 1;
    }
    Session(**window, command, assets).run();
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGXFSZ, SIG_IGN);  // a file beyond its limit is an error with a sentence, like a full disk
    const std::filesystem::path assets = assets_dir();
    const CommandLine command =
        run_command_line(argc, argv, {std::cout, std::cerr, assets, ::isatty(STDERR_FILENO) == 1});
    return command.window ? run_window(command, assets) : command.exit_code;
}
