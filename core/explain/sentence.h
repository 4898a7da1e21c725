#pragma once
// The sentence of an explanation, from its facts.

#include "core/explain/explain.h"

#include <string>

namespace stridelens {

/// `told` complete except for its sentence.
std::string sentence_of(const Geometry& geometry, const Explanation& told);

}  // namespace stridelens
