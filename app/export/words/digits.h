#pragma once
// Numbers and bytes as the text formats need them; the same in every locale.

#include <string>
#include <string_view>

namespace stridelens {

/// At most three decimals, none of them idle, and no "-0": "118", "0.5", "-3.333".
std::string decimal(double value);

/// "-1", "0.1", "nan", "inf": the shortest text that reads back as the same number.
std::string shortest(float value);
std::string shortest(double value);

/// The bytes in base 64, on one line.
std::string base64(std::string_view bytes);

}  // namespace stridelens
