#pragma once
// The views of a problem: which there are, and what their steps are.

#include "app/problem/scenario.h"
#include "core/operation/geometry.h"

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace stridelens {

/// "output", "scatter", "matrix", "grad-input", "grad-weight", "grad-bias": in files and on the command line.
const char* to_string(View view);
/// For people, e.g. in the window's title: "input gradient".
const char* words_of(View view);
std::optional<View> view_from(std::string_view name);

/// Whether this problem has that view, e.g. no grad_weight of a pool, no scatter but of transposed operations.
bool has_view(const Geometry& geometry, View view);

/// The views that this problem has, forwards first.
std::vector<View> views_of(const Geometry& geometry);

/// `view` if the problem has that view; otherwise the nearest that every problem has: the output, or backwards the input's
/// gradient.
View nearest_view(const Geometry& geometry, View view);

/// The tensor whose cells are the steps: output, input, weight or bias.
Shape step_shape(const Geometry& geometry, View view);

constexpr bool is_backward(View view) {
    return view == View::grad_input || view == View::grad_weight || view == View::grad_bias;
}

}  // namespace stridelens
