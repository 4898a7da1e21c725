#pragma once
// Internal to explain/: the sentence of an explanation, from its facts.

#include "core/explain/explain.h"

#include <cstdint>
#include <string>

namespace stridelens {

/// Equal, or both NaN.
bool same_value(float a, float b);

namespace sentence {

/// `told` complete except for its sentence.
std::string of_output(const Geometry& geometry, const Operands& operands, const Explanation& told);
std::string of_gradient(const Geometry& geometry, const Operands& operands, const Explanation& told);
std::string of_stamp(const Geometry& geometry, const Operands& operands, const Explanation& told);

/// "input[0, 3]" along the windowed axes; "output[0, 3]", where the operation's output has those axes.
std::string source_name(const Geometry& geometry, std::int64_t source);
std::string output_name(const Geometry& geometry, std::int64_t output);

/// "row 2", "rows 1 … 3" of one windowed axis.
std::string noun_along(const Geometry& geometry, std::size_t axis, bool plural);

/// "row 2", "rows 1 to 3": positions of one windowed axis, first and last.
std::string range_along(const Geometry& geometry, std::size_t axis, const Positions& at);

std::string extreme(const Geometry& geometry, const Explanation& told);
std::string average(const Geometry& geometry, const Explanation& told);
std::string norm(const LpPool& pool, const Geometry& geometry, const Explanation& told);
std::string adaptive(const Geometry& geometry, const Explanation& told);
std::string sum_of_products(const Geometry& geometry, const Explanation& told);
std::string gathered(const Geometry& geometry, const Explanation& told);
std::string folded(const Explanation& told);

}  // namespace sentence
}  // namespace stridelens
