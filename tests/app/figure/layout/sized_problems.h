#pragma once
// Random problems that are legal and of sizes and channels that a page has to cope with.

#include "app/problem/view.h"
#include "core/operation/geometry.h"
#include "core/operation/problem.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>

namespace stridelens {

class SizedProblems {
public:
    explicit SizedProblems(unsigned seed) : random_(seed) {}

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

/// Calls visit(line, view, steps, random) for `count` random problems with an output, in each of their views, until the test
/// has failed.
template <class Visit>
void for_sized_problems(unsigned seed, int count, Visit&& visit) {
    SCOPED_TRACE("STRIDELENS_SEED=" + std::to_string(seed));
    SizedProblems random(seed);
    for (int i = 0; i < count && !testing::Test::HasFailure(); ++i) {
        const std::string line = random.line();
        const auto problem = parse_problem(line);
        ASSERT_TRUE(problem) << line;
        const auto geometry = resolve(problem->operation, problem->input);
        if (!geometry || element_count(geometry->output) == 0) continue;
        for (const View view : {View::output, View::scatter, View::grad_input, View::grad_weight})
            if (info_of(view).has(*geometry)) visit(line, view, element_count(step_shape(*geometry, view)), random);
    }
}

}  // namespace stridelens
