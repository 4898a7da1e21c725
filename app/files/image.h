#pragma once
// Pictures as numbers.

#include "app/files/failure.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <filesystem>

namespace stridelens {

/// How a picture or array becomes an input.
struct ImportOptions {
    bool grey = false;         // picture: one channel (Rec. 601 luma) instead of RGB
    std::int64_t height = 28;  // picture: resampled to this size by area averaging; 0 keeps the file's size
    std::int64_t width = 28;
};

/// A picture as values in [0, 1], shape 1×C×H×W (C 1 or 3).
Outcome<Tensor> load_image(const std::filesystem::path& file, const ImportOptions& options);

}  // namespace stridelens
