#pragma once
// How far a setting may reach: what check/ refuses beyond, and where panels end their tracks.

#include "core/operation/operation.h"

#include <cstdint>
#include <optional>

namespace stridelens {

/// The most padding on one side of a pool, so that every window has a real cell; dilation does not count.
/// Units:   cells.   Source: PyTorch 1.13's pool2d_shape_check (ATen/native/Pool.h).   Example: kernel_size 5 → 2
constexpr std::int64_t most_pool_padding(std::int64_t kernel_size) {
    return kernel_size / 2;
}

/// The most cells that a mode finds something for on one side of an axis of `size` cells: reflect leaves out the edge,
/// symmetric repeats it, circular goes once round. Nothing where there is no end to it (constant, replicate).
/// Units:   cells.   Source: PyTorch 1.13's ReflectionPad.cpp and _pad_circular; tf.pad.   Example: reflect, size 5 → 4
constexpr std::optional<std::int64_t> most_padding(PaddingMode mode, std::int64_t size) {
    if (mode == PaddingMode::reflect) return size - 1;
    if (mode == PaddingMode::circular || mode == PaddingMode::symmetric) return size;
    return std::nullopt;
}

/// Sizes of an output, both included.
struct SizesAbout {
    std::int64_t least = 0, most = 0;
};

/// Wished sizes of the output of max unpooling and transposed convolution: at most one stride away from what the formula
/// gives, if that far.
constexpr SizesAbout sizes_about(std::int64_t formula, std::int64_t stride) {
    return {formula - stride, formula + stride};
}

}  // namespace stridelens
