#pragma once
// Numbers and lists as they stand in sentences for people: a true minus, ∞, "2, 3 and 5". Not for files.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

/// Shortest digits that read back exactly; "−0.5", "∞", "NaN".
std::string prose(double value);
std::string prose(float value);
std::string prose(std::int64_t value);

namespace text {

/// The sign of negative numbers (U+2212); the keyboard's hyphen is shorter and lower.
inline constexpr const char* kMinus = "−";

/// A number as somebody has typed it or would: "−0.5", "−inf", "nan" (whose sign means nothing), "1e-07".
std::string typed(double value);
std::string typed(float value);

/// The keyboard's signs for ours: "−3" → "-3".
std::string plain(std::string_view text);

/// As a term of a sum: "+ 3", "− 2".
std::string signed_term(std::int64_t value);

/// "3 columns", "1 column"; `noun` is the singular of a regular plural.
std::string counted(std::int64_t count, const std::string& noun);

/// "a", "a and b", "a, b and c".
std::string joined(const std::vector<std::string>& words);

/// "2", "2 and 3", "2, 3 and 5", "2 … 9" for four and more in a row, "2, 5, 8 …" for many others.
std::string listed(const std::vector<std::int64_t>& values);

/// "[0, 3]", entries with a true minus.
std::string bracketed(const std::vector<std::int64_t>& values);

}  // namespace text
}  // namespace stridelens
