#include "app/figure/facts.h"

#include <algorithm>
#include <tuple>

namespace stridelens {

namespace {

std::size_t spatial_axes(const Geometry& geometry) {
    const auto spatial = static_cast<std::size_t>(std::max(spatial_rank_of(geometry.operation), 1));
    return std::min(spatial, geometry.input.size());
}

int input_axis(const Facts& facts, int plane_axis) {
    if (facts.strips) return plane_axis == 1 ? static_cast<int>(facts.geometry.input.size()) - 1 : -1;
    return static_cast<int>(facts.geometry.input.size()) - 2 + plane_axis;
}

int channel_axis(const Geometry& geometry) {
    return static_cast<int>(geometry.input.size()) - static_cast<int>(spatial_axes(geometry)) - 1;
}

std::int64_t entry(const Index& index, int axis, std::int64_t otherwise) {
    return axis >= 0 ? index[static_cast<std::size_t>(axis)] : otherwise;
}

PlaneSize plane_size(const Shape& shape, bool strips) {
    if (shape.empty()) return {};
    return {strips ? 1 : shape[shape.size() - 2], shape.back()};
}

/// Cells of padding and overhang on both sides of one plane axis.
std::pair<std::int64_t, std::int64_t> ring_along(const Facts& facts, int plane_axis) {
    const int a = windowed_axis(facts, plane_axis);
    if (a < 0) return {0, 0};
    const Geometry& geometry = facts.geometry;
    const Axis& axis = geometry.axes[static_cast<std::size_t>(a)];
    std::int64_t end = std::max<std::int64_t>(axis.pad_end, 0);
    if (!facts.empty) {
        Index last = geometry.output;
        for (std::int64_t& i : last) --i;
        const std::int64_t reach = window_box(geometry, last).last[static_cast<std::size_t>(a)];
        end = std::max(end, reach + 1 - axis.in);  // ceil mode's overhang
    }
    return {std::max<std::int64_t>(axis.pad_begin, 0), end};
}

std::vector<std::int64_t> unread_along(const Facts& facts, int plane_axis) {
    const int a = windowed_axis(facts, plane_axis);
    if (a < 0) return {};
    return unread_positions(facts.geometry.axes[static_cast<std::size_t>(a)]);
}

void gather_numbers(Facts& facts) {
    const Derived& derived = facts.derived;
    facts.input_scale = derived.input_scale;
    facts.weight_scale = derived.weight_scale;
    facts.output_scale = derived.output_scale;
    facts.input_numbers = number_range(derived.input.values, derived.input_scale);
    facts.weight_numbers = number_range(derived.weight.values, derived.weight_scale);
    facts.output_numbers = number_range(derived.evaluation.output.values, derived.output_scale);
    facts.bias_numbers = number_range(derived.bias.values, 0.0F);
    if (facts.conv) return;
    // Without weights the output's numbers are of the input's kind: one scale for both.
    facts.input_scale = facts.output_scale = std::max(derived.input_scale, derived.output_scale);
}

void gather_shown(Facts& facts) {
    const Geometry& geometry = facts.geometry;
    if (facts.empty) return;
    const std::int64_t shown = std::clamp<std::int64_t>(facts.scene.shown, 0, facts.derived.steps - 1);
    facts.shown = unflatten(geometry.output, shown);
    const Explanation& derived = facts.derived.explanation;
    facts.explanation = facts.derived.step == shown ? derived
                                                    : explain(geometry, facts.derived.input, facts.derived.weight,
                                                              facts.derived.bias, facts.shown);
    facts.out_channel = channel_of(facts, facts.shown);
    facts.read_channels =
        facts.conv ? facts.explanation.channels : std::vector<std::int64_t>{channel_read(facts, facts.shown)};
    facts.in_channel = facts.read_channels.empty() ? 0 : facts.read_channels.front();
    facts.batch = entry(facts.shown, channel_axis(geometry) - 1, 0);
    if (channel_axis(geometry) >= 1)
        facts.batch = std::clamp<std::int64_t>(facts.batch, 0, std::max<std::int64_t>(facts.batches - 1, 0));
}

}  // namespace

Facts gather(const Scene& scene) {
    const Derived& derived = *scene.derived;
    const Geometry& geometry = derived.geometry;
    Facts facts{.scene = scene, .derived = derived, .geometry = geometry};
    facts.strips = spatial_axes(geometry) < 2;
    facts.conv = std::holds_alternative<Conv>(geometry.operation);
    facts.empty = derived.steps <= 0;
    facts.input = plane_size(geometry.input, facts.strips);
    facts.output = plane_size(geometry.output, facts.strips);
    if (facts.conv) facts.kernel = plane_size(geometry.weight, facts.strips);
    const int channel = channel_axis(geometry);
    facts.in_channels = entry(geometry.input, channel, 1);
    facts.out_channels = entry(geometry.output, channel, 1);
    facts.batches = entry(geometry.input, channel - 1, 1);
    std::tie(facts.ring.top, facts.ring.bottom) = ring_along(facts, 0);
    std::tie(facts.ring.left, facts.ring.right) = ring_along(facts, 1);
    facts.unread_rows = unread_along(facts, 0);
    facts.unread_columns = unread_along(facts, 1);
    gather_numbers(facts);
    gather_shown(facts);
    return facts;
}

int windowed_axis(const Facts& facts, int plane_axis) {
    const int axis = input_axis(facts, plane_axis);
    return axis < 0 ? -1 : std::max(axis - facts.geometry.leading, -1);
}

CellBlock window_block(const Facts& facts, const Index& output) {
    const WindowBox box = window_box(facts.geometry, output);
    const auto along = [&](int plane_axis, const Index& windowed) {
        const int a = windowed_axis(facts, plane_axis);
        return entry(windowed, a, entry(output, input_axis(facts, plane_axis), 0));
    };
    return {along(0, box.first), along(1, box.first), along(0, box.last), along(1, box.last)};
}

std::int64_t channel_read(const Facts& facts, const Index& output) {
    const int axis = channel_axis(facts.geometry);
    if (axis < 0) return 0;
    const int windowed = axis - facts.geometry.leading;
    if (windowed >= 0) return entry(window_box(facts.geometry, output).first, windowed, 0);
    return entry(output, axis, 0);
}

Cell tap_cell(const Facts& facts, const Tap& tap) {
    const auto along = [&](int plane_axis) {
        return entry(tap.at, windowed_axis(facts, plane_axis), entry(facts.shown, input_axis(facts, plane_axis), 0));
    };
    return {along(0), along(1)};
}

Cell kernel_cell(const Facts& facts, const Tap& tap) {
    return {entry(tap.kernel, windowed_axis(facts, 0), 0), entry(tap.kernel, windowed_axis(facts, 1), 0)};
}

Cell plane_cell(const Facts& facts, const Index& index) {
    return {facts.strips ? 0 : index[index.size() - 2], index.back()};
}

std::int64_t channel_of(const Facts& facts, const Index& index) {
    return entry(index, channel_axis(facts.geometry), 0);
}

std::int64_t plane_first(const Facts& facts, const Shape& shape, std::int64_t channel) {
    Index index(shape.size(), 0);
    const int axis = channel_axis(facts.geometry);
    for (int a = 0; a < static_cast<int>(shape.size()); ++a) {
        const auto at = static_cast<std::size_t>(a);
        if (a >= input_axis(facts, facts.strips ? 1 : 0)) break;
        if (a == axis)
            index[at] = channel;
        else if (!facts.shown.empty())  // batch and depth: those of the shown cell, as far as this tensor has them
            index[at] = std::clamp<std::int64_t>(facts.shown[at], 0, std::max<std::int64_t>(shape[at] - 1, 0));
    }
    return element_count(shape) == 0 ? 0 : flatten(shape, index);
}

RingCell ring_cell(const Facts& facts, const Cell& at) {
    const Geometry& geometry = facts.geometry;
    Index position(geometry.axes.size(), 0);
    Cell source = at;
    RingCell cell;
    for (const int plane_axis : {0, 1}) {
        const int a = windowed_axis(facts, plane_axis);
        if (a < 0) continue;
        const Axis& axis = geometry.axes[static_cast<std::size_t>(a)];
        std::int64_t& along = plane_axis == 0 ? source.row : source.column;
        position[static_cast<std::size_t>(a)] = along;
        const auto& unread = plane_axis == 0 ? facts.unread_rows : facts.unread_columns;
        cell.unread = cell.unread || std::find(unread.begin(), unread.end(), along) != unread.end();
        along = source_position(axis, geometry.padding_mode, along);
    }
    cell.kind = kind_at(geometry, position);
    if (source.row >= 0 && source.column >= 0) cell.offset = source.row * facts.input.columns + source.column;
    return cell;
}

bool padding_counts(const Facts& facts) {
    const auto* average = std::get_if<AvgPool>(&facts.geometry.operation);
    return average == nullptr || average->count_include_pad || average->divisor_override.has_value();
}

}  // namespace stridelens
