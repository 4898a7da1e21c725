#include "core/window/surrounded.h"

#include <algorithm>
#include <limits>

namespace stridelens {
namespace {

/// Cells of the input's lattice along one axis, what stands around them not counted.
std::int64_t own_cells(const Axis& axis) {
    return axis.sliding == Sliding::transposed ? stretched(axis) : axis.in;
}

/// Cells before the first one of the input; 0 along axes that no window slides along.
std::int64_t cells_before(const Geometry& geometry, std::size_t axis) {
    return axis < geometry.leading ? 0 : surroundings(geometry.axes[axis - geometry.leading]).begin;
}

bool has_lattice(const Geometry& geometry) {
    return geometry.input.size() == geometry.leading + geometry.axes.size();
}

}  // namespace

Shape surrounded(const Geometry& geometry) {
    Shape shape = geometry.input;
    if (!has_lattice(geometry)) return shape;
    for (std::size_t a = 0; a < geometry.axes.size(); ++a) {
        const Sides sides = surroundings(geometry.axes[a]);
        shape[geometry.leading + a] = sides.begin + own_cells(geometry.axes[a]) + sides.end;
    }
    return shape;
}

std::int64_t surrounded_cells(const Geometry& geometry) {
    std::int64_t cells = 1;
    for (const std::int64_t size : surrounded(geometry)) {
        if (size <= 0 || cells > std::numeric_limits<std::int64_t>::max() / size) return 0;
        cells *= size;
    }
    return cells;
}

std::int64_t surrounded_cell(const Geometry& geometry, const Index& at) {
    if (!has_lattice(geometry) || at.size() != geometry.input.size() || surrounded_cells(geometry) == 0) return -1;
    const Shape shape = surrounded(geometry);
    std::int64_t cell = 0;
    for (std::size_t a = 0; a < at.size(); ++a) {
        const std::int64_t place = at[a] + cells_before(geometry, a);
        if (place < 0 || place >= shape[a]) return -1;
        cell = cell * shape[a] + place;
    }
    return cell;
}

Index surrounded_position(const Geometry& geometry, std::int64_t cell) {
    Index at = unflatten(surrounded(geometry), cell);
    if (has_lattice(geometry))
        for (std::size_t a = 0; a < at.size(); ++a) at[a] -= cells_before(geometry, a);
    return at;
}

Occupant occupant(const Geometry& geometry, const Index& at) {
    Occupant found;
    std::int64_t source = 0;
    bool stands = true;
    for (std::size_t axis = 0; axis < at.size(); ++axis) {
        std::int64_t position = at[axis];
        if (axis >= geometry.leading) {
            const Axis& along = geometry.axes[axis - geometry.leading];
            const bool transposed = along.sliding == Sliding::transposed;
            found.kind = std::max(
                found.kind, transposed ? detail::stretched_kind(along, at[axis]) : detail::kind_along(along, at[axis]));
            position = source_position(along, geometry.padding_mode, at[axis]);
        }
        stands = stands && position >= 0;
        source = source * geometry.input[axis] + position;
    }
    if (stands) found.source = source;
    return found;
}

}  // namespace stridelens
