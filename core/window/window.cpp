#include "core/window/window.h"

#include "core/window/channels.h"

#include <algorithm>

namespace stridelens {
namespace detail {
namespace {

/// Channel that a pool or Pad reads: the output's own; where Pad covers the channel axis, that of the cell it copies.
std::int64_t pooled_channel(const Geometry& geometry, const Index& output) {
    const auto spatial = static_cast<std::size_t>(spatial_rank_of(geometry.operation));
    if (geometry.input.size() <= spatial) return 0;
    const std::size_t channel_axis = geometry.input.size() - spatial - 1;
    if (channel_axis < geometry.leading) return output[channel_axis];
    const Axis& axis = geometry.axes[channel_axis - geometry.leading];
    const std::int64_t at = input_index(axis, output[channel_axis], 0);
    return std::max<std::int64_t>(source_position(axis, geometry.padding_mode, at), 0);
}

/// The walk through the channels of an output channel's group.
Walk start_group(const Geometry& geometry, const Index& output, Walk walk) {
    const std::int64_t out_channel = output[geometry.channel_axis()];
    const ChannelRange inputs = channels_read(geometry, out_channel);
    const std::int64_t cells = geometry.kernel_cells();
    walk.channels = inputs.count;
    walk.channel = inputs.first;
    walk.base = (geometry.sample_of(output) * geometry.in_channels + walk.channel) * walk.plane;
    walk.weight = first_weight(geometry, {inputs.first, out_channel});
    walk.weight_step = cells;
    if (geometry.transposed()) walk.weight_step *= channels_reading(geometry, inputs.first).count;
    return walk;
}

}  // namespace

Form form_of(const Geometry& geometry) {
    return std::visit(overloaded{
                          [](const MaxPool&) { return Form::windows; },
                          [](const AvgPool&) { return Form::windows; },
                          [](const Pad&) { return Form::windows; },
                          [](const Conv& conv) { return conv.flip_kernel ? Form::mirrored : Form::windows; },
                          [](const MinPool&) { return Form::windows; },
                          [](const LpPool&) { return Form::windows; },
                          [](const AdaptiveMaxPool&) { return Form::adaptive; },
                          [](const AdaptiveAvgPool&) { return Form::adaptive; },
                          [](const MaxUnpool&) { return Form::written; },
                          [](const ConvTranspose&) { return Form::stretched; },
                          [](const Unfold&) { return Form::copied; },
                          [](const Fold&) { return Form::folded; },
                      },
                      geometry.operation);
}

Walk start_walk(const Geometry& geometry, const Index& output) {
    Walk walk;
    walk.plane = geometry.input_cells();
    if (!geometry.weight.empty()) return start_group(geometry, output, walk);
    for (std::size_t a = 0; a < geometry.leading; ++a) walk.base = walk.base * geometry.input[a] + output[a];
    walk.base *= walk.plane;
    walk.channel = pooled_channel(geometry, output);
    return walk;
}

Tap mirrored(const Geometry& geometry, Tap tap) {
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) tap.kernel[a] = geometry.axes[a].kernel - 1 - tap.kernel[a];
    const std::int64_t cells = geometry.kernel_cells();
    const std::int64_t in_kernel = tap.weight % cells;
    tap.weight += cells - 1 - 2 * in_kernel;
    return tap;
}

Tap stretched_tap(const Geometry& geometry, const Index& output, const Index& turn) {
    Tap tap;
    tap.source = 0;
    tap.weight = 0;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        const std::int64_t k = axis.kernel - 1 - turn[a];
        const std::int64_t at = input_index(axis, output[geometry.leading + a], k);
        tap.kernel.push_back(k);
        tap.at.push_back(at);
        tap.kind = std::max(tap.kind, stretched_kind(axis, at));
        tap.source = tap.source * axis.in + at / axis.stride;
        tap.weight = tap.weight * axis.kernel + k;
    }
    if (tap.kind != TapKind::inside) tap.source = -1;
    return tap;
}

Tap column_tap(const Geometry& geometry, std::int64_t sample, std::int64_t channel, const Index& kernel,
               const Index& window) {
    const bool mirrors = form_of(geometry) == Form::mirrored;
    Tap tap;
    tap.channel = channel;
    tap.kernel = kernel;
    tap.source = sample * geometry.in_channels + channel;
    bool reads = true;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        tap.at.push_back(input_index(axis, window[a], mirrors ? axis.kernel - 1 - kernel[a] : kernel[a]));
        const std::int64_t position = window_source(axis, geometry.padding_mode, tap.at[a]);
        reads = reads && position >= 0;
        tap.kind = std::max(tap.kind, kind_along(axis, tap.at[a]));
        tap.source = tap.source * axis.in + position;
    }
    if (!reads) tap.source = -1;
    return tap;
}

Tap copied_tap(const Geometry& geometry, const Index& output) {
    const ColumnRow row = column_row(geometry, output[geometry.channel_axis()]);
    return column_tap(geometry, geometry.sample_of(output), row.channel, row.kernel,
                      column_window(geometry, output.back()));
}

