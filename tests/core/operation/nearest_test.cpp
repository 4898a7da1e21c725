// "Use 1": every refusal that offers a number keeps its word.
#include "core/operation/catalogue.h"
#include "core/operation/geometry.h"
#include "core/operation/messages/messages.h"
#include "core/operation/problem.h"
#include "tests/core/wild_problem.h"

#include <gtest/gtest.h>
#include <map>
#include <string>

namespace stridelens {
namespace {

bool same_place(const Error& a, const Error& b) {
    return a.field == b.field && a.axis == b.axis && a.side == b.side;
}

TEST(Nearest, TheNearestValueIsLegalOnItsField) {
    constexpr int seed = 23;
    test::WildProblems wild(seed);
    std::map<std::string, int> offered;
    int refused = 0;
    while (refused < 60'000) {
        Problem problem = wild.next();
        const auto error = check(problem.operation, problem.input);
        if (!error) continue;
        ++refused;
        ASSERT_FALSE(sentence_of(*error).empty());
        if (!error->nearest) continue;
        ++offered[to_string(error->field)];
        ++offered[name_of(problem.operation)];
        ++offered[to_string(convention_of(problem.operation))];
        const std::string before = print(problem);
        const Operation mended = with_nearest(problem.operation, *error);
        ASSERT_FALSE(mended == problem.operation) << before << " (seed " << seed << ")\n" << sentence_of(*error);
        problem.operation = mended;
        const auto again = check(problem.operation, problem.input);
        if (!again) continue;
        ASSERT_FALSE(same_place(*again, *error)) << before << " (seed " << seed << ")\n"
                                                 << sentence_of(*error) << "\n"
                                                 << print(problem) << "\n"
                                                 << sentence_of(*again);
    }
    for (const Field field : {Field::kernel_size, Field::stride, Field::padding, Field::dilation, Field::ceil_mode,
                              Field::count_include_pad, Field::divisor_override, Field::out_channels, Field::groups,
                              Field::value, Field::norm_type, Field::output_size, Field::output_padding})
        EXPECT_GT(offered[to_string(field)], 20) << to_string(field);
    for (const OperationInfo& info : catalogue()) EXPECT_GT(offered[info.name], 100) << info.name;
    for (const auto convention : {Convention::pytorch, Convention::onnx, Convention::tensorflow})
        EXPECT_GT(offered[to_string(convention)], 100) << to_string(convention);
}

TEST(Nearest, FollowingTheOffersEndsInALegalProblem) {
    constexpr int seed = 24;
    test::WildProblems wild(seed);
    int refused = 0;
    int mended = 0;
    int longest = 0;
    while (refused < 20'000) {
        Problem problem = wild.next();
        auto error = check(problem.operation, problem.input);
        if (!error || !error->nearest) continue;
        ++refused;
        const std::string before = print(problem);
        int offers = 0;
        for (; error && error->nearest; ++offers) {
            // every entry of every setting may be wrong, and each is mended once or twice
            ASSERT_LT(offers, 25) << before << " (seed " << seed << ")\n"
                                  << print(problem) << "\n"
                                  << sentence_of(*error);
            problem.operation = with_nearest(problem.operation, *error);
            error = check(problem.operation, problem.input);
        }
        longest = std::max(longest, offers);
        mended += error ? 0 : 1;  // otherwise the last refusal had no number to offer: a shape, a convention
    }
    EXPECT_GT(longest, 3) << "otherwise hardly anything had two faults";
    EXPECT_GT(mended, refused / 2);
}

TEST(Nearest, MovesOnlyTheSideAtFault) {
    const Problem problem = *parse_problem("pad1d 1x2x4 p1:9 mode=reflect");
    const auto error = check(problem.operation, problem.input);
    ASSERT_TRUE(error);
    EXPECT_EQ(error->side, 1);
    EXPECT_EQ(std::get<Pad>(with_nearest(problem.operation, *error)).padding, (PerAxis<Sides>{{1, 3}}));
    EXPECT_EQ(with_nearest(problem.operation, Error{Field::padding, BrokenRule::pad_has_no_entries}),
              problem.operation);
}

TEST(Nearest, MovesOnlyTheAxisAtFault) {
    const Problem problem = *parse_problem("convtranspose2d 1x1x4x4 k3 s3x2 op1x5");
    const auto error = check(problem.operation, problem.input);
    ASSERT_TRUE(error);
    EXPECT_EQ(std::get<ConvTranspose>(with_nearest(problem.operation, *error)).output_padding, (Extents{1, 1}));
    const Problem adaptive = *parse_problem("adaptivemaxpool2d 1x1x4x4 out-x-3");
    const auto negative = check(adaptive.operation, adaptive.input);
    ASSERT_TRUE(negative);
    const auto pool = std::get<AdaptiveMaxPool>(with_nearest(adaptive.operation, *negative));
    EXPECT_EQ(pool.output_size, (PerAxis<std::optional<std::int64_t>>{std::nullopt, 0}));
}

TEST(Nearest, ZeroTurnsASwitchOff) {
    Problem problem = *parse_problem("avgpool1d 1x1x4 k2 ceil count tensorflow");
    for (int offers = 0; offers < 2; ++offers) {
        const auto error = check(problem.operation, problem.input);
        ASSERT_TRUE(error && error->nearest == 0);
        problem.operation = with_nearest(problem.operation, *error);
    }
    EXPECT_EQ(print(problem), "avgpool1d 1x1x4 k2 tensorflow");
    EXPECT_FALSE(check(problem.operation, problem.input));
}

}  // namespace
}  // namespace stridelens
