#pragma once
// What every picture of a grid needs to know of all its numbers: worked out once, when they are made.

#include "app/state/number_range.h"
#include "core/tensor/shared_tensor.h"

namespace stridelens {

/// The same numbers in fewer cells: of each 2^level × 2^level cells of a plane the one that is largest in magnitude, with
/// its sign, as a picture that is looked at from far away shows them. Axes as in the tensor itself; of the last two (of a
/// tensor of one axis: the last) every 2^level cells are one.
struct Melted {
    SharedTensor tensor{};
    int level = 0;  // 0: there is none, all cells are few enough
};

struct Look {
    float scale = 1.0F;     // of colours: largest finite |value|, at least a tiny positive number
    NumberRange numbers{};  // how wide they get when they are written
    Melted melted{};        // of planes with more than kMeltedSide cells a side
};

/// Cells that a melted plane has along its longer side, at most.
inline constexpr std::int64_t kMeltedSide = 1024;

/// As how many so many cells are shown where 2^level of them are one.
constexpr std::int64_t texels(std::int64_t cells, int level) {
    return (cells + (std::int64_t{1} << level) - 1) >> level;
}

/// Can be stopped (core/tensor/stop.h).
Look look_of(const Tensor& tensor);

/// Of two values the one that is larger in magnitude; of a and −a the positive one; NaN before any number.
float larger(float a, float b);

}  // namespace stridelens
