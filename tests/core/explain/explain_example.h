#pragma once
// A problem by its one-line form, with all its numbers, for tests of what is told about it.

#include "core/explain/explain.h"
#include "core/explain/frameworks/conventions.h"
#include "core/kernels/kernels.h"
#include "core/kernels/numbers.h"
#include "core/operation/messages/messages.h"
#include "core/operation/problem.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace stridelens::test {

inline Geometry resolved(const Operation& operation, const Shape& input) {
    const auto geometry = resolve(operation, input);
    EXPECT_TRUE(geometry.has_value()) << (geometry ? "" : sentence_of(geometry.error()));
    return geometry.value_or(Geometry{});
}

struct Example {
    Geometry geometry;
    Numbers numbers;

    explicit Example(const std::string& line) {
        const auto problem = parse_problem(line);
        EXPECT_TRUE(problem.has_value()) << line << ": " << (problem ? "" : sentence_of(problem.error()));
        if (!problem) return;
        geometry = resolved(problem->operation, problem->input);
        const auto made = make_numbers(*problem, geometry);
        EXPECT_TRUE(made.has_value()) << line << ": " << (made ? "" : sentence_of(made.error()));
        if (made) numbers = *made;
    }

    Explanation at(const Index& output) const { return explain(geometry, numbers.operands(), output); }
    std::string sentence(const Index& output) const { return at(output).sentence; }
    Explanation gradient(Subject subject, const Index& cell) const {
        return explain_gradient(geometry, numbers.operands(), numbers.upstream, subject, cell);
    }
    Explanation stamp(const Index& input) const { return explain_stamp(geometry, numbers.operands(), input); }
    std::vector<SizeFormula> sizes() const { return size_formulas(geometry); }
    std::string code(int width = 200) const { return pytorch_code(geometry, width); }
    std::vector<Difference> differences(const Index& output) const {
        return stridelens::differences(geometry, numbers.operands(), output);
    }
};

}  // namespace stridelens::test
