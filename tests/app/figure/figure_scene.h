#pragma once
// A figure from one line of text, for tests.

#include "app/figure/page/build_figure.h"
#include "core/operation/messages/messages.h"

#include <gtest/gtest.h>

#include <string>

namespace stridelens {

/// A derived problem and a scene of it.
struct Picture {
    Shown shown;
    Scene scene;

    const Derived& derived() const { return *shown.derived; }

    explicit Picture(const std::string& line, std::int64_t step = 0, View view = View::output) {
        const auto problem = parse_problem(line);
        if (!problem) {
            ADD_FAILURE() << line << ": " << sentence_of(problem.error());
            return;
        }
        Scenario scenario;
        scenario.problem = *problem;
        scenario.step = step;
        scenario.view = view;
        follow(shown, scenario, 1, step);
        EXPECT_FALSE(shown.refusal) << line << ": " << sentence_of(*shown.refusal);
        scene.derived = shown.derived;
        scene.told = shown.told;
        scene.step = scene.shown = scene.slide_from = step;
    }

    Figure figure() const { return build_figure(scene); }
};

}  // namespace stridelens
