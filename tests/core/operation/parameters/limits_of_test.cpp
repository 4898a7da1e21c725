// The limits of every parameter, held against check(): the legal values are accepted, all others refused.
#include "core/operation/parameters/limits_of.h"
#include "core/operation/columns.h"
#include "core/operation/limits.h"
#include "core/operation/messages/messages.h"
#include "core/operation/parameters/settings.h"
#include "core/operation/problem.h"
#include "tests/core/random_problem.h"
#include "tests/core/seed.h"
#include "tests/core/wild_problem.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <string>
#include <vector>

namespace stridelens {
namespace {

constexpr std::int64_t kFirst = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();

/// One number that can be set: a parameter, on one axis or all, on one side or both.
struct Place {
    Operation operation;
    Shape input;
    Field field = Field::text;
    int axis = -1, side = -1;

    std::optional<Error> refusal(std::int64_t value) const {
        const Operation changed = with_value(operation, field, value, axis, side);
        return check(changed, followed_input(operation, input, changed));
    }
    Limits limits() const { return limits_of(operation, input, field, axis, side); }
    bool is_choice() const {
        const ParameterKind kind = info_of(operation, field)->kind;
        return kind == ParameterKind::choice || kind == ParameterKind::toggle;
    }
    std::int64_t last_choice() const {
        if (info_of(operation, field)->kind == ParameterKind::toggle) return 1;
        if (field == Field::convention) return static_cast<std::int64_t>(Convention::tensorflow);
        return field == Field::padding_mode ? static_cast<std::int64_t>(PaddingMode::symmetric)
                                            : static_cast<std::int64_t>(AutoPad::valid);
    }
    std::string line() const {
        Problem problem;
        problem.operation = operation;
        problem.input = input;
        return fmt::format("{} of {}, axis {}, side {}", to_string(field), print(problem), axis, side);
    }
};

/// An output size that is left out, as the numbers that follow: with_value() has nothing to set otherwise.
Operation said_in_numbers(Operation operation, const Shape& input) {
    const Extents* sizes = find_parameter<Extents>(operation, Field::output_size);
    const auto geometry = resolve(operation, input);
    if (sizes == nullptr || !sizes->empty() || !geometry) return operation;
    Extents outs;
    for (const Axis& axis : geometry->axes) outs.push_back(axis.out);
    set_parameter(operation, Field::output_size, outs);
    return operation;
}

std::vector<Place> places_of(const Operation& operation, const Shape& input) {
    std::vector<Place> places;
    for (const ParameterInfo& info : parameter_table()) {
        if ((info.operations & owner_of(operation.index())) == 0) continue;
        const Operation filled = info.field == Field::output_size ? said_in_numbers(operation, input) : operation;
        const bool per_axis = info.kind == ParameterKind::per_axis || info.kind == ParameterKind::per_side ||
                              info.kind == ParameterKind::sizes;
        int axes = per_axis ? spatial_rank_of(operation) : 0;
        if (const auto* pad = std::get_if<Pad>(&operation); pad != nullptr && per_axis)
            axes = static_cast<int>(pad->padding.size());
        for (int axis = -1; axis < axes; ++axis)
            for (int side = -1; side < (info.kind == ParameterKind::per_side ? 2 : 0); ++side)
                places.push_back({filled, input, info.field, axis, side});
    }
    return places;
}

/// What is wrong with what is said of the numbers before the first legal one and after the last.
std::string wrong_ends(const Place& place, const Limits& limits) {
    if (limits.empty()) return limits.below || limits.above ? "ends of nothing" : "";
    const bool lowest = limits.least() == (place.is_choice() ? 0 : kFirst);
    const bool highest = limits.most() == (place.is_choice() ? place.last_choice() : kLast);
    if (limits.below.has_value() == lowest) return "a refusal below, or none";
    if (limits.above.has_value() == highest) return "a refusal above, or none";
    if (!lowest && limits.below != place.refusal(limits.least() - 1)) return "below: " + sentence_of(*limits.below);
    if (!highest && limits.above != place.refusal(limits.most() + 1)) return "above: " + sentence_of(*limits.above);
    return "";
}

/// What is wrong with the limits; empty if nothing is. Every value from −`reach` to `reach` is tried, and some beyond.
std::string wrong(const Place& place, std::int64_t reach) {
    const Limits limits = place.limits();
    if (const std::string ends = wrong_ends(place, limits); !ends.empty()) return ends;
    std::vector<std::int64_t> tried{kLargestNumber - 1, kLargestNumber, kLargestNumber + 1, 4096, 100'000, 7'654'321};
    for (std::int64_t value = place.is_choice() ? 0 : -reach; value <= reach; ++value) tried.push_back(value);
    for (const Interval& interval : limits.intervals)
        for (const std::int64_t end : {interval.least, interval.most}) {
            tried.push_back(end);
            if (end > kFirst) tried.push_back(end - 1);
            if (end < kLast) tried.push_back(end + 1);
        }
    for (const std::int64_t value : tried) {
        if (place.is_choice() && (value < 0 || value > place.last_choice())) continue;
        const auto refusal = place.refusal(value);
        if (refusal.has_value() == limits.contains(value))
            return fmt::format("{} is {}: {}", value,
                               limits.contains(value) ? "told to be legal" : "not told to be legal",
                               refusal ? sentence_of(*refusal) : "accepted");
    }
    return "";
}

std::string told(const Limits& limits) {
    std::string text = fmt::format("{} intervals:", limits.intervals.size());
    for (const Interval& interval : limits.intervals)
        if (text.size() < 200) text += fmt::format(" {} … {} by {};", interval.least, interval.most, interval.step);
    return text;
}

void expect_right(const Operation& operation, const Shape& input, std::int64_t reach) {
    for (const Place& place : places_of(operation, input)) {
        const std::string fault = wrong(place, reach);
        ASSERT_EQ(fault, "") << place.line() << "\n" << told(place.limits());
    }
}

/// As the operation comes, on an input that it takes; what the framework refuses of it is set to the nearest legal value.
Problem as_it_comes(std::size_t alternative, int rank, Convention convention) {
    Problem problem;
    problem.operation = default_operation(alternative, rank, convention);
    problem.input = Shape{1, 4};
    for (int axis = 0; axis < rank; ++axis) problem.input.push_back(5);
    if (const auto* fold = std::get_if<Fold>(&problem.operation))
        problem.input = columns_shape(*fold, 2, 1).value_or(problem.input);
    while (const auto refusal = check(problem.operation, problem.input)) {
        const Operation before = problem.operation;
        problem.operation = with_nearest(before, *refusal);
        if (problem.operation == before) break;
    }
    return problem;
}

TEST(LimitsOf, AreExactAndNotEmptyForEveryParameterOfEveryOperationUnderEveryConvention) {
    int parameters = 0;
    for (std::size_t alternative = 0; alternative < kOperations; ++alternative)
        for (const Convention convention : {Convention::pytorch, Convention::onnx, Convention::tensorflow})
            for (int rank = 1; rank <= 3 && has_operation(alternative, convention); ++rank) {
                const Problem problem = as_it_comes(alternative, rank, convention);
                ASSERT_EQ(check(problem.operation, problem.input), std::nullopt) << print(problem);
                expect_right(problem.operation, problem.input, 24);
                if (HasFatalFailure()) return;
                for (const Place& place : places_of(problem.operation, problem.input)) {
                    if (!has_parameter(alternative, place.field, convention)) continue;
                    ++parameters;
                    EXPECT_FALSE(place.limits().empty()) << place.line();
                }
            }
    EXPECT_GT(parameters, 500);
}

TEST(LimitsOf, AreExactForLegalProblems) {
    test::RandomProblems problems(test::seed_or(51));
    for (int round = 0; round < 400; ++round) {
        const test::RandomProblem problem = problems.next(test::Cells::integers);
        expect_right(problem.geometry.operation, problem.geometry.input, 24);
        if (HasFatalFailure()) return;
    }
}

TEST(LimitsOf, AreExactForRefusedProblems) {
    test::WildProblems wild(test::seed_or(52));
    int refused = 0;
    while (refused < 400) {
        const Problem problem = wild.next();
        refused += check(problem.operation, problem.input) ? 1 : 0;
        expect_right(problem.operation, problem.input, 24);
        if (HasFatalFailure()) return;
    }
}

/// From 1 to `most`, small ones as often as large ones.
std::int64_t any_size(test::RandomNumbers& random, std::int64_t most) {
    std::int64_t bits = 0;
    while ((std::int64_t{2} << bits) < most) ++bits;
    return std::min(most, random.whole(1, std::int64_t{2} << random.whole(0, bits)));
}

/// Problems whose output, weights or windows come near to what can be shown, or beyond it.
Problem vast(test::WildProblems& wild, std::size_t alternative, Convention convention) {
    Problem problem;
    const auto rank = static_cast<int>(wild.whole(1, 3));
    problem.operation = default_operation(alternative, rank, convention);
    std::int64_t cells = std::int64_t{1} << wild.whole(4, 28);
    const bool channels = wild.one_in(2);
    problem.input = Shape{1, channels ? any_size(wild, std::min<std::int64_t>(cells, 2'000)) : 1};
    cells /= problem.input[1];
    for (int axis = 0; axis < rank; ++axis) {
        problem.input.push_back(axis + 1 == rank ? cells : any_size(wild, cells));
        cells /= problem.input.back();
    }
    for (const ParameterInfo& info : parameter_table())
        for (int axis = 0; axis < rank; ++axis) {
            const bool number = info.kind == ParameterKind::per_axis || info.kind == ParameterKind::sizes ||
                                info.field == Field::out_channels;
            const std::int64_t most = problem.input[static_cast<std::size_t>(axis) + 2];
            if (!number || wild.one_in(2)) continue;
            problem.operation =
                with_value(problem.operation, info.field, any_size(wild, std::max<std::int64_t>(most, 2)), axis);
        }
    if (std::holds_alternative<Fold>(problem.operation)) {
        Fold& fold = std::get<Fold>(problem.operation);
        fold.output_size = Extents(problem.input.begin() + 2, problem.input.end());
        problem.input = columns_shape(fold, problem.input[1], 1).value_or(Shape{1, 4, 4});
    }
    return problem;
}

TEST(LimitsOf, AreExactUpToTheLargestThatCanBeShown) {
    test::WildProblems wild(test::seed_or(53));
    std::map<Field, int> told_of;  // how often there was something
    for (std::size_t alternative = 0; alternative < kOperations; ++alternative)
        for (int round = 0; round < 150; ++round) {
            const Convention convention = wild.any_convention();
            if (!has_operation(alternative, convention)) continue;
            const Problem problem = vast(wild, alternative, convention);
            for (const Place& place : places_of(problem.operation, problem.input)) {
                const Limits limits = place.limits();
                for (int trial = 0; trial < 20 && !place.is_choice(); ++trial) {
                    const std::int64_t value = any_size(wild, kLargestNumber);
                    const auto refusal = place.refusal(value);
                    ASSERT_NE(refusal.has_value(), limits.contains(value)) << value << ": " << place.line() << "\n"
                                                                           << told(limits);
                }
                ASSERT_EQ(wrong(place, 4), "") << place.line() << "\n" << told(limits);
                if (!limits.empty()) ++told_of[place.field];
            }
        }
    EXPECT_GT(told_of.size(), 15U) << "otherwise most of these problems are beyond all limits";
}

Limits limits_in(const std::string& line, Field field, int axis = -1, int side = -1) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line;
    return limits_of(problem->operation, problem->input, field, axis, side);
}

TEST(LimitsOf, AreWhatTheFrameworkSays) {
    const auto from_to = [](std::int64_t least, std::int64_t most) { return std::vector<Interval>{{least, most}}; };
    EXPECT_EQ(limits_in("maxpool1d 1x1x5 k2", Field::kernel_size).intervals, from_to(1, 5));
    EXPECT_EQ(limits_in("maxpool1d 1x1x5 k3 p1", Field::kernel_size).intervals, from_to(2, 7))
        << "2 · padding at least";
    EXPECT_EQ(limits_in("maxpool1d 1x1x5 k5", Field::padding).intervals, from_to(0, 2)) << "half of the kernel";
    EXPECT_EQ(limits_in("maxpool1d 1x1x5 k5 onnx", Field::padding, 0, 1).least(), 0);
    EXPECT_EQ(limits_in("maxpool1d 1x1x5 k2 p3", Field::kernel_size).intervals, from_to(6, 11))
        << "of a refused problem";
    EXPECT_EQ(limits_in("avgpool3d 1x1x3x3x3 k2 p1", Field::kernel_size).intervals, from_to(2, 3))
        << "AvgPool3d's own rule";
    EXPECT_EQ(limits_in("conv2d 1x1x5x6 out1 k3 mode=reflect", Field::padding).intervals, from_to(0, 4));
    EXPECT_EQ(limits_in("conv2d 1x1x5x6 out1 k3 mode=reflect", Field::padding, 1).intervals, from_to(0, 5));
    EXPECT_EQ(limits_in("pad1d 1x1x5 p-2:1", Field::padding, 0, 1).least(), -3) << "what is left of 5 may be nothing";
    EXPECT_EQ(limits_in("convtranspose1d 1x1x4 k3 s3", Field::output_padding).intervals, from_to(0, 2));
    EXPECT_EQ(limits_in("convtranspose1d 1x1x4 k3 s3", Field::output_size).intervals, from_to(12, 14));
    EXPECT_EQ(limits_in("maxunpool1d 1x1x2 k2", Field::output_size).intervals, from_to(3, 5));
    EXPECT_EQ(limits_in("avgpool1d 1x1x5 k2 tensorflow", Field::dilation).intervals, from_to(1, 1));
    EXPECT_EQ(limits_in("avgpool1d 1x1x5 k2 tensorflow", Field::ceil_mode).intervals, from_to(0, 0));
    EXPECT_EQ(limits_in("globalmaxpool1d 1x1x5 onnx", Field::output_size).intervals, from_to(1, 1));
    EXPECT_EQ(limits_in("unfold1d 1x1x5 k2", Field::convention).intervals, from_to(0, 0));
    EXPECT_EQ(limits_in("conv1d 1x1x9 k3 same", Field::stride).intervals, from_to(1, 1));
    EXPECT_EQ(limits_in("conv1d 1x1x9 k3 same", Field::padding).intervals, from_to(kFirst, kLast))
        << "is not looked at";
    EXPECT_EQ(limits_in("lppool1d 1x1x5 k2 onnx", Field::norm_type).intervals, from_to(1, kLargestNumber));
}

TEST(LimitsOf, SayWhereTheyComeFromAndWhy) {
    const auto origins = [](const Limits& limits) {
        return std::vector{origin_of(limits.below->rule), origin_of(limits.above->rule)};
    };
    using enum LimitOrigin;
    const Limits padding = limits_in("maxpool1d 1x1x5 k3", Field::padding);
    EXPECT_EQ(origins(padding), (std::vector{framework, framework}));
    EXPECT_EQ(sentence_of(*padding.above),
              "padding 2 is more than half of kernel_size 3 (PyTorch's rule; dilation does "
              "not count). Largest allowed: 1");
    EXPECT_EQ(origins(limits_in("maxpool1d 1x1x5 k2", Field::kernel_size)), (std::vector{framework, input}));
    EXPECT_EQ(origins(limits_in("maxpool1d 1x1x5 k2", Field::stride)), (std::vector{framework, program}));
    EXPECT_EQ(origins(limits_in("conv1d 1x4x9 out8 k3", Field::out_channels)), (std::vector{framework, program}));
    EXPECT_EQ(origins(limits_in("pad1d 1x1x5 p1 mode=reflect", Field::padding)), (std::vector{input, input}));
    EXPECT_EQ(origins(limits_in("maxunpool1d 1x1x2 k2", Field::output_size)), (std::vector{input, input}));
    EXPECT_EQ(origins(limits_in("unfold1d 1x1x40000 k2", Field::kernel_size)), (std::vector{framework, input}));
    EXPECT_EQ(origin_of(limits_in("avgpool1d 1x1x5 k2 tensorflow", Field::ceil_mode).above->rule), framework);
}

TEST(LimitsOf, AreSeveralIntervalsWhereLegalValuesAreNotOneRange) {
    EXPECT_EQ(limits_in("conv1d 1x12x5 out18 k3", Field::groups).intervals, (std::vector<Interval>{{1, 3}, {6, 6}}));
    const Limits multiples = limits_in("conv1d 1x12x5 out18 k3 groups3", Field::out_channels);
    ASSERT_EQ(multiples.intervals.size(), 1U);
    EXPECT_EQ(multiples.least(), 3);
    EXPECT_EQ(multiples.intervals[0].step, 3);
    EXPECT_EQ(multiples.between(4, 13), (std::vector<std::int64_t>{6, 9, 12}));
    const std::vector<Interval> all_but_zero{{kFirst, -1}, {1, kLast}};
    EXPECT_EQ(limits_in("avgpool1d 1x1x5 k2", Field::divisor_override).intervals, all_but_zero);
    EXPECT_EQ(limits_in("lppool1d 1x1x5 k2", Field::norm_type).intervals, all_but_zero);
    EXPECT_EQ(limits_in("conv2d 1x1x9x9 k3", Field::auto_pad).intervals, (std::vector<Interval>{{0, 1}, {3, 3}}));
}

TEST(LimitsOf, TellOfAFoldWhoseColumnsFollow) {
    EXPECT_EQ(limits_in("fold1d 1x4x4 size5 k2", Field::kernel_size).intervals, (std::vector<Interval>{{1, 5}}));
    EXPECT_EQ(limits_in("fold1d 1x4x4 size5 k2", Field::output_size).least(), 2);
    EXPECT_EQ(limits_in("fold1d 1x12x3 size5 k2 p0:1 s2 onnx", Field::kernel_size).intervals,
              (std::vector<Interval>{{1, 6}}));
    EXPECT_EQ(limits_in("fold1d 1x12x4 size5 k5", Field::kernel_size).intervals, (std::vector<Interval>{{2, 2}}))
        << "refused: the columns are as they are";
}

/// Every value from 0 to `most`, where too much lies in between.
void expect_exact(const std::string& line, Field field, int axis, std::int64_t most, std::size_t intervals) {
    const auto problem = parse_problem(line);
    const Place place{problem->operation, problem->input, field, axis, -1};
    const Limits limits = place.limits();
    EXPECT_EQ(limits.intervals.size(), intervals) << told(limits);
    for (std::int64_t value = 0; value <= most; ++value)
        ASSERT_NE(place.refusal(value).has_value(), limits.contains(value)) << value << " in " << line;
}

TEST(LimitsOf, AreExactWhereTooMuchLiesInBetween) {
    expect_exact("unfold1d 1x1x40000 k2", Field::kernel_size, -1, 40'001, 2);
    expect_exact("unfold1d 1x3x40000 k2 s3", Field::kernel_size, -1, 40'001, 3);
    expect_exact("unfold2d 1x1x4096x4096 k3 s2 p1 d2", Field::kernel_size, 1, 4'096, 2);
    expect_exact("unfold2d 1x1x4096x4096 k3 s2 p1 d2", Field::kernel_size, -1, 4'096, 2);
    expect_exact("fold1d 1x2x39999 size40000 k2", Field::kernel_size, -1, 40'001, 2);
    expect_exact("adaptivemaxpool2d 1x1x131072x2048 out1x2048", Field::output_size, 1, 5'000, 3);
    expect_exact("adaptivemaxpool2d 1x1x131072x2048 out1x2048", Field::output_size, -1, 20'000, 2);
    expect_exact("adaptivemaxpool2d 1x1x4194304x6 out1x6", Field::output_size, 1, 20'000, 1);
}

TEST(LimitsOf, KnowTheirNearestValue) {
    const Limits limits{{{-5, -1}, {4, 16, 4}, {kLast - 1, kLast}}, {}, {}};
    EXPECT_EQ(limits.nearest(-9), -5);
    EXPECT_EQ(limits.nearest(-3), -3);
    EXPECT_EQ(limits.nearest(1), -1);
    EXPECT_EQ(limits.nearest(2), 4);
    EXPECT_EQ(limits.nearest(6), 4) << "the smaller of two";
    EXPECT_EQ(limits.nearest(7), 8);
    EXPECT_EQ(limits.nearest(100), 16);
    EXPECT_EQ(limits.nearest(kLast), kLast);
    EXPECT_EQ(limits.nearest(kFirst), -5);
    EXPECT_EQ(Limits{}.nearest(3), std::nullopt);
    EXPECT_EQ(limits.between(-2, 9), (std::vector<std::int64_t>{-2, -1, 4, 8}));
    EXPECT_EQ(limits.between(kLast - 3, kLast), (std::vector<std::int64_t>{kLast - 1, kLast}));
    EXPECT_FALSE(limits.contains(6));
    EXPECT_TRUE(limits.contains(16));
}

TEST(LimitsOf, AreEmptyWhereThereIsNothingToSet) {
    EXPECT_TRUE(limits_in("maxpool1d 1x1x5 k2", Field::groups).empty());
    EXPECT_TRUE(limits_in("maxpool1d 1x1x5 k2", Field::kernel_size, 1).empty()) << "there is no second axis";
    EXPECT_TRUE(limits_in("maxpool1d 1x1x5 k2", Field::input).empty());
    EXPECT_TRUE(limits_in("avgpool1d 1x1x5 k2 onnx", Field::divisor_override).empty()) << "may only be left out";
    EXPECT_TRUE(limits_in("maxpool2d 1x1x5x5 k9x2", Field::kernel_size, 1).empty()) << "the other axis is refused";
}

}  // namespace
}  // namespace stridelens
