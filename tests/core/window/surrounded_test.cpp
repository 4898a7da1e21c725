// What stands around the input has numbers and positions, and its readers are the taps that stand there.

#include "core/window/surrounded.h"

#include "core/operation/problem.h"
#include "core/reference/reference.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

#include <map>

namespace stridelens {
namespace {

Geometry geometry_of(const std::string& line) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line;
    return resolve(problem->operation, problem->input).value();
}

TEST(Surrounded, CountsTheInputWithAllThatStandsAroundIt) {
    const Geometry pool = geometry_of("maxpool2d 1x1x5x5 k3 s1 p1");
    EXPECT_EQ(surrounded(pool), (Shape{1, 1, 7, 7}));
    EXPECT_EQ(surrounded_cell(pool, {0, 0, -1, -1}), 0);
    EXPECT_EQ(surrounded_cell(pool, {0, 0, 5, 5}), 48);
    EXPECT_EQ(surrounded_cell(pool, {0, 0, 6, 0}), -1);
    EXPECT_EQ(surrounded_position(pool, 9), (Index{0, 0, 0, 1}));
    EXPECT_EQ(surrounded(geometry_of("avgpool2d 1x1x5x5 k2 s2 ceil")), (Shape{1, 1, 6, 6})) << "with the overhang";
    EXPECT_EQ(surrounded(geometry_of("convtranspose1d 1x1x3 out1 k3 s2")), (Shape{1, 1, 9}))
        << "5 cells and zeros, 2 on each side";
}

/// Every tap of every output cell, by the position that it stands at.
std::map<std::vector<std::int64_t>, std::vector<Reader>> standing(const Geometry& geometry) {
    std::map<std::vector<std::int64_t>, std::vector<Reader>> all;
    for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
        const Index output = unflatten(geometry.output, o);
        for_each_tap(geometry, output, [&](const Tap& tap) {
            std::vector<std::int64_t> at;
            for (std::size_t a = 0; a < geometry.leading; ++a) at.push_back(output[a]);
            const bool columns = std::holds_alternative<Unfold>(geometry.operation);
            if (!geometry.weight.empty() || columns) at[geometry.leading - 1] = tap.channel;
            at.insert(at.end(), tap.at.begin(), tap.at.end());
            all[at].push_back({o, tap.kernel, tap.weight});
        });
    }
    return all;
}

TEST(Surrounded, EveryPositionIsReadByTheTapsThatStandThere) {
    test::RandomProblems problems(271);
    int padded = 0;
    for (int round = 0; round < 250; ++round) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        const Geometry& geometry = problem.geometry;
        // Fold and MaxUnpool put their cells back: nothing stands around them.
        if (std::holds_alternative<Fold>(geometry.operation) || std::holds_alternative<MaxUnpool>(geometry.operation))
            continue;
        const auto all = standing(geometry);
        for (std::int64_t cell = 0; cell < surrounded_cells(geometry); ++cell) {
            const Index at = surrounded_position(geometry, cell);
            ASSERT_EQ(surrounded_cell(geometry, at), cell) << problem.line;
            const auto found = all.find({at.begin(), at.end()});
            const std::vector<Reader> expected = found == all.end() ? std::vector<Reader>{} : found->second;
            ASSERT_EQ(readers_at(geometry, at), expected) << problem.line << ", cell " << cell;
            padded += occupant(geometry, at).kind != TapKind::inside && !expected.empty() ? 1 : 0;
        }
        for (const auto& [at, readers] : all)
            ASSERT_GE(surrounded_cell(geometry, {at.begin(), at.end()}), 0) << problem.line << ": a tap stands outside";
    }
    EXPECT_GT(padded, 1000) << "otherwise it says little";
}

TEST(Surrounded, WhatStandsThereIsWhatItsTapsRead) {
    test::RandomProblems problems(828);
    for (int round = 0; round < 300; ++round) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        const Geometry& geometry = problem.geometry;
        if (std::holds_alternative<Fold>(geometry.operation) || std::holds_alternative<MaxUnpool>(geometry.operation))
            continue;
        for (std::int64_t o = 0; o < element_count(geometry.output); ++o) {
            const Index output = unflatten(geometry.output, o);
            for_each_tap(geometry, output, [&](const Tap& tap) {
                Index at = geometry.before_windows(geometry.input);
                for (std::size_t a = 0; a < geometry.leading; ++a) at[a] = output[a];
                const bool columns = std::holds_alternative<Unfold>(geometry.operation);
                if (!geometry.weight.empty() || columns) at[geometry.leading - 1] = tap.channel;
                for (const std::int64_t position : tap.at) at.push_back(position);
                const Occupant there = occupant(geometry, at);
                ASSERT_EQ(there.source, tap.source) << problem.line;
                ASSERT_EQ(there.kind, tap.kind) << problem.line;
            });
        }
    }
}

/// The cell that padding mirrors, repeats or wraps from has the value that the padded tensor has there.
TEST(Surrounded, PaddingRepeatsTheCellWhoseValueThePaddedTensorHas) {
    int compared = 0;
    for (const char* mode : {"reflect", "replicate", "circular", "symmetric"})
        for (const char* shape : {"pad2d 1x1x5x4 p3x2 mode=", "pad1d 1x2x6 p3 mode=", "pad3d 1x1x3x4x3 p2 mode="}) {
            const auto problem = parse_problem(shape + std::string(mode));
            if (!problem) continue;
            const auto resolved = resolve(problem->operation, problem->input);
            if (!resolved) continue;
            const Geometry& geometry = *resolved;
            Tensor input(geometry.input);
            for (std::int64_t i = 0; i < std::ssize(input.values); ++i) input[i] = static_cast<float>(i + 1);
            const Tensor padded = evaluate_reference(geometry, {input}).output;
            ASSERT_EQ(surrounded(geometry), geometry.output) << shape << mode;
            for (std::int64_t cell = 0; cell < std::ssize(padded.values); ++cell) {
                const std::int64_t source = occupant(geometry, surrounded_position(geometry, cell)).source;
                ASSERT_GE(source, 0) << shape << mode;
                ++compared;
                EXPECT_EQ(input[source], padded[cell]) << shape << mode << ", cell " << cell;
            }
        }
    EXPECT_GT(compared, 1000);
}

}  // namespace
}  // namespace stridelens
