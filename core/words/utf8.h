#pragma once
// Text as characters: all of ours is UTF-8. What is no UTF-8 counts as U+FFFD, a byte at a time.

#include <cstddef>
#include <string>
#include <string_view>

namespace stridelens::text {

/// The character at byte `at`; moves `at` behind it. `at` < text.size().
char32_t next_character(std::string_view text, std::size_t& at);

int character_count(std::string_view text);
std::u32string characters(std::string_view text);

/// The longest beginning of at most `most` bytes that does not end inside a character.
std::string_view beginning(std::string_view text, std::size_t most);

/// The character as UTF-8.
std::string utf8(char32_t code);

/// Whether it is written as nothing, but moves the line, the cursor or the terminal: C0, delete, C1, and Unicode's own ends
/// of lines and paragraphs.
constexpr bool is_control(char32_t code) {
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

/// Whether it is a number that Unicode keeps from being a character: no text has it, XML and Cairo refuse two or all of them.
constexpr bool is_no_character(char32_t code) {
    return (code & 0xFFFEU) == 0xFFFE || (code >= 0xFDD0 && code <= 0xFDEF);
}

/// What somebody gave as words, fit for one line of anything: what is no UTF-8 is U+FFFD, a byte at a time, so is what is no
/// character, and every control character is a space.
std::string one_line(std::string_view text);

/// The same, but its line feeds stay; a carriage return before one goes.
std::string lines(std::string_view text);

}  // namespace stridelens::text
