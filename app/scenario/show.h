#pragma once
// The views of a problem: which there are, and what their steps are.

#include "app/scenario/scenario.h"
#include "core/operation/geometry.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stridelens {

/// "output", "scatter", "matrix", "grad-input", "grad-weight", "grad-bias": in files and on the command line.
const char* to_string(Show show);
/// For people, e.g. in the window's title: "input gradient".
const char* words_of(Show show);
std::optional<Show> show_from(std::string_view name);

/// Whether this problem has that view, e.g. no grad_weight of a pool, no scatter but of transposed operations.
bool can_show(const Geometry& geometry, Show show);

/// The views that this problem has, forwards first.
std::vector<Show> shows_of(const Geometry& geometry);

/// `show` if the problem has that view; otherwise the nearest that every problem has: the output, or backwards the input's
/// gradient.
Show nearest_show(const Geometry& geometry, Show show);

/// The tensor whose cells are the steps: output, input, weight or bias.
Shape step_shape(const Geometry& geometry, Show show);

constexpr bool is_backward(Show show) {
    return show == Show::grad_input || show == Show::grad_weight || show == Show::grad_bias;
}

}  // namespace stridelens
