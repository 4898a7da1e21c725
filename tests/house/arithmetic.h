#pragma once
// Finds arithmetic on the numbers that windows are made of: stride, dilation, padding, kernel, groups … Reading such a
// number, comparing it, showing it or passing it on is no arithmetic.

#include <string>
#include <vector>

namespace stridelens::house {

struct Finding {
    std::size_t line = 0;  // counted from 1
    std::string what;      // "axis.stride", or the name of a variable that was made from such a number
};

/// Every place in a C++ source where `+ - * / %` (also as `+=`, `++` or a sign) is done with such a number: directly,
/// through parentheses, casts, min, max, clamp and abs, or through a variable of the same function that was made from it.
std::vector<Finding> window_arithmetic(const std::vector<std::string>& lines);

}  // namespace stridelens::house
