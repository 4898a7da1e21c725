#pragma once
// What an operation costs: parameters, arithmetic, bytes, by formula with today's numbers.

#include "core/operation/geometry.h"

#include <string>
#include <vector>

namespace stridelens {

/// One count. `symbols` and `numbers` say the same: "C_out·C_in/groups·k·k + C_out" and "2·3/1·3·3 + 2".
struct Count {
    std::string name;     // "parameters", "multiply-adds", "comparisons" …
    std::string symbols;  // empty: the numbers say it all
    std::string numbers;
    double result = 0.0;  // exact up to 2^53
    bool bytes = false;
};

/// Parameters (if it has weights), its arithmetic, and the bytes of input, output and weights as float32. Arithmetic is
/// that of the definition, cells of padding included: a pool takes one comparison or addition less than it has taps.
/// Units:   numbers of operations; bytes.   Example: conv2d 1x3x5x5 out2 k3: 56 parameters, 486 multiply-adds
std::vector<Count> counts_of(const Geometry& geometry);

/// "56", "300 bytes", "3.1 MiB".
std::string count_text(const Count& count);

/// "parameters: C_out·(C_in/groups)·k·k + C_out = 2·3·3·3 + 2 = 56".
std::string in_full(const Count& count);

}  // namespace stridelens
