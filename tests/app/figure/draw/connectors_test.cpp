// Connectors run in the free space: over no number, title, index or name, whatever is shown, on whatever page.

#include "app/figure/sketch.h"
#include "tests/app/figure/figure_faults.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/core/random_problem.h"
#include "tests/core/rounds.h"
#include "tests/core/seed.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>

namespace stridelens {
namespace {

constexpr float kSlack = 1.5F;  // of a text's box, which is generous

/// Points along what is stroked, at most some points apart.
std::vector<Point> along(Point from, Point one, Point two, Point to) {
    constexpr int kPieces = 64;
    std::vector<Point> points;
    for (int i = 0; i <= kPieces; ++i) {
        const float t = static_cast<float>(i) / kPieces, s = 1.0F - t;
        const float a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t, d = t * t * t;
        points.push_back(
            {a * from.x + b * one.x + c * two.x + d * to.x, a * from.y + b * one.y + c * two.y + d * to.y});
    }
    return points;
}

std::vector<Point> stroke_of(const Primitive& primitive) {
    if (const auto* line = std::get_if<Line>(&primitive)) return along(line->a, line->a, line->b, line->b);
    if (const auto* curve = std::get_if<Curve>(&primitive))
        return along(curve->from, curve->control_1, curve->control_2, curve->to);
    return {};
}

bool inside(const Polygon& polygon, Point p) {
    bool left = false, right = false;
    for (std::size_t i = 0; i < polygon.points.size(); ++i) {
        const Point a = polygon.points[i], b = polygon.points[(i + 1) % polygon.points.size()];
        const float cross = (b.x - a.x) * (p.y - a.y) - (b.y - a.y) * (p.x - a.x);
        left = left || cross > 0.0F;
        right = right || cross < 0.0F;
    }
    return !(left && right);
}

bool crosses(const Primitive& primitive, const Box& text) {
    const Box box = inset(text, kSlack);
    for (const Point& p : stroke_of(primitive))
        if (box.contains(p)) return true;
    if (const auto* polygon = std::get_if<Polygon>(&primitive))
        for (const float x : {0.02F, 0.25F, 0.5F, 0.75F, 0.98F})
            for (const float y : {0.1F, 0.5F, 0.9F})
                if (inside(*polygon, {box.x + x * box.w, box.y + y * box.h})) return true;
    return false;
}

/// Whether a text stands on ground of its own, or on its cell, in front of what runs behind it.
bool grounded(const Figure& figure, std::size_t text, std::size_t after) {
    const Box ink = inset(ink_of(std::get<Text>(figure.primitives[text])), kSlack);
    for (std::size_t i = after; i < text; ++i)
        if (const auto* rect = std::get_if<Rect>(&figure.primitives[i]); rect != nullptr)
            if (rect->fill.role != Role::none && rect->fill.alpha >= 1.0F && within(ink, rect->box)) return true;
    return false;
}

/// The first text that a connector crosses, in words; empty if there is none.
std::string crossing_of(const Figure& figure) {
    std::vector<const Primitive*> connectors;
    std::vector<Placed> texts;
    std::size_t last = 0;        // connector
    float foot = figure.height;  // nothing of the grids is painted below
    for (std::size_t i = 0; i < figure.primitives.size(); ++i) {
        const auto* group = std::get_if<Group>(&figure.primitives[i]);
        if (group != nullptr && group->id == "grids" && group->clip) foot = group->clip->bottom();
        if (group != nullptr && group->id == "connectors") {
            for (std::size_t k = 0; k < group->count; ++k) connectors.push_back(&figure.primitives[++i]);
            last = i;
            continue;
        }
        if (const auto* text = std::get_if<Text>(&figure.primitives[i]);
            text != nullptr && ink_of(*text).y < foot && !grounded(figure, i, last))
            texts.push_back({ink_of(*text), text->text});
    }
    for (const Primitive* connector : connectors)
        for (const Placed& text : texts)
            if (crosses(*connector, text.box))
                return fmt::format("a connector crosses \"{}\" at {:.0f}, {:.0f}", text.text, text.box.x, text.box.y);
    return "";
}

TEST(Connectors, CrossNoTextOfAnyOperationInAnyViewOnAnyPage) {
    constexpr float kPages[][2] = {{606, 400}, {792, 606}, {1148, 748}, {1530, 900}, {3000, 1900}};
    const auto seed = static_cast<unsigned>(test::seed_or(2027));
    SCOPED_TRACE("STRIDELENS_SEED=" + std::to_string(seed));
    test::RandomProblems problems(seed);
    std::mt19937 random(seed);
    std::uniform_real_distribution<float> width(606.0F, 3000.0F), height(400.0F, 1900.0F);
    for (int i = 0; i < test::rounds(400); ++i) {
        const test::RandomProblem problem =
            problems.next(test::Cells::integers, static_cast<std::size_t>(i) % kOperations);
        const auto parsed = parse_problem(problem.line);
        ASSERT_TRUE(parsed) << problem.line;
        const auto geometry = resolve(parsed->operation, parsed->input);
        if (!geometry || element_count(geometry->output) == 0) continue;
        for (const View view : kAllOf<View>) {
            if (!info_of(view).has(*geometry)) continue;
            const std::int64_t steps = element_count(step_shape(*geometry, view));
            if (steps == 0) continue;
            const bool any = i % 6 == 5;
            const float page[] = {any ? width(random) : kPages[i % 6][0], any ? height(random) : kPages[i % 6][1]};
            const std::int64_t step = (steps - 1) * (i % 4) / 3;
            Picture picture(problem.line, step, view);
            picture.scene.width = page[0];
            picture.scene.height = page[1];
            picture.scene.unit = 1.0F;
            EXPECT_EQ(crossing_of(picture.figure()), "")
                << fmt::format("{}, {}, step {}, {}x{}", problem.line, to_string(view), step, page[0], page[1]);
        }
    }
}

}  // namespace
}  // namespace stridelens
