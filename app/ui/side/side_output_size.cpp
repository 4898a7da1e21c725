// A wished output size: adaptive pools are made of it, unpooling and transposed convolution may have one.
#include "app/ui/panels.h"
#include "app/ui/side/tracks.h"
#include "core/operation/geometry.h"
#include "core/operation/reach.h"

#include <fmt/format.h>

#include <algorithm>

namespace stridelens::ui {
namespace {

constexpr std::int64_t kRoom = 2;  // to move either way, also where stride is 1

void ask(Pen& pen, const Sizes& sizes) {
    pen.actions.push_back(SetOperation{with_wished_size(pen.frame.state.scenario.problem.operation, sizes)});
}

Sizes changed(const Sizes& sizes, int axis, std::optional<std::int64_t> value) {
    Sizes result;
    for (const std::optional<std::int64_t>& size : sizes) {
        const bool touched = axis < 0 || result.size() == static_cast<std::size_t>(axis);
        result.push_back(touched ? value : size);
    }
    return result;
}

/// The output's sizes as they are on screen.
Sizes shown_sizes(const Frame& frame) {
    Sizes sizes;
    for (const Axis& axis : frame.shown.derived->geometry.axes) sizes.push_back(axis.out);
    return sizes;
}

/// One slider of a size; quiet while the size is not set but follows.
void size_slider(Pen& pen, const Sizes& sizes, int axis, Range range) {
    const Problem& problem = pen.frame.state.scenario.problem;
    const auto at = static_cast<std::size_t>(std::max(axis, 0));
    const int rank = static_cast<int>(sizes.size());
    const Sizes shown = shown_sizes(pen.frame);
    const std::int64_t value = sizes[at].value_or(at < shown.size() ? shown[at].value_or(1) : 1);
    const std::string letter = axis < 0 ? "" : axis_letter(rank, axis);
    const std::string label = info_of(problem.operation, Field::output_size)->label;
    const SliderRow row{axis < 0 ? "output-size" : "output-size-" + letter,
                        axis < 0 ? label : label + " " + letter,
                        value,
                        range,
                        range,
                        {0, kLargestTyped},
                        !sizes[at].has_value(),
                        stops(problem, range, Field::output_size, axis),
                        [&](std::int64_t size) { return why_not(problem, Field::output_size, size, axis); }};
    if (const auto wish = slider(pen, row)) ask(pen, changed(sizes, axis, *wish));
    refusal(pen, {Field::output_size}, axis);
}

void adaptive(Pen& pen, const Sizes& sizes) {
    const AppState& state = pen.frame.state;
    const Problem& problem = state.scenario.problem;
    const InputAxes axes = input_axes(problem);
    const int rank = static_cast<int>(sizes.size());
    const float middle = section(pen, "WINDOWS");
    float right = pen.x + pen.width;
    const bool equal = std::all_of(sizes.begin(), sizes.end(), [&](const auto& size) { return size == sizes[0]; });
    const bool linked = rank == 1 || (state.display.link_axes && equal);
    if (rank > 1) {
        if (link_chip(pen, "link-axes", {right, middle}, rank == 2 ? "H W" : "D H W", linked)) {
            if (state.display.link_axes == linked) pen.actions.push_back(ToggleLinkAxes{});
            if (!equal) ask(pen, changed(sizes, -1, sizes[0]));
        }
        right -= chip_width(pen, rank == 2 ? "H W" : "D H W", true) + 6.0F;
    }
    const Sizes ones(static_cast<std::size_t>(rank), 1);
    if (chip(pen, "global", {right, middle}, "global", sizes == ones)) ask(pen, ones);
    for (int axis = linked ? -1 : 0; axis < (linked ? 0 : rank); ++axis) {
        const auto at = static_cast<std::size_t>(std::max(axis, 0));
        const std::size_t place = axes.first_spatial + at;
        const std::int64_t in = place < problem.input.size() ? problem.input[place] : 1;
        size_slider(pen, sizes, axis, {1, std::clamp<std::int64_t>(in, 2, 32)});
        const std::string letter = axis < 0 ? "" : axis_letter(rank, axis);
        const std::string label = axis < 0 ? "keep the input's size" : fmt::format("keep the input's {}", letter);
        const std::string id = axis < 0 ? "keep-size" : "keep-size-" + letter;
        if (check(pen, id, label, !sizes[at].has_value()))
            ask(pen, changed(sizes, axis, sizes[at] ? std::nullopt : std::optional(in)));
    }
    refusal(pen, {Field::output_size, Field::kernel_size});
}

void optional(Pen& pen, const Sizes& sizes) {
    if (check(pen, "output-size-set", to_string(Field::output_size), !sizes.empty()))
        ask(pen, sizes.empty() ? shown_sizes(pen.frame) : Sizes{});
    const Problem& problem = pen.frame.state.scenario.problem;
    const auto plain = output_shape(with_wished_size(problem.operation, {}), problem.input);
    const Extents stride = stride_of(problem.operation);
    for (std::size_t axis = 0; axis < sizes.size(); ++axis) {
        // The track is about what the formula gives: a wish is at most one stride away from it.
        const std::int64_t usual = plain && plain->size() >= sizes.size()
                                       ? (*plain)[plain->size() - sizes.size() + axis]
                                       : sizes[axis].value_or(1);
        const SizesAbout near = sizes_about(usual, stride[axis]);
        const std::int64_t least = std::min(near.least, usual - kRoom), most = std::max(near.most, usual + kRoom);
        size_slider(pen, sizes, static_cast<int>(axis), {std::max<std::int64_t>(least, 1), most});
    }
    refusal(pen, {Field::output_size});
}

}  // namespace

void side_output_size(Pen& pen) {
    const Operation& operation = pen.frame.state.scenario.problem.operation;
    const Sizes sizes = wished_size_of(operation);
    switch (size_wish_of(operation)) {
        case SizeWish::adaptive:
            return adaptive(pen, sizes);
        case SizeWish::optional:
            return optional(pen, sizes);
        case SizeWish::none:
        case SizeWish::fixed:  // Fold's stands with its input
            return;
    }
}

}  // namespace stridelens::ui
