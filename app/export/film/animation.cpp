// Which frames a film of a scenario has: a rest at each step, and a slide between two steps.

#include "app/export/film/animation.h"

#include "app/export/film/step_film.h"
#include "app/state/exports/export_settings.h"

#include <fmt/format.h>

#include <cmath>
#include <memory>
#include <utility>

namespace stridelens {

namespace {

Outcome<void> check_range(const char* name, double value, const NumberLimits& limits, const char* unit) {
    if (limits.contain(value)) return {};
    return failed(fmt::format("{} is {:g}{}; choose {:g} to {:g}", name, value, unit, limits.least, limits.most));
}

Outcome<void> check_times(const AnimationOptions& options) {
    constexpr NumberLimits rest = setting_of(&FileOptions::step_seconds).limits;
    constexpr NumberLimits slide = setting_of(&FileOptions::slide_seconds).limits;
    constexpr NumberLimits rate = setting_of(&FileOptions::frames_per_second).limits;
    if (auto fine = check_range("the time at each step", options.step_seconds, rest, " s"); !fine) return fine;
    if (auto fine = check_range("the time from step to step", options.slide_seconds, slide, " s"); !fine) return fine;
    return check_range("the number of frames per second", options.frames_per_second, rate, "");
}

/// One moment of the film.
struct Moment {
    std::int64_t from = 0, to = 0;  // the window slides from one step to another …
    double share = 1.0;             // … and this much of the time has passed; 1: it rests
};

/// What every frame is made from.
struct Film {
    StepFilm steps;
    std::vector<Moment> moments;
};

void add_slide(Film& film, Animation& animation, std::int64_t from, std::int64_t to, const AnimationOptions& options) {
    const auto between = std::lround(options.slide_seconds * options.frames_per_second);
    for (long i = 1; i <= between; ++i) {
        film.moments.push_back({from, to, static_cast<double>(i) / static_cast<double>(between + 1)});
        animation.seconds.push_back(options.slide_seconds / static_cast<double>(between));
    }
}

}  // namespace

Outcome<Animation> animate_steps(const Scenario& scenario, const PageOptions& page, const AnimationOptions& options) {
    if (auto fine = check_times(options); !fine) return tl::unexpected(fine.error());
    auto made = StepFilm::create(scenario, page, options.steps);
    if (!made) return tl::unexpected(made.error());
    const std::vector<std::int64_t> steps = made->steps();
    const auto film = std::make_shared<Film>(Film{*std::move(made), {}});
    Animation animation;
    animation.loop = options.loop;
    for (std::size_t i = 0; i < steps.size(); ++i) {
        film->moments.push_back({steps[i], steps[i], 1.0});
        animation.seconds.push_back(options.step_seconds);
        if (i + 1 < steps.size())
            add_slide(*film, animation, steps[i], steps[i + 1], options);
        else if (options.loop && steps.size() > 1)
            add_slide(*film, animation, steps[i], steps.front(), options);
    }
    animation.figure = [film](std::size_t frame) {
        const Moment& moment = film->moments[frame];
        return film->steps.between(moment.from, moment.to, moment.share);
    };
    return animation;
}

}  // namespace stridelens
