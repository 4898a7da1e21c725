#pragma once
// What a fuzzer does with a property that does not hold: says so with the line that reproduces it, and crashes. And what
// holds for every way in: a refusal is one short line that can be shown anywhere.

#include "app/files/failure.h"
#include "core/words/printable.h"
#include "core/words/utf8.h"
#include "tests/core/properties.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace stridelens::fuzz {

[[noreturn]] inline void stop(std::string_view why, std::string_view line) {
    std::fprintf(stderr, "%.*s\n%.*s\n", static_cast<int>(why.size()), why.data(), static_cast<int>(line.size()),
                 line.data());
    std::abort();
}

inline void stop_if(const test::Broken& broken, std::string_view line) {
    if (broken) stop(*broken, line);
}

inline void stop_if(const test::Broken& broken, const Problem& problem) {
    if (broken) stop(*broken, print(problem));
}

inline void stop_unless(bool holds, std::string_view why, std::string_view line) {
    if (!holds) stop(why, line);
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// Something that is said about what others wrote; empty where there is nothing to say.
inline test::Broken broken_words(std::string_view words) {
    constexpr int longest = 700;  // characters
    if (words != text::printable(words)) return "words that are no single printable line: " + std::string(words);
    if (text::character_count(words) > longest) return "words that nobody reads to their end: " + std::string(words);
    return std::nullopt;
}

inline test::Broken broken_refusal(const Failure& failure) {
    if (failure.sentence.empty()) return "a refusal without a sentence";
    return broken_words(failure.sentence);
}

}  // namespace stridelens::fuzz
