#include "core/window/window.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "core/window/copies.h"
#include "core/window/coverage.h"
#include "tests/core/random_problem.h"
#include "tests/core/window/kind_at.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <tuple>

namespace stridelens {
namespace {

Geometry resolved(const Operation& operation, const Shape& input) {
    const auto geometry = resolve(operation, input);
    EXPECT_TRUE(geometry.has_value()) << (geometry ? std::string() : sentence_of(geometry.error()));
    return geometry.value_or(Geometry{});
}

std::vector<std::int64_t> sources(const Geometry& geometry, const Index& output) {
    std::vector<std::int64_t> list;
    for (const Tap& tap : taps(geometry, output)) list.push_back(tap.source);
    return list;
}

TEST(Window, TapsComeInReadingOrder) {
    MaxPool pool = default_of<MaxPool>(2);
    pool.stride = {1, 1};
    EXPECT_EQ(sources(resolved(pool, {1, 1, 5, 5}), {0, 0, 1, 2}), (std::vector<std::int64_t>{7, 8, 12, 13}));
}

TEST(Window, DilatedWindowDoesNotReadTheCellsItSkips) {
    MaxPool pool = default_of<MaxPool>(1);
    pool.stride = {1};
    pool.dilation = {2};
    const Geometry geometry = resolved(pool, {1, 1, 4});
    EXPECT_EQ(sources(geometry, {0, 0, 0}), (std::vector<std::int64_t>{0, 2}));
    EXPECT_EQ(sources(geometry, {0, 0, 1}), (std::vector<std::int64_t>{1, 3}));
}

TEST(Window, CeilModeOverhangIsNotPadding) {
    AvgPool pool = default_of<AvgPool>(1);
    pool.kernel_size = {3};
    pool.stride = {2};
    pool.padding = {Sides{1, 1}};
    pool.ceil_mode = true;
    const std::vector<Tap> last = taps(resolved(pool, {1, 1, 6}), {0, 0, 3});  // positions 5, 6, 7
    ASSERT_EQ(last.size(), 3U);
    EXPECT_EQ(last[0].kind, TapKind::inside);
    EXPECT_EQ(last[1].kind, TapKind::padding);
    EXPECT_EQ(last[2].kind, TapKind::overhang);
}

TEST(Window, ConvolutionReadsTheChannelsOfItsGroupInOrder) {
    Conv conv = default_of<Conv>(1);
    conv.kernel_size = {2};
    conv.groups = 2;
    conv.out_channels = 4;
    const std::vector<Tap> list = taps(resolved(conv, {2, 4, 3}), {1, 3, 1});  // group 1: channels 2 and 3
    ASSERT_EQ(list.size(), 4U);
    const std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>> expected{
        {2, 19, 12}, {2, 20, 13}, {3, 22, 14}, {3, 23, 15}};
    for (std::size_t i = 0; i < list.size(); ++i)
        EXPECT_EQ(std::tuple(list[i].channel, list[i].source, list[i].weight), expected[i]) << "tap " << i;
}

TEST(Window, RemainderColumnIsNeverRead) {
    MaxPool pool = default_of<MaxPool>(2);
    pool.kernel_size = {3, 3};
    pool.stride = {2, 2};
    EXPECT_EQ(unread_positions(resolved(pool, {1, 3, 28, 28}).axes[1]), (std::vector<std::int64_t>{27}));
    Conv conv = default_of<Conv>(2);
    conv.stride = {2, 2};
    conv.padding = {Sides{1, 1}, Sides{1, 1}};
    // padded index 29 is input position 28
    EXPECT_EQ(unread_positions(resolved(conv, {1, 3, 28, 28}).axes[1]), (std::vector<std::int64_t>{28}));
}

TEST(Window, SamePaddingShiftsEveryWindowByOneAgainstPaddingOne) {
    Conv same = default_of<Conv>(1);
    same.convention = Convention::onnx;
    same.stride = {2};
    same.auto_pad = AutoPad::same_upper;
    Conv padded = default_of<Conv>(1);
    padded.stride = {2};
    padded.padding = {Sides{1, 1}};
    const Geometry a = resolved(same, {1, 1, 28});
    const Geometry b = resolved(padded, {1, 1, 28});
    ASSERT_EQ(a.output, b.output);
    ASSERT_EQ(a.output[2], 14);
    for (std::int64_t o = 0; o < 14; ++o)
        EXPECT_EQ(window_box(a, {0, 0, o}).first[0], window_box(b, {0, 0, o}).first[0] + 1) << "output " << o;
}

TEST(Window, CircularPaddingOfACropWrapsOverWhatIsLeft) {
    Pad pad = default_of<Pad>(1);
    pad.mode = PaddingMode::circular;
    pad.padding = {Sides{-1, 2}};
    const Geometry geometry = resolved(pad, {1, 1, 4});
    std::vector<std::int64_t> list;
    for (std::int64_t o = 0; o < geometry.output[2]; ++o) list.push_back(sources(geometry, {0, 0, o}).front());
    EXPECT_EQ(list, (std::vector<std::int64_t>{1, 2, 3, 1, 2}));
}

TEST(Window, AdaptiveWindowsDifferInSizeAndOverlap) {
    AdaptiveMaxPool pool;
    pool.spatial_rank = 1;
    pool.output_size = {3};
    const Geometry geometry = resolved(pool, {1, 1, 5});
    EXPECT_EQ(sources(geometry, {0, 0, 0}), (std::vector<std::int64_t>{0, 1}));
    EXPECT_EQ(sources(geometry, {0, 0, 1}), (std::vector<std::int64_t>{1, 2, 3}));
    EXPECT_EQ(sources(geometry, {0, 0, 2}), (std::vector<std::int64_t>{3, 4}));
    EXPECT_EQ(coverage(geometry).values, (std::vector<float>{1, 2, 1, 2, 1}));
    EXPECT_TRUE(unread_positions(geometry.axes[0]).empty());
}

TEST(Window, TransposedWindowsRunThroughTheStretchedInputWithTheKernelBackwards) {
    ConvTranspose conv;
    conv.spatial_rank = 1;
    conv.kernel_size = {3};
    conv.stride = {2};
    conv.padding = {Sides{0, 0}};
    conv.output_padding = {0};
    conv.dilation = {1};
    const Geometry geometry = resolved(conv, {1, 1, 3});  // stretched: x0 · x1 · x2, 7 outputs
    const std::vector<Tap> list = taps(geometry, {0, 0, 1});
    ASSERT_EQ(list.size(), 3U);
    const std::vector<std::tuple<std::int64_t, std::int64_t, TapKind, std::int64_t>> expected{
        {2, -1, TapKind::padding, -1}, {1, 0, TapKind::inside, 0}, {0, 1, TapKind::inserted, -1}};
    for (std::size_t i = 0; i < list.size(); ++i)
        EXPECT_EQ(std::tuple(list[i].weight, list[i].at[0], list[i].kind, list[i].source), expected[i]) << "tap " << i;
    const WindowBox stamp = stamp_box(geometry, {0, 0, 1});
    EXPECT_EQ(stamp.first, (Index{2}));
    EXPECT_EQ(stamp.last, (Index{4}));
    EXPECT_EQ(coverage(geometry).values, (std::vector<float>{3, 3, 3}));
}

TEST(Window, TransposedChannelsTakeTheWeightsOfTheirGroup) {
    ConvTranspose conv;
    conv.spatial_rank = 1;
    conv.kernel_size = {2};
    conv.stride = {1};
    conv.padding = {Sides{0, 0}};
    conv.output_padding = {0};
    conv.dilation = {1};
    conv.groups = 2;
    conv.out_channels = 4;
    const std::vector<Tap> list = taps(resolved(conv, {2, 4, 3}), {1, 3, 1});  // group 1: channels 2 and 3
    ASSERT_EQ(list.size(), 4U);
    const std::vector<std::tuple<std::int64_t, std::int64_t, std::int64_t>> expected{
        {2, 18, 11}, {2, 19, 10}, {3, 21, 15}, {3, 22, 14}};
    for (std::size_t i = 0; i < list.size(); ++i)
        EXPECT_EQ(std::tuple(list[i].channel, list[i].source, list[i].weight), expected[i]) << "tap " << i;
}

TEST(Window, TrueConvolutionReadsTheSameCellsWithTheKernelFromItsFarCorner) {
    Conv conv = default_of<Conv>(2);
    conv.kernel_size = {2, 2};
    Conv flipped = conv;
    flipped.flip_kernel = true;
    const std::vector<Tap> plain = taps(resolved(conv, {1, 2, 3, 3}), {0, 0, 1, 1});
    const std::vector<Tap> mirrored = taps(resolved(flipped, {1, 2, 3, 3}), {0, 0, 1, 1});
    ASSERT_EQ(mirrored.size(), 8U);
    const std::vector<std::int64_t> weights{3, 2, 1, 0, 7, 6, 5, 4};
    for (std::size_t i = 0; i < mirrored.size(); ++i) {
        EXPECT_EQ(mirrored[i].source, plain[i].source) << "tap " << i;
        EXPECT_EQ(mirrored[i].weight, weights[i]) << "tap " << i;
        EXPECT_EQ(mirrored[i].kernel[0], 1 - plain[i].kernel[0]) << "tap " << i;
    }
}

TEST(Window, UnfoldAndFoldPairOneCellOfAColumnWithOneOfTheImage) {
    Unfold unfold;
    unfold.padding = {Sides{1, 1}, Sides{1, 1}};
    const Geometry columns = resolved(unfold, {1, 2, 3, 3});   // 2·4 rows, 4·4 windows
    const std::vector<Tap> copied = taps(columns, {0, 5, 6});  // channel 1, kernel (0, 1), window (1, 2)
    ASSERT_EQ(copied.size(), 1U);
    EXPECT_EQ(copied[0].kernel, (Index{0, 1}));
    EXPECT_EQ(copied[0].at, (Index{0, 2}));
    EXPECT_EQ(copied[0].source, 9 + 2);
    EXPECT_EQ(window_box(columns, {0, 5, 6}).first, (Index{0, 1}));
    EXPECT_EQ(window_box(columns, {0, 5, 6}).last, (Index{1, 2}));

    Fold fold;
    fold.output_size = {3, 3};
    fold.padding = unfold.padding;
    const Geometry image = resolved(fold, columns.output);
    const std::vector<Reader> put_back = readers(image, {0, 5, 6});
    ASSERT_EQ(put_back.size(), 1U);
    EXPECT_EQ(put_back[0].output, copied[0].source);
    EXPECT_EQ(put_back[0].kernel, (Index{0, 1}));
}

TEST(Window, MaxUnpoolOffersEachCellToItsWindow) {
    MaxUnpool unpool;
    unpool.spatial_rank = 1;
    unpool.kernel_size = {3};
    unpool.stride = {2};
    unpool.padding = {Sides{0, 0}};
    const Geometry geometry = resolved(unpool, {1, 1, 2});
    EXPECT_EQ(sources(geometry, {0, 0, 1}), (std::vector<std::int64_t>{0}));
    EXPECT_EQ(sources(geometry, {0, 0, 2}), (std::vector<std::int64_t>{0, 1}));
}

TEST(Window, InputCellsWhoseWholeStampIsCutAwayAreUnread) {
    ConvTranspose conv;
    conv.spatial_rank = 1;
    conv.kernel_size = {1};
    conv.stride = {2};
    conv.padding = {Sides{1, 1}};
    conv.output_padding = {0};
    conv.dilation = {1};
    EXPECT_EQ(unread_positions(resolved(conv, {1, 1, 4}).axes[0]), (std::vector<std::int64_t>{0, 3}));
}

TEST(Window, BoxSpansFirstToLastTap) {
    test::RandomProblems problems(3);
    for (int i = 0; i < 1000; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        const Operation& operation = problem.geometry.operation;
        const bool only_some = std::holds_alternative<MaxUnpool>(operation) ||
                               std::holds_alternative<Fold>(operation) ||
                               std::holds_alternative<Unfold>(operation);  // the box is the whole window's
        for (std::int64_t o = 0; o < element_count(problem.geometry.output); ++o) {
            const Index output = unflatten(problem.geometry.output, o);
            const std::vector<Tap> list = taps(problem.geometry, output);
            const WindowBox box = window_box(problem.geometry, output);
            for (const Tap& tap : list) {
                for (std::size_t a = 0; a < tap.at.size(); ++a) {
                    ASSERT_GE(tap.at[a], box.first[a]) << problem.line;
                    ASSERT_LE(tap.at[a], box.last[a]) << problem.line;
                }
                ASSERT_EQ(test::kind_at(problem.geometry, tap.at), tap.kind) << problem.line;
            }
            if (only_some) continue;
            ASSERT_EQ(box.first, list.front().at) << problem.line;
            ASSERT_EQ(box.last, list.back().at) << problem.line;
        }
    }
}

TEST(Window, AlongAnAxisWindowsStampsAndSurroundingsAreThoseOfTheTaps) {
    test::RandomProblems problems(5);
    for (int i = 0; i < 1500; ++i) {
        const auto operation = static_cast<std::size_t>(i) % std::variant_size_v<Operation>;
        const test::RandomProblem problem = problems.next(test::Cells::integers, operation);
        for (const Axis& axis : problem.geometry.axes) {
            const bool slides = axis.sliding == Sliding::windows, back = axis.sliding == Sliding::transposed;
            std::int64_t low = slides ? std::min<std::int64_t>(-axis.pad_begin, 0) : 0;
            const std::int64_t size = back ? stretched(axis) : axis.in;
            std::int64_t high = size - 1 + (slides ? std::max<std::int64_t>(axis.pad_end, 0) : 0);
            std::vector<Positions> stamps(static_cast<std::size_t>(axis.in), {axis.out, -1});
            for (std::int64_t o = 0; o < axis.out; ++o) {
                std::vector<std::int64_t> at;
                for (std::int64_t k = 0; k < window_length(axis, o); ++k) at.push_back(input_index(axis, o, k));
                const auto [least, most] = std::minmax_element(at.begin(), at.end());
                ASSERT_EQ(window_along(axis, o), (Positions{*least, *most})) << problem.line << " output " << o;
                low = std::min(low, *least);
                high = std::max(high, *most);
                for (const std::int64_t position : at) {
                    const std::int64_t source = back ? source_position(axis, PaddingMode::constant, position) : -1;
                    if (source < 0) continue;
                    ASSERT_EQ(stretched_position(axis, source), position) << problem.line;
                    Positions& stamp = stamps[static_cast<std::size_t>(source)];
                    stamp = {std::min(stamp.first, o), std::max(stamp.last, o)};
                }
            }
            ASSERT_EQ(surroundings(axis), (Sides{-low, high + 1 - size})) << problem.line;
            for (std::int64_t cell = 0; back && cell < axis.in; ++cell) {
                const Positions stamp = stamp_along(axis, cell), seen = stamps[static_cast<std::size_t>(cell)];
                if (seen.last < 0) continue;  // all of it is cut off
                ASSERT_LE(stamp.first, seen.first) << problem.line << " cell " << cell;
                ASSERT_GE(stamp.last, seen.last) << problem.line << " cell " << cell;
                if (stamp.first >= 0) {
                    ASSERT_EQ(stamp.first, seen.first) << problem.line << " cell " << cell;
                }
                if (stamp.last < axis.out) {
                    ASSERT_EQ(stamp.last, seen.last) << problem.line << " cell " << cell;
                }
            }
        }
    }
}

TEST(Window, PaddingRepeatsACellWhereItsSourceIsThatCell) {
    const auto copies_of = [](const Axis& axis, PaddingMode mode, std::int64_t i) {
        std::vector<std::int64_t> at;
        detail::for_each_copy(axis, mode, i, [&](std::int64_t position) { at.push_back(position); });
        return at;
    };
    for (const PaddingMode mode : {PaddingMode::constant, PaddingMode::reflect, PaddingMode::replicate,
                                   PaddingMode::circular, PaddingMode::symmetric})
        for (std::int64_t in = 1; in <= 5; ++in)
            for (std::int64_t begin = -6; begin <= 12; ++begin)
                for (std::int64_t end = -6; end <= 12; ++end) {
                    Axis axis;
                    axis.in = in;
                    axis.pad_begin = begin;
                    axis.pad_end = end;
                    for (std::int64_t i = 0; i < in; ++i) {
                        std::vector<std::int64_t> expected;
                        for (std::int64_t at = -begin; at < in + end; ++at)
                            if ((at < 0 || at >= in) && source_position(axis, mode, at) == i) expected.push_back(at);
                        ASSERT_EQ(copies_of(axis, mode, i), expected)
                            << to_string(mode) << " in " << in << " pads " << begin << ":" << end << " cell " << i;
                    }
                }
}

/// (input, output, kernel flat, weight), once per reading: by input, then output, then tap.
using Reading = std::tuple<std::int64_t, std::int64_t, std::int64_t, std::int64_t>;

std::int64_t flat_kernel(const Geometry& geometry, const Index& kernel) {
    std::int64_t flat = 0;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) flat = flat * geometry.axes[a].kernel + kernel[a];
    return flat;
}

std::vector<Reading> readings_by_taps(const Geometry& geometry) {
    std::vector<Reading> all;
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o)
        for_each_tap(geometry, unflatten(geometry.output, o), [&](const Tap& tap) {
            if (tap.source >= 0) all.emplace_back(tap.source, o, flat_kernel(geometry, tap.kernel), tap.weight);
        });
    std::stable_sort(all.begin(), all.end(),
                     [](const Reading& a, const Reading& b) { return std::get<0>(a) < std::get<0>(b); });
    return all;
}

