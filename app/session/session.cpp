#include "app/session/session.h"

#include "app/figure/strip/spoken.h"
#include "app/files/failure.h"
#include "app/state/actions/apply.h"
#include "app/state/actions/export_actions.h"
#include "app/state/actions/playback.h"
#include "core/operation/messages/messages.h"

#include <algorithm>
#include <new>
#include <utility>

namespace stridelens {

namespace {

/// Work that is done at once, within the frame: about a millisecond of it (cells, see work_of()).
constexpr double kWorkAtOnce = 4e5;
/// Work that is finished even if newer work waits: a tenth of a second of it. Otherwise a slider that is dragged quickly
/// would never show a picture.
constexpr double kShortWork = 4e7;

/// After something has happened, so many frames are drawn at least: hovering and popups need some to settle.
constexpr int kFramesToSettle = 3;

constexpr const char* kNoMemory =
    "There is not enough memory for this, and it was not done: the last picture stays. Take a smaller input or "
    "picture.";

/// The line that says that something takes longer appears after so many seconds, and moves so often.
constexpr double kBusyAfter = 0.15, kBusyFrame = 1.0 / 30.0;

/// The note of the lesson that the program opens with, if it is one.
LessonNote note_of(const std::vector<Lesson>& lessons, const Scenario& scenario) {
    for (const Lesson& lesson : lessons)
        if (lesson.scenario == scenario && !lesson.note.empty()) return {lesson.scenario.title, lesson.note};
    return {};
}

}  // namespace

Session::Session(const Ports& ports, Opening opening)
    : ports_(ports),
      lessons_(std::move(opening.lessons)),
      state_{.scenario = opening.scenario, .lesson = note_of(lessons_, opening.scenario), .picture = opening.picture},
      textures_({[&window = ports.window](const Bitmap& bitmap) { return window.make_texture(bitmap); },
                 [&window = ports.window](void* texture) { window.drop_texture(texture); }}),
      desk_(ports.clipboard, ports.files, [&window = ports.window] { window.wake(); }),
      display_memory_(ports.files),
      deriver_(std::move(opening.run), [&window = ports.window] { window.wake(); }),
      speak_(std::move(opening.speak)) {
    if (opening.theme) act(SetTheme{*opening.theme});
    act(SetScale{opening.scale.value_or(display_memory_.remembered())});
    display_memory_.keep(state_.display.scale);
    act(SetExport{desk_.remembered()});
    if (!opening.remark.empty()) act(Notify{opening.remark});
    last_ = ports_.clock.seconds();
    bring_up_to_date();
}

void Session::run() {
    while (!ports_.window.closing() && !state_.quit) {
        const double sleep = time_to_sleep();
        const bool news = ports_.window.wait(sleep);
        frame(sleep, news);
    }
    close();
}

void Session::close() {
    desk_.remember(state_.export_panel.settings);
}

double Session::time_to_sleep() {
    if (frames_to_settle_ > 0 || state_.slide.moving()) return 0.0;
    double sleep = -1.0;
    const auto at_most = [&sleep](double seconds) {
        sleep = sleep < 0.0 ? std::max(seconds, 0.001) : std::min(sleep, std::max(seconds, 0.001));
    };
    if (state_.playback.playing) at_most(1.0 / state_.playback.steps_per_second - state_.playback.since_step);
    if (moving_ || !state_.notice.empty()) at_most(0.25);
    if (deriver_.busy()) {
        const double waited = ports_.clock.seconds() - busy_since_;
        at_most(waited < kBusyAfter ? kBusyAfter - waited : kBusyFrame);
    }
    return sleep;
}

void Session::frame(double slept, bool news) {
    changed_ = false;
    const Point pixels = ports_.window.size();
    unit_ = ui::unit_of(pixels, state_.display.scale, state_.display.theme);
    room_ = {pixels.x / unit_, pixels.y / unit_};
    ports_.window.begin_frame(unit_);
    textures_.begin_frame();
    ui::apply_style(state_.display.theme, 1.0F);
    const ui::Frame frame = ui_frame();
    const bool sliding = state_.slide.moving();
    if (!spare([&] { ask_user(frame); })) ui::end_unfinished_widgets();
    apply_all(asked_);
    pass_time(slept, sliding);
    if (!spare([&] { bring_up_to_date(); })) asked_for_ = wanted();
    if (!spare([&] { apply_all(desk_.serve(state_, shown_, ports_.clock.seconds())); }) && state_.export_panel.request)
        apply_all({ExportTaken{}, ExportDone{kNoMemory, true}});
    if (!spare([&] { apply_all(code_desk_.serve(state_, shown_)); })) act(CodeTaken{});
    apply_all(display_memory_.follow(state_.display.scale));
    if (!spare([&] { draw(frame); })) ui::end_unfinished_widgets();
    if (lacked_memory_ || textures_.lacked_memory()) tell_lack_of_memory();
    ports_.window.set_title(window_title(state_, shown_));
    ports_.window.present();
    settle(news);
}

/// Whatever the user can cause may need more memory than there is: that is not done, it is told, and everything else stays.
/// Returns whether it was done.
template <class Work>
bool Session::spare(Work&& work) {
    try {
        work();
        return true;
    } catch (const std::bad_alloc&) {
        lacked_memory_ = true;
        return false;
    }
}

/// Once, as long as it is on screen.
void Session::tell_lack_of_memory() {
    if (state_.notice != kNoMemory) act(Notify{kNoMemory});
    lacked_memory_ = false;
}

void Session::act(const Action& action) {
    spare([&] { apply(state_, action, shown_); });
    changed_ = true;
}

void Session::apply_all(const Actions& actions) {
    for (const Action& action : actions) act(action);
}

ui::Frame Session::ui_frame() {
    const CodePage* code = nullptr;
    spare([&] { code = code_desk_.page(state_, shown_); });
    const double waited = deriver_.busy() ? ports_.clock.seconds() - busy_since_ : 0.0;
    return {.state = state_,
            .shown = shown_,
            .lessons = lessons_,
            .fonts = ports_.window.fonts(),
            .memory = memory_,
            .width = room_.x,
            .height = room_.y,
            .least_type = ui::least_type(unit_),
            .busy_frames = waited >= kBusyAfter ? static_cast<int>(waited / kBusyFrame) : 0,
            .copy_text = [this](const std::string& text) { ports_.clipboard.copy_text(text); },
            .open =
                [this](const std::string& path, const std::optional<ImportOptions>& how) {
                    Outcome<Opened> opened = failed(kNoMemory);
                    spare([&] { opened = ports_.files.open(path, state_.scenario, how); });
                    return opened;
                },
            .code = code,
            .textures = &textures_,
            .placed = placed_};
}

/// What the user asks for in this frame: by panels, mouse, keys and dropped files.
void Session::ask_user(const ui::Frame& frame) {
    const std::vector<ui::KeyPress> keys = ports_.window.take_keys();
    asked_ = ui::panels(frame);
    const auto add = [this](const Actions& actions) { asked_.insert(asked_.end(), actions.begin(), actions.end()); };
    if (!state_.export_panel.open) add(ui::canvas_input(frame, canvas_.last()));
    const Box canvas = ui::screen_layout(frame).canvas;
    if (!ui::typing(frame))
        for (const ui::KeyPress& key : keys) add(ui::key_actions(key, state_, {canvas.w / 2, canvas.h / 2}));
    for (const std::string& path : ports_.window.take_drops()) {
        const Outcome<Opened> opened = frame.open(path, {});
        if (opened) add({LoadScenario{*opened, opened->note, opened->picture}});
        const std::string& said = opened ? opened->remark : opened.error().sentence;
        if (!said.empty()) add({Notify{said}});
    }
}

/// Time that was slept before anything moved is nobody's, and what passed before a slide began is not the slide's.
void Session::pass_time(double slept, bool was_sliding) {
    const double now = ports_.clock.seconds();
    const bool begins = slept < 0.0 || (!was_sliding && state_.slide.moving());
    const bool moved = std::exchange(moving_, tick(state_, begins ? 0.0 : now - last_, shown_));
    changed_ = changed_ || (moved && !moving_);  // a notice has gone: the panels were drawn with it
    last_ = now;
}

/// What follows from the scenario, and what is told of the step: at once where that is little work, otherwise by the
/// deriver, and meanwhile the last picture stays.
void Session::bring_up_to_date() {
    if (const auto done = deriver_.take(); done && done->version >= shown_.version)
        show(shown_, done->version, done->derivation);
    if (shown_.version != state_.version && asked_for_.version != state_.version) {
        const double work = work_of(state_.scenario, shown_.derived);
        if (work <= kWorkAtOnce) {
            deriver_.cancel();
            show(shown_, state_.version,
                 derive_safely(state_.scenario, shown_.derived, step_to_explain(state_, shown_)));
            asked_for_ = wanted();
        } else {
            ask(work <= kShortWork);
        }
    }
    const Wanted now = wanted();
    const double work = work_to_tell(shown_, now.told, now.current);
    if (work == 0.0 && shown_.version == state_.version) deriver_.cancel();  // of a step that is not wanted any more
    if (work <= kWorkAtOnce)
        tell_step(shown_, now.told, now.current);
    else if (shown_.version == state_.version && asked_for_ != now)
        ask(work <= kShortWork);
}

Session::Wanted Session::wanted() const {
    return {state_.version, step_to_explain(state_, shown_), state_.scenario.step};
}

void Session::ask(bool short_work) {
    if (!deriver_.busy()) busy_since_ = ports_.clock.seconds();
    asked_for_ = wanted();
    deriver_.ask({state_.scenario, state_.version, shown_.derived, short_work, asked_for_.told});
}

void Session::draw(const ui::Frame& frame) {
    if (state_.export_panel.open) {
        const ExportSettings& settings = state_.export_panel.settings;
        if (is_text(settings.file.format.value_or(Format::png)))
            return ui::export_preview(frame, page_text_.of(settings, state_.scenario, shown_));
        const PageOptions page = page_to_show(settings, shown_.derived->steps);
        spare([&] { (void)page_.of(page, shown_, state_.slide); });
        ui::export_preview(frame, page_.last());
        return;
    }
    const Box area = ui::screen_layout(frame).canvas;
    Scene scene = scene_of(state_, shown_, area.w, area.h);
    scene.unit = unit_;
    scene.parts.frameworks = ui::screen_layout(frame).side.w == 0.0F;  // otherwise the side panel tells it
    spare([&] { (void)canvas_.of(scene); });                           // if not, the last picture stays
    speak(scene);
    const Actions actions = ui::canvas(frame, canvas_.last());
    asked_.insert(asked_.end(), actions.begin(), actions.end());
    apply_all(actions);
}

/// What is heard is what is shown: the step, or why there is none.
void Session::speak(const Scene& scene) {
    if (!speak_) return;
    std::string sentence = shown_.refusal ? sentence_of(*shown_.refusal) : spoken(scene);
    if (sentence.empty() || sentence == spoken_) return;
    spoken_ = std::move(sentence);
    speak_(spoken_);
}

/// Draws on until a few frames in a row without news look alike and nothing is about to appear: what happens may show
/// only some frames later, and several things may happen at once.
void Session::settle(bool news) {
    const ui::Painted painted = ui::painted();
    const bool rests =
        !changed_ && !news && !textures_.wanting() && painted.fingerprint == painted_ && !painted.unfinished;
    frames_to_settle_ = rests ? frames_to_settle_ - 1 : kFramesToSettle;
    painted_ = painted.fingerprint;
}

}  // namespace stridelens
