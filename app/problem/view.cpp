#include "app/problem/view.h"

#include "app/problem/solve.h"

#include <array>

namespace stridelens {
namespace {

constexpr std::array<View, 6> kShows{View::output,     View::scatter,     View::matrix,
                                     View::grad_input, View::grad_weight, View::grad_bias};

}  // namespace

const char* to_string(View view) {
    switch (view) {
        case View::output:
            return "output";
        case View::scatter:
            return "scatter";
        case View::matrix:
            return "matrix";
        case View::grad_input:
            return "grad-input";
        case View::grad_weight:
            return "grad-weight";
        case View::grad_bias:
            return "grad-bias";
    }
    return "";
}

const char* words_of(View view) {
    switch (view) {
        case View::output:
            return "output";
        case View::scatter:
            return "scatter";
        case View::matrix:
            return "matrix product";
        case View::grad_input:
            return "input gradient";
        case View::grad_weight:
            return "weight gradient";
        case View::grad_bias:
            return "bias gradient";
    }
    return "";
}

std::optional<View> view_from(std::string_view name) {
    for (const View view : kShows)
        if (name == to_string(view)) return view;
    return std::nullopt;
}

std::vector<View> views_of(const Geometry& geometry) {
    std::vector<View> views;
    for (const View view : kShows)
        if (has_view(geometry, view)) views.push_back(view);
    return views;
}

bool has_view(const Geometry& geometry, View view) {
    switch (view) {
        case View::output:
        case View::grad_input:
            return true;
        case View::scatter:
            return geometry.transposed();
        case View::matrix:
            return std::holds_alternative<Conv>(geometry.operation);
        case View::grad_weight:
            return !geometry.weight.empty();
        case View::grad_bias:
            return !geometry.weight.empty() && has_bias(geometry.operation);
    }
    return false;
}

View nearest_view(const Geometry& geometry, View view) {
    if (has_view(geometry, view)) return view;
    return is_backward(view) ? View::grad_input : View::output;
}

Shape step_shape(const Geometry& geometry, View view) {
    switch (view) {
        case View::output:
        case View::matrix:
            return geometry.output;
        case View::scatter:
        case View::grad_input:
            return geometry.input;
        case View::grad_weight:
            return geometry.weight;
        case View::grad_bias:
            return {geometry.out_channels};
    }
    return {};
}

}  // namespace stridelens
