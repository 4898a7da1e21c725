// What holds for every arrangement of every problem on every page: sizes are honest, planes that belong together share a
// pitch, numbers in focus can be read, nothing overlaps, and connectors run past what is written.

#include "app/figure/facts/facts.h"
#include "app/figure/layout/layout.h"
#include "tests/app/figure/figure_faults.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/app/figure/layout/sized_problems.h"
#include "tests/core/seed.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

namespace stridelens {
namespace {

constexpr float kPages[][2] = {{606, 400}, {850, 620}, {1147, 748}, {1530, 900}, {3000, 1900}};  // beside the panel

/// What is left for the grids beside the arithmetic and the frameworks.
Box area_of_grids(const Figure& figure) {
    for (const Primitive& primitive : figure.primitives)
        if (const auto* group = std::get_if<Group>(&primitive); group != nullptr && group->id == "grids")
            return group->clip.value_or(Box{});
    return {};
}

/// A random scene of a random problem.
struct Drawn {
    Picture picture;
    std::string words;
    std::unique_ptr<const Facts> facts;  // that the layout is of
    Layout layout;
    Figure figure;

    Drawn(const std::string& line, View view, std::int64_t step, float width, float height)
        : picture(line, step, view),
          words(fmt::format("{}, {}, step {}, {}x{}", line, to_string(view), step, width, height)) {
        picture.scene.width = width;
        picture.scene.height = height;
        picture.scene.unit = 1.0F;
        figure = picture.figure();
        facts = std::make_unique<const Facts>(gather(picture.scene));
        layout = lay_out(*facts, area_of_grids(figure));
    }
};

template <class Check>
void for_random_scenes(int count, Check&& check) {
    for_sized_problems(static_cast<unsigned>(test::seed_or(2026)), count,
                       [&](const std::string& line, View view, std::int64_t steps, SizedProblems& random) {
                           const auto& page = kPages[random.within(0, 4)];
                           check(Drawn(line, view, random.within(0, steps - 1), page[0], page[1]));
                       });
}

PlaneSize cells_of(const Plane& plane) {
    return {plane.lattice_rows(), plane.lattice_columns()};
}

TEST(LayoutRules, AnOutputWithFewerCellsIsNeverLargerThanItsInput) {
    for_random_scenes(300, [](const Drawn& drawn) {
        const GridBlock &left = drawn.layout.left, &right = drawn.layout.right;
        if (left.planes.empty() || right.planes.empty()) return;
        for (const auto& [one, other] : {std::pair{&left, &right}, {&right, &left}}) {
            const Plane &a = one->planes.front(), &b = other->planes.front();
            if (cells_of(a).rows > cells_of(b).rows || cells_of(a).columns > cells_of(b).columns) continue;
            EXPECT_LE(a.box().w, b.box().w + 4.0F) << drawn.words;
            EXPECT_LE(a.box().h, b.box().h + 4.0F) << drawn.words;
        }
    });
}

TEST(LayoutRules, WithoutWeightsAllPlanesShareOnePitch) {
    for_random_scenes(300, [](const Drawn& drawn) {
        if (!drawn.picture.derived().geometry.weight.empty()) return;
        const float pitch = drawn.layout.left.planes.front().pitch.x;
        for (const GridBlock* block : {&drawn.layout.left, &drawn.layout.right})
            for (const Plane& plane : block->planes) {
                EXPECT_EQ(plane.pitch.x, pitch) << drawn.words;
                EXPECT_EQ(plane.pitch.y, pitch) << drawn.words;
            }
    });
}

/// Type of the numbers of one side, in its grid or in a lens on it.
float type_of(const Layout& layout, Side side) {
    float size = layout.block(side).numbers.size;
    for (const GridBlock* lens : {&layout.lens, &layout.other_lens})
        if (lens->sheet == layout.block(side).sheet && !lens->planes.empty()) size = std::max(size, lens->numbers.size);
    return size;
}

/// Numbers of more than five characters may be a little smaller.
float least_type(const Drawn& drawn, Side side) {
    if (number_style(drawn.layout.block(side).sheet->numbers).characters > 5) return 7.5F;
    return drawn.layout.area.w < 1100.0F ? 8.5F : 9.0F;
}

void expect_read(const Drawn& drawn) {
    const View view = drawn.picture.derived().view;
    if (view != View::grad_input && view != View::scatter) {
        EXPECT_GE(type_of(drawn.layout, Side::left), least_type(drawn, Side::left)) << drawn.words;
    }
    if (view != View::output) {
        EXPECT_GE(type_of(drawn.layout, Side::right), least_type(drawn, Side::right)) << drawn.words;
    }
}

/// Windows of at most 3 × 3 short numbers beside planes that are not too wide: more is larger than what the smallest page
/// leaves for it beside its titles.
bool fits_smallest(const Drawn& drawn) {
    const Facts& facts = *drawn.facts;
    const std::int64_t widest = std::max(facts.left.size.columns, facts.right.size.columns);
    const int longest =
        std::max(number_style(facts.left.numbers).characters, number_style(facts.right.numbers).characters);
    return facts.geometry.kernel_cells() <= 9 && widest <= 32 && longest <= 5;
}

TEST(LayoutRules, NumbersOfTheWindowAreReadInTheGridOrInTheLens) {
    for_random_scenes(300, [](const Drawn& drawn) {
        const Geometry& geometry = drawn.picture.derived().geometry;
        const bool unpool = std::holds_alternative<MaxUnpool>(geometry.operation);
        if (unpool || geometry.axes[0].sliding == Sliding::adaptive) return;  // no window of one size
        if (drawn.layout.area.w < 700.0F && !fits_smallest(drawn)) return;
        expect_read(drawn);
    });
}

TEST(LayoutRules, NothingOverlapsAndNothingIsCutOff) {
    for_random_scenes(300, [](const Drawn& drawn) {
        EXPECT_EQ(fault_of(drawn.figure), "") << drawn.words;
        EXPECT_EQ(overflow_of(drawn.figure), "") << drawn.words;
    });
}

TEST(LayoutRules, StripsVolumesAndMatricesShowTheWindowsNumbersOnEveryPage) {
    for (const char* line : {"conv1d 1x3x100 out2 k5 p2", "conv1d 1x16x64 out16 k3", "maxpool1d 1x1x100 k3",
                             "avgpool1d 1x4x64 k4 s2", "convtranspose1d 1x2x40 out3 k3 s2",
                             "conv3d 1x1x12x12x12 out1 k3", "conv3d 1x2x8x8x8 out3 k2", "maxpool3d 1x2x10x10x10 k2",
                             "unfold2d 1x1x28x28 k3", "unfold2d 1x2x28x28 k3 s2 p1", "fold2d 1x9x676 size28 k3"})
        for (const View view : {View::output, View::scatter, View::grad_input, View::grad_weight}) {
            const Picture first(line);
            const Geometry& geometry = first.derived().geometry;
            if (!info_of(view).has(geometry)) continue;
            for (const auto& page : kPages) {
                const std::int64_t middle = element_count(step_shape(geometry, view)) / 2;
                const Drawn drawn(line, view, middle, page[0], page[1]);
                EXPECT_EQ(fault_of(drawn.figure), "") << drawn.words;
                EXPECT_EQ(overflow_of(drawn.figure), "") << drawn.words;
                // A volume, its kernel and its window are higher than the smallest page …
                if (drawn.facts->volumes && drawn.facts->has_kernel && page[0] < 700.0F) continue;
                if (view == View::grad_weight && page[0] < 700.0F) continue;  // nor two lenses and the kernel as wide
                const Side side = drawn.facts->made == Side::left ? Side::right : Side::left;
                EXPECT_GE(type_of(drawn.layout, side), 7.5F) << drawn.words;
            }
        }
}

/// Bold numbers as large as a total, and the last of the strip.
std::string total_of(const Figure& figure) {
    std::string total;
    for (const Primitive& primitive : figure.primitives)
        if (const auto* text = std::get_if<Text>(&primitive); text != nullptr && text->face == Face::numbers_bold)
            if (text->size > 18.0F && !text->text.starts_with('c')) total = text->text;
    return total;
}

TEST(LayoutRules, TheTotalOfRowsReadsAsItsCellWould) {
    for (const char* line : {"conv2d 1x3x28x28 out4 k3 s2 p1 values=integers:4 weights=integers:7",
                             "conv2d 1x2x6x6 out1 k3 p1 s2 values=integers:6 weights=integers:7",
                             "conv2d 1x8x5x5 out8 k3 p1 nobias values=integers:1 weights=integers:2"}) {
        const Drawn drawn(line, View::output, 5, 1147.0F, 748.0F);
        ASSERT_TRUE(drawn.layout.rows) << line;
        const NumberStyle cell = number_style(drawn.layout.right.sheet->numbers);
        const float result = drawn.picture.shown.told->explanation.result;
        EXPECT_EQ(total_of(drawn.figure), format(static_cast<double>(result), cell)) << line;
    }
}

}  // namespace
}  // namespace stridelens
