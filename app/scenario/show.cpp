#include "app/scenario/show.h"

#include "app/scenario/solve.h"

#include <array>

namespace stridelens {
namespace {

constexpr std::array<Show, 6> kShows{Show::output,     Show::scatter,     Show::matrix,
                                     Show::grad_input, Show::grad_weight, Show::grad_bias};

}  // namespace

const char* to_string(Show show) {
    switch (show) {
        case Show::output:
            return "output";
        case Show::scatter:
            return "scatter";
        case Show::matrix:
            return "matrix";
        case Show::grad_input:
            return "grad-input";
        case Show::grad_weight:
            return "grad-weight";
        case Show::grad_bias:
            return "grad-bias";
    }
    return "";
}

const char* words_of(Show show) {
    switch (show) {
        case Show::output:
            return "output";
        case Show::scatter:
            return "scatter";
        case Show::matrix:
            return "matrix product";
        case Show::grad_input:
            return "input gradient";
        case Show::grad_weight:
            return "weight gradient";
        case Show::grad_bias:
            return "bias gradient";
    }
    return "";
}

std::optional<Show> show_from(std::string_view name) {
    for (const Show show : kShows)
        if (name == to_string(show)) return show;
    return std::nullopt;
}

std::vector<Show> shows_of(const Geometry& geometry) {
    std::vector<Show> shows;
    for (const Show show : kShows)
        if (can_show(geometry, show)) shows.push_back(show);
    return shows;
}

bool can_show(const Geometry& geometry, Show show) {
    switch (show) {
        case Show::output:
        case Show::grad_input:
            return true;
        case Show::scatter:
            return geometry.transposed();
        case Show::matrix:
            return std::holds_alternative<Conv>(geometry.operation);
        case Show::grad_weight:
            return !geometry.weight.empty();
        case Show::grad_bias:
            return !geometry.weight.empty() && has_bias(geometry.operation);
    }
    return false;
}

Show nearest_show(const Geometry& geometry, Show show) {
    if (can_show(geometry, show)) return show;
    return is_backward(show) ? Show::grad_input : Show::output;
}

Shape step_shape(const Geometry& geometry, Show show) {
    switch (show) {
        case Show::output:
        case Show::matrix:
            return geometry.output;
        case Show::scatter:
        case Show::grad_input:
            return geometry.input;
        case Show::grad_weight:
            return geometry.weight;
        case Show::grad_bias:
            return {geometry.out_channels};
    }
    return {};
}

}  // namespace stridelens
