#include "core/kernels/rows.h"

#include <algorithm>

namespace stridelens::kernels {
namespace {

/// A Pad's axis: kernel 1, stride 1, one output for each position.
Axis pad_axis(const Axis& axis) {
    Axis result;
    result.in = axis.in;
    result.pad_begin = axis.pad_begin;
    result.pad_end = axis.pad_end;
    result.out = axis.padded();
    return result;
}

/// Input position for each output position along one axis; -1: the constant.
std::vector<std::int64_t> sources_along(const Axis& axis, PaddingMode mode) {
    std::vector<std::int64_t> sources;
    for (std::int64_t o = 0; o < axis.out; ++o) sources.push_back(source_position(axis, mode, input_index(axis, o, 0)));
    return sources;
}

/// Flat input position at which the row of output row `row` (flat over all axes but the last) starts; -1: the constant.
std::int64_t source_row(const PerAxis<Axis>& axes, const std::vector<std::vector<std::int64_t>>& sources,
                        std::int64_t row) {
    std::int64_t start = 0;
    std::int64_t size = axes.back().in;
    for (std::size_t a = axes.size() - 1; a-- > 0;) {
        const std::int64_t source = sources[a][static_cast<std::size_t>(row % axes[a].out)];
        if (source < 0) return -1;
        start += source * size;
        size *= axes[a].in;
        row /= axes[a].out;
    }
    return start;
}

void write_row(const Axis& axis, const std::vector<std::int64_t>& sources, const float* from, float value, float* to) {
    const OutputRange inside = outputs_inside(axis, 0);
    const auto edge = [&](std::int64_t o) {
        const std::int64_t source = sources[static_cast<std::size_t>(o)];
        to[o] = source >= 0 ? from[source] : value;
    };
    for (std::int64_t o = 0; o < inside.first; ++o) edge(o);
    std::copy_n(from + input_index(axis, inside.first, 0), inside.last - inside.first, to + inside.first);
    for (std::int64_t o = inside.last; o < axis.out; ++o) edge(o);
}

}  // namespace

Tensor padded_copy(const Tensor& input, const PerAxis<Axis>& axes, PaddingMode mode, float value) {
    if (axes.empty()) return input;
    const std::size_t leading = input.shape.size() - axes.size();
    Shape shape(input.shape.begin(), input.shape.begin() + leading);
    PerAxis<Axis> padded;
    std::vector<std::vector<std::int64_t>> sources;
    std::int64_t rows = 1;
    std::int64_t input_plane = 1;
    for (const Axis& axis : axes) {
        padded.push_back(pad_axis(axis));
        shape.push_back(padded.back().out);
        sources.push_back(sources_along(padded.back(), mode));
        rows *= padded.back().out;
        input_plane *= axis.in;
    }
    const std::int64_t width = padded.back().out;
    rows = width > 0 ? rows / width : 0;
    Tensor result(shape, value);
    const std::int64_t planes = width * rows > 0 ? element_count(shape) / (width * rows) : 0;
    float* to = result.values.data();
    for (std::int64_t p = 0; p < planes; ++p) {
        for (std::int64_t row = 0; row < rows; ++row, to += width) {
            stop_if_asked();
            const std::int64_t start = source_row(padded, sources, row);
            if (start < 0) continue;
            write_row(padded.back(), sources.back(), input.values.data() + p * input_plane + start, value, to);
        }
    }
    return result;
}

Evaluation pad(const Geometry& geometry, const Tensor& input) {
    return {padded_copy(input, geometry.axes, geometry.padding_mode, geometry.pad_value), {}};
}

Gradients pad_gradients(const Geometry& geometry, const Tensor& upstream) {
    Sums sums = zero_sums(geometry.input);
    if (geometry.axes.empty()) {
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += static_cast<double>(upstream.values[i]);
        return {rounded(geometry.input, sums), {}, {}};
    }
    std::vector<std::vector<std::int64_t>> sources;
    for (const Axis& axis : geometry.axes) sources.push_back(sources_along(axis, geometry.padding_mode));
    const std::int64_t width = std::max<std::int64_t>(geometry.axes.back().out, 1);
    const std::int64_t rows = geometry.output_cells() / width, input_plane = geometry.input_cells();
    const float* arriving = upstream.values.data();
    for (std::int64_t row = 0; row < plane_count(upstream, width); ++row, arriving += width) {
        stop_if_asked();
        const std::int64_t start = source_row(geometry.axes, sources, row % rows);
        if (start < 0) continue;
        double* to = sums.data() + row / rows * input_plane + start;
        for (std::int64_t o = 0; o < width; ++o) {
            const std::int64_t source = sources.back()[static_cast<std::size_t>(o)];
            if (source >= 0) to[source] += static_cast<double>(arriving[o]);
        }
    }
    return {rounded(geometry.input, sums), {}, {}};
}

}  // namespace stridelens::kernels
