#pragma once
// A small figure with every kind of primitive and what is hard about each: for tests of the file formats.

#include "app/figure/figure.h"

#include <cmath>
#include <utility>

namespace stridelens {

/// A rectangle with a fill; the rest is set one by one.
inline Rect filled(const Box& box, float radius, Paint fill, CellId cell = {}) {
    Rect rect;
    rect.box = box;
    rect.radius = radius;
    rect.fill = fill;
    rect.cell = cell;
    return rect;
}

/// 200 × 120 points. What it contains does not depend on the layout of real figures.
inline Figure every_primitive() {
    Figure figure;
    figure.width = 200;
    figure.height = 120;
    const auto add = [&](Primitive primitive) { figure.primitives.push_back(std::move(primitive)); };
    const Paint ink{Role::ink}, window{Role::window}, half{Role::window, 0.0F, 0.5F};

    add(Group{"input", "Input & <\"one\">", 6, Box{0, 0, 100, 120}});
    add(filled({10, 10, 20, 20}, 3, {Role::value, 0.5F}, {Grid::input, 6}));
    Rect hatched = filled({32.5F, 10, 20, 20}, 0, {Role::padding});
    hatched.pattern = Pattern::hatch;
    hatched.pattern_paint = {Role::hatch};
    add(hatched);
    Rect crossed = filled({55, 10, 20, 20}, 4, {}, {Grid::input, 7});
    crossed.stroke = window;
    crossed.stroke_width = 2;
    crossed.pattern = Pattern::cross_hatch;
    crossed.pattern_paint = {Role::unread, 0.0F, 0.25F};
    add(crossed);
    add(Group{"input", "The same id again", 1, std::nullopt});
    Rect dashed = filled({10, 35, 30, 12}, 40, {}, {Grid::input, 6});
    dashed.stroke = {Role::placeholder};
    dashed.stroke_width = 1;
    dashed.dashed = true;
    add(dashed);
    add(Text{{50, 60}, "−1.31", Face::numbers, 14, Align::middle, {Role::on_value, 0.5F}});

    add(Line{{100, 10}, {190, 10}, ink, 1.5F, false});
    add(Line{{100, 14}, {190, 18}, half, 1, true});
    add(Polygon{{{100, 20}, {120, 22}, {120, 36}, {100, 40}}, half, ink, 1});
    add(Curve{{130, 20}, {150, 20}, {150, 40}, {170, 40}, {Role::channel, 2}, 2});
    add(Ribbon{{{{130, 30}, {150, 30}, {150, 45}, {170, 45}}}, {{{130, 36}, {150, 36}, {150, 49}, {170, 49}}}, half});
    add(Image{.box = {100, 50, 30, 20}, .numbers = plane_of(2, 3, {-1, 0, 1, 0.25F, NAN, NAN}), .grid = Grid::output});
    const Face faces[] = {Face::words, Face::words_medium, Face::words_bold, Face::numbers, Face::numbers_bold};
    const char* texts[] = {"a < b & \"c\"", "out  = −∞ -- x", "50 % #1_{x}^2~\\", "⌊(5 + 2·0)/2⌋", "∂ → …"};
    for (std::size_t i = 0; i < 5; ++i)
        add(Text{{140, 60 + 12 * static_cast<float>(i)}, texts[i], faces[i], 8, static_cast<Align>(i % 3), ink});
    add(Text{{10, 110}, "", Face::words, 8, Align::start, ink});  // nothing to see
    add(filled({1, 1, 5, 5}, 0, {}));                             // nothing to see
    return figure;
}

}  // namespace stridelens
