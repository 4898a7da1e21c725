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

/// As near as float32 sums in another order come.
constexpr const char* kFrameworkTolerance = "1e-5";

Program framework_program(Data& data, ProgramForm form, const programs::FrameworkCall& call) {
    ProgramText text;
    text.say(0, "import numpy as np");
    if (form == ProgramForm::onnx) text.say(0, "import onnx");
    if (form == ProgramForm::onnx) text.say(0, "import onnxruntime");
    if (form == ProgramForm::keras) text.say(0, "import tensorflow as tf");
    if (form == ProgramForm::pytorch) text.say(0, "import torch");
    if (form == ProgramForm::pytorch) text.say(0, "import torch.nn.functional as F");
    text.blank();
    const std::vector<Named> grids = operands_of(data, data.geometry.input, data.geometry.weight);
    write_grids(text, data, grids);
    text.blank();
    std::vector<std::string> names;
    for (const Named& grid : grids) names.push_back(grid.name);
    if (form == ProgramForm::pytorch)
        for (const Named& grid : grids)
            text.say(0, fmt::format("{0} = torch.from_numpy({0})", grid.name), grid.subject);
    if (form == ProgramForm::pytorch) programs::write_pytorch(text, call);
    if (form == ProgramForm::pytorch) text.say(0, "y = y.detach().numpy()", CodeSubject::output);
    if (form == ProgramForm::keras) programs::write_keras(text, call);
    if (form == ProgramForm::onnx) programs::write_onnx(text, call, names);
    programs::write_comparison(text, data, data.geometry.output, kFrameworkTolerance);
    return finished(form, std::move(text), data);
}

Result<Program> framework_program(Data& data, ProgramForm form, Convention convention) {
    const auto call = programs::framework_call(data.geometry, convention);
    if (!call) return tl::unexpected(call.error());
    return framework_program(data, form, *call);
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
            return framework_program(data, form, Convention::pytorch);
        case ProgramForm::keras:
            return framework_program(data, form, Convention::tensorflow);
        case ProgramForm::onnx:
            return framework_program(data, form, Convention::onnx);
    }
    return numpy_program(data);
}

}  // namespace stridelens