TEST(Window, ReadersIsTheInverseOfTapsAndInOrder) {
    test::RandomProblems problems(1);
    for (int i = 0; i < 3000; ++i) {
        const auto operation = static_cast<std::size_t>(i) % std::variant_size_v<Operation>;
        const test::RandomProblem problem = problems.next(test::Cells::integers, operation);
        const Geometry& geometry = problem.geometry;
        std::vector<Reading> all;
        for (std::int64_t in = 0; in < element_count(geometry.input); ++in)
            for (const Reader& reader : readers(geometry, unflatten(geometry.input, in)))
                all.emplace_back(in, reader.output, flat_kernel(geometry, reader.kernel), reader.weight);
        ASSERT_EQ(all, readings_by_taps(geometry)) << problem.line;
    }
}

TEST(Window, CoverageIsTheNumberOfReaders) {
    test::RandomProblems problems(2);
    for (int i = 0; i < 1500; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        const Tensor covered = coverage(problem.geometry);
        ASSERT_EQ(covered.shape, problem.geometry.input) << problem.line;
        for (std::int64_t in = 0; in < element_count(covered.shape); ++in) {
            const std::size_t count = readers(problem.geometry, unflatten(covered.shape, in)).size();
            ASSERT_EQ(covered[in], static_cast<float>(count)) << problem.line << " cell " << in;
        }
    }
}

