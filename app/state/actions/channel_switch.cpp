#include "app/state/actions/channel_switch.h"

#include "app/problem/view.h"
#include "core/window/channels.h"

#include <algorithm>

namespace stridelens {

namespace {

/// Axis of the shape that is stepped through along which the side's channels lie; −1: none.
int stepped_axis(const Geometry& geometry, View view, Grid side) {
    const bool weighted = !geometry.weight.empty();
    // The last axis before the spatial ones; Pad may pad it, too.
    const int spatial = std::max(spatial_rank_of(geometry.operation), 1);
    const int channels = static_cast<int>(geometry.input.size()) - spatial - 1;
    const auto along = [&](bool has) { return has ? channels : -1; };
    switch (info_of(view).subject) {
        case Subject::output:
            return along(!weighted || side == Grid::output_channel);
        case Subject::input:
        case Subject::grad_input:
            return along(!weighted || side == Grid::input_channel);
        case Subject::grad_bias:
            return side == Grid::output_channel ? 0 : -1;
        case Subject::grad_weight: {
            // Convolutions have (output, input within the group …), transposed ones (input, output within the group …).
            const bool first = geometry.transposed() == (side == Grid::input_channel);
            if (first) return 0;
            return geometry.groups == 1 ? 1 : -1;
        }
        default:
            return -1;
    }
}

Index step_index(const Shown& shown, std::int64_t step) {
    const Derived& derived = *shown.derived;
    const std::int64_t last = std::max<std::int64_t>(derived.steps - 1, 0);
    return unflatten(step_shape(derived.geometry, derived.view), std::clamp<std::int64_t>(step, 0, last));
}

}  // namespace

std::optional<std::int64_t> step_in_channel(const Shown& shown, std::int64_t step, Grid side, std::int64_t channel) {
    const Derived& derived = *shown.derived;
    if (derived.steps == 0) return std::nullopt;
    const Shape shape = step_shape(derived.geometry, derived.view);
    const int axis = stepped_axis(derived.geometry, derived.view, side);
    if (axis < 0 || static_cast<std::size_t>(axis) >= shape.size()) return std::nullopt;
    Index index = step_index(shown, step);
    const auto a = static_cast<std::size_t>(axis);
    index[a] = std::clamp<std::int64_t>(channel, 0, shape[a] - 1);
    return flatten(shape, index);
}

Grid focused_side(View view) {
    const Subject subject = info_of(view).subject;
    return subject == Subject::input || subject == Subject::grad_input ? Grid::output_channel : Grid::input_channel;
}

std::int64_t in_focus(const AppState& state, const Shown& shown, std::int64_t channel) {
    if (shown.derived->steps == 0) return 0;
    const Geometry& geometry = shown.derived->geometry;
    const bool outputs = focused_side(shown.derived->view) == Grid::output_channel;
    const std::int64_t other = channel_shown(state, shown, outputs ? Grid::input_channel : Grid::output_channel);
    const auto [first, count] = outputs ? channels_reading(geometry, other) : channels_read(geometry, other);
    return std::clamp<std::int64_t>(channel, first, first + std::max<std::int64_t>(count, 1) - 1);
}

std::int64_t channel_shown(const AppState& state, const Shown& shown, Grid side) {
    if (shown.derived->steps == 0) return state.display.focus;
    const int axis = stepped_axis(shown.derived->geometry, shown.derived->view, side);
    const Index index = step_index(shown, state.scenario.step);
    return axis < 0 || static_cast<std::size_t>(axis) >= index.size() ? state.display.focus
                                                                      : index[static_cast<std::size_t>(axis)];
}

}  // namespace stridelens
