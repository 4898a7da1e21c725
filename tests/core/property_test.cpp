// Random problems in every run of the tests: 200 000 of any kind, and as many legal ones as there is time for.
// STRIDELENS_SEED=n tries others; the seed is printed.

#include "core/operation/messages/messages.h"
#include "tests/core/properties.h"
#include "tests/core/random_problem.h"
#include "tests/core/rounds.h"
#include "tests/core/wild_problem.h"

#include <gtest/gtest.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace stridelens {
namespace {

constexpr int kShards = 8;  // so that ctest runs them side by side
constexpr int kWild = test::rounds(200'000) / kShards;
constexpr int kLegal = test::rounds(16'000) / kShards;
constexpr std::int64_t kSmallWork = 1500;  // taps; what is larger is only asked for its answer

std::uint64_t seed_of(int shard) {
    const char* text = std::getenv("STRIDELENS_SEED");
    const std::uint64_t base = text != nullptr && *text != '\0' ? std::strtoull(text, nullptr, 10) : 20'260'101;
    const std::uint64_t seed = base + static_cast<std::uint64_t>(shard);
    std::printf("seed %llu (STRIDELENS_SEED + %d)\n", static_cast<unsigned long long>(seed), shard);
    return seed;
}

/// How many of each operation were small enough, or legal and small enough, for every check.
class Tally {
public:
    void count(const Operation& operation) { ++counts_[operation.index()]; }
    void expect_at_least(int least) const {
        for (std::size_t i = 0; i < kOperations; ++i) EXPECT_GE(counts_[i], least) << catalogue()[i].name;
    }

private:
    std::array<int, kOperations> counts_{};
};

test::Broken broken_numbers(const Geometry& geometry, const Numbers& numbers) {
    if (auto broken = test::broken_forwards(geometry, numbers)) return broken;
    if (auto broken = test::broken_backwards(geometry, numbers)) return broken;
    return test::broken_words(geometry, numbers);
}

/// A problem of any kind: its text, its answer and, if it is legal and small, everything else.
test::Broken broken_wild(test::WildProblems& wild, const Problem& problem, Tally& tally) {
    if (auto broken = test::broken_text(wild.with_values(problem))) return broken;
    if (auto broken = test::broken_answer(problem)) return broken;
    const auto geometry = resolve(problem.operation, problem.input);
    if (!geometry || test::work_of(*geometry) > kSmallWork) return std::nullopt;
    const auto numbers = make_numbers(problem, *geometry);
    if (!numbers) {  // a MaxPool window wholly in padding has no winner that an unpool could take back
        const bool unpool = std::holds_alternative<MaxUnpool>(problem.operation);
        return unpool ? std::nullopt : test::Broken("its numbers are refused: " + sentence_of(numbers.error()));
    }
    tally.count(problem.operation);
    return broken_numbers(*geometry, *numbers);
}

class RandomSpecs : public testing::TestWithParam<int> {};

TEST_P(RandomSpecs, AreReadAnsweredEvaluatedAndExplainedAlike) {
    const std::uint64_t seed = seed_of(GetParam());
    test::WildProblems wild(seed);
    Tally tally;
    for (int i = 0; i < kWild; ++i) {
        const Problem problem = wild.next();
        const auto broken = broken_wild(wild, problem, tally);
        ASSERT_FALSE(broken) << print(problem) << "\n" << *broken << "\nseed " << seed << ", problem " << i;
    }
    tally.expect_at_least(test::rounds(5));
}

/// A legal problem whose line has all its numbers, NaN and infinities among them.
test::Broken broken_legal(const test::RandomProblem& random, Tally& tally) {
    const auto problem = parse_problem(random.line);
    if (!problem) return "its line is refused: " + sentence_of(problem.error());
    if (auto broken = test::broken_text(*problem)) return broken;
    if (auto broken = test::broken_answer(*problem)) return broken;
    if (test::work_of(random.geometry) > kSmallWork) return std::nullopt;
    const auto numbers = make_numbers(*problem, random.geometry);
    if (!numbers) return "its numbers are refused: " + sentence_of(numbers.error());
    tally.count(problem->operation);
    return broken_numbers(random.geometry, *numbers);
}

class RandomLegalSpecs : public testing::TestWithParam<int> {};

TEST_P(RandomLegalSpecs, AreReadAnsweredEvaluatedAndExplainedAlike) {
    const std::uint64_t seed = seed_of(GetParam());
    test::RandomProblems problems(seed);
    Tally tally;
    for (int i = 0; i < kLegal; ++i) {
        const test::RandomProblem problem = problems.next(static_cast<test::Cells>(i % 3));
        const auto broken = broken_legal(problem, tally);
        ASSERT_FALSE(broken) << problem.line << "\n" << *broken << "\nseed " << seed << ", problem " << i;
    }
    tally.expect_at_least(test::rounds(40));
}

INSTANTIATE_TEST_SUITE_P(Seeds, RandomSpecs, testing::Range(0, kShards));
INSTANTIATE_TEST_SUITE_P(Seeds, RandomLegalSpecs, testing::Range(0, kShards));

}  // namespace
}  // namespace stridelens
