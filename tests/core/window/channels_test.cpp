#include "core/window/channels.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

#include <set>

namespace stridelens {
namespace {

Geometry grouped(bool transposed) {
    Conv conv = default_of<Conv>(2);
    ConvTranspose back;
    back.kernel_size = conv.kernel_size = {3, 3};
    back.groups = conv.groups = 2;
    back.out_channels = conv.out_channels = 6;
    const auto geometry = resolve(transposed ? Operation(back) : Operation(conv), {2, 4, 5, 5});
    EXPECT_TRUE(geometry.has_value()) << (geometry ? std::string() : sentence_of(geometry.error()));
    return geometry.value_or(Geometry{});
}

TEST(Channels, OfAnExample) {
    const Geometry conv = grouped(false), back = grouped(true);
    EXPECT_EQ(channels_read(conv, 3), (ChannelRange{2, 2}));
    EXPECT_EQ(channels_reading(conv, 1), (ChannelRange{0, 3}));
    EXPECT_EQ(joined_channels(conv, {3, 1, 0, 0}), (JoinedChannels{3, 3}));
    EXPECT_EQ(kernel_number(conv, {3, 3}), 7);
    EXPECT_EQ(first_weight(conv, {3, 3}), 63);
    EXPECT_EQ(kernel_number(conv, {1, 3}), -1);
    EXPECT_EQ(first_weight(conv, {1, 3}), -1);
    EXPECT_EQ(joined_channels(back, {3, 1, 0, 0}), (JoinedChannels{3, 4}));
    EXPECT_EQ(kernel_number(back, {3, 4}), 10);
    const MatrixProduct product = matrix_product(conv, 1, 4);
    EXPECT_EQ((std::vector<std::int64_t>{product.rows, product.inner, product.windows}),
              (std::vector<std::int64_t>{3, 18, 9}));
    EXPECT_EQ(product.first_weight, 3 * 18);
    EXPECT_EQ(product.first_output, (6 + 3) * 9);
    EXPECT_EQ(inner_rows(conv, product, 3), (Positions{9, 17}));
}

TEST(Channels, ReadAreThoseOfTheTapsAndReadingThoseOfTheReaders) {
    test::RandomProblems problems(51);
    for (int i = 0; i < 600; ++i) {
        const std::size_t operation = i % 2 == 0 ? alternative_of<Conv>() : alternative_of<ConvTranspose>();
        const test::RandomProblem problem = problems.next(test::Cells::integers, operation);
        const Geometry& geometry = problem.geometry;
        const std::size_t axis = geometry.channel_axis();
        std::set<std::pair<std::int64_t, std::int64_t>> by_taps, by_reading;
        for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
            const Index output = unflatten(geometry.output, o);
            for_each_tap(geometry, output, [&](const Tap& tap) {
                by_taps.emplace(tap.channel, output[axis]);
                const JoinedChannels joined = joined_channels(geometry, unflatten(geometry.weight, tap.weight));
                ASSERT_EQ(joined, (JoinedChannels{tap.channel, output[axis]})) << problem.line;
                ASSERT_EQ(first_weight(geometry, joined) + flatten(geometry.kernel_extents(), tap.kernel), tap.weight)
                    << problem.line;
            });
        }
        if (HasFatalFailure()) return;
        if (element_count(geometry.output) == 0) continue;
        for (std::int64_t in = 0; in < geometry.in_channels; ++in)
            for (std::int64_t out = 0; out < geometry.out_channels; ++out) {
                const bool joined = channels_read(geometry, out).contains(in);
                ASSERT_EQ(joined, by_taps.contains({in, out})) << problem.line << " " << in << " → " << out;
                ASSERT_EQ(channels_reading(geometry, in).contains(out), joined) << problem.line;
                ASSERT_EQ(kernel_number(geometry, {in, out}) >= 0, joined) << problem.line;
            }
    }
}

TEST(Channels, WithoutWeightsEachIsByItself) {
    const auto geometry = resolve(default_of<MaxPool>(2), {1, 3, 4, 4});
    ASSERT_TRUE(geometry.has_value()) << sentence_of(geometry.error());
    EXPECT_EQ(channels_read(*geometry, 2), (ChannelRange{2, 1}));
    EXPECT_EQ(channels_reading(*geometry, 2), (ChannelRange{2, 1}));
}

TEST(Columns, ARowIsAKernelPositionOfAChannelAndAColumnAWindow) {
    test::RandomProblems problems(52);
    for (int i = 0; i < 200; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers, alternative_of<Unfold>());
        const Geometry& geometry = problem.geometry;
        std::int64_t row = 0;
        for (std::int64_t channel = 0; channel < geometry.in_channels; ++channel) {
            ASSERT_EQ(first_row_of(geometry, channel), row) << problem.line;
            for (std::int64_t flat = 0; flat < geometry.kernel_cells(); ++flat, ++row) {
                const ColumnRow at = column_row(geometry, row);
                ASSERT_EQ(at.channel, channel) << problem.line;
                ASSERT_EQ(at.flat, flat) << problem.line;
                ASSERT_EQ(flatten(geometry.kernel_extents(), at.kernel), flat) << problem.line;
            }
        }
        ASSERT_EQ(row, geometry.output[geometry.channel_axis()]) << problem.line;
        for (std::int64_t column = 0; column < geometry.output.back(); ++column)
            ASSERT_EQ(flatten(geometry.output_plane(), column_window(geometry, column)), column) << problem.line;
    }
}

TEST(Columns, OfAConvolutionHoldTheTapsOfItsWindows) {
    test::RandomProblems problems(53);
    for (int i = 0; i < 400; ++i) {
        const test::RandomProblem problem = problems.next(test::Cells::integers, alternative_of<Conv>());
        const Geometry& geometry = problem.geometry;
        for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
            const Index output = unflatten(geometry.output, o);
            const MatrixProduct product =
                matrix_product(geometry, geometry.sample_of(output), output[geometry.channel_axis()]);
            const std::int64_t row = (o - product.first_output) / product.windows;
            const std::int64_t column = (o - product.first_output) % product.windows;
            ASSERT_LT(row, product.rows) << problem.line;
            std::int64_t taps = 0;
            for_each_tap(geometry, output, [&](const Tap& tap) {
                const std::int64_t inner = tap.weight - product.first_weight - row * product.inner;
                ASSERT_GE(inner, inner_rows(geometry, product, tap.channel).first) << problem.line;
                ASSERT_LE(inner, inner_rows(geometry, product, tap.channel).last) << problem.line;
                const Tap found = unfolded_tap(geometry, product, inner, column);
                ASSERT_EQ(found.source, tap.source) << problem.line << " output " << o << " row " << inner;
                ASSERT_EQ(found.at, tap.at) << problem.line << " output " << o << " row " << inner;
                ASSERT_EQ(found.kernel, tap.kernel) << problem.line << " output " << o << " row " << inner;
                ASSERT_EQ(found.kind, tap.kind) << problem.line << " output " << o << " row " << inner;
                ASSERT_EQ(found.channel, tap.channel) << problem.line << " output " << o << " row " << inner;
                ++taps;
            });
            if (HasFatalFailure()) return;
            ASSERT_EQ(taps, product.inner) << problem.line;
        }
    }
}

}  // namespace
}  // namespace stridelens
