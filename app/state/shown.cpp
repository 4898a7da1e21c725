#include "app/state/shown.h"

#include "app/problem/legal.h"
#include "app/problem/source.h"
#include "core/operation/catalogue.h"

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

/// What is shown when the very first scenario is refused: the same operation as it comes, on a small input.
Scenario fallback_for(const Problem& refused) {
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
    scenario.problem = last.problem;
    scenario.view = refused.view;
    return scenario;
}

}  // namespace

bool has_picture(const Shown& shown) {
    return !is_blank(*shown.derived);
}

Derivation derivation_of(const Scenario& scenario, const SharedDerived& before) {
    auto derived = derive(scenario, before);
    if (derived) return {std::move(*derived), std::nullopt};
    const bool first = before == nullptr || is_blank(*before);
    const Scenario instead = first ? fallback_for(scenario.problem) : stand_in(scenario, *before);
    return {derive(instead, before).value_or(before), std::move(derived.error())};
}

double work_of(const Scenario& scenario, const SharedDerived& before) {
    if (const auto work = work_to_derive(scenario, before)) return *work;
    const bool first = before == nullptr || is_blank(*before);
    return first ? 0.0 : work_to_derive(stand_in(scenario, *before), before).value_or(0.0);
}

void show(Shown& shown, std::uint64_t version, const Derivation& derivation) {
    shown.version = version;
    shown.refusal = derivation.refusal;
    if (derivation.derived == nullptr || derivation.derived == shown.derived) return;
    shown.derived = derivation.derived;
    shown.told = std::make_shared<const Told>();
    shown.told_before = nullptr;
}

void tell_step(Shown& shown, std::int64_t step) {
    const std::int64_t steps = shown.derived->steps;
    if (steps == 0 || shown.told->step == std::clamp<std::int64_t>(step, 0, steps - 1)) return;
    shown.told_before = std::exchange(shown.told, std::make_shared<const Told>(tell(*shown.derived, step)));
}

void follow(Shown& shown, const Scenario& scenario, std::uint64_t version, std::int64_t step) {
    if (shown.version != version) show(shown, version, derivation_of(scenario, shown.derived));
    tell_step(shown, step);
}

}  // namespace stridelens
