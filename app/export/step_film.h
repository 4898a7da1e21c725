#pragma once
// The steps of a scenario as pictures: what films and pages show.

#include "app/figure/build_figure.h"

#include <cstdint>
#include <optional>

namespace stridelens {

/// Draws steps of a scenario as the window would at that moment. `look` gives the size, the zoom, and what is on the page;
/// its step, slide, hover and derivation are not used.
class StepFilm {
public:
    /// Of the steps `first` to `last`, included; no last one: the last there is.
    /// Errors: the scenario is refused, or has no steps; Field::text: a step that is not there.
    static Result<StepFilm> create(const Scenario& scenario, const Scene& look, std::int64_t first,
                                   std::optional<std::int64_t> last);

    std::int64_t first() const { return first_; }
    std::int64_t last() const { return last_; }
    /// At the step that was drawn last.
    const Derived& derived() const { return derived_; }

    Figure at_rest(std::int64_t step) { return between(step, step, 1.0); }
    /// On its way from one step to another, `share` of the time (0 … 1) has passed.
    Figure between(std::int64_t from, std::int64_t to, double share);

private:
    Scene look_;
    AppState state_;
    Derived derived_;
    std::int64_t first_ = 0, last_ = 0;
};

}  // namespace stridelens
