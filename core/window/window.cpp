#include "core/window/window.h"

#include <algorithm>

namespace stridelens {
namespace {

std::int64_t product(const Shape& shape, std::size_t first, std::size_t last) {
    std::int64_t count = 1;
    for (std::size_t a = first; a < last; ++a) count *= shape[a];
    return count;
}

}  // namespace

namespace detail {
namespace {

/// Channel that a pool or Pad reads: the output's own; where Pad covers the channel axis, that of the cell it copies.
std::int64_t pooled_channel(const Geometry& geometry, const Index& output) {
    const auto spatial = static_cast<std::size_t>(spatial_rank_of(geometry.operation));
    const auto leading = static_cast<std::size_t>(geometry.leading);
    if (geometry.input.size() <= spatial) return 0;
    const std::size_t channel_axis = geometry.input.size() - spatial - 1;
    if (channel_axis < leading) return output[channel_axis];
    const Axis& axis = geometry.axes[channel_axis - leading];
    const std::int64_t at = input_index(axis, output[channel_axis], 0);
    return std::max<std::int64_t>(source_position(axis, geometry.padding_mode, at), 0);
}

/// The walk through the channels of an output channel's group.
Walk start_group(const Geometry& geometry, const Index& output, Walk walk) {
    const std::int64_t sample = geometry.batched ? output[0] : 0;
    const std::int64_t out_channel = output[static_cast<std::size_t>(geometry.leading) - 1];
    const std::int64_t group_out = geometry.out_channels / geometry.groups;
    const std::int64_t cells = geometry.kernel_cells();
    walk.channels = geometry.in_channels / geometry.groups;
    walk.channel = out_channel / group_out * walk.channels;
    walk.base = (sample * geometry.in_channels + walk.channel) * walk.plane;
    walk.weight = out_channel * walk.channels * cells;
    if (!geometry.transposed()) return walk;
    walk.weight = (walk.channel * group_out + out_channel % group_out) * cells;
    walk.weight_step = group_out * cells;
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
    for (const Axis& axis : geometry.axes) walk.plane *= axis.in;
    if (!geometry.weight.empty()) return start_group(geometry, output, walk);
    const auto leading = static_cast<std::size_t>(geometry.leading);
    for (std::size_t a = 0; a < leading; ++a) walk.base = walk.base * geometry.input[a] + output[a];
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
        const std::int64_t at = input_index(axis, output[static_cast<std::size_t>(geometry.leading) + a], k);
        tap.kernel.push_back(k);
        tap.at.push_back(at);
        tap.kind = std::max(tap.kind, stretched_kind(axis, at));
        tap.source = tap.source * axis.in + at / axis.stride;
        tap.weight = tap.weight * axis.kernel + k;
    }
    if (tap.kind != TapKind::inside) tap.source = -1;
    return tap;
}

Tap copied_tap(const Geometry& geometry, const Index& output) {
    const auto row_axis = static_cast<std::size_t>(geometry.leading) - 1;
    Shape kernel, windows;
    for (const Axis& axis : geometry.axes) {
        kernel.push_back(axis.kernel);
        windows.push_back(axis.out);
    }
    Tap tap;
    tap.channel = output[row_axis] / geometry.kernel_cells();
    tap.kernel = unflatten(kernel, output[row_axis] % geometry.kernel_cells());
    const Index window = unflatten(windows, output[row_axis + 1]);
    tap.source = (geometry.batched ? output[0] : 0) * geometry.in_channels + tap.channel;
    bool reads = true;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        tap.at.push_back(input_index(axis, window[a], tap.kernel[a]));
        const std::int64_t position = window_source(axis, geometry.padding_mode, tap.at[a]);
        reads = reads && position >= 0;
        tap.kind = std::max(tap.kind, kind_along(axis, tap.at[a]));
        tap.source = tap.source * axis.in + position;
    }
    if (!reads) tap.source = -1;
    return tap;
}

std::int64_t folded_source(const Geometry& geometry, const Index& output, std::int64_t kernel, std::int64_t window) {
    std::int64_t windows = 1;
    for (const Axis& axis : geometry.axes) windows *= axis.in;
    const auto channel_axis = static_cast<std::size_t>(geometry.leading) - 1;
    const std::int64_t channel = (geometry.batched ? output[0] : 0) * geometry.out_channels + output[channel_axis];
    return (channel * geometry.kernel_cells() + kernel) * windows + window;
}

}  // namespace detail

OutputRange outputs_inside(const Axis& axis, std::int64_t k) {
    const std::int64_t shift = axis.pad_begin - k * axis.dilation;  // inside: 0 <= o·stride − shift < in
    const auto ceil_div = [&](std::int64_t a) { return a <= 0 ? 0 : (a + axis.stride - 1) / axis.stride; };
    const std::int64_t last = std::min(ceil_div(axis.in + shift), axis.out);
    return {std::min(ceil_div(shift), last), last};
}

TapKind kind_at(const Geometry& geometry, const Index& at) {
    TapKind kind = TapKind::inside;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a)
        kind = std::max(kind, geometry.transposed() ? detail::stretched_kind(geometry.axes[a], at[a])
                                                    : detail::kind_along(geometry.axes[a], at[a]));
    return kind;
}

std::vector<Tap> taps(const Geometry& geometry, const Index& output) {
    std::vector<Tap> list;
    for_each_tap(geometry, output, [&](const Tap& tap) { list.push_back(tap); });
    return list;
}

