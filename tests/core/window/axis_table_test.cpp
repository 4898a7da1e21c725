#include "core/window/axis_table.h"
#include "core/window/coverage.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

namespace stridelens {
namespace {

constexpr std::int64_t kBeyond = 4;  // positions looked at on either side of the axis

std::int64_t size_of(const Axis& axis) {
    return axis.sliding == Sliding::transposed ? stretched(axis) : axis.in;
}

/// The axis with its padding (not what it crops), and some more.
Positions around(const Axis& axis) {
    return {-kBeyond - std::max<std::int64_t>(axis.pad_begin, 0),
            size_of(axis) + std::max<std::int64_t>(axis.pad_end, 0) + kBeyond};
}

struct Tables {
    const Geometry& geometry;
    std::vector<AxisTable> axes;

    explicit Tables(const Geometry& g) : geometry(g) {
        for (const Axis& axis : g.axes) axes.emplace_back(axis, g.padding_mode, around(axis));
    }
    Spot at(const Index& position) const {
        Spot spot;
        for (std::size_t a = 0; a < axes.size(); ++a) spot = crossed(spot, axes[a][position[a]], geometry.axes[a].in);
        return spot;
    }
    bool span(const Index& position) const {
        for (std::size_t a = 0; a < axes.size(); ++a) {
            const Positions range = around(geometry.axes[a]);
            if (position[a] < range.first || position[a] > range.last) return false;
        }
        return true;
    }
};

TEST(AxisTable, CrossedTellsEveryTapItsKindAndItsCell) {
    test::RandomProblems problems(71);
    for (int i = 0; i < 1500; ++i) {
        const auto operation = static_cast<std::size_t>(i) % std::variant_size_v<Operation>;
        const test::RandomProblem problem = problems.next(test::Cells::integers, operation);
        const Geometry& geometry = problem.geometry;
        const Tables tables(geometry);
        for (std::int64_t o = 0; o < element_count(geometry.output); ++o)
            for_each_tap(geometry, unflatten(geometry.output, o), [&](const Tap& tap) {
                if (!tables.span(tap.at)) return;
                const Spot spot = tables.at(tap.at);
                ASSERT_EQ(spot.kind, tap.kind) << problem.line << " output " << o;
                ASSERT_GT(spot.visits, 0) << problem.line << " output " << o;
                if (std::holds_alternative<Fold>(geometry.operation)) return;  // its sources are cells of columns
                const std::int64_t cells = geometry.input_cells();
                ASSERT_EQ(spot.source, tap.source < 0 ? -1 : tap.source % cells) << problem.line << " output " << o;
            });
        if (HasFatalFailure()) return;
    }
}

TEST(AxisTable, CrossedTellsEveryCellHowOftenItIsRead) {
    test::RandomProblems problems(72);
    for (int i = 0; i < 1500; ++i) {
        const auto operation = static_cast<std::size_t>(i) % std::variant_size_v<Operation>;
        const test::RandomProblem problem = problems.next(test::Cells::integers, operation);
        const Geometry& geometry = problem.geometry;
        if (std::holds_alternative<Fold>(geometry.operation)) continue;  // the same: its input is columns
        const Tables tables(geometry);
        const Tensor covered = coverage(geometry);
        const bool weighted = !geometry.weight.empty();
        const std::int64_t times = weighted ? geometry.out_channels / geometry.groups : 1;
        for (std::int64_t in = 0; in < element_count(geometry.input); ++in) {
            const Index cell = unflatten(geometry.input, in);
            Index position;
            for (std::size_t a = 0; a < geometry.axes.size(); ++a)
                position.push_back(stretched_position(geometry.axes[a], cell[geometry.leading + a]));
            const Spot spot = tables.at(position);
            ASSERT_EQ(spot.source, in % geometry.input_cells()) << problem.line;
            ASSERT_EQ(static_cast<float>(spot.coverage * times), covered[in]) << problem.line << " cell " << in;
        }
    }
}

TEST(AxisTable, SpansOnlyWhatItIsAskedForAndIsTheSameThere) {
    test::RandomProblems problems(73);
    for (int i = 0; i < 300; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        for (const Axis& axis : problem.geometry.axes) {
            const AxisTable whole(axis, problem.geometry.padding_mode, {-9, size_of(axis) + 9});
            const AxisTable part(axis, problem.geometry.padding_mode, {-2, 1});
            for (std::int64_t at = -2; at <= 1; ++at) ASSERT_EQ(part[at], whole[at]) << problem.line << " at " << at;
        }
    }
}

TEST(AxisTable, OfAnAxisWithoutWindowsIsTheCellsThemselves) {
    const AxisTable plain = AxisTable::plain({1, 3}, 4), mirrored = AxisTable::plain({0, 3}, 4, true);
    EXPECT_EQ(plain[3].source, 3);
    EXPECT_EQ(mirrored[0].source, 3);
    EXPECT_EQ(mirrored[3].source, 0);
    EXPECT_EQ(crossed(plain[2], mirrored[1], 4).source, 2 * 4 + 2);
    EXPECT_EQ(AxisTable()[0], Spot{});
}

TEST(AxisTable, OfPaddingThatRepeatsTheEdge) {
    Axis axis;
    axis.in = 5;
    axis.kernel = axis.stride = 2;
    axis.pad_begin = axis.pad_end = 1;
    axis.out = 3;
    const AxisTable table(axis, PaddingMode::replicate, {-1, 5});
    EXPECT_EQ(table[-1], (Spot{0, 2, TapKind::padding, true}));
    EXPECT_EQ(table[0], (Spot{0, 2, TapKind::inside, true}));
    EXPECT_EQ(table[5], (Spot{4, 1, TapKind::padding, false}));  // the last window ends at 4
}

}  // namespace
}  // namespace stridelens
