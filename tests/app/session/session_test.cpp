// The program's loop, event by event, in a time that the test owns.

#include "app/session/session.h"
#include "app/figure/facts/scene.h"
#include "core/operation/messages/messages.h"
#include "tests/app/ui/driver.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <random>

namespace stridelens::test {
namespace {

/// Another one every time, unless STRIDELENS_SEED says which.
unsigned any_seed() {
    const char* wished = std::getenv("STRIDELENS_SEED");
    return wished != nullptr ? static_cast<unsigned>(std::strtoul(wished, nullptr, 10)) : std::random_device()();
}

/// A session in a window of its own, its long work kept for the test to do.
class SessionTest : public testing::Test {
protected:
    void open(const std::string& line, View view = View::output) {
        session.reset();
        world.emplace(1440.0F, 900.0F);
        world->files.memory = memory;
        Opening opening;
        opening.scenario = scenario_of(line);
        opening.scenario.view = view;
        opening.lessons =
            load_lessons(std::filesystem::path(STRIDELENS_SOURCE_DIR) / "assets").value_or(std::vector<Lesson>{});
        opening.run = [this](std::function<void()> piece) { pieces.push_back(std::move(piece)); };
        opening.speak = [this](const std::string& sentence) { heard.push_back(sentence); };
        session.emplace(world->ports(), std::move(opening));
        session->note_widgets(&placed);
    }
    /// Lets the queued events happen, one batch a wait, until the program rests.
    void run() {
        world->window.reopen();
        world->window.closes_at_rest = true;
        session->run();
    }
    void work() {
        for (const auto& piece : std::exchange(pieces, {})) piece();
    }
    Box box(const std::string& id) const {
        for (const ui::Placed& widget : placed)
            if (widget.id == id) return widget.box;
        ADD_FAILURE() << "no widget " << id;
        return {};
    }
    void frame() {
        placed.clear();
        session->frame(0.0);
    }

