#include "app/export/step_film.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens {

Result<StepFilm> StepFilm::create(const Scenario& scenario, const Scene& look, std::int64_t first,
                                  std::optional<std::int64_t> last) {
    const auto refuse = [](std::string message) {
        return tl::unexpected(Error{.field = Field::text, .message = std::move(message)});
    };
    StepFilm film;
    film.look_ = look;
    film.look_.hover = film.look_.editing = CellId{};
    film.look_.dimmed = false;
    film.state_.scenario = scenario;
    derive(film.derived_, scenario, film.state_.version, std::max<std::int64_t>(first, 0));
    if (film.derived_.refusal) return tl::unexpected(*film.derived_.refusal);
    const std::int64_t steps = film.derived_.steps;
    if (steps == 0) return refuse("there are no steps to show: the batch is empty");
    film.first_ = first;
    film.last_ = last.value_or(steps - 1);
    if (first < 0 || film.last_ >= steps || first > film.last_)
        return refuse(
            fmt::format("steps {} to {} cannot be shown: the first must not be after the last, and both from "
                        "1 to {}",
                        first + 1, film.last_ + 1, steps));
    return film;
}

Figure StepFilm::between(std::int64_t from, std::int64_t to, double share) {
    state_.scenario.step = to;
    state_.slide = {from, share * kSlideSeconds};
    derive(derived_, state_.scenario, state_.version, to);
    const Scene moving = scene_of(state_, derived_, look_.width, look_.height);
    Scene scene = look_;
    scene.derived = &derived_;
    scene.step = moving.step;
    scene.shown = moving.shown;
    scene.slide_from = moving.slide_from;
    scene.slide_progress = moving.slide_progress;
    return build_figure(scene);
}

}  // namespace stridelens
