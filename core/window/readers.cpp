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

/// The windows that begin at or before `i` and end after it: from the first o with (o + 1)·in/out > i on.
std::vector<AxisReading> adaptive_readings(const Axis& axis, std::int64_t i) {
    std::vector<AxisReading> readings;
    for (std::int64_t o = i * axis.out / axis.in; o < axis.out && input_index(axis, o, 0) <= i; ++o)
        readings.push_back({o, i - input_index(axis, o, 0)});
    return readings;
}

/// Where input position `i` stamps the kernel.
std::vector<AxisReading> stamped(const Axis& axis, std::int64_t i) {
    std::vector<AxisReading> readings;
    for (std::int64_t k = 0; k < axis.kernel; ++k) {
        const std::int64_t o = i * axis.stride - axis.pad_begin + k * axis.dilation;
        if (o >= 0 && o < axis.out) readings.push_back({o, k});
    }
    return readings;
}

/// Every reading of input position `i` along one axis, by output, then kernel position.
std::vector<AxisReading> axis_readings(const Axis& axis, PaddingMode mode, std::int64_t i) {
    if (axis.sliding == Sliding::adaptive) return adaptive_readings(axis, i);
    if (axis.sliding == Sliding::transposed) return stamped(axis, i);
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

std::int64_t output_cells(const Geometry& geometry) {
    std::int64_t cells = 1;
    for (const Axis& axis : geometry.axes) cells *= axis.out;
    return cells;
}

/// One channel in, one channel out.
std::vector<Reader> in_own_channel(const Geometry& geometry, const Index& input) {
    std::int64_t base = 0;
    for (std::size_t a = 0; a < static_cast<std::size_t>(geometry.leading); ++a)
        base = base * geometry.input[a] + input[a];
    base *= output_cells(geometry);
    std::vector<Reader> all = plane_readers(geometry, input);
    for (Reader& reader : all) reader = {base + reader.output, reader.kernel, -1};
    return all;
}

/// Every output channel of the input channel's group.
std::vector<Reader> in_group(const Geometry& geometry, const Index& input) {
    const std::int64_t sample = geometry.batched ? input[0] : 0;
    const std::int64_t channel = input[static_cast<std::size_t>(geometry.leading) - 1];
    const std::int64_t group_in = geometry.in_channels / geometry.groups;
    const std::int64_t group_out = geometry.out_channels / geometry.groups;
    const std::int64_t group = channel / group_in;
    std::vector<Reader> in_plane = plane_readers(geometry, input);
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
    for (std::int64_t oc = group * group_out; oc < (group + 1) * group_out; ++oc) {
        const std::int64_t base = (sample * geometry.out_channels + oc) * output_cells(geometry);
        const std::int64_t kernel =
            geometry.transposed() ? channel * group_out + oc % group_out : oc * group_in + channel % group_in;
        for (const Reader& reader : in_plane)
            all.push_back({base + reader.output, reader.kernel, kernel * geometry.kernel_cells() + reader.weight});
    }
    return all;
}

/// Unfold: each reading is an output cell of its own, in the kernel position's row and the window's column.
std::vector<Reader> in_columns(const Geometry& geometry, const Index& input) {
    const std::int64_t channel = (geometry.batched ? input[0] : 0) * geometry.in_channels +
                                 input[static_cast<std::size_t>(geometry.leading) - 1];
    std::vector<Reader> all = plane_readers(geometry, input);
    for (Reader& reader : all) {
        const std::int64_t row = channel * geometry.kernel_cells() + reader.weight;
        reader = {row * output_cells(geometry) + reader.output, reader.kernel, -1};
    }
    std::sort(all.begin(), all.end(), [](const Reader& a, const Reader& b) { return a.output < b.output; });
    return all;
}

/// Fold: the one place that a column's cell is put back to, unless that lies in the padding.
std::vector<Reader> put_back(const Geometry& geometry, const Index& input) {
    const WindowBox place = stamp_box(geometry, input);
    const std::int64_t row = input[static_cast<std::size_t>(geometry.leading) - 1];
    Shape kernel;
    Reader reader;
    reader.output = (geometry.batched ? input[0] : 0) * geometry.out_channels + row / geometry.kernel_cells();
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Axis& axis = geometry.axes[a];
        if (place.first[a] < 0 || place.first[a] >= axis.out) return {};
        kernel.push_back(axis.kernel);
        reader.output = reader.output * axis.out + place.first[a];
    }
    reader.kernel = unflatten(kernel, row % geometry.kernel_cells());
    return {reader};
}

}  // namespace

std::vector<Reader> readers(const Geometry& geometry, const Index& input) {
    switch (detail::form_of(geometry)) {
        case detail::Form::windows:
        case detail::Form::mirrored:
        case detail::Form::stretched:
            return geometry.weight.empty() ? in_own_channel(geometry, input) : in_group(geometry, input);
        case detail::Form::adaptive:
        case detail::Form::written:
            return in_own_channel(geometry, input);
        case detail::Form::copied:
            return in_columns(geometry, input);
        case detail::Form::folded:
            return put_back(geometry, input);
    }
    return {};
}

}  // namespace stridelens
