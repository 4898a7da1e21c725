// programs SEED COUNT: random problems of every operation as programs that run. One JSON object a line: the problem, each of
// its programs with the grids that it loads, and what has to come out. run_programs.py runs them.

#include "core/explain/program/framework_call.h"
#include "core/explain/program/program.h"
#include "core/operation/catalogue.h"
#include "core/operation/messages/messages.h"
#include "core/words/table.h"
#include "tests/core/random_problem.h"
#include "tests/oracle/settings_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <cstdio>
#include <cstdlib>
#include <string>

namespace stridelens::oracle {
namespace {

using nlohmann::json;

constexpr std::int64_t kMostCells = 1500;      // of an output: a loop in Python takes its time,
constexpr std::int64_t kMostCellsTraced = 16;  // and much more of it when it is watched

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

/// Whose rules a form follows; PyTorch's where it follows none.
Convention convention_of(ProgramForm form) {
    if (form == ProgramForm::keras) return Convention::tensorflow;
    return form == ProgramForm::onnx ? Convention::onnx : Convention::pytorch;
}

/// What a framework is asked for, call by call.
json calls_of(const Geometry& geometry, ProgramForm form) {
    json calls = json::array();
    const auto add = [&](const Geometry& call) {
        calls.push_back({{"operation", name_of(call.operation)},
                         {"rank", spatial_rank_of(call.operation)},
                         {"settings", settings_of(call.operation)},
                         {"shape", json_of(call.input)}});
    };
    const auto call = programs::framework_call(geometry, convention_of(form));
    if (call && call->pad) add(*call->pad);
    if (call) add(call->geometry);
    return calls;
}

json program_of(const test::RandomProblem& problem, const Tensor& output, ProgramForm form) {
    const auto made = program(problem.geometry, problem.operands(), output, form);
    if (!made) return {{"form", to_string(form)}, {"refused", sentence_of(made.error())}};
    json files = json::array();
    for (const ProgramFile& file : made->files)
        files.push_back({{"name", file.name}, {"grid", grid_of(problem, output, file.grid)}});
    const bool framework = form != ProgramForm::loop && form != ProgramForm::numpy;
    return {{"form", to_string(form)},
            {"framework", to_string(convention_of(form))},
            {"text", made->text()},
            {"files", files},
            {"calls", framework ? calls_of(problem.geometry, form) : json::array()}};
}

/// A number that arrives as it is, NaN and infinity too.
std::string exact(double number) {
    return fmt::format("{:.17g}", number);
}

json moment_of(const LiveLines& live) {
    json moment{{"lit", live.lit + 1}, {"values", json::object()}, {"slice", ""}};
    for (const LiveLine& line : live.lines) {
        for (const LiveValue& value : line.values) moment["values"][value.name] = exact(value.value);
        if (!line.slice.empty()) moment["slice"] = line.slice;
    }
    return moment;
}

/// What stands beside the lines of the loop at every step, and at every tap of it; nothing where that were too much.
json live_of(const test::RandomProblem& problem, const Tensor& output) {
    const Geometry& geometry = problem.geometry;
    const std::int64_t cells = element_count(geometry.output);
    if (cells == 0 || cells > kMostCellsTraced) return {};
    const auto loop = program(geometry, problem.operands(), output, ProgramForm::loop);
    json steps = json::array();
    for (std::int64_t o = 0; o < cells; ++o) {
        const auto told = expression_of(geometry, explain(geometry, problem.operands(), unflatten(geometry.output, o)));
        json step = moment_of(live_lines(*loop, geometry, told));
        step["taps"] = json::array();
        for (std::size_t t = 0; t < told.terms.size(); ++t)
            step["taps"].push_back(moment_of(live_lines(*loop, geometry, told, t)));
        steps.push_back(step);
    }
    json statements = json::array();
    for (const CodeLine& line : loop->lines) statements.push_back(line.statement + 1);
    return {{"steps", steps}, {"statements", statements}};
}

json told(const test::RandomProblem& problem, test::Cells cells) {
    const Tensor output = evaluate_reference(problem.geometry, problem.operands()).output;
    json all{{"line", problem.line},
             {"framework", to_string(convention_of(problem.geometry.operation))},
             {"operation", name_of(problem.geometry.operation)},
             {"rank", spatial_rank_of(problem.geometry.operation)},
             {"special", cells == test::Cells::special},
             {"output", grid_of(problem, output, ProgramGrid::output)}};
    for (const ProgramForm form : kAllOf<ProgramForm>) all["programs"].push_back(program_of(problem, output, form));
    all["live"] = live_of(problem, output);
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
        std::puts(oracle::told(problem, cells).dump().c_str());
        ++made;
    }
    return 0;
}
