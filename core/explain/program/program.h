#pragma once
// A problem as a program that runs: the call, today's numbers, what comes out, and whether that is what the picture shows.
// Everything is written in Python. `loop` is the definition written out by hand, `numpy` the same in whole arrays, the others
// are the calls of code/ with numbers round them.

#include "core/explain/explain.h"
#include "core/explain/expression.h"
#include "core/operation/error.h"
#include "core/reference/reference.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

enum class ProgramForm : std::uint8_t { loop, numpy, pytorch, keras, onnx };

/// The word on a command line: "loop", "numpy", …
const char* to_string(ProgramForm form);
/// On a tab: "Loop", "NumPy", "PyTorch", "Keras", "ONNX".
const char* title_of(ProgramForm form);

/// What a line of code is about in the picture: what lights up while the mouse rests on the line.
enum class CodeSubject : std::uint8_t {
    none,
    input,   // the grid as a whole …
    weight,  // … and the others
    bias,
    indices,
    output,
    padding,  // what stands outside the input
    input_size,
    kernel_size,
    output_size,
    step,         // where in the output the loop is
    window,       // where the window stands, and what it reads
    tap,          // one cell of it
    channel,      // which channel is read
    divisor,      // how many cells count
    partial,      // what has come together so far
    output_cell,  // the result
};

/// What a piece of a line is, for colours.
enum class CodeRole : std::uint8_t {
    keyword,
    comment,
    number,
    string,
    size,      // H, W, OH …
    kernel,    // k; kH where the axes differ …
    stride,    // s
    padding,   // p, q
    dilation,  // d
};

/// Bytes first … first + length − 1 of a line have a role; the rest is plain.
struct CodeSpan {
    std::size_t first = 0, length = 0;
    CodeRole role = CodeRole::keyword;
    bool operator==(const CodeSpan&) const = default;
};

/// What of a line's words a step has a number for. Internal to explain/.
struct LiveRule;

struct CodeLine {
    std::string text;
    CodeSubject subject = CodeSubject::none;
    std::vector<CodeSpan> spans = {};  // in order, apart from one another
    std::size_t statement = 0;         // the line on which its statement begins: broken statements light up as a whole
};

/// The grids that a program may read from a file.
enum class ProgramGrid : std::uint8_t { input, weight, bias, indices, output };

struct ProgramFile {
    ProgramGrid grid = ProgramGrid::input;
    std::string name;  // "x.npy", beside the program
    bool operator==(const ProgramFile&) const = default;
};

/// Up to so many numbers of a grid are written out; more are loaded. A plane of 16 × 16 can still be read.
inline constexpr std::int64_t kMostWritten = 256;

/// No line of a program is longer, but where one word is: what the drawer beside the picture has room for.
inline constexpr std::size_t kCodeWidth = 42;

struct ProgramOptions {
    std::string stem =
        {};  // put before the names of files, so that several programs can share a folder: "pool" → "pool_x.npy"
};

struct Program {
    ProgramForm form = ProgramForm::loop;
    std::vector<CodeLine> lines;
    std::vector<ProgramFile>
        files;                    // which somebody has to write beside it: float32 in the grid's shape, indices int64
    std::vector<LiveRule> rules;  // loop only; see live_lines()

    Program();
    ~Program();
    Program(const Program&);
    Program(Program&&) noexcept;
    Program& operator=(const Program&);
    Program& operator=(Program&&) noexcept;

    /// All lines, each with its end of line.
    std::string text() const;
};

/// The program of one problem.
/// Shapes:  `output` is what the picture shows, in geometry.output's shape; it is what the program compares with.
/// Errors:  the framework does not have the operation, refuses the settings, or makes something else of them.
Result<Program> program(const Geometry& geometry, const Operands& operands, const Tensor& output, ProgramForm form,
                        const ProgramOptions& options = {});

/// A number that stands beside a line: what the expression `name` is there once the line has run.
struct LiveValue {
    std::string name;  // Python: "i", "h0", "y[i, j]"
    double value = 0.0;
};

/// What stands in the margin of a line.
struct LiveLine {
    std::string text;               // "i = 1", "x[1:4, 5:6]", "-1 / 6 = -0.17"; empty: nothing
    std::vector<LiveValue> values;  // the same as numbers
    std::string slice;              // what `win` is, as Python says it; empty: the line makes none
};

struct LiveLines {
    std::size_t lit = 0;          // number of the line at work, from 0; of a broken statement its first
    std::vector<LiveLine> lines;  // one for each of the program's lines
};

/// Where the loop is when the cell that `told` tells is done, or, with `tap`, when term `tap` of it has just been taken: the
/// result as far as it has come then. Of Program::form loop, and an output cell's expression that lists all terms before `tap`.
/// `decimals`: digits after the point in the margin.
LiveLines live_lines(const Program& program, const Geometry& geometry, const Expression& told,
                     std::optional<std::size_t> tap = {}, int decimals = 2);

}  // namespace stridelens
