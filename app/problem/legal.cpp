#include "app/problem/legal.h"

#include "core/operation/geometry.h"
#include "core/operation/parameters/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

namespace stridelens {

namespace {

constexpr int kMaxRepairs = 24;  // more settings than any operation has, times its axes

Operation as_it_comes(const Operation& operation, Convention convention) {
    return default_operation(operation.index(), spatial_rank_of(operation), convention);
}

/// The words of the one-line form that are the operation's.
std::vector<std::string> settings_of(const Problem& problem) {
    Problem alone;
    alone.operation = problem.operation;
    alone.input = problem.input;
    std::istringstream line(print(alone));
    std::vector<std::string> words;
    for (std::string word; line >> word;) words.push_back(word);
    return words;
}

std::string words_without(const std::vector<std::string>& words, const std::vector<std::string>& others) {
    std::string left;
    for (const std::string& word : words)
        if (std::find(others.begin(), others.end(), word) == others.end()) left += (left.empty() ? "" : " ") + word;
    return left;
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

std::string changes_told(const Problem& asked_for, const Problem& legal) {
    const std::vector<std::string> before = settings_of(asked_for), after = settings_of(legal);
    const std::string gone = words_without(before, after), come = words_without(after, before);
    if (gone.empty() && come.empty()) return "";
    if (come.empty()) return fmt::format("Left out, since it would be refused here: {}.", gone);
    if (gone.empty()) return fmt::format("Set, since it would be refused here without: {}.", come);
    return fmt::format("Changed, since it would be refused here: {} is now {}.", gone, come);
}

}  // namespace stridelens
