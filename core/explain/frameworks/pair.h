#pragma once
// Internal to frameworks/: a problem under two frameworks' rules, and the sentences on sizes and on where windows stand.

#include "core/reference/reference.h"

#include <string>

namespace stridelens {

/// Everything that a sentence is made of: ours and theirs.
struct Pair {
    const Geometry& ours;
    const Geometry& theirs;
    const Operands& operands;
    const Index& output;
    const char* name = to_string(convention_of(theirs.operation));
};

/// "4 × 4", along the windowed axes.
std::string sizes_of(const Geometry& geometry);

/// The sentence for two sizes: "ONNX's default stride is 1, not the kernel's 2: 4 × 4 instead of 2 × 2".
std::string size_differs(const Pair& pair);

/// The sentence for one size whose windows stand elsewhere: "TensorFlow would pad 0 before and 1 after: same size, every
/// window one cell further right"; empty where they do not. `values`: how the value differs at the cell, if it does.
std::string windows_differ(const Pair& pair, const std::string& values);

}  // namespace stridelens
