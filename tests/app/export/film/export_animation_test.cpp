// Which frames the film of a scenario has, and what both formats do with a film.

#include "core/operation/messages/messages.h"
#include "tests/app/export/film/film.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/scratch_folder.h"

#include <cmath>
#include <numeric>

namespace stridelens {
namespace {

Scenario scenario_of(const std::string& line) {
    Scenario scenario;
    const auto problem = parse_problem(line);
    if (!problem)
        ADD_FAILURE() << line << ": " << sentence_of(problem.error());
    else
        scenario.problem = *problem;
    return scenario;
}

PageOptions small_page() {
    PageOptions page;
    page.parts.frameworks = true;  // as on screen
    page.width = 480;
    page.height = 320;
    page.tight = false;
    return page;
}

AnimationOptions short_times() {
    AnimationOptions options;
    options.step_seconds = 0.5;
    options.slide_seconds = 0.1;
    options.frames_per_second = 30;
    return options;
}

TEST(StepFilm, RestsAtEachStepAndSlidesToTheNextAndBackToTheFirst) {
    const auto one = animate_steps(scenario_of("maxpool2d 1x1x3x3 k2 s2"), small_page(), short_times());
    ASSERT_TRUE(one) << one.error().sentence;
    EXPECT_EQ(one->seconds, std::vector<double>{0.5}) << "a single step has nowhere to slide to";
    const auto more = animate_steps(scenario_of("maxpool2d 1x1x3x3 k2 s1"), small_page(), short_times());
    ASSERT_TRUE(more) << more.error().sentence;
    ASSERT_EQ(more->seconds.size(), 16U) << "four steps, three frames of sliding after each";
    for (std::size_t i = 0; i < more->seconds.size(); ++i)
        EXPECT_EQ(more->seconds[i], i % 4 == 0 ? 0.5 : 0.1 / 3) << "frame " << i;
}

TEST(StepFilm, FramesAreWhatTheWindowShows) {
    const std::string line = "avgpool2d 1x1x4x4 k2 s2";
    const auto film = animate_steps(scenario_of(line), small_page(), short_times());
    ASSERT_TRUE(film) << film.error().sentence;
    for (std::size_t frame = 0; frame < film->seconds.size(); ++frame) {
        const auto from = static_cast<std::int64_t>(frame / 4);
        const std::int64_t to = frame % 4 == 0 ? from : (from + 1) % 4;
        Picture picture(line, to);
        picture.scene.width = 480;
        picture.scene.height = 320;
        picture.scene.slide_from = from;
        const double left = 1.0 - static_cast<double>(frame % 4) / 4.0;  // the window's easing: fast first
        picture.scene.slide_progress = frame % 4 == 0 ? 1.0 : 1.0 - left * left * left;
        EXPECT_EQ(dump(film->figure(frame)), dump(picture.figure())) << line << ", frame " << frame;
    }
    EXPECT_EQ(dump(film->figure(5)), dump(film->figure(5))) << "asked twice";
}

TEST(StepFilm, PagesThatEndWithTheirGridsHaveOneSize) {
    for (const char* line :
         {"maxpool2d 1x1x5x5 k2 s1", "conv2d 1x3x5x5 out2 k3 p1 s2", "avgpool2d 1x1x7x7 k3 s2 p1 ceil",
          "maxpool1d 1x2x9 k3", "conv3d 1x1x3x4x4 out1 k2", "maxpool2d 1x1x28x28 k3 s2"}) {
        AnimationOptions options = short_times();
        options.slide_seconds = 0;
        const auto film = animate_steps(scenario_of(line), PageOptions{}, options);
        ASSERT_TRUE(film) << film.error().sentence;
        const Figure first = film->figure(0);
        const auto plane = static_cast<std::int64_t>(film->seconds.size()) / 2;
        for (std::size_t frame = 1; frame < film->seconds.size(); ++frame) {
            const Figure figure = film->figure(frame);
            EXPECT_EQ(figure.width, first.width) << line << ", step " << frame + 1;
            EXPECT_EQ(figure.height, first.height) << line << ", step " << frame + 1;
            auto corner = find_cell(figure, {Grid::output, 0});
            if (!corner)
                corner = find_cell(figure, {Grid::output, plane});  // the second channel, in the first one's place
            EXPECT_EQ(corner, find_cell(first, {Grid::output, 0})) << line;
        }
    }
}

TEST(StepFilm, ShowsTheStepsAskedForAndEndsThereWithoutALoop) {
    AnimationOptions options = short_times();
    options.steps = {1, 2};
    options.loop = false;
    const auto film = animate_steps(scenario_of("maxpool2d 1x1x3x3 k2 s1"), small_page(), options);
    ASSERT_TRUE(film) << film.error().sentence;
    EXPECT_EQ(film->seconds.size(), 5U) << "two steps, one slide";
    EXPECT_FALSE(film->loop);
    Picture last("maxpool2d 1x1x3x3 k2 s1", 2);  // (no other framework has anything to say here)
    last.scene.width = 480;
    last.scene.height = 320;
    EXPECT_EQ(dump(film->figure(4)), dump(last.figure()));
}

TEST(StepFilm, JumpsWhenThereIsNoTimeToSlide) {
    AnimationOptions options = short_times();
    options.slide_seconds = 0;
    const auto film = animate_steps(scenario_of("maxpool2d 1x1x3x3 k2 s1"), small_page(), options);
    ASSERT_TRUE(film) << film.error().sentence;
    EXPECT_EQ(film->seconds, std::vector<double>(4, 0.5));
}

TEST(StepFilm, WhatCannotBeShownIsRefusedWithTheRange) {
    const auto refusal = [](const std::string& line, const AnimationOptions& options) {
        const auto film = animate_steps(scenario_of(line), small_page(), options);
        return film ? std::string("accepted") : film.error().sentence;
    };
    const std::string line = "maxpool2d 1x1x3x3 k2 s1";
    AnimationOptions options;
    options.steps = {0, 4};
    EXPECT_NE(refusal(line, options).find("no step 5: this problem has 4 steps"), std::string::npos)
        << refusal(line, options);
    for (const double seconds : {0.0, 601.0, std::nan("")}) {
        AnimationOptions slow;
        slow.step_seconds = seconds;
        EXPECT_NE(refusal(line, slow).find("0.02 to 600"), std::string::npos) << refusal(line, slow);
    }
    AnimationOptions fast;
    fast.frames_per_second = 60;
    EXPECT_NE(refusal(line, fast).find("1 to 50"), std::string::npos) << refusal(line, fast);
    EXPECT_NE(refusal("maxpool2d 1x1x3x3 k4", {}).find("kernel"), std::string::npos);
    EXPECT_NE(refusal("maxpool2d 0x1x3x3 k2", {}).find("batch is empty"), std::string::npos)
        << refusal("maxpool2d 0x1x3x3 k2", {});
}

TEST(Frames, KnowTheBoxThatChanges) {
    const Animation film = moving_square(4);
    for (Frames frames(film, {}); frames.next();) {
        const int i = static_cast<int>(frames.index());
        EXPECT_TRUE(frames.now() == painted(film.figure(frames.index()), {})) << "frame " << i;
        EXPECT_EQ(frames.changed(), i == 0 ? frames.whole() : (PixelBox{5 + 4 * (i - 1), 12, 12, 8})) << "frame " << i;
    }
}

// --- both formats ---------------------------------------------------------------------------------------------------

using Writer = Outcome<void> (*)(const Animation&, const std::filesystem::path&, const AnimationOptions&,
                                 const Progress&);
struct Format {
    const char* name;
    Writer write;
};
class Film : public testing::TestWithParam<Format> {
protected:
    ScratchFolder folder_;
    std::filesystem::path file_ = folder_ / ("film." + std::string(GetParam().name));

