#pragma once
// The steps of a scenario as pictures, one after the other: what films and HTML show.

#include "app/figure/page/page.h"
#include "app/files/failure.h"
#include "app/problem/scenario.h"

#include <cstdint>
#include <memory>
#include <vector>

namespace stridelens {

/// Draws steps of a scenario as pages of one size, sliding as the window does.
class StepFilm {
public:
    /// Of these steps, in this order; none: all there are. page.steps is not used.
    /// Errors: the scenario is refused, or has no steps; a step that is not there.
    static Outcome<StepFilm> create(const Scenario& scenario, const PageOptions& page, std::vector<std::int64_t> steps);

    const std::vector<std::int64_t>& steps() const { return steps_; }
    const Derived& derived() const { return *made_->derived; }
    std::shared_ptr<const Told> told_at(std::int64_t step) const { return made_->pages->told_at(step); }

    Figure at_rest(std::int64_t step) { return between(step, step, 1.0); }
    /// On its way from one step to another, `share` of the time (0 … 1) has passed.
    Figure between(std::int64_t from, std::int64_t to, double share);

private:
    struct Made {  // the pages refer to `page`: it does not move
        PageOptions page;
        SharedDerived derived;
        std::unique_ptr<Pages> pages;
    };
    std::unique_ptr<Made> made_;
    std::vector<std::int64_t> steps_;
};

}  // namespace stridelens
