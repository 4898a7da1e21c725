#include "core/operation/geometry.h"

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
    return std::visit(
        [&input]<class Op>(const Op& op) -> std::optional<Shape> {
            if constexpr (requires { op.out_channels; }) {
                const auto rank = static_cast<std::size_t>(op.spatial_rank);
                if (input.size() <= rank) return std::nullopt;
                const std::int64_t in = input[input.size() - rank - 1], out = op.out_channels;
                // The second axis counts the channels of one group only.
                constexpr bool transposed = requires {
                    op.output_padding;
                };
                const std::int64_t first = transposed ? in : out, split = transposed ? out : in;
                if (op.groups < 1 || first < 0 || split < 0 || split % op.groups != 0) return std::nullopt;
                Shape shape{first, split / op.groups};
                for (const std::int64_t size : op.kernel_size) {
                    if (size < 0) return std::nullopt;
                    shape.push_back(size);
                }
                return shape;
            } else {
                return std::nullopt;
            }
        },
        operation);
}

}  // namespace stridelens
