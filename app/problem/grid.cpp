#include "app/problem/grid.h"

#include "core/operation/geometry.h"
#include "core/operation/problem.h"
#include "core/words/table.h"

#include <algorithm>

namespace stridelens {

namespace {

constexpr Table<Grid, GridInfo> kGrids({
    {Grid::none, {.word = "none"}},
    {Grid::input, {"input", "Input", "input", "input", "input", Grid::input, &Geometry::input, &Problem::values}},
    {Grid::kernel,
     {"kernel", "Kernel", "kernel", "weight", "kernel", Grid::kernel, &Geometry::weight, &Problem::weights,
      Field::weight}},
    {Grid::output, {"output", "Output", "output", "output", "output", Grid::output, &Geometry::output, nullptr}},
    {Grid::channel_sum, {.word = "channel sum", .of = Grid::channel_sum}},
    {Grid::bias, {"bias", "Bias", "bias", "bias", "grid", Grid::bias, nullptr, &Problem::bias, Field::bias}},
    {Grid::term, {.word = "term", .of = Grid::term}},
    {Grid::more_terms, {.word = "more terms", .of = Grid::more_terms}},
    {Grid::input_channel, {.word = "input channel", .of = Grid::input_channel}},
    {Grid::output_channel, {.word = "output channel", .of = Grid::output_channel}},
    {Grid::indices,
     {"indices", "Indices", "indices", "indices", "grid", Grid::indices, &Geometry::input, &Problem::indices,
      Field::indices}},
    {Grid::upstream,
     {"upstream", "Upstream gradient", "upstream gradient", "upstream", "upstream", Grid::output, &Geometry::output,
      &Problem::upstream, Field::upstream}},
    {Grid::grad_input,
     {"grad input", "Input gradient", "input gradient", "input_gradient", "input-gradient", Grid::input,
      &Geometry::input, nullptr}},
    {Grid::grad_kernel,
     {"grad kernel", "Weight gradient", "weight gradient", "weight_gradient", "weight-gradient", Grid::kernel,
      &Geometry::weight, nullptr}},
    {Grid::grad_bias,
     {"grad bias", "Bias gradient", "bias gradient", "bias_gradient", "bias-gradient", Grid::bias, nullptr, nullptr}},
    {Grid::setting, {.word = "setting", .of = Grid::setting}},
    {Grid::code, {.word = "code", .of = Grid::code}},
    {Grid::padding, {.word = "padding", .of = Grid::padding}},
});

}  // namespace

const GridInfo& info_of(Grid grid) {
    return kGrids[grid];
}

std::string word_of(Grid grid, char joint) {
    std::string word = info_of(grid).word;
    std::replace(word.begin(), word.end(), ' ', joint);
    return word;
}

}  // namespace stridelens
