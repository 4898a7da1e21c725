#pragma once
// What a function writes to a file, as bytes.

#include "app/files/failure.h"

#include <gtest/gtest.h>

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace stridelens {

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Calls `write` with the path of a file that is not there yet, and returns what it holds then. The file is removed.
template <class Write>
Outcome<std::string> written_bytes(Write write) {
    const std::filesystem::path file =
        std::filesystem::path(testing::TempDir()) / ("stridelens-bytes-" + std::to_string(::getpid()));
    const Outcome<void> written = write(file);
    if (!written) return tl::unexpected(written.error());
    std::string bytes = bytes_of(file);
    std::filesystem::remove(file);
    return bytes;
}

}  // namespace stridelens
