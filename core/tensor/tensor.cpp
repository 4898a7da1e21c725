#include "core/tensor/tensor.h"

#include <cassert>
#include <limits>
#include <utility>

namespace stridelens {

std::int64_t element_count(const Shape& shape) {
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
    std::int64_t count = 1;
    bool beyond = false;
    for (const std::int64_t size : shape) {
        assert(size >= 0);
        if (size == 0) return 0;
        if (count > most / size) beyond = true;
        if (!beyond) count *= size;
    }
    return beyond ? most : count;
}

std::int64_t flatten(const Shape& shape, const Index& index) {
    assert(shape.size() == index.size());
    std::int64_t flat = 0;
    for (std::size_t axis = 0; axis < shape.size(); ++axis) {
        assert(index[axis] >= 0 && index[axis] < shape[axis]);
        flat = flat * shape[axis] + index[axis];
    }
    return flat;
}

Index unflatten(const Shape& shape, std::int64_t flat) {
    Index index(shape.size(), 0);
    for (std::size_t axis = shape.size(); axis-- > 0;) {
        assert(shape[axis] > 0);
        index[axis] = flat % shape[axis];
        flat /= shape[axis];
    }
    assert(flat == 0);
    return index;
}

std::string to_string(const Shape& shape) {
    if (shape.empty()) return "scalar";
    std::string text;
    for (const std::int64_t size : shape) {
        if (!text.empty()) text += 'x';
        text += std::to_string(size);
    }
    return text;
}

Tensor::Tensor(const Shape& tensor_shape, float fill)
    : shape(tensor_shape), values(static_cast<std::size_t>(element_count(tensor_shape)), fill) {}

Tensor::Tensor(const Shape& tensor_shape, std::vector<float> tensor_values)
    : shape(tensor_shape), values(std::move(tensor_values)) {
    assert(std::ssize(values) == element_count(shape));
}

}  // namespace stridelens
