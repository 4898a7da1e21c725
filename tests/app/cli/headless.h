#pragma once
// A program without a window: after every action what follows is derived, as the main loop does it.

#include "app/state/actions/apply.h"
#include "app/state/actions/playback.h"
#include "app/state/state.h"
#include "core/operation/messages/messages.h"

#include <gtest/gtest.h>

#include <string>

namespace stridelens {

inline Scenario scenario_of(const std::string& line, std::int64_t step = 0) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line << ": " << (problem ? "" : sentence_of(problem.error()));
    return {"", problem.value_or(Problem{}), step};
}

struct Headless {
    explicit Headless(const std::string& line, std::int64_t step = 0) {
        state.scenario = scenario_of(line, step);
        follow();
    }
    void follow() { stridelens::follow(shown, state.scenario, state.version, step_to_explain(state, shown)); }
    void act(const Action& action) {
        apply(state, action, shown);
        follow();
    }
    bool tick(double seconds) {
        const bool moves = stridelens::tick(state, seconds, shown);
        follow();
        return moves;
    }
    std::string line() const { return print(state.scenario.problem); }

    AppState state;
    const Derived& derived() const { return *shown.derived; }
    Shown shown;
};

template <class Op>
Op operation(const Headless& program) {
    return std::get<Op>(program.state.scenario.problem.operation);
}

}  // namespace stridelens
