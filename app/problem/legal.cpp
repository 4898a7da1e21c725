#include "app/problem/legal.h"

#include "core/operation/geometry.h"
#include "core/operation/parameters/settings.h"

namespace stridelens {

namespace {

constexpr int kMaxRepairs = 24;  // more settings than any operation has, times its axes

Operation as_it_comes(const Operation& operation, Convention convention) {
    return default_operation(operation.index(), spatial_rank_of(operation), convention);
}

}  // namespace

Problem made_legal(Problem problem) {
    for (int repairs = 0; repairs < kMaxRepairs; ++repairs) {
        const auto error = check(problem.operation, problem.input);
        if (!error) return problem;
        const Operation before = problem.operation;
        problem.operation = with_nearest(before, *error);
        if (problem.operation == before) problem.operation = with_default(before, error->field);
        if (problem.operation == before) problem.operation = as_it_comes(before, convention_of(before));
        if (problem.operation == before) problem.operation = as_it_comes(before, Convention::pytorch);
        if (problem.operation == before) return problem;
    }
    return problem;
}

}  // namespace stridelens
