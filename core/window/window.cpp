#include "core/window/window.h"

#include <algorithm>
#include <tuple>

namespace stridelens {
namespace {

/// One reading along one axis: output position and kernel position.
struct AxisReading {
    std::int64_t output = 0;
    std::int64_t kernel = 0;
};

/// Every reading of input position `i` along one axis, by output, then kernel position.
std::vector<AxisReading> axis_readings(const Axis& axis, PaddingMode mode, std::int64_t i) {
    std::vector<AxisReading> readings;
    if (mode == PaddingMode::constant) {  // input_index() solved for the output
        for (std::int64_t k = axis.kernel; k-- > 0;) {
            const std::int64_t start = i + axis.pad_begin - k * axis.dilation;
            if (start < 0 || start % axis.stride != 0 || start / axis.stride >= axis.out) continue;
            readings.push_back({start / axis.stride, k});
        }
        return readings;
    }
    for (std::int64_t o = 0; o < axis.out; ++o)  // a cell stands in several places
        for (std::int64_t k = 0; k < axis.kernel; ++k)
            if (source_position(axis, mode, input_index(axis, o, k)) == i) readings.push_back({o, k});
    return readings;
}

std::int64_t product(const Shape& shape, std::size_t first, std::size_t last) {
    std::int64_t count = 1;
    for (std::size_t a = first; a < last; ++a) count *= shape[a];
    return count;
}

std::int64_t kernel_count(const Geometry& geometry) {
    std::int64_t count = 1;
    for (const Axis& axis : geometry.axes) count *= axis.kernel;
    return count;
}

bool is_conv(const Geometry& geometry) {
    return std::holds_alternative<Conv>(geometry.operation);
}

/// Readings of all windowed axes combined: kernel positions and the output's flat position within its channel.
void combine(const Geometry& geometry, const std::vector<std::vector<AxisReading>>& per_axis, std::size_t axis,
             Reader reader, std::int64_t flat_kernel, std::vector<Reader>& found) {
    if (axis == geometry.axes.size()) {
        reader.weight = flat_kernel;
        found.push_back(reader);
        return;
    }
    for (const AxisReading& reading : per_axis[axis]) {
        Reader next = reader;
        next.output = reader.output * geometry.axes[axis].out + reading.output;
        next.kernel.push_back(reading.kernel);
        combine(geometry, per_axis, axis + 1, next, flat_kernel * geometry.axes[axis].kernel + reading.kernel, found);
    }
}

/// Readers within one output channel, in order; their weight is the flat kernel position.
std::vector<Reader> plane_readers(const Geometry& geometry, const Index& input) {
    std::vector<std::vector<AxisReading>> per_axis;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const std::int64_t i = input[static_cast<std::size_t>(geometry.leading) + a];
        per_axis.push_back(axis_readings(geometry.axes[a], geometry.padding_mode, i));
    }
    std::vector<Reader> found;
    combine(geometry, per_axis, 0, Reader{}, 0, found);
    std::sort(found.begin(), found.end(), [](const Reader& a, const Reader& b) {
        return std::tie(a.output, a.weight) < std::tie(b.output, b.weight);
    });
    return found;
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

}  // namespace

Walk start_walk(const Geometry& geometry, const Index& output) {
    const auto leading = static_cast<std::size_t>(geometry.leading);
    Walk walk;
    for (const Axis& axis : geometry.axes) walk.plane *= axis.in;
    if (is_conv(geometry)) {
        const std::int64_t sample = geometry.batched ? output[0] : 0;
        const std::int64_t out_channel = output[leading - 1];
        walk.channels = geometry.in_channels / geometry.groups;
        walk.channel = out_channel / (geometry.out_channels / geometry.groups) * walk.channels;
        walk.base = (sample * geometry.in_channels + walk.channel) * walk.plane;
        walk.weight = out_channel * walk.channels * kernel_count(geometry);
        return walk;
    }
    for (std::size_t a = 0; a < leading; ++a) walk.base = walk.base * geometry.input[a] + output[a];
    walk.base *= walk.plane;
    walk.channel = pooled_channel(geometry, output);
    return walk;
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
        kind = std::max(kind, detail::kind_along(geometry.axes[a], at[a]));
    return kind;
}

std::vector<Tap> taps(const Geometry& geometry, const Index& output) {
    std::vector<Tap> list;
    for_each_tap(geometry, output, [&](const Tap& tap) { list.push_back(tap); });
    return list;
}

std::vector<Reader> readers(const Geometry& geometry, const Index& input) {
    const auto leading = static_cast<std::size_t>(geometry.leading);
    std::int64_t plane = 1;
    for (const Axis& axis : geometry.axes) plane *= axis.out;
    const std::vector<Reader> in_plane = plane_readers(geometry, input);
    std::vector<Reader> all;
    if (!is_conv(geometry)) {
        std::int64_t base = 0;
        for (std::size_t a = 0; a < leading; ++a) base = base * geometry.input[a] + input[a];
        for (const Reader& reader : in_plane) all.push_back({base * plane + reader.output, reader.kernel, -1});
        return all;
    }
    const std::int64_t sample = geometry.batched ? input[0] : 0;
    const std::int64_t group_in = geometry.in_channels / geometry.groups;
    const std::int64_t group_out = geometry.out_channels / geometry.groups;
    const std::int64_t group = input[leading - 1] / group_in;
    const std::int64_t taps_per_channel = kernel_count(geometry);
    for (std::int64_t oc = group * group_out; oc < (group + 1) * group_out; ++oc) {
        const std::int64_t base = (sample * geometry.out_channels + oc) * plane;
        const std::int64_t weight = (oc * group_in + input[leading - 1] % group_in) * taps_per_channel;
        for (const Reader& reader : in_plane)
            all.push_back({base + reader.output, reader.kernel, weight + reader.weight});
    }
    return all;
}

std::vector<std::int64_t> axis_coverage(const Axis& axis, PaddingMode mode) {
    std::vector<std::int64_t> count(static_cast<std::size_t>(axis.in), 0);
    for (std::int64_t o = 0; o < axis.out; ++o) {
        for (std::int64_t k = 0; k < axis.kernel; ++k) {
            const std::int64_t source = source_position(axis, mode, input_index(axis, o, k));
            if (source >= 0) ++count[static_cast<std::size_t>(source)];
        }
    }
    return count;
}

Tensor coverage(const Geometry& geometry) {
    const auto leading = static_cast<std::size_t>(geometry.leading);
    // A cell is read by every combination of its axes' readings, and in a convolution by each output channel of its group.
    std::vector<std::int64_t> plane{is_conv(geometry) ? geometry.out_channels / geometry.groups : 1};
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
    for (std::int64_t repeat = product(geometry.input, 0, leading); repeat > 0; --repeat)
        for (const std::int64_t count : plane) result.values[flat++] = static_cast<float>(count);
    return result;
}

WindowBox window_box(const Geometry& geometry, const Index& output) {
    WindowBox box;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        const std::int64_t o = output[static_cast<std::size_t>(geometry.leading) + a];
        box.first.push_back(input_index(axis, o, 0));
        box.last.push_back(input_index(axis, o, axis.kernel - 1));
    }
    return box;
}

std::vector<std::int64_t> unread_positions(const Axis& axis) {
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
    std::vector<std::int64_t> unread;
    for (std::int64_t at = first; at < end && static_cast<std::int64_t>(unread.size()) < kMostUnread; ++at)
        if (!read[static_cast<std::size_t>(at - first)]) unread.push_back(at);
    return unread;
}

}  // namespace stridelens
