#pragma once
// Numbers and lists as they stand in sentences for people: typographic minus, ∞, "2, 3 and 5". Not for files.

#include <cstdint>
#include <string>
#include <vector>

namespace stridelens::text {

/// Shortest digits that read back exactly; "−0.5", "∞", "NaN".
std::string number(double value);
std::string number(float value);
std::string number(std::int64_t value);

/// "3 columns", "1 column"; `noun` is the singular of a regular plural.
std::string counted(std::int64_t count, const std::string& noun);

/// "2", "2 and 3", "2, 3 and 5", "2 … 9" for four and more in a row, "2, 5, 8 …" for many others.
std::string listed(const std::vector<std::int64_t>& values);

/// "[0, 3]", entries with typographic minus.
std::string bracketed(const std::vector<std::int64_t>& values);

}  // namespace stridelens::text
