// The lens: the window's values, enlarged, where the grid itself is too small to show them.

#include "app/figure/layout/layout.h"
#include "app/problem/view.h"
#include "tests/app/figure/figure_scene.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace stridelens {
namespace {

/// Primitives of the group `id`, and all others.
struct Parts {
    std::vector<Primitive> inside, outside;
};
Parts split(const Figure& figure, const std::string& id) {
    Parts parts;
    std::size_t end = 0;
    for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
        const auto* group = std::get_if<Group>(&figure.primitives[i]);
        if (group != nullptr && group->id == id) end = i + 1 + group->count;
        (i < end ? parts.inside : parts.outside).push_back(figure.primitives[i]);
    }
    return parts;
}

template <class P>
std::vector<P> all_of(const std::vector<Primitive>& primitives) {
    std::vector<P> found;
    for (const Primitive& primitive : primitives)
        if (const auto* p = std::get_if<P>(&primitive)) found.push_back(*p);
    return found;
}

/// The frames of all lenses: their first rectangles, outlined in the accent.
std::vector<Box> frames_of(const Figure& figure) {
    std::vector<Box> frames;
    for (const Rect& rect : all_of<Rect>(split(figure, "lens").inside))
        if (rect.stroke.role == Role::window && rect.fill.role == Role::background) frames.push_back(rect.box);
    return frames;
}

bool apart(const Box& a, const Box& b) {
    return a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y;
}

constexpr Point kPages[] = {{1147, 800}, {760, 600}, {1600, 1000}};

TEST(Lens, AppearsExactlyWhenTheInputsNumbersAreTooSmall) {
    for (const char* line : {"maxpool2d 1x1x5x5 k2 s1", "maxpool2d 1x3x5x5 k3 s2", "maxpool2d 1x3x28x28 k3 s2",
                             "conv2d 1x3x28x28 out1 k3 p1 s2", "conv2d 1x3x8x8 out4 k3 p1", "avgpool2d 1x1x28x28 k2",
                             "conv2d 1x3x5x5 out1 k3 s2 p1", "maxpool2d 1x2x40x40 k4"})
        for (const Point& page : kPages) {
            Picture picture(line, 1);
            picture.scene.width = page.x;
            picture.scene.height = page.y;
            const Figure figure = picture.figure();
            float type = 0.0F;  // of the window's numbers in the grid
            for (const Text& text : all_of<Text>(split(figure, "input").inside)) type = std::max(type, text.size);
            const bool small = type < focus_type(gather(picture.scene));
            EXPECT_NE(frames_of(figure).empty(), small) << line << ", " << page.x << "x" << page.y << ", type " << type;
        }
}

TEST(Lens, ShowsTheValuesOfExactlyTheTaps) {
    for (const char* line :
         {"conv2d 1x1x28x28 out1 k3 p2 d2 values=integers:4", "maxpool2d 1x2x30x30 k3 s2 p1 values=integers:4",
          "avgpool2d 1x1x45x45 k2 s2 ceil values=integers:5", "conv2d 1x3x28x28 out2 k3 p1 s2 values=integers:6"}) {
        Picture picture(line);
        const Geometry& geometry = picture.derived().geometry;
        for (const std::int64_t step : {std::int64_t{0}, picture.derived().steps / 3, picture.derived().steps - 1}) {
            picture.scene.step = picture.scene.shown = picture.scene.slide_from = step;
            std::vector<std::int64_t> expected, shown;
            for (const Tap& tap : taps(geometry, unflatten(geometry.output, step)))
                if (tap.kind == TapKind::inside) expected.push_back(tap.source);
            const Parts parts = split(picture.figure(), "lens");
            for (std::size_t i = 0; i + 1 < parts.inside.size(); ++i) {
                const auto* rect = std::get_if<Rect>(&parts.inside[i]);
                if (rect == nullptr || rect->cell.grid != Grid::input) continue;
                shown.push_back(rect->cell.flat);
                const auto* text = std::get_if<Text>(&parts.inside[i + 1]);
                ASSERT_NE(text, nullptr) << line << ": each cell has its number";
                EXPECT_EQ(text->text.starts_with("−"), picture.derived().input[rect->cell.flat] < 0.0F)
                    << line << ", step " << step << ", cell " << rect->cell.flat << ": " << text->text;
            }
            EXPECT_EQ(shown, expected) << line << ", step " << step;
        }
    }
}

