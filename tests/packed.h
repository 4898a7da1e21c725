#pragma once
// Bytes that are packed by zlib, or written as base 64.

#include <zlib.h>

#include <cstddef>
#include <string>
#include <string_view>

namespace stridelens::test {

inline std::string deflated(const std::string& bytes) {
    uLongf size = compressBound(static_cast<uLong>(bytes.size()));
    std::string packed(size, '\0');
    compress(reinterpret_cast<Bytef*>(packed.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()),
             static_cast<uLong>(bytes.size()));
    packed.resize(size);
    return packed;
}

/// At most `most` bytes of what was packed; empty if it cannot be unpacked.
inline std::string inflated(const std::string& packed, std::size_t most) {
    std::string bytes(most, '\0');
    auto size = static_cast<uLongf>(most);
    const int status = uncompress(reinterpret_cast<Bytef*>(bytes.data()), &size,
                                  reinterpret_cast<const Bytef*>(packed.data()), static_cast<uLong>(packed.size()));
    bytes.resize(status == Z_OK ? size : 0);
    return bytes;
}

/// The bytes of base 64, up to the first sign that is none of it.
inline std::string from_base64(std::string_view text) {
    constexpr std::string_view signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string bytes;
    unsigned bits = 0, count = 0;
    for (const char sign : text) {
        const std::size_t value = signs.find(sign);
        if (value == std::string_view::npos) break;
        bits = bits << 6U | static_cast<unsigned>(value);
        count += 6;
        if (count < 8) continue;
        count -= 8;
        bytes += static_cast<char>(bits >> count & 255U);
    }
    return bytes;
}

}  // namespace stridelens::test
