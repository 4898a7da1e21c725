#pragma once
// Files read by one reader alone.

#include "app/files/array/array.h"
#include "app/files/array/npy.h"
#include "app/files/image.h"
#include "app/files/read_file.h"

namespace stridelens {

inline Outcome<Array> load_npy(const std::filesystem::path& file) {
    const auto bytes = read_file(file);
    if (!bytes) return tl::unexpected(bytes.error());
    return array_from_npy(file, *bytes);
}

inline Outcome<Array> load_image(const std::filesystem::path& file, const ImportOptions& options) {
    const auto bytes = read_file(file);
    if (!bytes) return tl::unexpected(bytes.error());
    return array_from_image(file, *bytes, options);
}

}  // namespace stridelens
