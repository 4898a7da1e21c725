// What holds for every arrangement of every problem on every page: sizes are honest, planes that belong together share a
// pitch, numbers in focus can be read, nothing overlaps, and connectors run past what is written.

#include "app/figure/facts/facts.h"
#include "app/figure/layout/layout.h"
#include "tests/app/figure/figure_faults.h"
#include "tests/app/figure/figure_scene.h"
#include "tests/core/seed.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>

namespace stridelens {
namespace {

constexpr float kPages[][2] = {{606, 400}, {850, 620}, {1147, 748}, {1530, 900}, {3000, 1900}};  // beside the panel

class Problems {
public:
    explicit Problems(unsigned seed) : random_(seed) {}

    /// A problem that is legal: its windows fit.
    std::string line() {
        const std::int64_t n = size(), m = size(), c = channels();
        const std::int64_t k = within(1, std::min<std::int64_t>({n, m, 5}));
        switch (within(0, 9)) {
            case 0:
                return fmt::format("maxpool2d 1x{}x{}x{} k{} s{}", c, n, m, k, within(1, 3));
            case 1:
                return fmt::format("avgpool2d 1x{}x{}x{} k{} s{} p{} ceil", c, n, m, k, within(1, 3), within(0, k / 2));
            case 2:
                return fmt::format("pad2d 1x{}x{}x{} p{}", c, n, m, within(0, 3));
            case 3:
                return fmt::format("minpool2d 1x{}x{}x{} k{}", c, n, m, k);
            case 4:
                return fmt::format("adaptiveavgpool2d 1x{}x{}x{} out{}", c, n, m, within(1, std::min(n, m)));
            case 5:
                return fmt::format("convtranspose2d 1x{}x{}x{} out{} k{} s{}", c, n, m, channels(), k, within(1, 2));
            case 6:
                return fmt::format("maxunpool2d 1x{}x{}x{} k2", c, std::min<std::int64_t>(n, 20),
                                   std::min<std::int64_t>(m, 20));
            default:
                return fmt::format("conv2d 1x{}x{}x{} out{} k{} s{} p{}", c, n, m, channels(), k, within(1, 2),
                                   within(0, k / 2));
        }
    }
    std::int64_t within(std::int64_t low, std::int64_t high) {
        return std::uniform_int_distribution<std::int64_t>(low, high)(random_);
    }

private:
    std::int64_t size() { return within(0, 3) == 0 ? within(1, 64) : within(1, 12); }
    std::int64_t channels() { return within(0, 2) == 0 ? within(1, 16) : within(1, 4); }
    std::mt19937 random_;
};

/// A random scene of a random problem.
struct Drawn {
    Picture picture;
    std::string words;
    Layout layout;
    Figure figure;

    Drawn(const std::string& line, View view, std::int64_t step, float width, float height)
        : picture(line, step, view),
          words(fmt::format("{}, {}, step {}, {}x{}", line, to_string(view), step, width, height)) {
        picture.scene.width = width;
        picture.scene.height = height;
        picture.scene.unit = 1.0F;
        figure = picture.figure();
        const Facts facts = gather(picture.scene);
        const float strip = strip_height(figure);
        layout = lay_out(facts, {0.0F, 0.0F, width, height - strip});
    }
};

template <class Check>
void for_random_scenes(int count, Check&& check) {
    const auto seed = static_cast<unsigned>(test::seed_or(2026));
    SCOPED_TRACE("STRIDELENS_SEED=" + std::to_string(seed));
    Problems problems(seed);
    for (int i = 0; i < count && !testing::Test::HasFailure(); ++i) {
        const std::string line = problems.line();
        const auto problem = parse_problem(line);
        ASSERT_TRUE(problem) << line;
        const auto geometry = resolve(problem->operation, problem->input);
        if (!geometry || element_count(geometry->output) == 0) continue;
        for (const View view : {View::output, View::scatter, View::grad_input, View::grad_weight}) {
            if (!info_of(view).has(*geometry)) continue;
            const auto& page = kPages[problems.within(0, 4)];
            const std::int64_t steps = element_count(step_shape(*geometry, view));
            check(Drawn(line, view, problems.within(0, steps - 1), page[0], page[1]));
        }
    }
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

TEST(LayoutRules, NumbersOfTheWindowAreReadInTheGridOrInTheLens) {
    for_random_scenes(300, [](const Drawn& drawn) {
        const Derived& derived = drawn.picture.derived();
        if (derived.view != View::output || drawn.layout.area.w < 800.0F) return;
        const bool unpool = std::holds_alternative<MaxUnpool>(derived.geometry.operation);
        if (unpool || derived.geometry.axes[0].sliding == Sliding::adaptive) return;  // no window of one size
        const float size = std::max(drawn.layout.left.numbers.size, drawn.layout.lens.numbers.size);
        EXPECT_GE(size, drawn.layout.area.w < 1100.0F ? 8.5F : 9.0F) << drawn.words;
    });
}

TEST(LayoutRules, NothingOverlapsAndNothingIsCutOff) {
    for_random_scenes(300, [](const Drawn& drawn) {
        // Backwards through a kernel the smallest window is too narrow for all titles.
        const bool narrow = drawn.layout.area.w < 800.0F && !drawn.layout.kernel.planes.empty();
        if (narrow && drawn.picture.derived().view != View::output) return;
        EXPECT_EQ(fault_of(drawn.figure), "") << drawn.words;
        EXPECT_EQ(overflow_of(drawn.figure), "") << drawn.words;
    });
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
