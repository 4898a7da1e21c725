#include "core/window/unpool.h"

#include "core/tensor/tensor.h"

#include <algorithm>

namespace stridelens {
namespace {

/// ONNX numbers all places of all planes.
bool whole_tensor(const Geometry& geometry) {
    return convention_of(geometry.operation) == Convention::onnx;
}

}  // namespace

Extents unpool_plane(const Geometry& geometry) {
    if (!whole_tensor(geometry)) return geometry.output_plane();
    Extents plane;
    for (const Axis& axis : geometry.axes) plane.push_back(axis.usual_out());
    return plane;
}

Shape unpool_shape(const Geometry& geometry) {
    Shape shape = whole_tensor(geometry) ? geometry.before_windows(geometry.output) : Shape{};
    for (const std::int64_t size : unpool_plane(geometry)) shape.push_back(size);
    return shape;
}

std::int64_t unpool_target(const Geometry& geometry, std::int64_t input, std::int64_t index) {
    if (!whole_tensor(geometry)) return input / geometry.input_cells() * geometry.output_cells() + index;
    return flatten(geometry.output, unflatten(unpool_shape(geometry), index));  // no output is less than the usual size
}

std::int64_t unpool_index(const Geometry& geometry, const Index& output) {
    return flatten(unpool_shape(geometry), whole_tensor(geometry) ? output : geometry.along_windows(output));
}

std::int64_t moved_index(const Geometry& before, const Geometry& after, std::int64_t index) {
    const Shape there = unpool_shape(after);
    Index place = unflatten(unpool_shape(before), index);
    for (std::size_t a = 0; a < place.size(); ++a) place[a] = std::min(place[a], there[a] - 1);
    return flatten(there, place);
}

}  // namespace stridelens
