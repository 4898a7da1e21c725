#include "app/figure/facts/sheet.h"

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

/// Position of cell `i` along a windowed axis: of the stretched input where zeros are inserted.
std::int64_t stands_at(const Axis& axis, PaddingMode mode, std::int64_t i) {
    for (std::int64_t at = i; at < stretched(axis); ++at)
        if (source_position(axis, mode, at) == i) return at;
    return i;
}

/// Cells of padding and overhang before and after one axis.
std::pair<std::int64_t, std::int64_t> around(const Geometry& geometry, int a, std::int64_t cells) {
    if (a < 0 || element_count(geometry.output) == 0) return {0, 0};
    const Axis& axis = geometry.axes[static_cast<std::size_t>(a)];
    Index last = geometry.output;
    for (std::int64_t& i : last) --i;
    const auto at = static_cast<std::size_t>(a);
    const std::int64_t before = -window_box(geometry, Index(geometry.output.size(), 0)).first[at];
    const std::int64_t after = window_box(geometry, last).last[at] + 1 - cells;  // ceil mode's overhang, too
    const bool slides = axis.sliding == Sliding::windows;
    return {std::max<std::int64_t>(slides ? axis.pad_begin : before, 0),
            std::max<std::int64_t>({slides ? axis.pad_end : after, after, 0})};
}

std::int64_t cells_along(const Geometry& geometry, const Sheet& sheet, int axis) {
    const int a = windowed_axis(geometry, axis);
    if (sheet.stretched && a >= 0) return stretched(geometry.axes[static_cast<std::size_t>(a)]);
    return entry(sheet.tensor->shape, axis, 1);
}

}  // namespace

PlaneMap plane_map(std::size_t rank, int spatial) {
    const int axes = static_cast<int>(rank);
    spatial = std::min(spatial, axes);
    PlaneMap map;
    if (spatial >= 1) map.column = axes - 1;
    if (spatial >= 2) map.row = axes - 2;
    if (spatial >= 3) map.slice = axes - 3;
    map.channel = std::max(axes - spatial - 1, -1);
    map.batch = std::max(map.channel - 1, -1);
    return map;
}

std::int64_t entry(const Index& index, int axis, std::int64_t otherwise) {
    return axis >= 0 && static_cast<std::size_t>(axis) < index.size() ? index[static_cast<std::size_t>(axis)]
                                                                      : otherwise;
}

int windowed_axis(const Geometry& geometry, int axis) {
    const int a = axis - geometry.leading;
    return axis < 0 || a < 0 || a >= static_cast<int>(geometry.axes.size()) ? -1 : a;
}

std::int64_t plane_first(const Sheet& sheet, std::int64_t channel, std::int64_t slice) {
    if (sheet.matrix >= 0) return sheet.matrix;
    const Shape& shape = sheet.tensor->shape;
    if (element_count(shape) == 0) return 0;
    Index index(shape.size(), 0);
    for (std::size_t a = 0; a < shape.size() && a < sheet.at.size(); ++a)
        index[a] = std::clamp<std::int64_t>(sheet.at[a], 0, shape[a] - 1);
    const auto put = [&](int axis, std::int64_t value) {
        if (axis >= 0) index[static_cast<std::size_t>(axis)] = value;
    };
    put(sheet.map.channel, channel);
    put(sheet.map.slice, slice);
    put(sheet.map.row, 0);
    put(sheet.map.column, 0);
    return flatten(shape, index);
}

Place place_of(const Geometry& geometry, const Sheet& sheet, std::int64_t flat) {
    if (sheet.matrix >= 0) {
        const std::int64_t columns = std::max<std::int64_t>(sheet.size.columns, 1);
        return {0, 0, {(flat - sheet.matrix) / columns, (flat - sheet.matrix) % columns}};
    }
    const Index index = unflatten(sheet.tensor->shape, flat);
    const auto along = [&](int axis) {
        const std::int64_t i = entry(index, axis, 0);
        const int a = windowed_axis(geometry, axis);
        if (!sheet.stretched || a < 0) return i;
        return stands_at(geometry.axes[static_cast<std::size_t>(a)], geometry.padding_mode, i);
    };
    Place place{
        entry(index, sheet.map.channel, 0), along(sheet.map.slice), {along(sheet.map.row), along(sheet.map.column)}};
    if (sheet.flipped)
        place = {place.channel,
                 sheet.slices - 1 - place.slice,
                 {sheet.size.rows - 1 - place.cell.row, sheet.size.columns - 1 - place.cell.column}};
    return place;
}

Place tap_place(const Geometry& geometry, const Sheet& sheet, const Tap& tap, std::int64_t channel) {
    const auto along = [&](int axis) { return entry(tap.at, windowed_axis(geometry, axis), entry(sheet.at, axis, 0)); };
    return {channel,
            sheet.map.slice >= 0 ? along(sheet.map.slice) : 0,
            {sheet.map.row >= 0 ? along(sheet.map.row) : 0, sheet.map.column >= 0 ? along(sheet.map.column) : 0}};
}

Lattice::Lattice(const Geometry& geometry, const Sheet& sheet) : geometry_(geometry), sheet_(sheet) {
    if (!sheet.windowed || sheet.stretched || element_count(geometry.output) == 0) return;
    const int axes[] = {sheet.map.row, sheet.map.column, sheet.map.slice};
    for (std::size_t i = 0; i < 3; ++i)
        if (const int a = windowed_axis(geometry, axes[i]); a >= 0)
            unread_[i] = unread_positions(geometry.axes[static_cast<std::size_t>(a)]);
}

LatticeCell Lattice::at(const Place& place) const {
    LatticeCell cell;
    const std::int64_t wanted[] = {place.cell.row, place.cell.column, place.slice};
    const int axes[] = {sheet_.map.row, sheet_.map.column, sheet_.map.slice};
    Index position(geometry_.axes.size(), 0);
    std::int64_t source[3] = {wanted[0], wanted[1], wanted[2]};
    bool real = true;
    for (std::size_t i = 0; i < 3; ++i) {
        const int a = sheet_.windowed ? windowed_axis(geometry_, axes[i]) : -1;
        if (a < 0) continue;
        const Axis& axis = geometry_.axes[static_cast<std::size_t>(a)];
        position[static_cast<std::size_t>(a)] = wanted[i];
        source[i] = source_position(axis, geometry_.padding_mode, wanted[i]);
        real = real && source[i] >= 0;
        cell.unread = cell.unread || std::binary_search(unread_[i].begin(), unread_[i].end(), wanted[i]);
    }
    if (sheet_.windowed) cell.kind = kind_at(geometry_, position);
    if (!real) return cell;
    const std::int64_t columns = sheet_.map.column >= 0 ? sheet_.tensor->shape.back() : 1;
    cell.flat = plane_first(sheet_, place.channel, source[2]) + source[0] * columns + source[1];
    return cell;
}

void add_surroundings(const Geometry& geometry, Sheet& sheet) {
    const auto side = [&](int axis, std::int64_t& cells, std::int64_t& before, std::int64_t& after) {
        cells = std::max<std::int64_t>(cells_along(geometry, sheet, axis), 0);
        std::tie(before, after) = around(geometry, windowed_axis(geometry, axis), cells);
    };
    side(sheet.map.row, sheet.size.rows, sheet.ring.top, sheet.ring.bottom);
    side(sheet.map.column, sheet.size.columns, sheet.ring.left, sheet.ring.right);
    side(sheet.map.slice, sheet.slices, sheet.front, sheet.back);
}

}  // namespace stridelens
