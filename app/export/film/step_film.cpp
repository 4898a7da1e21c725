#include "app/export/film/step_film.h"

#include "app/files/sides.h"
#include "app/state/exports/step_list.h"

#include <numeric>

namespace stridelens {

Outcome<StepFilm> StepFilm::create(const Scenario& scenario, const PageOptions& page, std::vector<std::int64_t> steps) {
    StepFilm film;
    auto derived = derive(scenario);
    if (!derived) return failed(scenario, derived.error());
    film.made_ = std::make_unique<Made>(Made{page, std::move(*derived), nullptr});
    Made& made = *film.made_;
    made.page.steps.clear();
    if (made.derived->steps == 0)
        return failed("there are no steps to show: the batch is empty, or nothing is left of the output");
    if (auto fine = check_steps(steps, made.derived->steps); !fine) return tl::unexpected(fine.error());
    if (steps.empty()) {
        steps.resize(static_cast<std::size_t>(made.derived->steps));
        std::iota(steps.begin(), steps.end(), 0);
    }
    film.steps_ = std::move(steps);
    made.pages = std::make_unique<Pages>(made.derived, made.page, true);
    return film;
}

Figure StepFilm::between(std::int64_t from, std::int64_t to, double share) {
    return made_->pages->page(to, from, eased(share));
}

}  // namespace stridelens
