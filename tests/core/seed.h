#pragma once
// STRIDELENS_SEED=n tries other problems; the seed is printed, so that a failure can be had again.

#include <cstdint>
#include <cstdio>
#include <cstdlib>

namespace stridelens::test {

/// STRIDELENS_SEED, or `usual` if that is not set.
inline std::uint64_t seed_or(std::uint64_t usual) {
    const char* text = std::getenv("STRIDELENS_SEED");
    const std::uint64_t seed = text != nullptr && *text != '\0' ? std::strtoull(text, nullptr, 10) : usual;
    std::printf("seed %llu (STRIDELENS_SEED)\n", static_cast<unsigned long long>(seed));
    return seed;
}

}  // namespace stridelens::test
