#include "core/window/channels.h"

namespace stridelens {
namespace {

std::int64_t group_inputs(const Geometry& geometry) {
    return geometry.in_channels / geometry.groups;
}

std::int64_t group_outputs(const Geometry& geometry) {
    return geometry.out_channels / geometry.groups;
}

/// Windows of one plane, of which each column is one.
Extents windows_of(const Geometry& geometry) {
    return geometry.transposed() ? geometry.input_plane() : geometry.output_plane();
}

}  // namespace

ChannelRange channels_read(const Geometry& geometry, std::int64_t output) {
    if (geometry.weight.empty()) return {output, 1};
    return {output / group_outputs(geometry) * group_inputs(geometry), group_inputs(geometry)};
}

ChannelRange channels_reading(const Geometry& geometry, std::int64_t input) {
    if (geometry.weight.empty()) return {input, 1};
    return {input / group_inputs(geometry) * group_outputs(geometry), group_outputs(geometry)};
}

JoinedChannels joined_channels(const Geometry& geometry, const Index& weight) {
    if (geometry.transposed()) return {weight[0], channels_reading(geometry, weight[0]).first + weight[1]};
    return {channels_read(geometry, weight[0]).first + weight[1], weight[0]};
}

std::int64_t kernel_number(const Geometry& geometry, const JoinedChannels& joined) {
    const ChannelRange inputs = channels_read(geometry, joined.output);
    if (!inputs.contains(joined.input)) return -1;
    if (!geometry.transposed()) return joined.output * inputs.count + joined.input - inputs.first;
    const ChannelRange outputs = channels_reading(geometry, joined.input);
    return joined.input * outputs.count + joined.output - outputs.first;
}

std::int64_t first_weight(const Geometry& geometry, const JoinedChannels& joined) {
    const std::int64_t number = kernel_number(geometry, joined);
    return number < 0 ? -1 : number * geometry.kernel_cells();
}

ColumnRow column_row(const Geometry& geometry, std::int64_t row) {
    const std::int64_t cells = geometry.kernel_cells();
    return {row / cells, row % cells, unflatten(geometry.kernel_extents(), row % cells)};
}

std::int64_t first_row_of(const Geometry& geometry, std::int64_t channel) {
    return channel * geometry.kernel_cells();
}

Index column_window(const Geometry& geometry, std::int64_t column) {
    return unflatten(windows_of(geometry), column);
}

MatrixProduct matrix_product(const Geometry& geometry, std::int64_t sample, std::int64_t output) {
    MatrixProduct product;
    product.sample = sample;
    product.inputs = channels_read(geometry, output);
    const ChannelRange outputs = channels_reading(geometry, product.inputs.first);
    product.rows = outputs.count;
    product.inner = product.inputs.count * geometry.kernel_cells();
    product.windows = geometry.output_cells();
    product.first_weight = outputs.first * product.inner;
    product.first_output = (sample * geometry.out_channels + outputs.first) * product.windows;
    return product;
}

Positions inner_rows(const Geometry& geometry, const MatrixProduct& product, std::int64_t channel) {
    const std::int64_t first = first_row_of(geometry, channel - product.inputs.first);
    return {first, first + geometry.kernel_cells() - 1};
}

Tap unfolded_tap(const Geometry& geometry, const MatrixProduct& product, std::int64_t row, std::int64_t column) {
    const ColumnRow at = column_row(geometry, row);
    return detail::column_tap(geometry, product.sample, product.inputs.first + at.channel, at.kernel,
                              column_window(geometry, column));
}

}  // namespace stridelens
