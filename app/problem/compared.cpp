#include "app/problem/compared.h"

#include "app/problem/resize.h"
#include "app/problem/solve.h"
#include "core/operation/geometry.h"
#include "core/tensor/tensor.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

namespace stridelens {

namespace {

/// B's changes said of the new A, as many of them as mean something there.
Problem with_changes(const Problem& a, const std::string& changes) {
    const std::string line = print(a) + " |";
    if (auto whole = parse_comparison(line + " " + changes)) return *std::move(whole->b);
    std::istringstream words(changes);
    std::string kept;
    for (std::string word; words >> word;)
        if (parse_comparison(line + kept + " " + word)) kept += " " + word;
    return parse_comparison(line + kept)->b.value_or(a);
}

}  // namespace

Comparison comparison_of(const Scenario& scenario) {
    if (!scenario.other) return {scenario.problem, std::nullopt};
    if (scenario.side == AB::a) return {scenario.problem, scenario.other};
    return {*scenario.other, scenario.problem};
}

Scenario with_comparison(Scenario scenario, Comparison comparison) {
    scenario.problem = std::move(comparison.a);
    scenario.other = std::move(comparison.b);
    scenario.side = AB::a;
    if (scenario.other) scenario.view = View::output;
    return scenario;
}

AB longer_side(const Shape& a, const Shape& b) {
    return element_count(b) > element_count(a) ? AB::b : AB::a;
}

std::int64_t last_cell_by(const Shape& shape, std::int64_t flat, const Shape& other) {
    if (shape == other) return flat;
    const std::size_t axes = std::max(shape.size(), other.size());
    const Index at = unflatten(shape, flat);
    std::int64_t last = 0;
    bool before = false;  // an axis further front stands earlier already: all cells behind it count
    for (std::size_t axis = 0; axis < axes; ++axis) {
        const std::size_t lacks = axes - shape.size(), others_lack = axes - other.size();
        const std::int64_t here = axis < lacks ? 0 : at[axis - lacks];
        const std::int64_t size = axis < others_lack ? 1 : other[axis - others_lack];
        if (size == 0) return -1;
        const std::int64_t there = before ? size - 1 : std::min(here, size - 1);
        before = before || there < here;
        last = last * size + there;
    }
    return last;
}

std::optional<std::int64_t> step_beside(const Scenario& scenario) {
    const Comparison sides = comparison_of(scenario);
    const auto a = resolve(sides.a.operation, sides.a.input);
    if (!a || !sides.b) return std::nullopt;
    const auto b = resolve(sides.b->operation, sides.b->input);
    if (!b || longer_side(a->output, b->output) == AB::a) return std::nullopt;
    if (scenario.step < 0 || scenario.step >= element_count(b->output)) return std::nullopt;
    return std::max<std::int64_t>(last_cell_by(b->output, scenario.step, a->output), 0);
}

Problem settings_of(Problem problem) {
    const Problem usual;
    for (const auto numbers : kNumbers) problem.*numbers = usual.*numbers;
    return problem;
}

Problem followed(const Problem& a, const Problem& b, const Problem& new_a) {
    const Problem settings = settings_of(new_a);
    Problem result = with_changes(settings, changes_of(settings_of(a), settings_of(b)));
    const Problem shared = with_numbers(result, new_a), own = with_numbers(result, b);
    for (const auto numbers : kNumbers) result.*numbers = (a.*numbers == b.*numbers ? shared : own).*numbers;
    return result;
}

}  // namespace stridelens
