#pragma once
// Numbers, characters and bytes as the text formats need them; the same in every locale.

#include <cstddef>
#include <string>
#include <string_view>

namespace stridelens {

/// At most three decimals, none of them idle, and no "-0": "118", "0.5", "-3.333".
std::string decimal(double value);

/// "-1", "0.1", "nan", "inf": the shortest text that reads back as the same number.
std::string shortest(float value);
std::string shortest(double value);

/// The next character of UTF-8 text, from `at` on; moves `at` behind it. What is no UTF-8 is U+FFFD, a byte at a time.
char32_t next_character(std::string_view text, std::size_t& at);

/// The character as UTF-8.
std::string utf8(char32_t code);

/// The bytes in base 64, on one line.
std::string base64(std::string_view bytes);

}  // namespace stridelens
