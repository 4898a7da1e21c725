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

/// Height of the arithmetic strip of a figure; 0: it has none.
inline float strip_height(const Figure& figure) {
    for (const Primitive& primitive : figure.primitives)
        if (const auto* group = std::get_if<Group>(&primitive); group != nullptr && group->id == "arithmetic")
            return group->clip.value_or(Box{}).h;
    return 0.0F;
}

}  // namespace stridelens
