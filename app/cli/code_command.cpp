#include "app/cli/code_command.h"

#include "app/cli/compared_commands.h"
#include "app/export/jobs/job_files.h"
#include "app/files/array/program_file.h"
#include "app/files/file_identity.h"
#include "app/problem/solve.h"
#include "core/explain/program/program.h"
#include "core/kernels/kernels.h"
#include "core/words/prose.h"
#include "core/words/table.h"

#include <fmt/format.h>

namespace stridelens {
namespace {

ProgramForm form_of(const std::string& word) {
    for (const ProgramForm form : kAllOf<ProgramForm>)
        if (word == to_string(form)) return form;
    return ProgramForm::loop;
}

/// What is to be said where nobody writes the arrays.
std::string remark_on(const Program& program) {
    std::vector<std::string> names;
    for (const ProgramFile& file : program.files) names.push_back(file.name);
    return fmt::format("the program loads {}; with -o FILE.py they are written beside it", text::joined(names));
}

/// A's program and B's, one after the other, each with its name.
Outcome<Answer> code_of_both(const Scenario& scenario, const CodeOptions& options) {
    if (!options.output.empty())
        return failed("a file holds one program, and these are two: ask for A's and B's one after the other");
    const Comparison sides = comparison_of(scenario);
    Answer both;
    for (const AB side : {AB::a, AB::b}) {
        const Problem& problem = side == AB::a ? sides.a : *sides.b;
        Scenario of_side;
        of_side.problem = problem;
        auto alone = code_command(of_side, options);
        if (!alone) return named(side, alone.error());
        both.text += fmt::format("{}# {}: {}\n{}", both.text.empty() ? "" : "\n", to_string(side),
                                 print(problem, PrintOptions{.explicit_values = false}), alone->text);
        for (std::string& remark : alone->remarks)
            both.remarks.push_back(fmt::format("{}: {}", to_string(side), std::move(remark)));
    }
    return both;
}

}  // namespace

Outcome<Answer> code_command(const Scenario& scenario, const CodeOptions& options) {
    if (scenario.other) return code_of_both(scenario, options);
    const auto solvable = prepare(scenario.problem);
    if (!solvable) return failed(solvable.error());
    const Evaluation evaluation = evaluate(solvable->geometry, solvable->operands());
    ProgramOptions names;
    if (!options.output.empty()) names.stem = program_stem(options.output);
    const auto made =
        program(solvable->geometry, solvable->operands(), evaluation.output, form_of(options.form), names);
    if (!made) return failed(made.error());
    Answer answer;
    if (options.output.empty()) {
        answer.text = made->text();
        if (!made->files.empty()) answer.remarks.push_back(remark_on(*made));
        return answer;
    }
    for (const std::filesystem::path& file : program_files(options.output, *made))
        if (!options.file.empty() && is_same_file(file, options.file)) return refuse_read(file, options.file);
    if (auto saved = save_program(options.output, *made, solvable->operands(), evaluation.output); !saved)
        return tl::unexpected(saved.error());
    return answer;
}

}  // namespace stridelens