std::vector<std::int64_t> axis_coverage(const Axis& axis, PaddingMode mode) {
    std::vector<std::int64_t> count(static_cast<std::size_t>(axis.in), 0);
    for (std::int64_t o = 0; o < axis.out; ++o) {
        for (std::int64_t k = 0; k < window_length(axis, o); ++k) {
            const std::int64_t source = source_position(axis, mode, input_index(axis, o, k));
            if (source >= 0) ++count[static_cast<std::size_t>(source)];
        }
    }
    return count;
}

namespace {

/// Fold: 1 for each column cell that lands inside the image, 0 for the others.
Tensor fold_coverage(const Geometry& geometry) {
    Tensor result(geometry.input);
    for (std::int64_t i = 0; i < element_count(geometry.input); ++i) {
        const WindowBox box = stamp_box(geometry, unflatten(geometry.input, i));
        bool lands = true;
        for (std::size_t a = 0; a < geometry.axes.size(); ++a)
            lands = lands && box.first[a] >= 0 && box.first[a] < geometry.axes[a].out;
        result[i] = lands ? 1.0F : 0.0F;
    }
    return result;
}

}  // namespace

Tensor coverage(const Geometry& geometry) {
    if (element_count(geometry.input) == 0) return Tensor(geometry.input);  // whose planes may be of any size
    if (detail::form_of(geometry) == detail::Form::folded) return fold_coverage(geometry);
    // Of the input's axes the windowed ones are last, also where the output is made of columns. A cell is read by every
    // combination of its axes' readings, and in a convolution by each output channel of its group.
    const bool weighted = !geometry.weight.empty();
    std::vector<std::int64_t> plane{weighted ? geometry.out_channels / geometry.groups : 1};
    for (const Axis& axis : geometry.axes) {
        const std::vector<std::int64_t> along = axis_coverage(axis, geometry.padding_mode);
        std::vector<std::int64_t> next;
        next.reserve(plane.size() * along.size());
        for (const std::int64_t outer : plane)
            for (const std::int64_t inner : along) next.push_back(outer * inner);
        plane = std::move(next);
    }
    Tensor result(geometry.input);
    std::size_t flat = 0;
    for (std::int64_t repeat = product(geometry.input, 0, static_cast<std::size_t>(geometry.leading)); repeat > 0;
         --repeat)
        for (const std::int64_t count : plane) result.values[flat++] = static_cast<float>(count);
    return result;
}

WindowBox window_box(const Geometry& geometry, const Index& output) {
    Index window;  // along each windowed axis
    if (detail::form_of(geometry) == detail::Form::copied) {
        Shape windows;
        for (const Axis& axis : geometry.axes) windows.push_back(axis.out);
        window = unflatten(windows, output.back());
    } else {
        for (std::size_t a = 0; a < geometry.axes.size(); ++a)
            window.push_back(output[static_cast<std::size_t>(geometry.leading) + a]);
    }
    WindowBox box;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        const std::int64_t near = input_index(axis, window[a], 0);
        const std::int64_t far = input_index(axis, window[a], window_length(axis, window[a]) - 1);
        box.first.push_back(std::min(near, far));  // transposed: the kernel runs backwards
        box.last.push_back(std::max(near, far));
    }
    return box;
}

WindowBox stamp_box(const Geometry& geometry, const Index& input) {
    const bool folded = detail::form_of(geometry) == detail::Form::folded;
    const auto leading = static_cast<std::size_t>(geometry.leading);
    Index cell(input.begin() + leading, input.end());
    Index kernel;
    if (folded) {  // one cell of one column: one place of its window
        Shape windows, extents;
        for (const Axis& axis : geometry.axes) {
            windows.push_back(axis.in);
            extents.push_back(axis.kernel);
        }
        cell = unflatten(windows, input.back());
        kernel = unflatten(extents, input[leading - 1] % geometry.kernel_cells());
    }
    WindowBox box;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        const std::int64_t origin = cell[a] * axis.stride - axis.pad_begin;
        box.first.push_back(origin + (folded ? kernel[a] * axis.dilation : 0));
        box.last.push_back(folded ? box.first[a] : origin + axis.span() - 1);
    }
    return box;
}

std::vector<std::int64_t> unread_positions(const Axis& axis) {
    std::vector<std::int64_t> unread;
    if (axis.sliding != Sliding::windows) {  // no padding to pass over: cells that reach no output
        const std::vector<std::int64_t> count = axis_coverage(axis, PaddingMode::constant);
        for (std::int64_t i = 0; i < axis.in && std::ssize(unread) < kMostUnread; ++i)
            if (count[static_cast<std::size_t>(i)] == 0) unread.push_back(i);
        return unread;
    }
    // Padding can be far larger than anything that can be listed or shown: stay near the input.
    const std::int64_t first = std::min<std::int64_t>(-std::min(axis.pad_begin, kMostUnread), 0);
    const std::int64_t end = std::max(axis.in + std::min(axis.pad_end, kMostUnread), axis.in);
    std::vector<bool> read(static_cast<std::size_t>(end - first), false);
    for (std::int64_t o = 0; o < axis.out; ++o) {
        for (std::int64_t k = 0; k < axis.kernel; ++k) {
            const std::int64_t at = input_index(axis, o, k);
            if (at >= first && at < end) read[static_cast<std::size_t>(at - first)] = true;
        }
    }
    for (std::int64_t at = first; at < end && std::ssize(unread) < kMostUnread; ++at)
        if (!read[static_cast<std::size_t>(at - first)]) unread.push_back(at);
    return unread;
}

std::int64_t reported_index(const Geometry& geometry, std::int64_t winner) {
    if (winner < 0) return -1;
    std::int64_t plane = 1;
    for (const Axis& axis : geometry.axes) plane *= axis.in;
    if (convention_of(geometry.operation) != Convention::onnx) return winner % plane;
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