TEST(Window, CoverageOfAnEmptyBatchCountsNothingHoweverLargeItsPlanes) {
    const auto geometry = resolve(default_of<MaxPool>(2), {0, 1, 16384, 16384});
    ASSERT_TRUE(geometry.has_value()) << sentence_of(geometry.error());
    EXPECT_EQ(coverage(*geometry), Tensor(geometry->input));
}

TEST(Window, OutputsInsideAreThoseWhoseTapIsInside) {
    test::RandomProblems problems(4);
    for (int i = 0; i < 1000; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        for (const Axis& axis : problem.geometry.axes) {
            if (axis.sliding != Sliding::windows) continue;
            for (std::int64_t k = 0; k < axis.kernel; ++k) {
                const OutputRange range = outputs_inside(axis, k);
                for (std::int64_t o = 0; o < axis.out; ++o) {
                    const std::int64_t at = input_index(axis, o, k);
                    ASSERT_EQ(o >= range.first && o < range.last, at >= 0 && at < axis.in) << problem.line;
                }
            }
        }
    }
}

/// The same tap as the walk over all of them comes by.
TEST(Window, AWeightHasOneTapInAWindow) {
    int seen = 0;
    test::RandomProblems problems(11);
    for (int i = 0; i < 1000; ++i) {
        const test::RandomProblem problem =
            problems.next(test::Cells::integers, i % 2 == 0 ? alternative_of<Conv>() : alternative_of<ConvTranspose>());
        const Geometry& geometry = problem.geometry;
        if (element_count(geometry.output) == 0) continue;
        for (const std::int64_t output : {std::int64_t{0}, element_count(geometry.output) - 1})
            for (const Tap& tap : taps(geometry, unflatten(geometry.output, output))) {
                const Tap found = tap_of_weight(geometry, unflatten(geometry.output, output), tap.weight);
                ASSERT_EQ(std::tie(found.kernel, found.at, found.kind, found.source, found.weight, found.channel),
                          std::tie(tap.kernel, tap.at, tap.kind, tap.source, tap.weight, tap.channel))
                    << problem.line << " output " << output << " weight " << tap.weight;
                ++seen;
            }
    }
    EXPECT_GT(seen, 1000);
}

}  // namespace
}  // namespace stridelens
