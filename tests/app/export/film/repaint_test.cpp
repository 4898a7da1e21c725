// What is painted of a frame beside the one before comes out as the whole figure, to the pixel.

#include "app/figure/plane_numbers.h"
#include "tests/app/export/film/film.h"

#include <fmt/format.h>

#include <random>

namespace stridelens {
namespace {

/// Primitives of every kind anywhere on (and beside) a page, some clipped together; a few change from frame to frame.
class RandomFilm {
public:
    explicit RandomFilm(unsigned seed) : random_(seed), groups_(3) {
        for (Clipped& group : groups_)
            for (int i = number(4, 14); i > 0; --i) group.primitives.push_back(primitive());
        groups_[1].clip = box();
        groups_[2].clip = box();
    }

    void change() {
        for (int edits = number(1, 3); edits > 0; --edits) {
            Clipped& group = groups_[static_cast<std::size_t>(number(0, 2))];
            auto& all = group.primitives;
            const auto at = [&] { return static_cast<std::size_t>(number(0, static_cast<int>(all.size()) - 1)); };
            const int kind = number(0, 9);
            if (kind < 5 && !all.empty())
                all[at()] = primitive();
            else if (kind < 7 && !all.empty())
                all.erase(all.begin() + static_cast<std::ptrdiff_t>(at()));
            else if (kind == 7 && all.size() > 1)
                std::swap(all[at()], all[at()]);
            else if (kind == 8 && group.clip)
                group.clip = box();
            else
                all.insert(all.begin() + number(0, static_cast<int>(all.size())), primitive());
        }
    }
    Figure figure() const {
        Figure figure;
        figure.width = 150;
        figure.height = 100;
        const auto add = [&](const Clipped& group, std::size_t inside) {
            figure.primitives.emplace_back(Group{"g", "", group.primitives.size() + inside, group.clip});
            figure.primitives.insert(figure.primitives.end(), group.primitives.begin(), group.primitives.end());
        };
        add(groups_[0], 0);
        add(groups_[1], groups_[2].primitives.size() + 1);
        add(groups_[2], 0);
        return figure;
    }

private:
    struct Clipped {
        std::vector<Primitive> primitives;
        std::optional<Box> clip;
    };

    int number(int low, int high) { return std::uniform_int_distribution(low, high)(random_); }
    float fraction(float low, float high) { return std::uniform_real_distribution(low, high)(random_); }
    Point point() { return {fraction(-30, 180), fraction(-30, 130)}; }
    Box box() { return {fraction(-30, 130), fraction(-30, 90), fraction(0, 60), fraction(0, 40)}; }
    Paint paint() {
        constexpr std::array roles{Role::ink, Role::window, Role::padding, Role::value, Role::line, Role::background};
        return {roles[static_cast<std::size_t>(number(0, 5))], fraction(-1, 1), number(0, 1) == 0 ? 1.0F : 0.4F};
    }
    Primitive primitive() {
        switch (number(0, 7)) {
            case 0: {
                Line line{point(), point(), paint(), fraction(0.2F, 5), number(0, 1) == 1};
                if (number(0, 1) == 0) line.b.y = line.a.y;
                return line;
            }
            case 1:
                return Polygon{{point(), point(), point()}, paint(), paint(), fraction(0, 4)};
            case 2:
                return Curve{point(), point(), point(), point(), paint(), fraction(0.2F, 5)};
            case 3:
                return Ribbon{{point(), point(), point(), point()}, {point(), point(), point(), point()}, paint()};
            case 4: {
                constexpr std::array words{"−1.25", "Window", "∂L/∂input[4, 4]", "⌊5/2⌋", "한국어", "", "Å̧y"};
                constexpr std::array aligns{Align::start, Align::middle, Align::end};
                return Text{point(),
                            words[static_cast<std::size_t>(number(0, 6))],
                            number(0, 1) == 0 ? Face::words : Face::numbers_bold,
                            fraction(4, 30),
                            aligns[static_cast<std::size_t>(number(0, 2))],
                            paint()};
            }
            case 5: {
                Image image;
                image.box = box();
                image.numbers = plane_of(3, 4, std::vector<float>(12, fraction(-1, 1)));
                return image;
            }
            default: {
                Rect rect;
                rect.box = box();
                rect.radius = number(0, 1) == 0 ? 0.0F : 4.0F;
                rect.fill = paint();
                rect.stroke = paint();
                rect.stroke_width = number(0, 1) == 0 ? 0.0F : fraction(0.2F, 4);
                rect.dashed = number(0, 3) == 0;
                rect.pattern = number(0, 2) == 0 ? Pattern::hatch : Pattern::none;
                rect.pattern_paint = paint();
                return rect;
            }
        }
    }