    std::map<std::string, std::string> memory;  // what is remembered when it opens
    std::optional<Outside> world;
    std::vector<std::function<void()>> pieces;
    std::vector<std::string> heard;
    std::vector<ui::Placed> placed;
    std::optional<Session> session;
};

TEST_F(SessionTest, RestsWithoutATimeLimitWhenNothingMoves) {
    open("maxpool2d 1x1x5x5 k2 s1");
    run();
    ASSERT_FALSE(world->window.sleeps.empty());
    EXPECT_LT(world->window.sleeps.back(), 0.0);
    EXPECT_LT(world->window.frames, 12) << "it does not draw for long before it rests";
    EXPECT_TRUE(world->window.title.starts_with("Stridelens — maxpool2d 1x1x5x5 k2 s1 — step 1/16"));
}

TEST_F(SessionTest, PlaysInTheTimeThatPasses) {
    open("maxpool2d 1x1x5x5 k2 s1");
    run();
    world->window.keys = {{ui::Key::space}};
    frame();
    ASSERT_TRUE(session->state().playback.playing);
    EXPECT_EQ(session->state().scenario.step, 0);
    const double began = world->clock.now;
    for (int step = 1; step <= 3; ++step) {
        double longest = 0.0;
        while (session->state().scenario.step < step) {
            const double sleep = session->time_to_sleep();
            ASSERT_GE(sleep, 0.0) << "it does not sleep for ever while it plays";
            longest = std::max(longest, sleep);
            world->clock.now += std::max(sleep, 1.0 / 64);
            session->frame(sleep);
        }
        EXPECT_GT(longest, 0.2) << "between the slide and the next step it sleeps";
        EXPECT_NEAR(world->clock.now - began, 0.5 * step, 1.0 / 32) << "two steps a second";
    }
}

TEST_F(SessionTest, SaysEachStepOnceAndWhyThereIsNone) {
    open("maxpool2d 1x1x5x5 k2 s1 values=ramp");
    for (int i = 0; i < 4; ++i) frame();
    for (const Action& action :
         {Action{StepTo{1}}, Action{SetOperation{parse_problem("maxpool2d 1x1x5x5 k9")->operation}}}) {
        session->act(action);
        for (int i = 0; i < 4; ++i) frame();
    }
    ASSERT_EQ(heard.size(), 3U) << "nothing is said twice";
    EXPECT_EQ(heard[0],
              "Max pooling, window 1 of 16, rows 0 to 1, columns 0 to 1: the largest of 4 values is 6, at input[1, 1]");
    EXPECT_EQ(heard[1],
              "Max pooling, window 2 of 16, rows 0 to 1, columns 1 to 2: the largest of 4 values is 7, at input[1, 2]");
    EXPECT_EQ(heard[2], sentence_of(*session->shown().refusal));
}

TEST_F(SessionTest, ADroppedFileIsOpenedAndAWrongOneIsTold) {
    open("maxpool2d 1x1x5x5 k2 s1");
    world->window.drops = {"avgpool1d 1x1x8 k3"};
    run();
    EXPECT_EQ(print(session->state().scenario.problem), "avgpool1d 1x1x8 k3");
    world->window.drops = {"no such thing"};
    frame();
    EXPECT_FALSE(session->state().notice.empty());
    EXPECT_EQ(print(session->state().scenario.problem), "avgpool1d 1x1x8 k3");
}

TEST_F(SessionTest, WhatWasRememberedComesBackAndChangesAreRemembered) {
    memory["figure.json"] = R"({"theme": "print"})";
    open("maxpool2d 1x1x5x5 k2 s1");
    EXPECT_EQ(session->state().export_panel.settings.page.theme, ThemeName::print);
    ExportSettings changed = session->state().export_panel.settings;
    changed.page.theme = ThemeName::projector;
    session->act(SetExport{changed});
    run();
    EXPECT_NE(world->files.memory["figure.json"].find("projector"), std::string::npos);
}

TEST_F(SessionTest, TheUsersScaleIsRememberedAndComesBack) {
    open("maxpool2d 1x1x5x5 k2 s1");
    EXPECT_EQ(session->state().display.scale, 100);
    frame();
    EXPECT_FALSE(world->files.memory.contains("window.json")) << "what nobody set is not written down";
    session->act(SetScale{150});
    frame();
    ASSERT_TRUE(world->files.memory.contains("window.json"));
    memory = world->files.memory;
    open("maxpool2d 1x1x5x5 k2 s1");
    EXPECT_EQ(session->state().display.scale, 150);
    memory["window.json"] = R"({"scale": "large"})";
    open("maxpool2d 1x1x5x5 k2 s1");
    EXPECT_EQ(session->state().display.scale, 100) << "what cannot be read is no error";
    memory["window.json"] = R"({"scale": 1e9})";
    open("maxpool2d 1x1x5x5 k2 s1");
    EXPECT_EQ(session->state().display.scale, kScaleMax);
}

TEST_F(SessionTest, AScaleThatCannotBeKeptIsToldAndHolds) {
    open("maxpool2d 1x1x5x5 k2 s1");
    world->files.full = "The disk is full.";
    session->act(SetScale{125});
    frame();
    EXPECT_EQ(session->state().display.scale, 125);
    EXPECT_NE(session->state().notice.find("The disk is full."), std::string::npos) << session->state().notice;
}

TEST_F(SessionTest, TheFrameworksDifferenceIsToldOnceOnTheScreen) {
    open("maxpool2d 1x1x28x28 k3 s2 p1");
    ASSERT_FALSE(session->shown().told->differences.empty());
    const auto told = [&] {
        return std::any_of(session->figure().primitives.begin(), session->figure().primitives.end(),
                           [](const Primitive& primitive) {
                               const auto* text = std::get_if<Text>(&primitive);
                               return text != nullptr && text->text.find("TensorFlow") != std::string::npos;
                           });
    };
    frame();
    EXPECT_FALSE(told()) << "the side panel tells it";
    session->act(SetScale{300});  // the side panel is put away
    frame();
    frame();
    EXPECT_EQ(ui::screen_layout(session->room().x, session->room().y).side.w, 0.0F);
}

// --- what is drawn before it rests ---------------------------------------------------------------------------------

/// Drawn again, the frame at rest looks the same: nothing was left to appear.
void expect_settled(Session& session) {
    const ui::Painted at_rest = ui::painted();
    for (int i = 0; i < 4; ++i) {
        session.frame(0.0);
        EXPECT_EQ(ui::painted().fingerprint, at_rest.fingerprint) << "frame " << i + 1 << " after it rested";
    }
}

TEST_F(SessionTest, ANoticeThatEndsIsDrawnAway) {
    open("maxpool2d 1x1x5x5 k2 s1");
    session->act(Notify{"Something is told."});
    for (int i = 0; i < 1000 && (i < 5 || session->time_to_sleep() >= 0.0); ++i) {
        world->clock.now += std::max(session->time_to_sleep(), 0.004);
        session->frame(session->time_to_sleep());
    }
    EXPECT_EQ(session->state().notice, "");
    expect_settled(*session);
}

TEST_F(SessionTest, ACaretDoesNotBlinkSinceTheWindowSleeps) {
    open("maxpool2d 1x1x5x5 k2 s1");
    session->act(StartCellEdit{{Grid::input, 0}});
    for (int i = 0; i < 8; ++i) frame();
    const std::uint64_t open_field = ui::painted().fingerprint;
    for (int i = 0; i < 200; ++i) {
        frame();
        ASSERT_EQ(ui::painted().fingerprint, open_field) << i;
    }
}

TEST_F(SessionTest, AMenuOpenedByAPressAndReleaseWithinOneFrameIsPainted) {
    for (const char* id : {"lessons", "open", "tab-4"})
        for (std::size_t later = 0; later < 6; ++later) {  // frames after the one that the mouse's coming has begun
            SCOPED_TRACE(std::string(id) + ", pressed " + std::to_string(later) + " frames later");
            open("maxpool2d 1x1x5x5 k2 s1");
            run();
            frame();
            const Point at = box(id).centre();
            world->window.move(at);
            for (int i = 0; i < 9; ++i) frame();
            const std::uint64_t hovered = ui::painted().fingerprint;
            world->window.move({-1000.0F, -1000.0F});
            for (int i = 0; i < 9; ++i) frame();
            world->window.queue = {{[at](FakeWindow& window) { window.move(at); }}};
            world->window.while_drawing = std::deque<std::vector<FakeWindow::Event>>(later);
            world->window.while_drawing.push_back(
                {[](FakeWindow& window) { window.button(true); }, [](FakeWindow& window) { window.button(false); }});
            run();
            EXPECT_NE(ui::painted().fingerprint, hovered) << "the menu";
            expect_settled(*session);
        }
}

/// What is exported without a name for it lands in the working folder: an empty one of the test's own.
class WorkingFolder {
public:
    WorkingFolder() : before_(std::filesystem::current_path()) { std::filesystem::current_path(folder_ / ""); }
    ~WorkingFolder() { std::filesystem::current_path(before_); }
    WorkingFolder(const WorkingFolder&) = delete;
    WorkingFolder& operator=(const WorkingFolder&) = delete;

private:
    ScratchFolder folder_;
    std::filesystem::path before_;
};

TEST_F(SessionTest, AnyEventsHoweverTheyArriveAreDrawnToTheirEnd) {
    const WorkingFolder folder;  // Export is among what is clicked
    const unsigned seed = any_seed();
    SCOPED_TRACE("STRIDELENS_SEED=" + std::to_string(seed));
    std::mt19937 random(seed);
    const auto below = [&](int count) { return static_cast<int>(random() % static_cast<unsigned>(count)); };
    open("conv2d 1x2x6x6 out2 k3 p1");
    run();
    for (int round = 0; round < 60; ++round) {
        std::vector<FakeWindow::Event> batch;
        for (int count = 1 + below(4); count > 0; --count) {
            const Point at{static_cast<float>(below(1440)), static_cast<float>(below(900))};
            const bool down = below(2) == 0;
            batch.push_back([at](FakeWindow& window) { window.move(at); });
            if (down) batch.push_back([](FakeWindow& window) { window.button(true); });
            batch.push_back([](FakeWindow& window) { window.button(false); });
            constexpr ui::KeyPress keys[] = {{ui::Key::f4},
                                             {ui::Key::right},
                                             {ui::Key::escape},
                                             {ui::Key::b},
                                             {ui::Key::right, false, true},
                                             {ui::Key::left, false, true}};
            if (below(2) == 0)
                batch.push_back([key = keys[below(6)]](FakeWindow& window) { window.keys.push_back(key); });
        }
        (below(2) == 0 ? world->window.queue : world->window.while_drawing).push_back(std::move(batch));
        if (world->window.queue.empty()) world->window.queue.push_back({[](FakeWindow&) {}});
        for (int i = 0; i < 400 && (i == 0 || !pieces.empty() || session->time_to_sleep() >= 0.0); ++i) {
            work();
            const double sleep = session->time_to_sleep();
            const bool news = world->window.wait(sleep);
            world->clock.now += sleep > 0.0 ? sleep : 0.004;
            session->frame(sleep, news);
            if (session->state().playback.playing) session->act(TogglePlay{});
        }
        ASSERT_LT(session->time_to_sleep(), 0.0) << "it comes to rest";
        if (session->state().quit) break;
        SCOPED_TRACE("round " + std::to_string(round));
        expect_settled(*session);
    }
}

// --- long work -----------------------------------------------------------------------------------------------------

const char* const kLarge = "maxpool2d 1x1x400x400 k5 s1";

TEST_F(SessionTest, SmallWorkIsDoneWithinTheFrame) {
    open("maxpool2d 1x1x5x5 k2 s1");
    EXPECT_TRUE(has_picture(session->shown()));
    session->act(LoadScenario{scenario_of("conv2d 1x3x32x32 out4 k3")});
    frame();
    EXPECT_TRUE(pieces.empty());
    EXPECT_EQ(session->shown().derived->geometry.output, (Shape{1, 4, 30, 30}));
}

TEST_F(SessionTest, LongWorkIsDoneBesideTheWindowAndTheLastPictureStays) {
    open("maxpool2d 1x1x5x5 k2 s1");
    run();
    session->act(LoadScenario{scenario_of(kLarge)});
    frame();
    EXPECT_EQ(session->shown().derived->steps, 16) << "the last picture stays";
    EXPECT_FALSE(session->figure().primitives.empty());
    EXPECT_EQ(world->window.title, "Stridelens — maxpool2d 1x1x400x400 k5 s1 — step 1/156816") << "the title knows";
    ASSERT_EQ(pieces.size(), 1U);
    frame();
    EXPECT_EQ(pieces.size(), 1U) << "it is asked for once";
    work();
    EXPECT_GT(world->window.wakes, 0);
    frame();
    EXPECT_EQ(session->shown().derived->steps, 156816);
}

TEST_F(SessionTest, SteppingAndHoveringDoNotWaitForLongWork) {
    open("maxpool2d 1x1x5x5 k2 s1");
    run();
    session->act(LoadScenario{scenario_of(kLarge)});
    frame();
    session->act(StepTo{1000});
    const Box canvas = ui::screen_layout(1440.0F, 900.0F).canvas;
    const Point cell = find_cell(session->figure(), {Grid::output, 3}).value().centre();
    world->window.move({canvas.x + cell.x, canvas.y + cell.y});
    frame();
    frame();
    EXPECT_EQ(session->state().scenario.step, 1000) << "a step of the new problem";
    EXPECT_EQ(session->shown().told->step, 3) << "the cell under the mouse, of the picture that is there";
    work();
    world->window.move({-1000.0F, -1000.0F});
    frame();
    frame();
    EXPECT_EQ(session->shown().told->step, 1000);
}

TEST_F(SessionTest, WhatTakesLongToTellIsToldBesideTheWindowAndTheLastStepStays) {
    open("conv2d 1x1x200x200 out1 k3", View::grad_weight);  // each weight has 39 204 terms
    frame();
    work();
    frame();
    ASSERT_EQ(session->shown().told->step, 0);
    const Figure before = session->figure();
    session->act(StepTo{5});
    frame();
    EXPECT_EQ(session->shown().told->step, 0);
    EXPECT_EQ(session->state().scenario.step, 5);
    ASSERT_EQ(pieces.size(), 1U);
    frame();
    EXPECT_EQ(pieces.size(), 1U) << "it is asked for once";
    EXPECT_EQ(session->figure(), before) << "the picture does not tell a step that is not told";
    const int wakes = world->window.wakes;
    work();
    EXPECT_GT(world->window.wakes, wakes);
    frame();
    EXPECT_EQ(session->shown().told->step, 5);
    EXPECT_EQ(session->shown().told_before->step, 0) << "for the window slides from there";
}

TEST_F(SessionTest, OfStepsThatTakeLongToTellTheLastOneIsTold) {
    open("conv2d 1x1x200x200 out1 k3", View::grad_weight);
    frame();
    work();
    frame();
    for (const std::int64_t step : {5, 6, 0}) {
        session->act(StepTo{step});
        frame();
    }
    work();
    frame();
    EXPECT_EQ(session->shown().told->step, 0) << "it is back where it was, and what was on its way is dropped";
    for (const std::int64_t step : {5, 6}) {
        session->act(StepTo{step});
        frame();
    }
    work();
    frame();
    EXPECT_EQ(session->shown().told->step, 6);
    EXPECT_TRUE(pieces.empty());
}

TEST_F(SessionTest, TheWindowSlidesOnlyFromAStepWhoseTermsAreAtHand) {
    open("conv2d 1x1x200x200 out1 k3", View::grad_weight);
    frame();
    work();
    frame();
    for (const std::int64_t step : {3, 5, 6}) {  // faster than they can be told
        session->act(StepTo{step});
        frame();
    }
    work();
    frame();
    ASSERT_EQ(session->state().slide.from, 5);
    const Scene scene = scene_of(session->state(), session->shown(), 800.0F, 600.0F);
    EXPECT_EQ(scene.shown, 6);
    EXPECT_EQ(scene.slide_from, 6) << "the fifth was never told";
}

TEST_F(SessionTest, WhatIsStampedIsComputedOnceAStep) {
    open("convtranspose2d 1x1x5x5 out1 k3 s2", View::scatter);
    run();
    const SharedTensor stamped = session->shown().stamped.output;
    EXPECT_EQ(*stamped, *stamp(*session->shown().derived, 0).output);
    frame();
    world->window.move({700.0F, 400.0F});
    frame();
    EXPECT_TRUE(session->shown().stamped.output.same(stamped)) << "hovering stamps nothing";
    session->act(StepTo{7});
    frame();
    EXPECT_EQ(*session->shown().stamped.output, *stamp(*session->shown().derived, 7).output);
}

TEST_F(SessionTest, AfterAWhileALineSaysThatItTakesLongerAndThenGoes) {
    open("maxpool2d 1x1x5x5 k2 s1");
    run();
    frame();
    const std::uint64_t before = ui::painted().fingerprint;
    session->act(LoadScenario{scenario_of(kLarge)});
    for (int i = 0; i < 10; ++i) frame();
    const std::uint64_t waiting = ui::painted().fingerprint;
    EXPECT_LE(session->time_to_sleep(), 0.15);
    EXPECT_GT(session->time_to_sleep(), 0.1);
    world->clock.now += 0.4;
    frame();
    EXPECT_NE(ui::painted().fingerprint, waiting) << "the line";
    for (int i = 0; i < 10; ++i) frame();
    EXPECT_GT(session->time_to_sleep(), 0.0) << "between two of the line's moves it sleeps";
    EXPECT_LE(session->time_to_sleep(), 0.05);
    work();
    session->act(Undo{});
    for (int i = 0; i < 10; ++i) frame();
    world->window.move({700.0F, 5.0F});
    frame();
    world->window.move({-1000.0F, -1000.0F});
    for (int i = 0; i < 10; ++i) frame();
    EXPECT_LT(session->time_to_sleep(), 0.0);
    EXPECT_EQ(ui::painted().fingerprint, before) << "as it was";
}

TEST_F(SessionTest, SmallWorkAfterLongWorkOvertakesIt) {
    open("maxpool2d 1x1x5x5 k2 s1");
    run();
    session->act(LoadScenario{scenario_of(kLarge)});
    frame();
    session->act(LoadScenario{scenario_of("maxpool2d 1x1x6x6 k2")});
    frame();
    EXPECT_EQ(session->shown().derived->steps, 9);
    work();
    frame();
    EXPECT_EQ(session->shown().derived->steps, 9) << "what is too late is not shown";
    EXPECT_EQ(session->shown().version, session->state().version);
}

TEST_F(SessionTest, ARefusalIsToldAtOnceWhateverTheSize) {
    open("maxpool2d 1x1x5x5 k2 s1");
    run();
    session->act(LoadScenario{scenario_of("maxpool2d 1x1x4000x4000 k4001")});
    frame();
    EXPECT_TRUE(pieces.empty());
    ASSERT_TRUE(session->shown().refusal);
    EXPECT_EQ(session->shown().refusal->field, Field::kernel_size);
    EXPECT_EQ(session->shown().derived->steps, 16);
}

TEST_F(SessionTest, OpensLargeProblemsWithoutWaiting) {
    open(kLarge);
    frame();
    EXPECT_FALSE(has_picture(session->shown()));
    EXPECT_EQ(world->window.frames, 1);
    work();
    frame();
    EXPECT_TRUE(has_picture(session->shown()));
}

TEST_F(SessionTest, AnyActionsInAnyOrderOfWorkEndAsIfAllHadBeenDoneAtOnce) {
    const unsigned seed = any_seed();
    SCOPED_TRACE("STRIDELENS_SEED=" + std::to_string(seed));
    std::mt19937 random(seed);
    const std::vector<std::string> lines{kLarge, "conv2d 1x3x64x64 out8 k3 p1", "maxpool2d 1x1x5x5 k2 s1",
                                         "avgpool2d 1x1x300x300 k3", "maxpool2d 1x1x5x5 k9"};
    const View views[] = {View::output, View::grad_weight};  // of all convolutions: each weight has 32 768 terms
    open(lines[2]);
    for (int i = 0; i < 60; ++i) {
        switch (random() % 5) {
            case 0:
            case 1: {
                Scenario scenario = scenario_of(lines[random() % lines.size()]);
                scenario.view = views[random() % 2];
                session->act(LoadScenario{scenario});
                break;
            }
            case 2:
                session->act(StepBy{static_cast<std::int64_t>(random() % 9) - 4});
                break;
            case 3:
                session->act(Undo{});
                break;
            default:
                std::shuffle(pieces.begin(), pieces.end(), random);
                if (!pieces.empty() && random() % 2 == 0) {
                    pieces.back()();
                    pieces.pop_back();
                }
        }
        frame();
    }
    std::shuffle(pieces.begin(), pieces.end(), random);
    for (int i = 0; i < 3; ++i) {  // what was done last may ask for more: the step is told
        work();
        frame();
    }
    Shown expected;
    const AppState& state = session->state();
    follow(expected, scenario_of(lines[2]), 1, 0);
    follow(expected, state.scenario, 2, state.scenario.step);
    const Shown& shown = session->shown();
    EXPECT_EQ(shown.version, state.version);
    EXPECT_EQ(shown.refusal, expected.refusal);
    if (shown.refusal) return;
    EXPECT_EQ(shown.derived->problem, expected.derived->problem);
    EXPECT_EQ(shown.derived->output, expected.derived->output);
    EXPECT_EQ(shown.told->step, expected.told->step);
    EXPECT_EQ(shown.told->explanation.result, expected.told->explanation.result);
}

}  // namespace
}  // namespace stridelens::test
