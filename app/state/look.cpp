#include "app/state/look.h"

#include "core/tensor/stop.h"

#include <algorithm>
#include <cmath>

namespace stridelens {

namespace {

/// At least a tiny positive number, so that dividing by it is always defined.
float colour_scale(const Tensor& tensor) {
    constexpr std::size_t kAtOnce = 1U << 16U;
    float largest = 1e-30F;
    for (std::size_t i = 0; i < tensor.values.size(); ++i) {
        if (i % kAtOnce == 0) stop_if_asked();
        const float value = tensor.values[i];
        if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
    }
    return largest;
}

Melted melted(const Tensor& tensor) {
    if (tensor.shape.empty()) return {};
    Shape shape = tensor.shape;
    const std::size_t axes = shape.size();
    const std::int64_t columns = shape[axes - 1], rows = axes > 1 ? shape[axes - 2] : 1;
    Melted all;
    while (texels(std::max(rows, columns), all.level) > kMeltedSide) ++all.level;
    if (all.level == 0 || tensor.values.empty()) return {};
    const std::int64_t width = texels(columns, all.level), height = texels(rows, all.level);
    shape[axes - 1] = width;
    if (axes > 1) shape[axes - 2] = height;
    Tensor small(shape);
    const float* from = tensor.values.data();
    const std::int64_t planes = std::ssize(tensor.values) / (rows * columns);
    for (std::int64_t plane = 0; plane < planes; ++plane)
        for (std::int64_t row = 0; row < rows; ++row, from += columns) {
            stop_if_asked();
            float* const to = small.values.data() + (plane * height + (row >> all.level)) * width;
            for (std::int64_t column = 0; column < columns; ++column) {
                float& cell = to[column >> all.level];
                cell = larger(cell, from[column]);
            }
        }
    all.tensor = SharedTensor(std::move(small));
    return all;
}

}  // namespace

float larger(float a, float b) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) ? a : b;
    const float size_a = std::abs(a), size_b = std::abs(b);
    return size_b > size_a || (size_b == size_a && b > a) ? b : a;
}

Look look_of(const Tensor& tensor) {
    Look look;
    look.scale = colour_scale(tensor);
    look.numbers = number_range(tensor.values);
    look.melted = melted(tensor);
    return look;
}

}  // namespace stridelens