/// The numbers of one grid that the lenses show, by cell; each cell has one.
std::map<std::int64_t, std::string> numbers_in_lenses(const Figure& figure, Grid grid) {
    std::map<std::int64_t, std::string> numbers;
    const Parts parts = split(figure, "lens");
    for (std::size_t i = 0; i + 1 < parts.inside.size(); ++i) {
        const auto* rect = std::get_if<Rect>(&parts.inside[i]);
        if (rect == nullptr || rect->cell.grid != grid) continue;
        const auto* text = std::get_if<Text>(&parts.inside[i + 1]);
        EXPECT_NE(text, nullptr) << "each cell has its number";
        if (text != nullptr) EXPECT_TRUE(numbers.emplace(rect->cell.flat, text->text).second) << "shown twice";
    }
    return numbers;
}

TEST(Lens, BackwardsAndInAStampItShowsExactlyTheCellsThatTakePart) {
    for (const auto& [line, view] : {std::pair{"conv2d 1x3x28x28 out2 k3 p1 s2", View::grad_input},
                                     {"convtranspose2d 1x1x28x28 out1 k3 s2", View::grad_input},
                                     {"convtranspose2d 1x2x28x28 out2 k3 s2 p1", View::scatter},
                                     {"maxpool2d 1x1x64x64 k3 s2", View::grad_input},
                                     {"conv1d 1x2x100 out2 k5 p2", View::grad_input},
                                     {"conv3d 1x1x12x12x12 out1 k2", View::grad_input},
                                     {"unfold2d 1x1x28x28 k3", View::grad_input},
                                     {"maxunpool2d 1x2x28x28 k2", View::grad_input},
                                     {"adaptivemaxpool2d 1x1x64x64 out30", View::grad_input},
                                     {"adaptiveavgpool2d 1x1x30x30 out44", View::grad_input}}) {
        Picture picture(line, 0, view);
        const std::int64_t steps = picture.derived().steps;
        for (const std::int64_t step : {std::int64_t{0}, steps / 3, steps / 2 + 5, steps - 1}) {
            const Picture at(line, step, view);
            const Facts facts = gather(at.scene);
            std::map<std::int64_t, std::string> expected;
            for (const Term& term : facts.explanation().terms)
                expected[term.output] =
                    format(static_cast<double>((*facts.right.tensor)[term.output]), number_style(facts.right.numbers));
            EXPECT_EQ(numbers_in_lenses(at.figure(), facts.right.grid), expected)
                << line << ", " << to_string(view) << ", step " << step;
        }
    }
}

TEST(Lens, OfAnUnpoolingItShowsTheValueThatStays) {
    const std::string line = "maxunpool2d 1x1x28x28 k1 values=ramp indices=";
    std::string indices;  // all values but the last two go to their own cells, those to the first one
    for (int i = 0; i < 784; ++i) indices += std::to_string(i < 782 ? i : 0) + (i < 783 ? "," : "");
    const auto shown = [&](std::int64_t step) {
        return numbers_in_lenses(Picture(line + indices, step).figure(), Grid::input);
    };
    EXPECT_EQ(shown(0), (std::map<std::int64_t, std::string>{{783, "783"}}));
    EXPECT_EQ(shown(5), (std::map<std::int64_t, std::string>{{5, "5"}}));
    EXPECT_TRUE(shown(782).empty()) << "no index points there";
}

