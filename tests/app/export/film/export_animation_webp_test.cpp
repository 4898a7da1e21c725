#include "tests/app/export/film/film.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/scratch_folder.h"

namespace stridelens {
namespace {

ShownFrame written_webp(const Animation& film, const AnimationOptions& options = {}) {
    const ScratchFolder folder;
    const std::filesystem::path file = folder / "film.webp";
    const auto written = write_webp(film, file, options);
    EXPECT_TRUE(written) << written.error().sentence;
    return read_webp(file);
}

TEST(WebP, EveryFrameIsExact) {
    for (const std::size_t colours : {3U, 256U, 320U}) {
        const Animation film = many_colours(colours, 4);
        const ShownFrame shown = written_webp(film);
        ASSERT_EQ(shown.pictures.size(), 4U);
        for (std::size_t i = 0; i < 4; ++i)
            EXPECT_TRUE(shown.pictures[i] == painted(film.figure(i), {})) << colours << " colours, frame " << i;
    }
}

TEST(WebP, TheStepsOfAScenarioAreExactInEveryThemeAndScale) {
    const std::string line = "conv2d 1x1x5x5 out1 k3 s2";
    Scenario scenario;
    if (const auto problem = parse_problem(line)) scenario.problem = *problem;
    PageOptions look;
    look.tight = false;
    look.width = 721;  // odd: patches start at even pixels
    look.height = 481;
    for (const ThemeName theme : {ThemeName::light, ThemeName::dark}) {
        AnimationOptions options;
        options.theme = theme;
        options.scale = theme == ThemeName::dark ? 1.0 : 0.7;
        options.slide_seconds = 0.1;
        const auto film = animate_steps(scenario, look, options);
        ASSERT_TRUE(film) << film.error().sentence;
        const ShownFrame shown = written_webp(*film, options);
        ASSERT_EQ(shown.pictures.size(), film->seconds.size());
        for (std::size_t i = 0; i < shown.pictures.size(); ++i)
            EXPECT_EQ(pixels_off(shown.pictures[i], painted(film->figure(i), options), 0), 0U)
                << line << ", frame " << i;
    }
}

TEST(WebP, DelaysAndLoopAreAsAsked) {
    Animation film = moving_square(4, 1.0 / 30);
    ShownFrame shown = written_webp(film);
    EXPECT_EQ(shown.milliseconds, (std::vector<int>{33, 34, 33, 33}));
    EXPECT_EQ(shown.loops, 0);
    film.loop = false;
    film.seconds = {600, 1, 0.5, 0.02};
    shown = written_webp(film);
    EXPECT_EQ(shown.milliseconds, (std::vector<int>{600000, 1000, 500, 20}));
    EXPECT_EQ(shown.loops, 1);
}

TEST(WebP, AFrameThatChangesNothingShowsTheOneBeforeForLonger) {
    const Animation square = moving_square(3);
    Animation film = square;
    film.seconds.assign(6, 0.1);
    film.figure = [square](std::size_t frame) { return square.figure(frame < 4 ? 0 : 1); };
    const ShownFrame shown = written_webp(film);
    EXPECT_EQ(shown.milliseconds, (std::vector<int>{400, 200}));
}

TEST(WebP, OneFrameIsAPictureThatDoesNotMove) {
    const Animation film = moving_square(1);
    const ShownFrame shown = written_webp(film);
    ASSERT_EQ(shown.pictures.size(), 1U);
    EXPECT_TRUE(shown.pictures[0] == painted(film.figure(0), {}));
}

}  // namespace
}  // namespace stridelens
