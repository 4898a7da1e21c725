#include "core/window/channels.h"
#include "core/window/copies.h"
#include "core/window/surrounded.h"
#include "core/window/window.h"

#include <algorithm>
#include <cstdint>
#include <tuple>
#include <vector>

namespace stridelens {
namespace {

/// One reading along one axis: output position and kernel position.
struct AxisReading {
    std::int64_t output = 0;
    std::int64_t kernel = 0;
};

/// The windows that begin at or before `i` and end after it: from the first o with (o + 1)·in/out > i on.
std::vector<AxisReading> adaptive_readings(const Axis& axis, std::int64_t i) {
    std::vector<AxisReading> readings;
    for (std::int64_t o = i * axis.out / axis.in; o < axis.out && input_index(axis, o, 0) <= i; ++o)
        readings.push_back({o, i - input_index(axis, o, 0)});
    return readings;
}

/// Where a stamp whose first tap lies on output `origin` puts the kernel.
std::vector<AxisReading> stamped(const Axis& axis, std::int64_t origin) {
    std::vector<AxisReading> readings;
    for (std::int64_t k = 0; k < axis.kernel; ++k) {
        const std::int64_t o = origin + k * axis.dilation;
        if (o >= 0 && o < axis.out) readings.push_back({o, k});
    }
    return readings;
}

/// The readings that stand at one position: input_index() solved for the output.
void read_at(const Axis& axis, std::int64_t at, std::vector<AxisReading>& readings) {
    for (std::int64_t k = 0; k < axis.kernel; ++k) {
        const std::int64_t start = at + axis.pad_begin - k * axis.dilation;
        if (start < 0 || start % axis.stride != 0 || start / axis.stride >= axis.out) continue;
        readings.push_back({start / axis.stride, k});
    }
}

/// Every reading of input position `i` along one axis.
std::vector<AxisReading> axis_readings(const Axis& axis, PaddingMode mode, std::int64_t i) {
    if (axis.sliding == Sliding::adaptive) return adaptive_readings(axis, i);
    if (axis.sliding == Sliding::transposed) return stamped(axis, stamp_along(axis, i).first);
    std::vector<AxisReading> readings;
    read_at(axis, i, readings);
    detail::for_each_copy(axis, mode, i, [&](std::int64_t at) { read_at(axis, at, readings); });
    return readings;
}

/// Every reading that stands at one position, inside the input or beside it (transposed: of the stretched input).
std::vector<AxisReading> axis_standing(const Axis& axis, std::int64_t at) {
    if (axis.sliding == Sliding::adaptive)
        return at < 0 || at >= axis.in ? std::vector<AxisReading>{} : adaptive_readings(axis, at);
    if (axis.sliding == Sliding::transposed) return stamped(axis, at - axis.pad_begin);
    std::vector<AxisReading> readings;
    read_at(axis, at, readings);
    return readings;
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

/// A cell of the input with all its copies, or a position and what stands there alone.
enum class Sought : std::uint8_t { cell, position };

/// Readers within one output channel, in order; their weight is the flat kernel position.
std::vector<Reader> plane_readers(const Geometry& geometry, const Index& input, Sought sought) {
    std::vector<std::vector<AxisReading>> per_axis;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const std::int64_t i = input[geometry.leading + a];
        per_axis.push_back(sought == Sought::cell ? axis_readings(geometry.axes[a], geometry.padding_mode, i)
                                                  : axis_standing(geometry.axes[a], i));
    }
    std::vector<Reader> found;
    combine(geometry, per_axis, 0, Reader{}, 0, found);
    std::sort(found.begin(), found.end(), [](const Reader& a, const Reader& b) {
        return std::tie(a.output, a.weight) < std::tie(b.output, b.weight);
    });
    return found;
}

/// One channel in, one channel out.
std::vector<Reader> in_own_channel(const Geometry& geometry, const Index& input, Sought sought) {
    const std::int64_t base =
        flatten(geometry.before_windows(geometry.input), geometry.before_windows(input)) * geometry.output_cells();
    std::vector<Reader> all = plane_readers(geometry, input, sought);
    for (Reader& reader : all) reader = {base + reader.output, reader.kernel, -1};
    return all;
}

/// Every output channel of the input channel's group.
std::vector<Reader> in_group(const Geometry& geometry, const Index& input, Sought sought) {
    const std::int64_t channel = input[geometry.channel_axis()];
    const ChannelRange outputs = channels_reading(geometry, channel);
    std::vector<Reader> in_plane = plane_readers(geometry, input, sought);
    if (detail::form_of(geometry) == detail::Form::mirrored) {
        for (Reader& reader : in_plane) {
            Tap tap;
            tap.kernel = reader.kernel;
            tap.weight = reader.weight;
            tap = detail::mirrored(geometry, tap);
            reader = {reader.output, tap.kernel, tap.weight};
        }
    }
    std::vector<Reader> all;
    for (std::int64_t oc = outputs.first; oc < outputs.first + outputs.count; ++oc) {
        const std::int64_t base = (geometry.sample_of(input) * geometry.out_channels + oc) * geometry.output_cells();
        const std::int64_t kernel = first_weight(geometry, {channel, oc});
        for (const Reader& reader : in_plane)
            all.push_back({base + reader.output, reader.kernel, kernel + reader.weight});
    }
    return all;
}

/// Unfold: each reading is an output cell of its own, in the kernel position's row and the window's column.
std::vector<Reader> in_columns(const Geometry& geometry, const Index& input, Sought sought) {
    const std::int64_t channel = geometry.sample_of(input) * geometry.in_channels + input[geometry.channel_axis()];
    std::vector<Reader> all = plane_readers(geometry, input, sought);
    for (Reader& reader : all) {
        const std::int64_t row = first_row_of(geometry, channel) + reader.weight;
        reader = {row * geometry.output_cells() + reader.output, reader.kernel, -1};
    }
    std::sort(all.begin(), all.end(), [](const Reader& a, const Reader& b) { return a.output < b.output; });
    return all;
}

/// Fold: the one place that a column's cell is put back to, unless that lies in the padding.
std::vector<Reader> put_back(const Geometry& geometry, const Index& input) {
    const WindowBox place = stamp_box(geometry, input);
    const ColumnRow row = column_row(geometry, input[geometry.channel_axis()]);
    Reader reader;
    reader.output = geometry.sample_of(input) * geometry.out_channels + row.channel;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        if (place.first[a] < 0 || place.first[a] >= axis.out) return {};
        reader.output = reader.output * axis.out + place.first[a];
    }
    reader.kernel = row.kernel;
    return {reader};
}

std::vector<Reader> sought_readers(const Geometry& geometry, const Index& input, Sought sought) {
    switch (detail::form_of(geometry)) {
        case detail::Form::windows:
        case detail::Form::mirrored:
        case detail::Form::stretched:
            return geometry.weight.empty() ? in_own_channel(geometry, input, sought)
                                           : in_group(geometry, input, sought);
        case detail::Form::adaptive:
        case detail::Form::written:
            return in_own_channel(geometry, input, sought);
        case detail::Form::copied:
            return in_columns(geometry, input, sought);
        case detail::Form::folded:
            return put_back(geometry, input);
    }
    return {};
}

}  // namespace

std::vector<Reader> readers(const Geometry& geometry, const Index& input) {
    return sought_readers(geometry, input, Sought::cell);
}

std::vector<Reader> readers_at(const Geometry& geometry, const Index& at) {
    return sought_readers(geometry, at, Sought::position);
}

}  // namespace stridelens
