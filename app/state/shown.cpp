#include "app/state/shown.h"

#include "app/problem/legal.h"
#include "app/problem/source.h"
#include "core/operation/catalogue.h"

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

/// What is shown when the very first scenario is refused: the same with its refused settings made legal; where that does
/// not help, the same operation as it comes, on a small input.
Scenario fallback_for(const Problem& refused) {
    Scenario legal;
    legal.problem = made_legal(refused);
    if (work_to_derive(legal, nullptr)) return legal;
    const int rank = std::clamp(spatial_rank_of(refused.operation), 1, 3);
    Problem problem;
    problem.operation = default_operation(refused.operation.index(), rank);
    problem.input = Shape(static_cast<std::size_t>(rank) + 2, 5);
    problem.input[0] = problem.input[1] = 1;
    Scenario scenario;
    scenario.problem = made_legal(with_source(problem, {problem.input, problem.values}));
    return scenario;
}

/// The last valid problem in the place of a refused one.
Scenario stand_in(const Scenario& refused, const Derived& last) {
    Scenario scenario;
    const bool compared = last.compared != nullptr && last.compared->side(refused.side) != nullptr;
    scenario.problem = compared ? last.compared->side(refused.side)->problem : last.problem;
    scenario.view = refused.view;
    scenario.other = refused.other;
    scenario.side = refused.side;
    return scenario;
}

}  // namespace

bool has_picture(const Shown& shown) {
    return !is_blank(*shown.derived);
}

Derivation derivation_of(const Scenario& scenario, const SharedDerived& before, std::int64_t step) {
    const auto told = [&](const SharedDerived& derived, std::optional<Error> refusal) {
        Derivation made{derived, std::move(refusal)};
        if (derived == nullptr || is_blank(*derived)) return made;
        made.told = std::make_shared<const Told>(tell(*derived, step));
        made.stamped = stamp(*derived, scenario.step);
        return made;
    };
    auto derived = derive(scenario, before);
    if (derived) return told(*derived, std::nullopt);
    const bool first = before == nullptr || is_blank(*before);
    const Scenario instead = first ? fallback_for(scenario.problem) : stand_in(scenario, *before);
    return told(derive(instead, before).value_or(before), std::move(derived.error()));
}

double work_of(const Scenario& scenario, const SharedDerived& before) {
    if (const auto work = work_to_derive(scenario, before)) return *work;
    const bool first = before == nullptr || is_blank(*before);
    return first ? 0.0 : work_to_derive(stand_in(scenario, *before), before).value_or(0.0);
}

void show(Shown& shown, std::uint64_t version, const Derivation& derivation) {
    shown.version = version;
    shown.refusal = derivation.refusal;
    if (derivation.derived == nullptr) return;
    const bool same = derivation.derived == shown.derived;
    if (!same) shown.told_before = nullptr;
    shown.derived = derivation.derived;
    if (derivation.told != nullptr && (!same || derivation.told->step != shown.told->step)) {
        auto before = std::exchange(shown.told, derivation.told);
        if (same) shown.told_before = std::move(before);
    } else if (!same) {
        shown.told = std::make_shared<const Told>();
    }
    shown.stamped = derivation.stamped;
}

double work_to_tell(const Shown& shown, std::int64_t step, std::int64_t current) {
    const std::int64_t steps = shown.derived->steps;
    if (steps == 0) return 0.0;
    const auto nearest = [&](std::int64_t at) { return std::clamp<std::int64_t>(at, 0, steps - 1); };
    const bool stamps = shown.derived->view == View::scatter && shown.stamped.step != nearest(current);
    const Geometry& geometry = shown.derived->geometry;
    const double sides = shown.derived->compared != nullptr ? 2.0 : 1.0;
    return (shown.told->step != nearest(step) ? sides * work_to_tell(geometry, shown.derived->view) : 0.0) +
           (stamps ? work_to_stamp(geometry) : 0.0);
}

void tell_step(Shown& shown, std::int64_t step, std::int64_t current) {
    const std::int64_t steps = shown.derived->steps;
    if (steps == 0) return;
    if (shown.told->step != std::clamp<std::int64_t>(step, 0, steps - 1))
        shown.told_before = std::exchange(shown.told, std::make_shared<const Told>(tell(*shown.derived, step)));
    if (shown.derived->view == View::scatter && shown.stamped.step != std::clamp<std::int64_t>(current, 0, steps - 1))
        shown.stamped = stamp(*shown.derived, current);
}

void follow(Shown& shown, const Scenario& scenario, std::uint64_t version, std::int64_t step) {
    if (shown.version != version) show(shown, version, derivation_of(scenario, shown.derived, step));
    tell_step(shown, step, scenario.step);
}

}  // namespace stridelens
