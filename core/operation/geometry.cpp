#include "core/operation/geometry.h"

#include "core/operation/parameters/visit.h"

#include <cassert>

namespace stridelens {
namespace {

Extents along_axes(const PerAxis<Axis>& axes, std::int64_t Axis::*size) {
    Extents extents;
    for (const Axis& axis : axes) extents.push_back(axis.*size);
    return extents;
}

/// Never more than kMostCells: resolve() refuses that, of an empty batch too.
std::int64_t cells_along(const PerAxis<Axis>& axes, std::int64_t Axis::*size) {
    std::int64_t cells = 1;
    for (const Axis& axis : axes) cells *= axis.*size;
    return cells;
}

}  // namespace

std::size_t Geometry::channel_axis() const {
    assert(leading > 0);
    return leading - 1;
}

Extents Geometry::input_plane() const {
    return along_axes(axes, &Axis::in);
}

Extents Geometry::output_plane() const {
    return along_axes(axes, &Axis::out);
}

Extents Geometry::kernel_extents() const {
    return along_axes(axes, &Axis::kernel);
}

std::int64_t Geometry::input_cells() const {
    return cells_along(axes, &Axis::in);
}

std::int64_t Geometry::output_cells() const {
    return cells_along(axes, &Axis::out);
}

std::int64_t Geometry::kernel_cells() const {
    return cells_along(axes, &Axis::kernel);
}

std::optional<Shape> weight_shape(const Operation& operation, const Shape& input) {
    const auto rank = static_cast<std::size_t>(spatial_rank_of(operation));
    const auto* out_channels = find_parameter<std::int64_t>(operation, Field::out_channels);
    if (out_channels == nullptr || input.size() <= rank) return std::nullopt;
    const std::int64_t in = input[input.size() - rank - 1], out = *out_channels;
    const std::int64_t groups = *find_parameter<std::int64_t>(operation, Field::groups);
    // The second axis counts the channels of one group only.
    const bool transposed = std::holds_alternative<ConvTranspose>(operation);
    const std::int64_t first = transposed ? in : out, split = transposed ? out : in;
    if (groups < 1 || first < 0 || split < 0 || split % groups != 0) return std::nullopt;
    Shape shape{first, split / groups};
    for (const std::int64_t size : *find_parameter<Extents>(operation, Field::kernel_size)) {
        if (size < 0) return std::nullopt;
        shape.push_back(size);
    }
    return shape;
}

}  // namespace stridelens
