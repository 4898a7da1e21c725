#pragma once
// NumPy's arrays.

#include "app/files/failure.h"
#include "core/tensor/tensor.h"

#include <filesystem>

namespace stridelens {

/// NumPy .npy, versions 1 to 3: little- or big-endian floats, integers, bool; C or Fortran order; written as '<f4'.
Outcome<Tensor> load_npy(const std::filesystem::path& file);
Outcome<void> save_npy(const std::filesystem::path& file, const Tensor& tensor);

}  // namespace stridelens
