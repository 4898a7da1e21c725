#pragma once
// What the indices of a max unpooling count in, and where they point to.
// Sources: PyTorch 1.13 MaxUnpool (ATen/native/MaxUnpooling.cpp): flat in the output's plane. ONNX MaxUnpool (opset 22): flat
// in the whole tensor of the size that kernel, stride and padding give; the result lies top left in output_shape.

#include "core/operation/geometry.h"
#include "core/tensor/per_axis.h"

#include <cstdint>

namespace stridelens {

/// Sizes of the plane that the indices count in: PyTorch's are the output's; ONNX's what kernel, stride and padding give,
/// which a wished output_size does not change.
Extents unpool_plane(const Geometry& geometry);

/// The shape that an index is flat in: PyTorch's that plane, ONNX's (N, C, that plane).
/// Example: 1x1x2x2 k2 s2, output size 6: PyTorch 6 × 6, ONNX 1 × 1 × 4 × 4
Shape unpool_shape(const Geometry& geometry);

/// Flat output cell that input cell `input` (flat) writes to when its index is `index`.
/// Units:   0 ≤ index < element_count(unpool_shape(geometry)).
/// Example: 1x1x2x2 k2 s2, output size 6, index 5: PyTorch → 5; ONNX, row 1 and column 1 of 4 × 4, → 7
std::int64_t unpool_target(const Geometry& geometry, std::int64_t input, std::int64_t index);

/// The way back: the index that names output cell `output` (full index), whatever its sample and channel are in PyTorch.
/// Example: the same: [0, 0, 1, 1] is 7 in PyTorch, 5 in ONNX
std::int64_t unpool_index(const Geometry& geometry, const Index& output);

/// The index that names in `after` the place that `index` names in `before`, or the nearest that there still is. Both are
/// max unpoolings of one convention and rank, with an output that is not empty.
/// Units:   0 ≤ index < element_count(unpool_shape(before)).
/// Example: PyTorch, from 4 × 4 to 5 × 5: 6 → 7; ONNX, output size 6 to 7: any index stays
std::int64_t moved_index(const Geometry& before, const Geometry& after, std::int64_t index);

}  // namespace stridelens
