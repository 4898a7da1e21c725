#pragma once
// A PNG taken apart and put together again with true sums, so that a mutation comes past the first look at them.

#include "tests/packed.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens::fuzz {

inline constexpr std::string_view kPngSignature{"\x89PNG\r\n\x1a\n", 8};

struct Chunk {
    std::string name, data;
};

inline std::uint32_t big_endian(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes.substr(0, 4)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

inline std::string big_endian(std::uint32_t value) {
    std::string bytes;
    for (int shift = 24; shift >= 0; shift -= 8) bytes += static_cast<char>(value >> shift & 255U);
    return bytes;
}

/// What can be read of its chunks; the last one ends where the file does.
inline std::vector<Chunk> chunks_of(std::string_view png) {
    std::vector<Chunk> chunks;
    for (std::size_t at = kPngSignature.size(); at + 8 <= png.size();) {
        const std::size_t length = big_endian(png.substr(at, 4));
        chunks.push_back({std::string(png.substr(at + 4, 4)), std::string(png.substr(at + 8, length))});
        if (length > png.size() - at) break;
        at += 12 + length;
    }
    return chunks;
}

inline std::string png_of(const std::vector<Chunk>& chunks) {
    std::string png(kPngSignature);
    for (const Chunk& chunk : chunks) {
        const std::string whole = chunk.name + chunk.data;
        const auto sum = crc32(0, reinterpret_cast<const Bytef*>(whole.data()), static_cast<uInt>(whole.size()));
        png += big_endian(static_cast<std::uint32_t>(chunk.data.size())) + whole +
               big_endian(static_cast<std::uint32_t>(sum));
    }
    return png;
}

}  // namespace stridelens::fuzz
