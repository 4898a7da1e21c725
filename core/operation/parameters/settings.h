#pragma once
// The parameters of an operation read and changed by number, as panels, refusals and tabs do it: one entry of one
// parameter, all of them as they come, all of them for another number of axes.

#include "core/operation/parameters/parameters.h"
#include "core/operation/parameters/visit.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

namespace stridelens {

/// The stride, with the default filled in where it is left out: a pool's kernel_size, under ONNX 1. Empty if the operation
/// has no windows that move.
Extents resolved_stride(const Operation& operation);

/// The number that a parameter has on `axis` (−1: on the first) and `side` (0 before, 1 after, −1: before). Toggles are 0
/// or 1, choices the number of their enumerator. Nothing if there is none: an entry without a size, a divisor that is not
/// set, a norm of 1.5.
std::optional<std::int64_t> value_of(const Operation& operation, Field field, int axis = -1, int side = -1);

/// `operation` with the number set on `axis` and `side`; −1: on all of them. A stride that was left out is filled in first.
/// Unchanged if there is no such parameter, axis or side.
Operation with_value(Operation operation, Field field, std::int64_t value, int axis = -1, int side = -1);

/// The operation as it comes under the framework's rules: PyTorch's defaults, but for count_include_pad, which ONNX and
/// TensorFlow leave off.
Operation default_operation(std::size_t alternative, int spatial_rank, Convention convention);

/// `operation` with that parameter as it comes under its own framework's rules (Field::convention: PyTorch's); unchanged
/// if it has no such parameter.
Operation with_default(Operation operation, Field field);

/// Whether that parameter is as it comes; also if there is none.
bool is_default(const Operation& operation, Field field);

/// The same operation for `rank` spatial axes: of every per-axis parameter the first entries, or the last one repeated.
Operation with_rank(Operation operation, int rank);

/// The first `count` entries of `values`, or the last one repeated; none of none.
template <class T>
PerAxis<T> with_entries(const PerAxis<T>& values, std::size_t count) {
    PerAxis<T> result;
    if (values.empty()) return result;
    for (std::size_t axis = 0; axis < count; ++axis) result.push_back(values[std::min(axis, values.size() - 1)]);
    return result;
}

}  // namespace stridelens
