#pragma once
// The views of a problem: which there are, and what their steps are.

#include "app/problem/grid.h"
#include "app/problem/scenario.h"
#include "core/explain/explain.h"
#include "core/operation/geometry.h"

#include <optional>
#include <string_view>
#include <vector>

namespace stridelens {

struct ViewInfo {
    const char* word = "";                   // in files and on the command line: "grad-input"
    const char* words = "";                  // for people, e.g. in the window's title: "input gradient"
    const char* short_words = "";            // beside the other views of its side: "Input"
    Grid grid = Grid::none;                  // whose cells are the steps
    Subject subject = Subject::output;       // what the explanation of a step is about
    bool backward = false;                   // of gradients
    bool (*has)(const Geometry&) = nullptr;  // whether a problem has this view
};

const ViewInfo& info_of(View view);

inline const char* to_string(View view) {
    return info_of(view).word;
}
std::optional<View> view_from(std::string_view word);

inline bool is_backward(View view) {
    return info_of(view).backward;
}

/// Whether this problem has that view, e.g. no grad_weight of a pool, no scatter but of transposed operations.
inline bool has_view(const Geometry& geometry, View view) {
    return info_of(view).has(geometry);
}

/// The views that this problem has, forwards first.
std::vector<View> views_of(const Geometry& geometry);

/// `view` if the problem has that view; otherwise the nearest that every problem has: the output, or backwards the input's
/// gradient.
View nearest_view(const Geometry& geometry, View view);

/// The tensor whose cells are the steps, in a sentence: "output", "input gradient".
inline const char* stepped_words(View view) {
    return info_of(info_of(view).grid).words;
}

/// Its shape: that of output, input, weight or bias.
Shape step_shape(const Geometry& geometry, View view);

}  // namespace stridelens
