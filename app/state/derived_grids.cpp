#include "app/state/derived_grids.h"

#include "core/words/table.h"

namespace stridelens {

namespace {

struct GridOfDerived {
    const SharedTensor& (*tensor)(const Derived&) = nullptr;
    Look Looks::*look = nullptr;
};

constexpr Table<Grid, GridOfDerived> kGrids({
    {Grid::none, {}},
    {Grid::input, {[](const Derived& d) -> const SharedTensor& { return d.input; }, &Looks::input}},
    {Grid::kernel, {[](const Derived& d) -> const SharedTensor& { return d.weight; }, &Looks::weight}},
    {Grid::output, {[](const Derived& d) -> const SharedTensor& { return d.output; }, &Looks::output}},
    {Grid::channel_sum, {}},
    {Grid::bias, {[](const Derived& d) -> const SharedTensor& { return d.bias; }, &Looks::bias}},
    {Grid::term, {}},
    {Grid::more_terms, {}},
    {Grid::input_channel, {}},
    {Grid::output_channel, {}},
    {Grid::indices, {}},
    {Grid::upstream, {[](const Derived& d) -> const SharedTensor& { return d.upstream; }, &Looks::upstream}},
    {Grid::grad_input, {[](const Derived& d) -> const SharedTensor& { return d.gradients.input; }, &Looks::grad_input}},
    {Grid::grad_kernel,
     {[](const Derived& d) -> const SharedTensor& { return d.gradients.weight; }, &Looks::grad_weight}},
    {Grid::grad_bias, {[](const Derived& d) -> const SharedTensor& { return d.gradients.bias; }, &Looks::grad_bias}},
    {Grid::setting, {}},
    {Grid::code, {}},
    {Grid::padding, {}},
});

}  // namespace

const SharedTensor* tensor_of(const Derived& derived, Grid grid) {
    return kGrids[grid].tensor != nullptr ? &kGrids[grid].tensor(derived) : nullptr;
}

const Look& look_of(const Derived& derived, Grid grid) {
    static const Look none;
    return kGrids[grid].look != nullptr ? derived.looks.*kGrids[grid].look : none;
}

}  // namespace stridelens
