#include "core/explain/program/program.h"

#include "core/explain/loop/loop.h"
#include "core/explain/program/script.h"
#include "core/words/table.h"

#include <fmt/format.h>

namespace stridelens {
namespace {

struct FormWords {
    const char* word;
    const char* title;
};
constexpr Table<ProgramForm, FormWords> kForms({{ProgramForm::loop, {"loop", "Loop"}},
                                                {ProgramForm::numpy, {"numpy", "NumPy"}},
                                                {ProgramForm::pytorch, {"pytorch", "PyTorch"}},
                                                {ProgramForm::keras, {"keras", "Keras"}},
                                                {ProgramForm::onnx, {"onnx", "ONNX"}}});

using programs::Data;
using programs::Named;
using programs::ProgramText;

/// The grids that the operation reads, with the shapes that the program has them in.
std::vector<Named> operands_of(const Data& data, const Shape& x, const Shape& w) {
    std::vector<Named> grids{{ProgramGrid::input, "x", x, CodeSubject::input}};
    if (std::holds_alternative<MaxUnpool>(data.geometry.operation))
        grids.push_back({ProgramGrid::indices, "indices", x, CodeSubject::indices});
    if (!data.geometry.weight.empty()) grids.push_back({ProgramGrid::weight, "w", w, CodeSubject::weight});
    if (!data.operands.bias.values.empty())
        grids.push_back({ProgramGrid::bias, "b", {data.geometry.out_channels}, CodeSubject::bias});
    return grids;
}

Program finished(ProgramForm form, ProgramText text, Data& data, std::vector<LiveRule> rules = {}) {
    programs::colour(text.lines);
    Program program;
    program.form = form;
    program.lines = std::move(text.lines);
    program.files = std::move(data.files);
    program.rules = std::move(rules);
    return program;
}

void write_grids(ProgramText& text, Data& data, const std::vector<Named>& grids) {
    std::vector<Named> all = grids;
    all.push_back({ProgramGrid::output, "expected", data.geometry.output, CodeSubject::output});
    programs::write_special_names(text, data, all);
    for (const Named& grid : grids) programs::write_grid(text, data, grid);
}

/// "avg_pool2d": the function that the loop defines last.
std::string defined_last(const std::vector<CodeLine>& lines) {
    std::string name;
    for (const CodeLine& line : lines)
        if (line.text.rfind("def ", 0) == 0) name = line.text.substr(4, line.text.find('(') - 4);
    return name;
}

Program loop_program(Data& data) {
    loop::LoopWriter code(data.geometry);
    code.say(0, "import numpy as np");
    code.blank();
    std::visit(overloaded{
                   [&](const MaxPool&) { loop::write_pool(code); },
                   [&](const AvgPool&) { loop::write_pool(code); },
                   [&](const Pad&) { loop::write_copy(code); },
                   [&](const Conv&) { loop::write_convolution(code); },
                   [&](const MinPool&) { loop::write_pool(code); },
                   [&](const LpPool&) { loop::write_pool(code); },
                   [&](const AdaptiveMaxPool&) { loop::write_pool(code); },
                   [&](const AdaptiveAvgPool&) { loop::write_pool(code); },
                   [&](const MaxUnpool&) { loop::write_unpool(code); },
                   [&](const ConvTranspose&) { loop::write_convolution(code); },
                   [&](const Unfold&) { loop::write_copy(code); },
                   [&](const Fold&) { loop::write_fold(code); },
               },
               data.geometry.operation);
    ProgramText text{std::move(code.lines)};
    const std::string function = defined_last(text.lines);
    text.blank();
    const std::vector<Named> grids = operands_of(data, code.x, code.w);
    write_grids(text, data, grids);
    std::string arguments;
    for (const Named& grid : grids) arguments += (arguments.empty() ? "" : ", ") + grid.name;
    text.say(0, fmt::format("y = {}({})", function, arguments), CodeSubject::output);
    programs::write_comparison(text, data, code.y, "1e-6");
    return finished(ProgramForm::loop, std::move(text), data, std::move(code.rules));
}

Program numpy_program(Data& data) {
    ProgramText text;
    text.say(0, "import numpy as np");
    text.say(0, "from numpy.lib import stride_tricks");
    text.blank();
    write_grids(text, data, operands_of(data, data.geometry.input, data.geometry.weight));
    text.blank();
    programs::write_numpy(text, data.geometry);
    programs::write_comparison(text, data, data.geometry.output, "1e-6");
    return finished(ProgramForm::numpy, std::move(text), data);
}

}  // namespace

Program::Program() = default;
Program::~Program() = default;
Program::Program(const Program&) = default;
Program::Program(Program&&) noexcept = default;
Program& Program::operator=(const Program&) = default;
Program& Program::operator=(Program&&) noexcept = default;

const char* to_string(ProgramForm form) {
    return kForms[form].word;
}

const char* title_of(ProgramForm form) {
    return kForms[form].title;
}

std::string Program::text() const {
    std::string all;
    for (const CodeLine& line : lines) all += line.text + "\n";
    return all;
}

Result<Program> program(const Geometry& geometry, const Operands& operands, const Tensor& output, ProgramForm form,
                        const ProgramOptions& options) {
    Data data{geometry, operands, output, options};
    switch (form) {
        case ProgramForm::loop:
            return loop_program(data);
        case ProgramForm::numpy:
            return numpy_program(data);
        case ProgramForm::pytorch:
        case ProgramForm::keras:
        case ProgramForm::onnx:
            break;
    }
    return numpy_program(data);
}

}  // namespace stridelens
