#include "app/export/film/gif_runs.h"
#include "app/export/film/palette.h"
#include "tests/app/export/film/film.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/scratch_folder.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>
#include <map>

namespace stridelens {
namespace {

Outcome<Animation> steps_film(const std::string& line, const AnimationOptions& options) {
    Scenario scenario;
    if (const auto problem = parse_problem(line)) scenario.problem = *problem;
    PageOptions look;
    look.tight = false;
    look.width = 720;
    look.height = 480;
    return animate_steps(scenario, look, options);
}

ReadGif written_gif(const Animation& film, const AnimationOptions& options = {}) {
    const ScratchFolder folder;
    const std::filesystem::path file = folder / "film.gif";
    const auto written = write_gif(film, file, options);
    EXPECT_TRUE(written) << written.error().sentence;
    return read_gif(file);
}

TEST(Gif, EveryFrameIsExactWithUpTo256Colours) {
    for (const std::size_t colours : {3U, 60U, 255U, 256U}) {
        const Animation film = many_colours(colours, 4);
        const ReadGif gif = written_gif(film);
        ASSERT_EQ(gif.shown.pictures.size(), 4U);
        for (std::size_t i = 0; i < 4; ++i)
            EXPECT_TRUE(gif.shown.pictures[i] == painted(film.figure(i), {})) << colours << " colours, frame " << i;
    }
}

TEST(Gif, HasThePixelsOfItsScaleAndTheme) {
    AnimationOptions options;
    options.theme = ThemeName::dark;
    options.scale = 1.5;
    const Animation film = moving_square(3);
    const ReadGif gif = written_gif(film, options);
    EXPECT_EQ(gif.shown.width, 90);
    EXPECT_EQ(gif.shown.height, 60);
    for (std::size_t i = 0; i < 3; ++i)
        EXPECT_TRUE(gif.shown.pictures[i] == painted(film.figure(i), options)) << "frame " << i;
}

TEST(Gif, HasOnePaletteForAllFramesAndWritesOnlyWhatChanges) {
    const ReadGif gif = written_gif(moving_square(5));
    EXPECT_EQ(gif.colours, 8) << "four colours and a transparent one";
    EXPECT_EQ(gif.local_palettes, 0);
    EXPECT_EQ(gif.disposals, std::vector<int>(5, DISPOSE_DO_NOT));
    ASSERT_EQ(gif.boxes.size(), 5U);
    EXPECT_EQ(gif.boxes[0], (PixelBox{0, 0, 60, 40}));
    for (int i = 1; i < 5; ++i)
        EXPECT_EQ(gif.boxes[static_cast<std::size_t>(i)], (PixelBox{5 + 4 * (i - 1), 12, 12, 8})) << "frame " << i;
}

TEST(Gif, LoopsForEverOrPlaysOnce) {
    Animation film = moving_square(2);
    EXPECT_EQ(written_gif(film).shown.loops, 0);
    film.loop = false;
    EXPECT_EQ(written_gif(film).shown.loops, -1);
}

TEST(Gif, DelaysAreRoundedFromTheBeginningAndNeverTooShort) {
    Animation film = moving_square(6, 1.0 / 30);
    EXPECT_EQ(written_gif(film).shown.milliseconds, (std::vector<int>{30, 40, 30, 30, 40, 30})) << "0.2 s in all";
    film.seconds.assign(6, 0.001);
    EXPECT_EQ(written_gif(film).shown.milliseconds, std::vector<int>(6, 20)) << "browsers take less for 0.1 s";
    film.seconds = {600, 1, 0.5, 0.25, 0.125, 0.1};
    EXPECT_EQ(written_gif(film).shown.milliseconds, (std::vector<int>{600000, 1000, 500, 250, 130, 100}));
}

TEST(Gif, AFrameThatChangesNothingShowsTheOneBeforeForLonger) {
    const Animation square = moving_square(3, 300);
    Animation film = square;
    film.seconds.assign(6, 300);
    film.figure = [square](std::size_t frame) { return square.figure(frame < 4 ? 0 : 1); };
    const ReadGif gif = written_gif(film);
    EXPECT_EQ(gif.shown.milliseconds, (std::vector<int>{600000, 600000, 600000})) << "65535 hundredths at most";
    EXPECT_TRUE(gif.shown.pictures[1] == gif.shown.pictures[0]);
    EXPECT_TRUE(gif.shown.pictures[2] == painted(square.figure(1), {}));
}

TEST(Gif, WithMoreColoursTheyAreCloseAndTheSameEverywhere) {
    AnimationOptions options;
    options.slide_seconds = 0.1;
    for (const ThemeName theme : {ThemeName::light, ThemeName::dark}) {
        options.theme = theme;
        const std::string line = "conv2d 1x1x5x5 out1 k3 values=ramp";
        const auto film = steps_film(line, options);
        ASSERT_TRUE(film) << film.error().sentence;
        const ReadGif gif = written_gif(*film, options);
        ASSERT_EQ(gif.shown.pictures.size(), film->seconds.size());
        EXPECT_EQ(gif.colours, 256);
        std::map<Rgb, Rgb> shown_as;
        for (std::size_t frame = 0; frame < gif.shown.pictures.size(); ++frame) {
            const std::vector<Rgb> wanted = painted(film->figure(frame), options);
            const std::vector<Rgb>& got = gif.shown.pictures[frame];
            ASSERT_EQ(got.size(), wanted.size());
            EXPECT_LE(pixels_off(got, wanted, 0) * 20, got.size())
                << line << ", frame " << frame << ": areas are exact";
            EXPECT_EQ(pixels_off(got, wanted, 48), 0U) << line << ", frame " << frame << ": edges are close";
            EXPECT_LE(pixels_off(got, wanted, 8) * 1000, got.size())
                << line << ", frame " << frame << ": hardly any is off";
            std::size_t flickers = 0;
            for (std::size_t i = 0; i < got.size(); ++i) {
                if (i > 0 && wanted[i] == wanted[i - 1] && got[i] == got[i - 1]) continue;  // seen just now
                flickers += shown_as.emplace(wanted[i], got[i]).first->second == got[i] ? 0 : 1;
            }
            EXPECT_EQ(flickers, 0U) << line << ", frame " << frame;
        }
        EXPECT_GT(shown_as.size(), 256U) << "otherwise this test shows nothing";
    }
}

TEST(Gif, IsAtMostAQuarterLargerThanGifsicleCanMakeIt) {
    if (std::system("gifsicle --version > /dev/null 2>&1") != 0) GTEST_SKIP() << "gifsicle is not installed";
    AnimationOptions options;
    options.theme = ThemeName::dark;
    for (const std::string line : {"maxpool2d 1x1x5x5 k2 s2", "conv2d 1x1x16x16 out1 k3 s7 p1", "avgpool1d 1x1x8 k3"}) {
        const ScratchFolder folder;
        const auto film = steps_film(line, options);
        ASSERT_TRUE(film) << film.error().sentence;
        ASSERT_TRUE(write_gif(*film, folder / "ours.gif", options));
        const std::string command =
            "gifsicle -O3 " + (folder / "ours.gif").string() + " -o " + (folder / "theirs.gif").string();
        ASSERT_EQ(std::system((command + " 2> /dev/null").c_str()), 0) << command;
        const auto ours = std::filesystem::file_size(folder / "ours.gif");
        const auto theirs = std::filesystem::file_size(folder / "theirs.gif");
        std::cout << line << ": " << film->seconds.size() << " frames, " << ours << " bytes; gifsicle -O3: " << theirs
                  << '\n';
        EXPECT_LE(ours * 4, theirs * 5) << line;
    }
}

TEST(Palette, IsExactUpTo256ColoursAndOtherwiseKeepsOneFreeForTransparent) {
    for (const Rgb colours : {1U, 255U, 256U, 257U, 5000U}) {
        ColourCounts counts;
        for (Rgb i = 0; i < colours; ++i) counts.add(0xff000000U | i * 3001U, 1 + i % 7);
        const Palette palette(counts);
        EXPECT_EQ(palette.exact(), colours <= 256) << colours;
        EXPECT_EQ(palette.colours().size(), colours <= 256 ? colours : 255U);
        EXPECT_EQ(palette.transparent().has_value(), colours != 256) << colours;
    }
}

TEST(Palette, TheColourOfALargeAreaIsKeptToTheBit) {
    ColourCounts counts;
    for (Rgb i = 0; i < 3000; ++i) counts.add(0xff000000U | i * 5003U, 3);
    for (const Rgb area : {0xff14161bU, 0xffffffffU, 0xff6ea5d7U}) counts.add(area, 100000);
    const Palette palette(counts);
    for (const Rgb area : {0xff14161bU, 0xffffffffU, 0xff6ea5d7U})
        EXPECT_TRUE(std::count(palette.colours().begin(), palette.colours().end(), area)) << std::hex << area;
}

/// Number of codes that LZW takes for the pixels.
std::size_t lzw_codes(const std::vector<std::uint8_t>& pixels, int colours) {
    std::map<std::pair<int, int>, int> known;
    int last = -1, next = colours + 2;
    std::size_t codes = 1;
    for (const std::uint8_t pixel : pixels) {
        const auto longer = known.find({last, pixel});
        if (last >= 0 && longer == known.end()) {
            ++codes;
            known[{last, pixel}] = next++;
            if (next > 4095) {
                known.clear();
                next = colours + 2;
            }
        }
        last = last >= 0 && longer != known.end() ? longer->second : pixel;
    }
    return codes;
}

TEST(GifRuns, AChoiceOfTransparentPixelsTakesFewerCodesThanAllOrNone) {
    std::uint32_t random = 1;
    GifPixels none;
    for (int i = 0; i < 60000; ++i) {
        random = random * 1664525U + 1013904223U;
        const bool text = (i / 200) % 3 == 0;
        none.indices.push_back(
            static_cast<std::uint8_t>(text ? (random >> 24U) % 4 : static_cast<unsigned>(i) / 1000 % 7));
        none.unchanged.push_back(i > 1000 && (random >> 8U) % 8 != 0);
    }
    GifPixels all = none, chosen = none;
    for (std::size_t i = 0; i < all.indices.size(); ++i)
        if (all.unchanged[i]) all.indices[i] = 7;
    choose_transparent(chosen, 7, 8);
    for (std::size_t i = 0; i < none.indices.size(); ++i) {
        if (chosen.indices[i] == none.indices[i]) continue;
        ASSERT_TRUE(none.unchanged[i]) << "pixel " << i;
        ASSERT_EQ(chosen.indices[i], 7) << "pixel " << i;
    }
    EXPECT_LT(lzw_codes(chosen.indices, 8), lzw_codes(all.indices, 8));
    EXPECT_LT(lzw_codes(chosen.indices, 8), lzw_codes(none.indices, 8));
}

}  // namespace
}  // namespace stridelens
