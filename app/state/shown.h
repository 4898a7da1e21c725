#pragma once
// What is on screen: the last whole derivation, the step of it that is told, and whether the settings are refused now.

#include "app/state/derived.h"

#include <cstdint>
#include <memory>
#include <optional>

namespace stridelens {

/// Never without a derivation and a told step; before the first one, a blank one without any step.
struct Shown {
    std::uint64_t version = 0;                                  // of the scenario that the rest follows from; 0: none
    SharedDerived derived = std::make_shared<const Derived>();  // of the last scenario that was not refused
    std::optional<Error> refusal;                               // of this one
    std::shared_ptr<const Told> told = std::make_shared<const Told>();
    std::shared_ptr<const Told> told_before;  // the step that was told before it, of the same derivation; or none
    Stamped stamped;                          // scatter view: as far as the scenario's step
};

/// Whether there is anything to draw.
bool has_picture(const Shown& shown);

/// What there is to show of a scenario. Refused: the last valid problem, from the side that is asked for; if there was none
/// the same operation on a small input.
struct Derivation {
    SharedDerived derived;
    std::optional<Error> refusal;
    std::shared_ptr<const Told> told{};  // a step of it …
    Stamped stamped{};                   // … and how far the scenario's step has come
};
Derivation derivation_of(const Scenario& scenario, const SharedDerived& before, std::int64_t step);

/// How long that takes, in cells read and written.
double work_of(const Scenario& scenario, const SharedDerived& before);

/// Takes it over, for the scenario of this version.
void show(Shown& shown, std::uint64_t version, const Derivation& derivation);

/// Tells the step nearest to `step` that there is, and stamps as far as `current`, unless that is done already.
void tell_step(Shown& shown, std::int64_t step, std::int64_t current);

/// How long that takes, in cells read and written; 0: nothing is left to do.
double work_to_tell(const Shown& shown, std::int64_t step, std::int64_t current);

/// All of it at once, in this thread: brings `shown` up to date with the scenario (if its version changed) and the step.
void follow(Shown& shown, const Scenario& scenario, std::uint64_t version, std::int64_t step);

}  // namespace stridelens
