#pragma once
// Internal to explain/: what the writers of code for one framework share. A writer gives only the arguments that differ
// from its framework's defaults, and breaks lines between them where one would be too long.

#include "core/operation/geometry.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stridelens::code {

using Numbers = std::vector<std::int64_t>;

/// A call and its arguments.
struct Call {
    std::string name;
    std::vector<std::string> arguments;
    std::string after = {};  // what follows the closing bracket, e.g. "(x)"

    void add(const std::string& key, const std::string& value) { arguments.push_back(key + "=" + value); }
    std::string print(int width) const;
};

/// Lines of code, one after another.
struct Script {
    int width = 32;
    std::vector<std::string> lines = {};

    void comment(const std::string& text);  // broken between words
    void line(const std::string& text) { lines.push_back(text); }
    void call(const Call& call) { lines.push_back(call.print(width)); }
    void assign(const std::string& name, Call call);
    std::string text() const;
};

/// One number for each windowed axis.
template <class Part>
Numbers along(const PerAxis<Axis>& axes, Part part) {
    Numbers values;
    for (const Axis& axis : axes) values.push_back(part(axis));
    return values;
}
Numbers kernels(const Geometry& geometry);
Numbers strides(const Geometry& geometry);
Numbers dilations(const Geometry& geometry);
Numbers begins(const Geometry& geometry);
Numbers outs(const Geometry& geometry);

bool all_are(const Numbers& values, std::int64_t wanted);
bool has_padding(const Geometry& geometry);
bool has_ceil_mode(const Geometry& geometry);

/// In front of the one axis of a line as an image of height 1: (height, number).
Numbers behind(std::int64_t height, const Numbers& values);

/// "2" where all are equal, "(2, 3)" otherwise.
std::string number_or_tuple(const Numbers& values);
/// "(2, 3)", "(2,)"; "[2, 3]".
std::string tuple(const Numbers& values);
std::string list(const Numbers& values);

std::string python_float(double value);
std::string quoted(const std::string& word);

/// The call in each framework, for the conventions that pytorch_code() tells apart.
std::string in_pytorch(const Geometry& geometry, int width);
std::string in_onnx(const Geometry& geometry, int width);
std::string in_tensorflow(const Geometry& geometry, int width);

/// What is said of an operation that a framework does not have (resolve() refuses it there).
std::string none(Convention convention, const Geometry& geometry, int width);

/// PyTorch's Unfold and Fold: its own in two axes, what does the same in one and three.
std::string unfold_in_pytorch(const Geometry& geometry, int width);
std::string fold_in_pytorch(const Geometry& geometry, int width);

/// Symmetric padding, which neither has: the cells are picked.
std::string symmetric_in_pytorch(const Geometry& geometry, int width);
std::string symmetric_in_onnx(const Geometry& geometry, int width);

}  // namespace stridelens::code
