#pragma once
// The way back, in words: which windows read a cell of the input or of its padding, how often a weight is used, where a
// gradient goes and what comes to one. `named`: so many cells are named at most, the others are counted.

#include "core/operation/geometry.h"
#include "core/window/window.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stridelens {

inline constexpr std::size_t kMostNamed = 4;

/// "read by 4 windows: output[0, 0], output[0, 1], output[1, 0] and output[1, 1]"; of many the first ones and how many more.
/// `all`: readers() of the cell. Those of several output channels are told once.
std::string read_by(const Geometry& geometry, const std::vector<Reader>& all, std::size_t named = kMostNamed);

/// "used in 9 products, one for each window of its channel".
std::string used_by(const Geometry& geometry, std::int64_t uses);

/// What stands at a position that is no cell of the input, and what it counts as: "padding at row −1, column 2 counts as
/// 0", "padding at row −1, column 2 mirrors row 1, column 2".
/// Units:   `at` as in surrounded.h.
std::string outside_told(const Geometry& geometry, const Index& at);

/// Whole sentences: "input[1, 2] is read by 4 windows: …", "padding at row −1, column 2 counts as 0; read by 2 windows: …",
/// "kernel[0, 1] is used in 9 products, …".
std::string told_input(const Geometry& geometry, std::int64_t input, std::size_t named = kMostNamed);
std::string told_outside(const Geometry& geometry, const Index& at, std::size_t named = kMostNamed);
std::string told_weight(const Geometry& geometry, std::int64_t weight);

/// Scatter view: "input[1, 2] is stamped on 9 output cells: …"; what of the stamp is cut off is not counted.
std::string told_stamp(const Geometry& geometry, std::int64_t input, std::size_t named = kMostNamed);

/// Fold, MaxUnpool: "input[3, 1] is put on output[0, 2]"; `output` −1: on none.
std::string told_put(const Geometry& geometry, std::int64_t input, std::int64_t output);

/// Gradient of a weight: "input[1, 2] is multiplied by 4 upstream gradients: …", and what stands beside the input likewise.
std::string told_products(const Geometry& geometry, std::int64_t input, std::size_t named = kMostNamed);
std::string told_outside_products(const Geometry& geometry, const Index& at, std::size_t named = kMostNamed);
/// "upstream[0, 1] is multiplied by 9 cells of the input: …".
std::string told_factors(const Geometry& geometry, std::int64_t output, const std::vector<std::int64_t>& inputs,
                         std::size_t named = kMostNamed);

/// Gradient of the input: "upstream[0, 1] goes to 4 cells of the input gradient: …"; `chosen`: to the winner alone.
std::string told_goes_to(const Geometry& geometry, std::int64_t output, const std::vector<std::int64_t>& inputs,
                         bool chosen, std::size_t named = kMostNamed);
/// "4 upstream gradients come to grad input[1, 2]: …"; of `windows` windows that read it the others bring nothing.
std::string told_comes_from(const Geometry& geometry, std::int64_t input, const std::vector<std::int64_t>& outputs,
                            std::int64_t windows, std::size_t named = kMostNamed);

/// Gradient of a bias: "upstream[0, 1] is added to grad bias[2]".
std::string told_added(const Geometry& geometry, std::int64_t output);

}  // namespace stridelens
