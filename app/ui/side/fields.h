#pragma once
// What the operations have in common, read and changed by name: a panel asks for "the kernel", whichever operation it is.

#include "core/operation/parameters/settings.h"
#include "core/operation/problem.h"

#include <cstdint>
#include <string>

namespace stridelens::ui {

/// Per-axis parameters of an operation; empty if it has no such parameter (Pad: only padding).
Extents kernel_of(const Operation& operation);
Extents stride_of(const Operation& operation);    // the default, kernel_size, is filled in
Extents dilation_of(const Operation& operation);  // also empty where PyTorch has none (average pooling)
Extents output_padding_of(const Operation& operation);
PerAxis<Sides> padding_of(const Operation& operation);  // also empty where PyTorch has none (power-average pooling)
AutoPad auto_pad_of(const Operation& operation);

/// A stride that may be left out: pools.
bool has_default_stride(const Operation& operation);
bool stride_is_default(const Operation& operation);
Operation with_default_stride(Operation operation);

/// The operation with the whole of a parameter changed: `value` is of its member's type.
template <class T>
Operation with_all(Operation operation, Field field, const T& value) {
    set_parameter(operation, field, value);
    return operation;
}

bool is_conv(const Operation& operation);
bool is_pad(const Operation& operation);

/// A wished output size, entry by entry: present entries only. Adaptive pools have one an axis (absent: the input's is
/// kept); max unpooling and transposed convolution have one for all axes or none (from the formula); Fold always.
enum class SizeWish : std::uint8_t { none, adaptive, optional, fixed };
SizeWish size_wish_of(const Operation& operation);
Sizes wished_size_of(const Operation& operation);
Operation with_wished_size(Operation operation, const Sizes& size);

/// Position of the spatial axes and of the channels in the input's shape; channels −1 if there is no such axis.
struct InputAxes {
    std::size_t first_spatial = 0;
    int channels = -1;
    int batch = -1;
};
InputAxes input_axes(const Problem& problem);

/// "Height", "Width", "Length", "Depth" of spatial axis `axis` of `rank`.
std::string axis_label(int rank, int axis);
/// "H", "W", "L", "D".
std::string axis_letter(int rank, int axis);
/// "Top", "Left", … of a side of a spatial axis; "front" ones before "end" ones.
std::string side_label(int rank, int axis, bool end);

}  // namespace stridelens::ui
