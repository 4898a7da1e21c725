#include "core/words/utf8.h"

namespace stridelens::text {

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

int character_count(std::string_view text) {
    int count = 0;
    for (std::size_t at = 0; at < text.size(); ++count) next_character(text, at);
    return count;
}

std::u32string characters(std::string_view text) {
    std::u32string all;
    for (std::size_t at = 0; at < text.size();) all.push_back(next_character(text, at));
    return all;
}

std::string_view beginning(std::string_view text, std::size_t most) {
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size() && at <= most; next_character(text, at)) end = at;
    return text.size() <= most ? text : text.substr(0, end);
}

std::string utf8(char32_t code) {
    const auto tail = [&](unsigned shift) { return static_cast<char>(0x80U | ((code >> shift) & 0x3FU)); };
    if (code < 0x80) return {static_cast<char>(code)};
    if (code < 0x800) return {static_cast<char>(0xC0U | (code >> 6U)), tail(0)};
    if (code < 0x10000) return {static_cast<char>(0xE0U | (code >> 12U)), tail(6), tail(0)};
    return {static_cast<char>(0xF0U | (code >> 18U)), tail(12), tail(6), tail(0)};
}

std::string one_line(std::string_view text) {
    std::string line;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t code = next_character(text, at);
        line += utf8(is_control(code) ? U' ' : is_no_character(code) ? U'\uFFFD' : code);
    }
    return line;
}

std::string lines(std::string_view text) {
    std::string all;
    while (true) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        if (end != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
        all += one_line(line);
        if (end == std::string_view::npos) return all;
        all += '\n';
        text.remove_prefix(end + 1);
    }
}

}  // namespace stridelens::text