    std::size_t files() const { return folder_.files(); }
};

TEST_P(Film, IsTheSameToTheByteOnEveryRun) {
    const Animation square = moving_square(6), colours = many_colours(300, 3);
    for (const Animation* film : {&square, &colours}) {
        ASSERT_TRUE(GetParam().write(*film, file_, {}, {}));
        const std::string first = bytes_of(file_);
        ASSERT_TRUE(GetParam().write(*film, file_, {}, {}));
        EXPECT_TRUE(first == bytes_of(file_));
    }
}

TEST_P(Film, TellsItsProgressFromNothingToAll) {
    std::vector<std::size_t> done;
    std::set<std::size_t> totals;
    ASSERT_TRUE(GetParam().write(moving_square(5), file_, {}, [&](std::size_t now, std::size_t total) {
        done.push_back(now);
        totals.insert(total);
        return true;
    }));
    ASSERT_EQ(totals.size(), 1U);
    std::vector<std::size_t> all(*totals.begin() + 1);
    std::iota(all.begin(), all.end(), 0U);
    EXPECT_EQ(done, all);
}

TEST_P(Film, CancelledAtAnyMomentLeavesNothingBehindAndTheOldFileAsItWas) {
    std::ofstream(file_) << "old";
    for (std::size_t stop = 0; stop < 4; ++stop) {
        std::size_t asked = 0;
        const auto written =
            GetParam().write(moving_square(4), file_, {}, [&](std::size_t, std::size_t) { return asked++ < stop; });
        ASSERT_FALSE(written) << "stopped after " << stop;
        EXPECT_NE(written.error().sentence.find("cancelled"), std::string::npos) << written.error().sentence;
        EXPECT_EQ(bytes_of(file_), "old");
        EXPECT_EQ(files(), 1U) << "stopped after " << stop;
    }
}

TEST_P(Film, AFolderThatDoesNotExistIsRefusedBeforeAnythingIsPainted) {
    std::size_t asked = 0;
    const auto written =
        GetParam().write(moving_square(4), folder_ / "nowhere" / "x", {}, [&](std::size_t, std::size_t) {
            ++asked;
            return true;
        });
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().sentence.find("nowhere"), std::string::npos) << written.error().sentence;
    EXPECT_EQ(asked, 0U);
    EXPECT_EQ(files(), 0U);
}

TEST_P(Film, ASizeThatCannotBeIsRefusedWithTheLargestScale) {
    AnimationOptions options;
    options.scale = 1000;
    const auto written = GetParam().write(moving_square(2), file_, options, {});
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().sentence.find("60000 × 40000 pixels"), std::string::npos) << written.error().sentence;
    EXPECT_NE(written.error().sentence.find("may be up to 204.1"), std::string::npos) << written.error().sentence;
    options.scale = 0;
    EXPECT_FALSE(GetParam().write(moving_square(2), file_, options, {}));
    EXPECT_FALSE(GetParam().write(Animation{}, file_, {}, {}));
    EXPECT_EQ(files(), 0U);
}

/// Not "up to 0.0".
TEST_P(Film, WhereNoScaleWouldDoAnotherWayOutIsTold) {
    Animation animation = moving_square(2);
    animation.figure = [](std::size_t) {
        Figure figure;
        figure.width = 1e7F;
        figure.height = 100.0F;
        return figure;
    };
    const auto written = GetParam().write(animation, file_, {}, {});
    ASSERT_FALSE(written);
    EXPECT_NE(written.error().sentence.find("smaller cells"), std::string::npos) << written.error().sentence;
    EXPECT_EQ(written.error().sentence.find("up to 0.0"), std::string::npos) << written.error().sentence;
}

INSTANTIATE_TEST_SUITE_P(Export, Film, testing::Values(Format{"gif", &write_gif}, Format{"webp", &write_webp}),
                         [](const auto& of) { return std::string(of.param.name); });

}  // namespace
}  // namespace stridelens
