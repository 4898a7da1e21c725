// Sources: PyTorch 1.13 MaxUnpool; ONNX MaxUnpool (opset 22).
#include "core/reference/definitions.h"

#include <fmt/format.h>

namespace stridelens {

std::optional<Error> check_indices(const Geometry& geometry, const std::vector<std::int64_t>& indices) {
    if (!std::holds_alternative<MaxUnpool>(geometry.operation)) return std::nullopt;
    const std::int64_t count = element_count(geometry.input);
    if (std::ssize(indices) != count)
        return Error{Field::indices,
                     BrokenRule::indices_not_one_per_cell,
                     {{"indices", std::ssize(indices)}, {"input", geometry.input}, {"cells", count}}};
    const bool whole_tensor = convention_of(geometry.operation) == Convention::onnx;
    const Shape shape = unpool_shape(geometry);
    const std::int64_t room = element_count(shape);
    for (std::int64_t i = 0; i < count; ++i) {
        const std::int64_t index = indices[static_cast<std::size_t>(i)];
        if (index >= 0 && index < room) continue;
        const Index cell = unflatten(geometry.input, i);
        const Fact number{"index", index};
        const Fact which{"cell", fmt::format("input[{}]", fmt::join(cell.begin(), cell.end(), ", "))};
        const Fact last{"last", room - 1};
        if (whole_tensor)
            return Error{Field::indices, BrokenRule::index_outside_tensor, {number, which, {"counted", shape}, last}};
        return Error{Field::indices, BrokenRule::index_outside_plane, {number, which, {"plane", shape}, last}};
    }
    return std::nullopt;
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
