#pragma once
// What stands before the numbers of an .npy file.

#include "app/files/failure.h"
#include "core/tensor/per_axis.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>

namespace stridelens {

inline constexpr std::string_view kNpyMagic = "\x93NUMPY";

struct NpyHeader {
    std::string type;  // "<f4"
    bool fortran_order = false;
    Shape shape;
    std::size_t data = 0;  // first byte of the numbers
};

/// The header of `bytes`, which were read from `file`. Errors: no .npy file, another version, cut off, not one plain array.
Outcome<NpyHeader> read_npy_header(const std::filesystem::path& file, std::string_view bytes);

}  // namespace stridelens
