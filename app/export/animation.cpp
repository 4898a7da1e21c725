// Which frames a film of a scenario has: a rest at each step, and a slide between two steps.

#include "app/export/animation.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace stridelens {

namespace {

tl::unexpected<Error> refuse(std::string message) {
    return tl::unexpected(Error{.field = Field::text, .message = std::move(message)});
}

Result<void> check_range(const char* name, double value, double least, double most, const char* unit) {
    if (value >= least && value <= most) return {};
    return refuse(fmt::format("{} is {:g}{}; choose {:g} to {:g}", name, value, unit, least, most));
}

Result<void> check_times(const AnimationOptions& options) {
    if (auto fine = check_range("the time at each step", options.step_seconds, 0.02, 600, " s"); !fine) return fine;
    if (auto fine = check_range("the time from step to step", options.slide_seconds, 0, 10, " s"); !fine) return fine;
    return check_range("the number of frames per second", options.frames_per_second, 1, 50, "");
}

/// One moment of the film.
struct Moment {
    std::int64_t from = 0, to = 0;  // the window slides from one step to another …
    double share = 1.0;             // … and this much of the time has passed; 1: it rests
};

/// What every frame is made from. The state is the one that the window would have at that moment.
struct Film {
    Scene look;
    AppState state;
    Derived derived;
    std::vector<Moment> moments;

    Figure figure(std::size_t frame) {
        const Moment& moment = moments[frame];
        state.scenario.step = moment.to;
        state.slide = {moment.from, moment.share * kSlideSeconds};
        derive(derived, state.scenario, state.version, moment.to);
        const Scene moving = scene_of(state, derived, look.width, look.height);
        Scene scene = look;
        scene.derived = &derived;
        scene.step = moving.step;
        scene.shown = moving.shown;
        scene.slide_from = moving.slide_from;
        scene.slide_progress = moving.slide_progress;
        return build_figure(scene);
    }
};

void add_slide(Film& film, Animation& animation, std::int64_t from, std::int64_t to, const AnimationOptions& options) {
    const auto between = std::lround(options.slide_seconds * options.frames_per_second);
    for (long i = 1; i <= between; ++i) {
        film.moments.push_back({from, to, static_cast<double>(i) / static_cast<double>(between + 1)});
        animation.seconds.push_back(options.slide_seconds / static_cast<double>(between));
    }
}

}  // namespace

Result<Animation> animate_steps(const Scenario& scenario, const Scene& look, const AnimationOptions& options) {
    if (auto fine = check_times(options); !fine) return tl::unexpected(fine.error());
    auto film = std::make_shared<Film>();
    film->look = look;
    film->look.hover = film->look.editing = CellId{};
    film->look.dimmed = false;
    film->state.scenario = scenario;
    derive(film->derived, scenario, film->state.version, std::max<std::int64_t>(options.first, 0));
    if (film->derived.refusal) return tl::unexpected(*film->derived.refusal);
    const std::int64_t steps = film->derived.steps;
    if (steps == 0) return refuse("there are no steps to show: the batch is empty");
    const std::int64_t last = options.last.value_or(steps - 1);
    if (options.first < 0 || last >= steps || options.first > last)
        return refuse(
            fmt::format("steps {} to {} cannot be shown: the first must not be after the last, and both from "
                        "1 to {}",
                        options.first + 1, last + 1, steps));
    Animation animation;
    animation.loop = options.loop;
    for (std::int64_t step = options.first; step <= last; ++step) {
        film->moments.push_back({step, step, 1.0});
        animation.seconds.push_back(options.step_seconds);
        if (step < last)
            add_slide(*film, animation, step, step + 1, options);
        else if (options.loop && options.first < last)
            add_slide(*film, animation, step, options.first, options);
    }
    animation.figure = [film](std::size_t frame) { return film->figure(frame); };
    return animation;
}

}  // namespace stridelens
