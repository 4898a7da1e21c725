#pragma once
// Dense float32 tensors, row-major: (N, C, spatial…) or, unbatched, (C, spatial…).

#include "core/tensor/per_axis.h"

#include <cstdint>
#include <string>
#include <vector>

namespace stridelens {

/// Number of cells; 1 for a scalar (no axes), 0 if any axis is empty, the largest int64 if there are more than that.
/// Sizes must be >= 0.
std::int64_t element_count(const Shape& shape);

/// Row-major position of `index` in a tensor of `shape`. Both of the same length; index inside the shape.
std::int64_t flatten(const Shape& shape, const Index& index);

/// Inverse of flatten().
Index unflatten(const Shape& shape, std::int64_t flat);

/// "1x3x28x28"; "scalar" for no axes.
std::string to_string(const Shape& shape);

/// A dense float32 tensor. Invariant: values.size() == element_count(shape).
struct Tensor {
    Shape shape;
    std::vector<float> values;

    Tensor() = default;
    explicit Tensor(const Shape& shape, float fill = 0.0F);
    Tensor(const Shape& shape, std::vector<float> values);

    float operator[](std::int64_t flat) const { return values[static_cast<std::size_t>(flat)]; }
    float& operator[](std::int64_t flat) { return values[static_cast<std::size_t>(flat)]; }
    float at(const Index& index) const { return (*this)[flatten(shape, index)]; }
    bool operator==(const Tensor&) const = default;  // NaN != NaN, as for float
};

}  // namespace stridelens
