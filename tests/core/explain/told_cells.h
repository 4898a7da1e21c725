#pragma once
// Every cell of many random problems, told, beside what the reference has there.

#include "core/explain/expression.h"
#include "tests/core/random_problem.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <functional>
#include <initializer_list>
#include <numeric>
#include <string>
#include <vector>

namespace stridelens::test {

/// One told cell of a random problem, and what the reference has there.
struct ToldCell {
    const RandomProblem& problem;
    const Explanation& told;
    const Expression& expression;
    float truth;
    std::string where;  // reproduces it
};
using Check = std::function<void(const ToldCell&)>;

enum class Wanted : std::uint8_t { outputs, gradients, stamps };

inline void check_cells(const RandomProblem& problem, const Tensor& truth, const char* name,
                        const std::function<Explanation(const Index&)>& tell, const Check& check) {
    for (std::int64_t i = 0; i < element_count(truth.shape); ++i) {
        const Explanation told = tell(unflatten(truth.shape, i));
        const Expression expression = expression_of(problem.geometry, told);
        check({problem, told, expression, truth[i], fmt::format("{} {} cell {}", problem.line, name, i)});
        if (testing::Test::HasFatalFailure()) return;
    }
}

inline void check_outputs(const RandomProblem& problem, const Check& check) {
    const Evaluation truth = evaluate_reference(problem.geometry, problem.operands());
    check_cells(
        problem, truth.output, "output",
        [&](const Index& cell) { return explain(problem.geometry, problem.operands(), cell); }, check);
}

inline void check_gradients(const RandomProblem& problem, const Check& check) {
    const Gradients truth = gradients_reference(problem.geometry, problem.operands(), problem.upstream);
    const auto each = [&](Subject subject, const char* name, const Tensor& gradient) {
        if (gradient.values.empty()) return;
        check_cells(
            problem, gradient, name,
            [&](const Index& cell) {
                return explain_gradient(problem.geometry, problem.operands(), problem.upstream, subject, cell);
            },
            check);
    };
    each(Subject::grad_input, "input gradient", truth.input);
    each(Subject::grad_weight, "weight gradient", truth.weight);
    each(Subject::grad_bias, "bias gradient", truth.bias);
}

inline void check_stamps(const RandomProblem& problem, const Check& check) {
    if (!problem.geometry.transposed()) return;
    check_cells(
        problem, problem.input, "stamp",
        [&](const Index& cell) { return explain_stamp(problem.geometry, problem.operands(), cell); }, check);
}

/// Which operations.
inline std::vector<std::size_t> every() {
    std::vector<std::size_t> all(kOperations);
    std::iota(all.begin(), all.end(), 0U);
    return all;
}
inline std::vector<std::size_t> extremes() {
    return {alternative_of<MaxPool>(), alternative_of<MinPool>(), alternative_of<AdaptiveMaxPool>()};
}

/// Calls `check` for every cell of many problems of these operations, of every rank, convention and padding.
inline void over(const std::vector<std::size_t>& alternatives, std::uint32_t seed, int problems_each,
                 std::initializer_list<Wanted> wanted, const Check& check) {
    for (const std::size_t alternative : alternatives)
        for (const Cells cells : {Cells::integers, Cells::decimals, Cells::special}) {
            RandomProblems problems(seed++);
            for (int i = 0; i < problems_each; ++i) {
                const RandomProblem problem = problems.next(cells, alternative);
                for (const Wanted what : wanted) {
                    if (what == Wanted::outputs) check_outputs(problem, check);
                    if (what == Wanted::gradients) check_gradients(problem, check);
                    if (what == Wanted::stamps) check_stamps(problem, check);
                }
                if (testing::Test::HasFatalFailure()) return;
            }
        }
}

}  // namespace stridelens::test
