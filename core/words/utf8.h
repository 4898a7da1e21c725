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

}  // namespace stridelens::text
