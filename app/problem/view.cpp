#include "app/problem/view.h"

#include "app/problem/solve.h"
#include "core/words/table.h"

namespace stridelens {
namespace {

constexpr Table<View, ViewInfo> kViews({
    {View::output,
     {"output", "output", "Sliding", Grid::output, Subject::output, false, [](const Geometry&) { return true; }}},
    {View::scatter,
     {"scatter", "scatter", "Scatter", Grid::input, Subject::input, false,
      [](const Geometry& geometry) { return geometry.transposed(); }}},
    {View::matrix,
     {"matrix", "matrix product", "Matrix product", Grid::output, Subject::output, false,
      [](const Geometry& geometry) { return std::holds_alternative<Conv>(geometry.operation); }}},
    {View::grad_input,
     {"grad-input", "input gradient", "Input", Grid::grad_input, Subject::grad_input, true,
      [](const Geometry&) { return true; }}},
    {View::grad_weight,
     {"grad-weight", "weight gradient", "Weight", Grid::grad_kernel, Subject::grad_weight, true,
      [](const Geometry& geometry) { return !geometry.weight.empty(); }}},
    {View::grad_bias,
     {"grad-bias", "bias gradient", "Bias", Grid::grad_bias, Subject::grad_bias, true,
      [](const Geometry& geometry) { return !geometry.weight.empty() && has_bias(geometry.operation); }}},
});

}  // namespace

const ViewInfo& info_of(View view) {
    return kViews[view];
}

std::optional<View> view_from(std::string_view word) {
    for (const View view : kAllOf<View>)
        if (word == to_string(view)) return view;
    return std::nullopt;
}

std::vector<View> views_of(const Geometry& geometry) {
    std::vector<View> views;
    for (const View view : kAllOf<View>)
        if (has_view(geometry, view)) views.push_back(view);
    return views;
}

View nearest_view(const Geometry& geometry, View view) {
    if (has_view(geometry, view)) return view;
    return is_backward(view) ? View::grad_input : View::output;
}

Shape step_shape(const Geometry& geometry, View view) {
    const GridInfo& grid = info_of(info_of(view).grid);
    return grid.shape != nullptr ? geometry.*grid.shape : Shape{geometry.out_channels};
}

}  // namespace stridelens
