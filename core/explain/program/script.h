#pragma once
// Internal to explain/: a program as it is written, line by line, and the numbers in it.

#include "core/explain/loop/loop.h"
#include "core/explain/program/framework_call.h"
#include "core/explain/program/program.h"

#include <string>
#include <vector>

namespace stridelens::programs {

/// Lines with a subject; those that are too long are broken inside their brackets.
class ProgramText {
public:
    void blank() { lines.push_back({"", CodeSubject::none, {}, lines.size()}); }
    void say(int indent, const std::string& text, CodeSubject subject = CodeSubject::none);
    std::vector<CodeLine> lines;
};

/// One grid by its name in the program.
struct Named {
    ProgramGrid grid = ProgramGrid::input;
    std::string name;  // "x"
    Shape shape;       // as the program has it: with fewer axes of one than the grid, perhaps
    CodeSubject subject = CodeSubject::input;
};

/// The numbers of a problem, and which of its grids are written and which are loaded.
struct Data {
    const Geometry& geometry;
    const Operands& operands;
    const Tensor& output;
    const ProgramOptions& options;
    std::vector<ProgramFile> files = {};
};

/// "x = np.array([…], np.float32)", or "x = np.load("x.npy")" where there are too many.
void write_grid(ProgramText& text, Data& data, const Named& grid);
/// What NaN and infinity are called, where there are any.
void write_special_names(ProgramText& text, const Data& data, const std::vector<Named>& grids);
/// The output beside what the picture shows; `tolerance`: "1e-6".
void write_comparison(ProgramText& text, Data& data, const Shape& shape, const std::string& tolerance);

/// Where a statement that is too long is broken: lines of at most kCodeWidth columns where possible.
std::vector<std::string> broken(const std::string& line, std::size_t indent);

/// Spans of keywords, comments, numbers, strings and of the symbols of the size formula.
void colour(std::vector<CodeLine>& lines);

/// The vectorised program, between the numbers and the comparison.
void write_numpy(ProgramText& text, const Geometry& geometry);

/// The calls of a framework, from x, w, b and indices as arrays (PyTorch: as tensors) to y as an array (PyTorch: as a tensor).
/// `feeds`: the names of those arrays.
void write_pytorch(ProgramText& text, const FrameworkCall& call);
void write_keras(ProgramText& text, const FrameworkCall& call);
void write_onnx(ProgramText& text, const FrameworkCall& call, const std::vector<std::string>& feeds);

}  // namespace stridelens::programs
