#pragma once
// A figure from one line of text, for tests.

#include "app/figure/page/build_figure.h"

#include <gtest/gtest.h>

#include <string>

namespace stridelens {

/// A derived problem and a scene of it. Not copyable: the scene points to the derivation.
struct Picture {
    Derived derived;
    Scene scene;

    explicit Picture(const std::string& line, std::int64_t step = 0, View view = View::output) {
        const auto problem = parse_problem(line);
        if (!problem) {
            ADD_FAILURE() << line << ": " << problem.error().message;
            return;
        }
        Scenario scenario;
        scenario.problem = *problem;
        scenario.step = step;
        scenario.view = view;
        derive(derived, scenario, 1, step);
        EXPECT_FALSE(derived.refusal) << line << ": " << derived.refusal->message;
        scene.derived = &derived;
        scene.step = scene.shown = scene.slide_from = step;
    }
    Picture(const Picture&) = delete;
    Picture& operator=(const Picture&) = delete;

    Figure figure() const { return build_figure(scene); }
};

}  // namespace stridelens
