#include "app/state/derived_grids.h"

#include "core/words/table.h"

namespace stridelens {

namespace {

struct GridOfDerived {
    const Tensor* (*tensor)(const Derived&) = nullptr;
    float Derived::*scale = nullptr;
};

constexpr Table<Grid, GridOfDerived> kGrids({
    {Grid::none, {}},
    {Grid::input, {[](const Derived& d) { return &*d.input; }, &Derived::input_scale}},
    {Grid::kernel, {[](const Derived& d) { return &*d.weight; }, &Derived::weight_scale}},
    {Grid::output, {[](const Derived& d) { return &*d.output; }, &Derived::output_scale}},
    {Grid::channel_sum, {}},
    {Grid::bias, {[](const Derived& d) { return &*d.bias; }, nullptr}},
    {Grid::term, {}},
    {Grid::more_terms, {}},
    {Grid::indices, {}},
    {Grid::upstream, {[](const Derived& d) { return &*d.upstream; }, &Derived::upstream_scale}},
    {Grid::grad_input, {[](const Derived& d) { return &*d.gradients.input; }, &Derived::grad_input_scale}},
    {Grid::grad_kernel, {[](const Derived& d) { return &*d.gradients.weight; }, &Derived::grad_weight_scale}},
    {Grid::grad_bias, {[](const Derived& d) { return &*d.gradients.bias; }, &Derived::grad_bias_scale}},
});

}  // namespace

const Tensor* tensor_of(const Derived& derived, Grid grid) {
    return kGrids[grid].tensor != nullptr ? kGrids[grid].tensor(derived) : nullptr;
}

float scale_of(const Derived& derived, Grid grid) {
    return kGrids[grid].scale != nullptr ? derived.*kGrids[grid].scale : 1.0F;
}

}  // namespace stridelens
