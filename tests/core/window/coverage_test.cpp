#include "core/window/coverage.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "core/window/window.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <fmt/format.h>

namespace stridelens {
namespace {

/// Axes of every kind with all numbers that arithmetic can be wrong about, legal together or not.
class RandomAxes : public test::RandomNumbers {
public:
    using RandomNumbers::RandomNumbers;

    Axis next() {
        Axis axis;
        axis.sliding = any_of(Sliding::transposed);
        axis.in = whole(1, 9);
        axis.kernel = whole(1, 5);
        axis.out = one_in(12) ? 0 : whole(1, 12);
        if (axis.sliding == Sliding::adaptive) return axis;
        axis.stride = whole(1, 6);
        axis.dilation = whole(1, 6);
        axis.pad_begin = whole(axis.sliding == Sliding::windows ? -3 : 0, 14);
        axis.pad_end = whole(axis.sliding == Sliding::windows ? -3 : 0, 14);
        return axis;
    }
    PaddingMode mode() { return any_of(PaddingMode::symmetric); }
};

std::string line_of(const Axis& a, PaddingMode mode) {
    return fmt::format("in {} kernel {} stride {} dilation {} pads {}:{} out {} sliding {} mode {}", a.in, a.kernel,
                       a.stride, a.dilation, a.pad_begin, a.pad_end, a.out, static_cast<int>(a.sliding),
                       to_string(mode));
}

/// Every (output, tap) pair for which `counts` holds, one by one.
template <class Counts>
std::int64_t pairs(const Axis& axis, Counts&& counts) {
    std::int64_t count = 0;
    for (std::int64_t o = 0; o < axis.out; ++o)
        for (std::int64_t k = 0; k < window_length(axis, o); ++k) count += counts(input_index(axis, o, k)) ? 1 : 0;
    return count;
}

TEST(Coverage, ReadingsAtAPositionAreTheTapsThatStandThere) {
    RandomAxes axes(31);
    for (int i = 0; i < 4000; ++i) {
        const Axis axis = axes.next();
        for (std::int64_t at = -20; at < 60; ++at)
            ASSERT_EQ(readings_at(axis, at), pairs(axis, [&](std::int64_t p) { return p == at; }))
                << line_of(axis, PaddingMode::constant) << " at " << at;
    }
}

TEST(Coverage, OfAPositionCountsTheTapsThatReadItAsACopyToo) {
    RandomAxes axes(32);
    for (int i = 0; i < 6000; ++i) {
        const Axis axis = axes.next();
        const PaddingMode mode = axes.mode();
        const std::vector<std::int64_t> all = axis_coverage(axis, mode);
        ASSERT_EQ(std::ssize(all), axis.in);
        for (std::int64_t at = 0; at < axis.in; ++at) {
            const auto reads = [&](std::int64_t p) { return source_position(axis, mode, p) == at; };
            ASSERT_EQ(axis_coverage(axis, mode, at), pairs(axis, reads)) << line_of(axis, mode) << " cell " << at;
            ASSERT_EQ(all[static_cast<std::size_t>(at)], pairs(axis, reads)) << line_of(axis, mode) << " cell " << at;
        }
    }
}

TEST(Coverage, UnreadPositionsAreThoseWhereNoTapStands) {
    RandomAxes axes(33);
    for (int i = 0; i < 2000; ++i) {
        const Axis axis = axes.next();
        const bool slides = axis.sliding == Sliding::windows;
        std::vector<std::int64_t> unread;
        for (std::int64_t at = slides ? std::min<std::int64_t>(-axis.pad_begin, 0) : 0;
             at < axis.in + (slides ? std::max<std::int64_t>(axis.pad_end, 0) : 0); ++at)
            if (pairs(axis, [&](std::int64_t p) { return p == stretched_position(axis, at); }) == 0)
                unread.push_back(at);
        ASSERT_EQ(unread_positions(axis), unread) << line_of(axis, PaddingMode::constant);
    }
}

TEST(Coverage, OfACellIsTheNumberOfItsReaders) {
    test::RandomProblems problems(34);
    for (int i = 0; i < 1800; ++i) {
        const auto operation = static_cast<std::size_t>(i) % std::variant_size_v<Operation>;
        const test::RandomProblem problem = problems.next(test::Cells::integers, operation);
        const Geometry& geometry = problem.geometry;
        const Tensor all = coverage(geometry);
        for (std::int64_t in = 0; in < element_count(geometry.input); ++in) {
            const Index cell = unflatten(geometry.input, in);
            ASSERT_EQ(all[in], static_cast<float>(readers(geometry, cell).size())) << problem.line << " cell " << in;
        }
    }
}

/// Taps of windows that slide; of stamps, the kernel of each input cell for each output channel that it reaches.
double counted_one_by_one(const Geometry& geometry) {
    std::int64_t count = 0;
    if (!geometry.transposed()) {
        for (std::int64_t o = 0; o < element_count(geometry.output); ++o)
            for_each_tap(geometry, unflatten(geometry.output, o), [&](const Tap&) { ++count; });
        return static_cast<double>(count);
    }
    for (std::int64_t i = 0; i < element_count(geometry.input); ++i) {
        const WindowBox stamp = stamp_box(geometry, unflatten(geometry.input, i));
        std::int64_t cells = 1;  // of the stamp, those that its dilation leaves out not counted
        for (std::size_t a = 0; a < geometry.axes.size(); ++a)
            cells *= (stamp.last[a] - stamp.first[a]) / geometry.axes[a].dilation + 1;
        const bool weighted = !geometry.weight.empty();
        count += cells * (weighted ? geometry.out_channels / geometry.groups : 1);
    }
    return static_cast<double>(count);
}

TEST(Coverage, ReadingsAreTheTapsOfAllWindows) {
    test::RandomProblems problems(35);
    for (int i = 0; i < 1800; ++i) {
        const auto operation = static_cast<std::size_t>(i) % std::variant_size_v<Operation>;
        const test::RandomProblem problem = problems.next(test::Cells::integers, operation);
        ASSERT_EQ(readings(problem.geometry), counted_one_by_one(problem.geometry)) << problem.line;
    }
}

TEST(Coverage, TapsOfAnOutputAreAsManyAsItsLargestWindowHas) {
    test::RandomProblems problems(36);
    for (int i = 0; i < 900; ++i) {
        const auto operation = static_cast<std::size_t>(i) % std::variant_size_v<Operation>;
        const test::RandomProblem problem = problems.next(test::Cells::integers, operation);
        const Geometry& geometry = problem.geometry;
        const bool all = !std::holds_alternative<Fold>(geometry.operation) &&
                         !std::holds_alternative<MaxUnpool>(geometry.operation);  // those leave out what is no cell
        std::int64_t most = 0;
        for (std::int64_t o = 0; o < element_count(geometry.output); ++o)
            most = std::max(most, std::ssize(taps(geometry, unflatten(geometry.output, o))));
        if (all && most > 0) {
            ASSERT_EQ(taps_of_output(geometry), most) << problem.line;
        }
        ASSERT_GE(taps_of_output(geometry), most) << problem.line;
    }
}

TEST(Coverage, AWeightIsUsedByEachOutputCellOfItsChannelOnce) {
    test::RandomProblems problems(37);
    for (int i = 0; i < 900; ++i) {
        const auto operation = static_cast<std::size_t>(i) % std::variant_size_v<Operation>;
        const test::RandomProblem problem = problems.next(test::Cells::integers, operation);
        const Geometry& geometry = problem.geometry;
        if (geometry.weight.empty() || geometry.transposed()) continue;  // of those, stamps cut off are no taps
        std::int64_t uses = 0;
        for (std::int64_t o = 0; o < element_count(geometry.output); ++o)
            for (const Tap& tap : taps(geometry, unflatten(geometry.output, o))) uses += tap.weight == 0 ? 1 : 0;
        ASSERT_EQ(uses_of_weight(geometry), uses) << problem.line;
    }
}

TEST(Coverage, ReadingsOfAnExample) {
    Conv conv = default_of<Conv>(2);
    conv.out_channels = 2;
    const auto geometry = resolve(conv, {1, 3, 5, 5});
    ASSERT_TRUE(geometry.has_value()) << sentence_of(geometry.error());
    EXPECT_EQ(readings(*geometry), 486.0);
}

TEST(Coverage, OfWhatReflectsFarBeyondTheInputIsEveryCopy) {
    Axis axis;  // 0 1 2 with 7 before and 5 after: 1 2 1 0 1 2 1 | 0 1 2 | 1 0 1 2 1
    axis.in = 3;
    axis.pad_begin = 7;
    axis.pad_end = 5;
    axis.out = 15;
    EXPECT_EQ(axis_coverage(axis, PaddingMode::reflect), (std::vector<std::int64_t>{3, 8, 4}));
    EXPECT_EQ(axis_coverage(axis, PaddingMode::replicate), (std::vector<std::int64_t>{8, 1, 6}));
    EXPECT_EQ(axis_coverage(axis, PaddingMode::circular), (std::vector<std::int64_t>{5, 5, 5}));
}

TEST(Coverage, NoPositionLiesInMoreWindowsThanSaid) {
    for (std::int64_t kernel = 1; kernel <= 4; ++kernel)
        for (std::int64_t stride = 1; stride <= 4; ++stride)
            for (std::int64_t dilation = 1; dilation <= 3; ++dilation) {
                Axis axis;
                axis.in = 40;
                axis.kernel = kernel;
                axis.stride = stride;
                axis.dilation = dilation;
                axis.out = (axis.in - axis.span()) / stride + 1;
                std::int64_t most = 0;
                for (std::int64_t at = 0; at < axis.in; ++at) {
                    std::int64_t windows = 0;
                    for (std::int64_t o = 0; o < axis.out; ++o) {
                        const auto [first, last] = window_along(axis, o);
                        if (first <= at && at <= last) ++windows;
                    }
                    most = std::max(most, windows);
                }
                EXPECT_EQ(most_readers(axis), most) << "k" << kernel << " s" << stride << " d" << dilation;
            }
}

TEST(Coverage, NoPositionLiesInMoreAdaptiveWindowsThanSaid) {
    for (std::int64_t in = 1; in <= 24; ++in)
        for (std::int64_t out = 0; out <= 24; ++out) {
            Axis axis;
            axis.sliding = Sliding::adaptive;
            axis.in = in;
            axis.out = out;
            const std::vector<std::int64_t> windows = axis_coverage(axis, PaddingMode::constant);
            const std::int64_t most = *std::max_element(windows.begin(), windows.end());
            EXPECT_GE(most_readers(axis), most) << in << " to " << out;
            EXPECT_LE(most_readers(axis), out == 0 || in % out == 0 || out % in == 0 ? most : most + 1)
                << in << " to " << out;
        }
}

TEST(Coverage, TheTapsWithAWeightAreThoseOfAllWindowsThatHaveIt) {
    test::RandomProblems problems(314);
    for (int round = 0; round < 60; ++round) {
        const bool transposed = round % 2 == 0;
        const test::RandomProblem problem =
            problems.next(test::Cells::integers, transposed ? alternative_of<ConvTranspose>() : alternative_of<Conv>());
        const Geometry& geometry = problem.geometry;
        for (std::int64_t weight = 0; weight < element_count(geometry.weight) && geometry.samples() > 0; weight += 3) {
            const std::int64_t sample = geometry.samples() - 1;
            std::vector<std::pair<Index, std::int64_t>> expected, found;
            for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
                const Index output = unflatten(geometry.output, o);
                if (geometry.sample_of(output) != sample) continue;
                for_each_tap(geometry, output, [&](const Tap& tap) {
                    if (tap.weight == weight) expected.emplace_back(tap.at, tap.source);
                });
            }
            for (const Tap& tap : taps_with_weight(geometry, weight, sample, 1 << 20))
                found.emplace_back(tap.at, tap.source);
            ASSERT_EQ(found, expected) << problem.line << ", weight " << weight;
            const auto ends = taps_with_weight(geometry, weight, sample, 1);
            if (expected.size() > 1) {
                ASSERT_EQ(ends.size(), 2U);
                EXPECT_EQ(ends.back().at, expected.back().first);
            }
        }
    }
}

}  // namespace
}  // namespace stridelens
