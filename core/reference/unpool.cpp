// Sources: PyTorch 1.13 MaxUnpool; ONNX MaxUnpool (opset 22), whose indices count in the whole tensor of the default size.
#include "core/reference/definitions.h"

#include <fmt/format.h>

namespace stridelens {
namespace {

bool whole_tensor(const Geometry& geometry) {
    return convention_of(geometry.operation) == Convention::onnx;
}

std::int64_t cells(const Extents& extents) {
    std::int64_t count = 1;
    for (const std::int64_t extent : extents) count *= extent;
    return count;
}

/// The plane that the indices count in, with the axes before it.
Shape addressed(const Geometry& geometry) {
    Shape shape(geometry.output.begin(), geometry.output.begin() + geometry.leading);
    for (const std::int64_t extent : unpool_plane(geometry)) shape.push_back(extent);
    return shape;
}

}  // namespace

Extents unpool_plane(const Geometry& geometry) {
    Extents plane;
    for (const Axis& axis : geometry.axes) {
        plane.push_back(whole_tensor(geometry) ? axis.out - axis.output_padding : axis.out);
    }
    return plane;
}

std::optional<Error> check_indices(const Geometry& geometry, const std::vector<std::int64_t>& indices) {
    if (!std::holds_alternative<MaxUnpool>(geometry.operation)) return std::nullopt;
    const std::int64_t count = element_count(geometry.input);
    if (std::ssize(indices) != count)
        return Error{Field::indices,
                     BrokenRule::indices_not_one_per_cell,
                     {{"indices", std::ssize(indices)}, {"input", geometry.input}, {"cells", count}}};
    const Shape shape = addressed(geometry);
    const std::int64_t room = whole_tensor(geometry) ? element_count(shape) : cells(unpool_plane(geometry));
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t index = indices[static_cast<std::size_t>(i)];
        if (index >= 0 && index < room) continue;
        const Index cell = unflatten(geometry.input, i);
        const Fact number{"index", index};
        const Fact which{"cell", fmt::format("input[{}]", fmt::join(cell.begin(), cell.end(), ", "))};
        const Fact last{"last", room - 1};
        if (whole_tensor(geometry))
            return Error{Field::indices, BrokenRule::index_outside_tensor, {number, which, {"counted", shape}, last}};
        return Error{
            Field::indices, BrokenRule::index_outside_plane, {number, which, {"plane", unpool_plane(geometry)}, last}};
    }
    return std::nullopt;
}

std::int64_t unpool_target(const Geometry& geometry, std::int64_t input, std::int64_t index) {
    const Extents plane = unpool_plane(geometry);
    if (!whole_tensor(geometry)) {
        std::int64_t input_plane = 1;
        for (const Axis& axis : geometry.axes) input_plane *= axis.in;
        return input / input_plane * cells(plane) + index;
    }
    const Index target = unflatten(addressed(geometry), index);
    for (std::size_t a = 0; a < target.size(); ++a)
        if (target[a] >= geometry.output[a]) return -1;
    return flatten(geometry.output, target);
}

std::int64_t unpooled_from(const Geometry& geometry, const std::vector<std::int64_t>& indices, std::int64_t output) {
    for (std::int64_t i = std::ssize(indices); i-- > 0;)
        if (unpool_target(geometry, i, indices[static_cast<std::size_t>(i)]) == output) return i;
    return -1;
}

Evaluation reference::unpool(const Geometry& geometry, const Operands& operands) {
    Evaluation result{Tensor(geometry.output), {}};
    for (std::int64_t i = 0; i < element_count(geometry.input); ++i)
        result.output[unpool_target(geometry, i, operands.indices[static_cast<std::size_t>(i)])] = operands.input[i];
    return result;
}

}  // namespace stridelens
