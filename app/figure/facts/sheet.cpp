#include "app/figure/facts/sheet.h"

#include "core/window/coverage.h"
#include "core/window/surrounded.h"

#include <algorithm>
#include <utility>

namespace stridelens {

namespace {

std::int64_t cells_along(const Geometry& geometry, const Sheet& sheet, int axis) {
    const int a = windowed_axis(geometry, axis);
    if (sheet.stretched && a >= 0) return stretched(geometry.axes[static_cast<std::size_t>(a)]);
    return entry(sheet.tensor->shape, axis, 1);
}

/// The axis that windows slide along, if this sheet shows the positions of one.
const Axis* sliding_along(const Geometry& geometry, const Sheet& sheet, int axis) {
    const int a = sheet.windowed ? windowed_axis(geometry, axis) : -1;
    return a < 0 ? nullptr : &geometry.axes[static_cast<std::size_t>(a)];
}

AxisTable table(const Geometry& geometry, const Sheet& sheet, int axis, const Positions& range, std::int64_t size) {
    if (const Axis* along = sliding_along(geometry, sheet, axis)) return {*along, geometry.padding_mode, range};
    return AxisTable::plain(range, size, sheet.flipped);
}

AxisRun run_of(const Geometry& geometry, const Sheet& sheet, int axis, const Positions& range, std::int64_t size) {
    const std::int64_t count = range.last - range.first + 1;
    if (const Axis* along = sliding_along(geometry, sheet, axis); along != nullptr && sheet.stretched)
        return {range.first, count, 1, inserted_every(*along)};
    if (sheet.flipped) return {size - 1 - range.first, count, -1, 1};
    return {range.first, count, 1, 1};
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
    const int a = axis - static_cast<int>(geometry.leading);
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
        return stretched_position(geometry.axes[static_cast<std::size_t>(a)], i);
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

Index index_at(const Sheet& sheet, const Place& place) {
    Index index(sheet.tensor->shape.size(), 0);
    for (std::size_t a = 0; a < index.size() && a < sheet.at.size(); ++a)
        index[a] = std::clamp<std::int64_t>(sheet.at[a], 0, std::max<std::int64_t>(sheet.tensor->shape[a] - 1, 0));
    const auto put = [&](int axis, std::int64_t value) {
        if (axis >= 0) index[static_cast<std::size_t>(axis)] = value;
    };
    put(sheet.map.channel, place.channel);
    put(sheet.map.slice, place.slice);
    put(sheet.map.row, place.cell.row);
    put(sheet.map.column, place.cell.column);
    return index;
}

Place place_at(const Sheet& sheet, const Index& position) {
    return {entry(position, sheet.map.channel, 0),
            entry(position, sheet.map.slice, 0),
            {entry(position, sheet.map.row, 0), entry(position, sheet.map.column, 0)}};
}

CellId outside_id(const Geometry& geometry, const Sheet& sheet, const Place& place) {
    const std::int64_t cell = sheet.windowed ? surrounded_cell(geometry, index_at(sheet, place)) : -1;
    return cell < 0 ? CellId{} : CellId{Grid::padding, cell};
}

Lattice::Lattice(const Geometry& geometry, const Sheet& sheet, const CellBlock& block)
    : geometry_(geometry),
      sheet_(sheet),
      rows_(table(geometry, sheet, sheet.map.row, {block.top, block.bottom}, sheet.size.rows)),
      columns_(table(geometry, sheet, sheet.map.column, {block.left, block.right}, sheet.size.columns)) {}

PlaneCells Lattice::plane_from(std::int64_t first, std::int64_t slice, std::int64_t coverage) const {
    PlaneCells cells(rows_, columns_);
    const Shape& shape = sheet_.tensor->shape;
    cells.first_ = first;
    cells.row_size_ = sheet_.matrix >= 0 ? sheet_.size.columns : entry(shape, sheet_.map.column, 1);
    cells.plane_size_ = cells.row_size_ * entry(shape, sheet_.map.row, 1);
    cells.slice_ = table(geometry_, sheet_, sheet_.map.slice, {slice, slice}, sheet_.slices)[slice];
    cells.slice_.coverage *= coverage;
    cells.tells_unread_ = sheet_.windowed && element_count(geometry_.output) > 0;
    cells.tells_outside_ = cells.tells_unread_ && !sheet_.stretched;
    return cells;
}

PlaneCells Lattice::plane(std::int64_t channel, std::int64_t slice) const {
    const std::int64_t first = plane_first(sheet_, channel, 0);
    std::int64_t coverage = 1;
    if (sheet_.windowed && element_count(sheet_.tensor->shape) > 0) {
        const Index index = unflatten(sheet_.tensor->shape, first);
        for (int axis = 0; axis < static_cast<int>(index.size()); ++axis) {
            const int a = windowed_axis(geometry_, axis);
            if (a < 0 || axis == sheet_.map.slice || axis == sheet_.map.row || axis == sheet_.map.column) continue;
            coverage *= axis_coverage(geometry_.axes[static_cast<std::size_t>(a)], geometry_.padding_mode,
                                      index[static_cast<std::size_t>(axis)]);
        }
    }
    return plane_from(first, slice, coverage);
}

PlaneCells Lattice::kernel_plane(std::int64_t first, std::int64_t slice) const {
    return plane_from(first, slice, 1);
}

AxisRun row_run(const Geometry& geometry, const Sheet& sheet, const Positions& range) {
    return run_of(geometry, sheet, sheet.map.row, range, sheet.size.rows);
}

AxisRun column_run(const Geometry& geometry, const Sheet& sheet, const Positions& range) {
    return run_of(geometry, sheet, sheet.map.column, range, sheet.size.columns);
}

void add_surroundings(const Geometry& geometry, Sheet& sheet) {
    const bool empty = element_count(geometry.output) == 0;
    const auto side = [&](int axis, std::int64_t& cells, std::int64_t& before, std::int64_t& after) {
        cells = cells_along(geometry, sheet, axis);
        const int a = windowed_axis(geometry, axis);
        const Sides sides = a < 0 || empty ? Sides{} : surroundings(geometry.axes[static_cast<std::size_t>(a)]);
        before = sides.begin;
        after = sides.end;
    };
    side(sheet.map.row, sheet.size.rows, sheet.ring.top, sheet.ring.bottom);
    side(sheet.map.column, sheet.size.columns, sheet.ring.left, sheet.ring.right);
    side(sheet.map.slice, sheet.slices, sheet.front, sheet.back);
}

}  // namespace stridelens
