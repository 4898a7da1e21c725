// programs SEED COUNT: random problems of every operation as programs that run. One JSON object a line: the problem, each of
// its programs with the grids that it loads, and what has to come out. run_programs.py runs them.

#include "core/explain/program/program.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "core/words/table.h"
#include "tests/core/random_problem.h"

#include <nlohmann/json.hpp>

#include <bit>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace stridelens::oracle {
namespace {

using nlohmann::json;

constexpr std::int64_t kMostCells = 1500;  // of an output: a loop in Python takes its time

json bits_of(const Tensor& tensor) {
    json bits = json::array();
    for (const float value : tensor.values) bits.push_back(std::bit_cast<std::uint32_t>(value));
    return bits;
}

json grid_of(const test::RandomProblem& problem, const Tensor& output, ProgramGrid grid) {
    const auto of = [](const Tensor& tensor, const Shape& shape) {
        return json{{"shape", std::vector<std::int64_t>(shape.begin(), shape.end())}, {"bits", bits_of(tensor)}};
    };
    const Geometry& geometry = problem.geometry;
    switch (grid) {
        case ProgramGrid::input:
            return of(problem.input, geometry.input);
        case ProgramGrid::weight:
            return of(problem.weight, geometry.weight);
        case ProgramGrid::bias:
            return of(problem.bias, {geometry.out_channels});
        case ProgramGrid::indices:
            return {{"shape", std::vector<std::int64_t>(geometry.input.begin(), geometry.input.end())},
                    {"whole", problem.indices}};
        case ProgramGrid::output:
            break;
    }
    return of(output, geometry.output);
}

json program_of(const test::RandomProblem& problem, const Tensor& output, ProgramForm form) {
    const auto made = program(problem.geometry, problem.operands(), output, form);
    if (!made) return {{"form", to_string(form)}, {"refused", sentence_of(made.error())}};
    json files = json::array();
    for (const ProgramFile& file : made->files)
        files.push_back({{"name", file.name}, {"grid", grid_of(problem, output, file.grid)}});
    return {{"form", to_string(form)}, {"text", made->text()}, {"files", files}};
}

json told(const test::RandomProblem& problem) {
    const Tensor output = evaluate_reference(problem.geometry, problem.operands()).output;
    json all{{"line", problem.line},
             {"framework", to_string(convention_of(problem.geometry.operation))},
             {"operation", name_of(problem.geometry.operation)},
             {"rank", spatial_rank_of(problem.geometry.operation)},
             {"output", grid_of(problem, output, ProgramGrid::output)}};
    for (const ProgramForm form : kAllOf<ProgramForm>) all["programs"].push_back(program_of(problem, output, form));
    return all;
}

}  // namespace
}  // namespace stridelens::oracle

int main(int argc, char** argv) {
    using namespace stridelens;
    if (argc != 3) {
        std::fputs("usage: programs SEED COUNT\n", stderr);
        return 2;
    }
    test::RandomProblems problems(std::strtoull(argv[1], nullptr, 10));
    const long count = std::strtol(argv[2], nullptr, 10);
    for (long made = 0; made < count;) {  // every operation in turn
        const auto cells = static_cast<test::Cells>(problems.whole(0, 2));
        const auto problem = problems.next(cells, static_cast<std::size_t>(made) % kOperations);
        if (element_count(problem.geometry.output) > oracle::kMostCells) continue;
        std::puts(oracle::told(problem).dump().c_str());
        ++made;
    }
    return 0;
}
