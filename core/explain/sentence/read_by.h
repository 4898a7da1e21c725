#pragma once
// The way back, in words: which windows read an input cell, and how often a weight is used.

#include "core/operation/geometry.h"
#include "core/window/window.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stridelens {

/// "read by 4 windows: output[0, 0], output[0, 1], output[1, 0] and output[1, 1]"; of many the first ones and how many more.
/// `all`: readers() of the cell. Those of several output channels are told once.
std::string read_by(const Geometry& geometry, const std::vector<Reader>& all);

/// "used in 9 products, one for each window of its channel".
std::string used_by(const Geometry& geometry, std::int64_t uses);

}  // namespace stridelens
