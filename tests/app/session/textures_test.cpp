// What pictures cost while the program runs: which textures are made, and which go again.

#include "app/session/session.h"
#include "tests/app/ui/driver.h"

#include <gtest/gtest.h>

#include <memory>
#include <optional>

namespace stridelens::test {
namespace {

/// A session whose long work is done on the spot.
class TexturesTest : public testing::Test {
protected:
    void open(const std::string& line, View view = View::output) {
        session.reset();
        world.emplace(1440.0F, 900.0F);
        Opening opening;
        opening.scenario = scenario_of(line);
        opening.scenario.view = view;
        opening.run = at_once();
        session.emplace(world->ports(), std::move(opening));
        rest();
    }
    void rest() {
        do {
            session->frame(0.0);
            world->clock.now += 1.0;
        } while (session->time_to_sleep() == 0.0);
    }
    int made() const { return world->window.textures_made; }

    std::optional<Outside> world;
    std::optional<Session> session;
};

TEST_F(TexturesTest, AStepMakesNone) {
    for (const char* line : {"maxpool2d 1x1x300x300 k2", "conv2d 1x3x100x100 out8 k3 p1", "maxpool1d 1x1x20000 k5",
                             "convtranspose2d 1x1x100x100 out1 k3 s2"}) {
        open(line);
        session->act(StepTo{session->shown().derived->steps - 1});  // all of the output is in place
        rest();
        const int before = made();
        EXPECT_GT(before, 0) << line;
        for (const std::int64_t step : {1, 2, 150, 1203, 3}) {
            session->act(StepTo{step});
            rest();
        }
        EXPECT_EQ(made(), before) << line;
    }
}

TEST_F(TexturesTest, AChangeOfTheOperationMakesThoseOfTheOutputAlone) {
    open("avgpool2d 1x1x120x120 k3 s1");  // a tile a picture
    const int first = made();
    session->act(SetOperation{scenario_of("avgpool2d 1x1x120x120 k5 s1").problem.operation});
    rest();
    EXPECT_EQ(made(), first + 1) << "the input is the same, and looks the same";
}

TEST_F(TexturesTest, WhatIsNoLongerDrawnIsLetGoWithItsNumbers) {
    open("maxpool2d 1x1x300x300 k2");
    const std::weak_ptr<const Tensor> numbers = session->shown().derived->input.share();
    session->act(LoadScenario{scenario_of("maxpool2d 1x1x3x3 k2")});
    rest();
    session->frame(0.0);
    EXPECT_TRUE(numbers.expired()) << "a texture must not keep a big tensor";
    EXPECT_LE(world->window.textures.size(), 2U);  // of the scales
    session.reset();
    EXPECT_TRUE(world->window.textures.empty());
}

TEST_F(TexturesTest, MoreThanAFrameHasTimeForComeInTheNextOnes) {
    open("maxpool2d 1x1x3000x3000 k2");
    session->act(ZoomAt{4.0F, {300.0F, 300.0F}});  // finer than what was melted beforehand
    session->frame(0.0);
    const int at_once_made = made();
    rest();
    EXPECT_GT(made(), at_once_made);
    const int all = made();
    rest();
    EXPECT_EQ(made(), all);
}

}  // namespace
}  // namespace stridelens::test