TEST(Lens, OfAWeightsGradientItShowsWhatMultipliesAndCountsTheRest) {
    for (const char* line :
         {"conv2d 1x1x28x28 out2 k3 p1", "conv2d 1x3x28x28 out1 k3 s2", "convtranspose2d 1x1x28x28 out1 k3",
          "conv1d 1x3x100 out2 k3 p1", "convtranspose1d 1x2x60 out2 k9 s2", "conv3d 1x2x8x16x16 out1 k3",
          "conv3d 1x1x7x16x16 out1 k3 p1"})
        for (const std::int64_t step : {0, 4, 8}) {
            const Picture picture(line, step, View::grad_weight);
            const Facts facts = gather(picture.scene);
            const auto upstream = numbers_in_lenses(picture.figure(), Grid::upstream);
            const auto input = numbers_in_lenses(picture.figure(), Grid::input);
            EXPECT_FALSE(upstream.empty()) << line;
            std::size_t inside = 0;
            for (const Term& term : facts.explanation().terms) {
                if (!upstream.contains(term.output)) continue;
                if (term.tap.kind != TapKind::inside) continue;
                EXPECT_TRUE(input.contains(term.tap.source)) << line << ", step " << step;
                ++inside;
            }
            EXPECT_EQ(input.size(), inside) << line << ", step " << step;
            std::string rest;
            for (const Text& text : all_of<Text>(split(picture.figure(), "lens").inside))
                if (text.face == Face::words) rest += (rest.empty() ? "" : " ") + text.text;  // in lines, beside strips
            const auto more = facts.explanation().count - static_cast<std::int64_t>(upstream.size());
            EXPECT_EQ(rest, "… " + std::to_string(more) + " more products") << line << ", step " << step;
        }
}

TEST(Lens, StaysInPlaceOverAllSteps) {
    for (const char* line :
         {"conv2d 1x3x14x14 out2 k3 p1", "avgpool2d 1x1x28x28 k3 s2 p1 ceil", "maxpool2d 1x1x28x28 k2"}) {
        Picture picture(line);
        const std::vector<Box> first = frames_of(picture.figure());
        EXPECT_FALSE(first.empty()) << line;
        for (std::int64_t step = 1; step < picture.derived().steps; step += 7) {
            picture.scene.step = picture.scene.shown = step;
            EXPECT_EQ(frames_of(picture.figure()), first) << line << ", step " << step;
        }
    }
}

TEST(Lens, LiesOnNothing) {
    for (const char* line : {"maxpool2d 1x3x28x28 k3 s2", "conv2d 1x3x28x28 out1 k3 p1 s2", "conv2d 1x3x8x8 out4 k3 p1",
                             "avgpool2d 1x1x32x32 k5 p2", "maxpool2d 1x9x28x28 k3", "pad2d 1x1x28x28 p2 mode=reflect"})
        for (const Point& page : kPages) {
            Picture picture(line);
            picture.scene.step = picture.scene.shown = picture.derived().steps / 2;
            picture.scene.width = page.x;
            picture.scene.height = page.y;
            const Figure figure = picture.figure();
            const Parts parts = split(figure, "lens");
            for (const Box& frame : frames_of(figure)) {
                for (const Rect& rect : all_of<Rect>(parts.outside))
                    EXPECT_TRUE(rect.cell.grid == Grid::none || apart(frame, rect.box)) << line << ", " << page.x;
                for (const Image& image : all_of<Image>(parts.outside))
                    EXPECT_TRUE(apart(frame, image.box)) << line << ", " << page.x;
                for (const Text& text : all_of<Text>(parts.outside))
                    EXPECT_TRUE(text.text == "⊙" || !frame.contains(text.at)) << line << ": " << text.text;
            }
        }
}

TEST(Lens, ItsCellsCanBePointedAtAndEdited) {
    Picture picture("maxpool2d 1x1x28x28 k3 s2", 15);
    const Figure figure = picture.figure();
    for (const Tap& tap : taps(picture.derived().geometry, unflatten(picture.derived().geometry.output, 15))) {
        const CellId id{Grid::input, tap.source};
        const Box box = find_cell(figure, id).value_or(Box{});
        EXPECT_GE(box.w, 24.0F) << "the field opens where the number can be read";
        EXPECT_EQ(hit_test(figure, box.centre()), id);
    }
}

TEST(Lens, GoesWhenTheGridIsZoomedToReadableCells) {
    Picture picture("maxpool2d 1x1x28x28 k3 s2", 15);
    EXPECT_FALSE(frames_of(picture.figure()).empty());
    picture.scene.zoom = 4;
    EXPECT_TRUE(frames_of(picture.figure()).empty());
}

TEST(Lens, AWindowTooLargeForOneHasNone) {
    EXPECT_TRUE(frames_of(Picture("maxpool2d 1x1x40x40 k13").figure()).empty());
}

}  // namespace
}  // namespace stridelens