std::int64_t folded_source(const Geometry& geometry, const Index& output, std::int64_t kernel, std::int64_t window) {
    const std::int64_t channel = geometry.sample_of(output) * geometry.out_channels + output[geometry.channel_axis()];
    return (first_row_of(geometry, channel) + kernel) * geometry.input_cells() + window;
}

}  // namespace detail

Tap tap_of_weight(const Geometry& geometry, const Index& output, std::int64_t weight) {
    const Index index = unflatten(geometry.weight, weight);
    const std::int64_t channel = joined_channels(geometry, index).input;
    Index kernel, window;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        kernel.push_back(index[index.size() - geometry.axes.size() + a]);
        window.push_back(output[geometry.leading + a]);
    }
    Tap tap;
    if (geometry.transposed()) {
        for (std::size_t a = 0; a < kernel.size(); ++a) kernel[a] = geometry.axes[a].kernel - 1 - kernel[a];
        tap = detail::stretched_tap(geometry, output, kernel);
        const detail::Walk walk = detail::start_walk(geometry, output);
        if (tap.source >= 0) tap.source += walk.base + (channel - walk.channel) * walk.plane;
        tap.channel = channel;
    } else {
        tap = detail::column_tap(geometry, geometry.sample_of(output), channel, kernel, window);
    }
    tap.weight = weight;
    return tap;
}

Positions positions_inside(const Axis& axis, std::int64_t o) {
    Positions inside{0, -1};
    for (std::int64_t k = 0; k < window_length(axis, o); ++k) {
        const std::int64_t at = input_index(axis, o, k);
        if (at < 0 || at >= axis.in) continue;
        if (inside.last < 0) inside.first = at;
        inside.last = at;
    }
    return inside;
}

OutputRange outputs_inside(const Axis& axis, std::int64_t k) {
    const std::int64_t shift = axis.pad_begin - k * axis.dilation;  // inside: 0 <= o·stride − shift < in
    const auto ceil_div = [&](std::int64_t a) { return a <= 0 ? 0 : (a + axis.stride - 1) / axis.stride; };
    const std::int64_t last = std::min(ceil_div(axis.in + shift), axis.out);
    return {std::min(ceil_div(shift), last), last};
}

std::vector<Tap> taps(const Geometry& geometry, const Index& output) {
    std::vector<Tap> list;
    for_each_tap(geometry, output, [&](const Tap& tap) { list.push_back(tap); });
    return list;
}

Sides surroundings(const Axis& axis) {
    if (axis.out == 0) return {std::max<std::int64_t>(axis.pad_begin, 0), std::max<std::int64_t>(axis.pad_end, 0)};
    const std::int64_t size = axis.sliding == Sliding::transposed ? stretched(axis) : axis.in;
    const Positions first = window_along(axis, 0), last = window_along(axis, axis.out - 1);
    Sides sides{std::max<std::int64_t>(-first.first, 0), std::max<std::int64_t>(last.last + 1 - size, 0)};
    if (axis.sliding == Sliding::windows) {
        sides.begin = std::max<std::int64_t>(axis.pad_begin, 0);
        sides.end = std::max(sides.end, axis.pad_end);
    }
    return sides;
}

WindowBox window_box(const Geometry& geometry, const Index& output) {
    const bool column = detail::form_of(geometry) == detail::Form::copied;
    const Index window = column ? column_window(geometry, output.back()) : geometry.along_windows(output);
    WindowBox box;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Positions along = window_along(geometry.axes[a], window[a]);
        box.first.push_back(along.first);
        box.last.push_back(along.last);
    }
    return box;
}

WindowBox stamp_box(const Geometry& geometry, const Index& input) {
    const bool folded = detail::form_of(geometry) == detail::Form::folded;
    const Index cell = folded ? column_window(geometry, input.back()) : geometry.along_windows(input);
    const Index kernel = folded ? column_row(geometry, input[geometry.channel_axis()]).kernel : Index{};
    WindowBox box;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        Positions along = stamp_along(axis, cell[a]);
        if (folded) along.first = along.last = along.first + kernel[a] * axis.dilation;  // one place of its window
        box.first.push_back(along.first);
        box.last.push_back(along.last);
    }
    return box;
}

std::int64_t reported_index(const Geometry& geometry, std::int64_t winner) {
    if (winner < 0) return -1;
    const std::int64_t plane = geometry.input_cells();
    const Convention convention = convention_of(geometry.operation);
    if (convention == Convention::pytorch) return winner % plane;
    if (convention == Convention::tensorflow) {
        // max_pool_with_argmax: (y·W + x)·C + c of each batch entry, for channels are last.
        const std::int64_t channels = geometry.input[geometry.channel_axis()];
        return winner % plane * channels + winner / plane % channels;
    }
    const auto* pool = std::get_if<MaxPool>(&geometry.operation);
    const bool column_major = pool != nullptr && pool->column_major_indices;
    if (!column_major) return winner;
    // storage_order 1: the first spatial axis runs fastest, h + w·H, in volumes d + h·D + w·D·H; planes follow as before.
    std::int64_t rest = winner % plane, index = winner - rest, stride = plane;
    for (std::size_t i = geometry.axes.size(); i-- > 0; rest /= geometry.axes[i].in) {
        stride /= geometry.axes[i].in;
        index += rest % geometry.axes[i].in * stride;
    }
    return index;
}

}  // namespace stridelens
