#pragma once
// NumPy's arrays.

#include "app/files/array/array.h"
#include "app/files/failure.h"
#include "core/tensor/tensor.h"

#include <filesystem>

namespace stridelens {

/// NumPy .npy, versions 1 to 3: little- or big-endian floats of 16 to 64 bits, integers, bool; C or Fortran order. `file` is
/// where `bytes` come from. Integers that float32 rounds are told in the remark, and kept.
/// Errors: among others a float64 beyond float32, which would silently become infinite.
Outcome<Array> array_from_npy(const std::filesystem::path& file, std::string_view bytes);

/// Written as '<f4'.
Outcome<void> save_npy(const std::filesystem::path& file, const Tensor& tensor);
/// Whole numbers, as '<i8'; as many as `shape` has cells.
Outcome<void> save_npy(const std::filesystem::path& file, const Shape& shape, const std::vector<std::int64_t>& numbers);

}  // namespace stridelens
