#pragma once
// What a fuzzer does with a property that does not hold: says so with the line that reproduces it, and crashes.

#include "tests/core/properties.h"

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace stridelens::fuzz {

[[noreturn]] inline void stop(std::string_view why, std::string_view line) {
    std::fprintf(stderr, "%.*s\n%.*s\n", static_cast<int>(why.size()), why.data(), static_cast<int>(line.size()),
                 line.data());
    std::abort();
}

inline void stop_if(const test::Broken& broken, const Problem& problem) {
    if (broken) stop(*broken, print(problem));
}

}  // namespace stridelens::fuzz
