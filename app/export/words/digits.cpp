#include "app/export/words/digits.h"

#include <fmt/format.h>

#include <cmath>
#include <cstdint>

namespace stridelens {

namespace {

template <class T>
std::string shortest_of(T value) {
    if (std::isnan(value)) return "nan";  // its sign means nothing here
    return fmt::format("{}", value);
}

}  // namespace

std::string decimal(double value) {
    std::string text = fmt::format("{:.3f}", value);
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text == "-0" ? "0" : text;
}

std::string shortest(float value) {
    return shortest_of(value);
}
std::string shortest(double value) {
    return shortest_of(value);
}

char32_t next_character(std::string_view text, std::size_t& at) {
    constexpr char32_t unknown = 0xFFFD;
    const auto first = static_cast<unsigned char>(text[at++]);
    if (first < 0x80) return first;
    if (first < 0xC2 || first > 0xF4) return unknown;
    const std::size_t more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1;
    char32_t code = first & (0x3FU >> more);
    if (at + more > text.size()) return unknown;
    for (std::size_t i = 0; i < more; ++i) {
        const auto next = static_cast<unsigned char>(text[at + i]);
        if ((next & 0xC0U) != 0x80U) return unknown;
        code = (code << 6U) | (next & 0x3FU);
    }
    constexpr char32_t least[] = {0, 0x80, 0x800, 0x10000};  // anything below was written too long
    if (code < least[more] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return unknown;
    at += more;
    return code;
}

std::string utf8(char32_t code) {
    const auto tail = [&](unsigned shift) { return static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) return {static_cast<char>(code)};
    if (code < 0x800) return {static_cast<char>(0xC0U | (code >> 6U)), tail(0)};
    if (code < 0x10000) return {static_cast<char>(0xE0U | (code >> 12U)), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | (code >> 18U)), tail(12), tail(6), tail(0)};
}

std::string base64(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    text.reserve((bytes.size() + 2) / 3 * 4);
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t three = 0;
        for (std::size_t k = 0; k < 3; ++k)
            three = three << 8U | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += i + k > bytes.size() ? '=' : letters[(three >> (18U - 6U * static_cast<unsigned>(k))) & 63U];
    }
    return text;
}

}  // namespace stridelens
