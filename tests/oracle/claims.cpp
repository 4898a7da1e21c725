// claims SEED COUNT: random problems of every operation under every convention, and all that is claimed of them: the output,
// the call in their framework, and for each other framework what it makes of the same settings and the line that says so.
// One JSON object a line; differences.py holds them against the frameworks themselves.

#include "core/explain/explain.h"
#include "core/explain/frameworks/conventions.h"
#include "core/operation/messages/messages.h"
#include "core/words/table.h"
#include "tests/core/random_problem.h"
#include "tests/oracle/settings_json.h"

#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace stridelens::oracle {
namespace {

using nlohmann::json;

constexpr std::int64_t kMostCellsTold = 6;
constexpr std::int64_t kMostCells = 4000;  // of an output: what runs long shows no more

/// What the operation gives, with how many cells of padding; the indices of what wins where it has them.
json results_of(const Geometry& geometry, const Operands& operands) {
    const Evaluation evaluation = evaluate_reference(geometry, operands);
    json pads = json::array();
    for (const Axis& axis : geometry.axes) pads.push_back(json::array({axis.pad_begin, axis.pad_end}));
    return {{"shape", json_of(geometry.output)},
            {"pads", pads},
            {"y", bits_of(evaluation.output)},
            {"winners", evaluation.indices}};
}

/// The cells that lines are asked for: all of a small output, otherwise the first, the last and a few between.
std::vector<std::int64_t> told_cells(std::int64_t cells, test::RandomNumbers& random) {
    std::vector<std::int64_t> told;
    for (std::int64_t i = 0; i < std::min(cells, kMostCellsTold); ++i)
        told.push_back(cells <= kMostCellsTold ? i : i == 0 ? 0 : i == 1 ? cells - 1 : random.whole(0, cells - 1));
    return told;
}

/// What is claimed of another framework, line by line; a cell without a line is a claim, too.
json other_of(const test::RandomProblem& problem, Convention to, const std::vector<std::int64_t>& told) {
    const Geometry& geometry = problem.geometry;
    json other{{"framework", to_string(to)}, {"lines", json::array()}};
    other["has"] = has_operation(geometry.operation.index(), to);
    const auto operation = translated(geometry, to);
    if (operation) {
        other["settings"] = settings_of(*operation);
        const auto theirs = resolve(*operation, geometry.input);
        if (!theirs) other["refused"] = reason_of(theirs.error());
        if (theirs && element_count(theirs->output) <= kMostCells && !check_indices(*theirs, problem.indices))
            other["results"] = results_of(*theirs, problem.operands());
    }
    for (const std::int64_t cell : told) {
        std::string sentence;
        for (const Difference& one : differences(geometry, problem.operands(), unflatten(geometry.output, cell)))
            if (one.convention == to) sentence = one.sentence;
        other["lines"].push_back({{"cell", cell}, {"sentence", sentence}});
    }
    return other;
}

json claims_of(const test::RandomProblem& problem, test::RandomNumbers& random) {
    const Geometry& geometry = problem.geometry;
    const Convention own = convention_of(geometry.operation);
    json claims{{"line", problem.line},
                {"framework", to_string(own)},
                {"operation", name_of(geometry.operation)},
                {"rank", spatial_rank_of(geometry.operation)},
                {"settings", settings_of(geometry.operation)},
                {"results", results_of(geometry, problem.operands())},
                {"indices", problem.indices}};
    claims["x"] = {{"shape", json_of(geometry.input)}, {"bits", bits_of(problem.input)}};
    if (!geometry.weight.empty())
        claims["w"] = {{"shape", json_of(geometry.weight)}, {"bits", bits_of(problem.weight)}};
    const Shape channels{geometry.out_channels};
    if (!problem.bias.values.empty()) claims["b"] = {{"shape", json_of(channels)}, {"bits", bits_of(problem.bias)}};
    claims["codes"] = {pytorch_code(geometry), pytorch_code(geometry, 88)};
    const auto told = told_cells(element_count(geometry.output), random);
    for (const Convention to : kAllOf<Convention>)
        if (to != own) claims["others"].push_back(other_of(problem, to, told));
    return claims;
}

}  // namespace
}  // namespace stridelens::oracle

int main(int argc, char** argv) {
    using namespace stridelens;
    if (argc != 3) {
        std::fputs("usage: claims SEED COUNT\n", stderr);
        return 2;
    }
    test::RandomProblems problems(std::strtoull(argv[1], nullptr, 10));
    for (long left = std::strtol(argv[2], nullptr, 10); left > 0;) {
        const auto problem = problems.next(problems.one_in(3) ? test::Cells::decimals : test::Cells::integers);
        if (element_count(problem.geometry.output) > oracle::kMostCells) continue;
        std::puts(oracle::claims_of(problem, problems).dump().c_str());
        --left;
    }
    return 0;
}