    std::mt19937 random_;
    std::vector<Clipped> groups_;
};

TEST(Repainter, RandomFramesAreToThePixelWhatTheWholeFigureIs) {
    constexpr std::array themes{ThemeName::light, ThemeName::dark, ThemeName::projector, ThemeName::print};
    constexpr std::array scales{0.6, 1.0, 1.7, 2.0};
    for (unsigned seed = 0; seed < 32; ++seed) {
        AnimationOptions options;
        options.theme = themes[seed % 4];
        options.scale = scales[seed / 4 % 4];
        RandomFilm film(seed);
        std::vector<Figure> figures;
        for (int frame = 0; frame < 10; ++frame, film.change()) figures.push_back(film.figure());
        Animation animation;
        animation.seconds.assign(figures.size(), 0.1);
        animation.figure = [&](std::size_t frame) { return figures[frame]; };
        Frames frames(animation, options);
        while (frames.next())
            ASSERT_TRUE(frames.now() == painted(figures[frames.index()], options))
                << "seed " << seed << ", frame " << frames.index();
        ASSERT_TRUE(frames.painted()) << frames.painted().error().sentence;
        ASSERT_EQ(frames.index() + 1, figures.size());
    }
}

TEST(Repainter, FilmsOfEveryViewAreToThePixelTheirStills) {
    struct Case {
        const char* line;
        View view = View::output;
        ThemeName theme = ThemeName::light;
        double scale = 1.0;
    };
    constexpr std::array cases{
        Case{"maxpool2d 1x1x5x5 k2 s1"},
        Case{"conv2d 1x3x28x28 out1 k3 s2", View::output, ThemeName::dark},
        Case{"conv2d 1x3x5x5 out2 k3 p1", View::output, ThemeName::projector, 1.5},
        Case{"convtranspose2d 1x1x4x4 out1 k3 s2", View::scatter},
        Case{"conv2d 1x1x5x5 out1 k3", View::matrix, ThemeName::print, 1.25},
        Case{"avgpool2d 1x2x6x6 k3 s2 p1", View::grad_input},
        Case{"conv3d 1x1x3x4x4 out1 k2", View::output, ThemeName::dark, 0.7},
        Case{"maxpool2d 1x1x64x64 k2"},
    };
    for (const Case& one : cases) {
        Scenario scenario;
        scenario.problem = parse_problem(one.line).value();
        scenario.view = one.view;
        AnimationOptions options;
        options.theme = one.theme;
        options.scale = one.scale;
        options.steps = {0, 5};
        options.loop = false;
        options.frames_per_second = 10;
        const auto film = animate_steps(scenario, PageOptions{}, options);
        ASSERT_TRUE(film) << one.line << ": " << film.error().sentence;
        Frames frames(*film, options);
        while (frames.next())
            ASSERT_TRUE(frames.now() == painted(film->figure(frames.index()), options))
                << one.line << ", frame " << frames.index();
        ASSERT_EQ(frames.index() + 1, film->seconds.size()) << one.line;
    }
}

TEST(FrameTiles, RunsOfMarkedAndOfOtherTilesAreTheFrame) {
    FrameTiles tiles(70, 40);  // tiles of 16: 5 × 3
    tiles.mark({-5, 20, 10, 1});
    tiles.mark({40, -9, 500, 10});
    tiles.mark({100, 3, 5, 5});
    tiles.mark({20, 20, 0, 7});
    tiles.finish();
    std::vector<PixelBox> marked, others;
    tiles.for_each_run(true, [&](const PixelBox& box) { marked.push_back(box); });
    tiles.for_each_run(false, [&](const PixelBox& box) { others.push_back(box); });
    EXPECT_EQ(marked, (std::vector<PixelBox>{{32, 0, 38, 16}, {0, 16, 16, 16}}));
    EXPECT_EQ(others, (std::vector<PixelBox>{{0, 0, 32, 16}, {16, 16, 54, 16}, {0, 32, 70, 8}}));
    EXPECT_EQ(tiles.around(), (PixelBox{0, 0, 70, 32}));
    EXPECT_TRUE(tiles.touch({15, 31, 1, 1}));
    EXPECT_FALSE(tiles.touch({16, 31, 60, 1}));
    EXPECT_FALSE(tiles.touch({0, 32, 70, 8}));
    EXPECT_FALSE(tiles.touch({-9, 16, 9, 1})) << "beside the frame";
}

}  // namespace
}  // namespace stridelens
