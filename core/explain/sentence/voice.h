#pragma once
// The present state in one plain sentence, for ears and for notes: which operation, which window, where, and what comes of
// it. It is made from the expression that the picture renders, so the two never disagree.

#include "core/explain/expression.h"

#include <cstdint>
#include <functional>
#include <string>

namespace stridelens {

/// How numbers are written: as the picture writes them.
using NumberWords = std::function<std::string(double)>;

/// "Average pooling, window 8 of 16, rows 1 to 3, columns 5 to 7: 6 values count, their sum is −1, the mean −0.17".
/// `told` is of the cell that `expression` tells; `step` is its place among `steps`, from 0.
std::string voice(const Geometry& geometry, const Explanation& told, const Expression& expression, std::int64_t step,
                  std::int64_t steps, const NumberWords& number);

}  // namespace stridelens
