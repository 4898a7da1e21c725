#pragma once
// A number as people type it.

#include "app/files/failure.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <optional>
#include <string_view>

namespace stridelens {

/// "1.5", "-3", "−3", "1e3", ".5", "1/3", "nan", "inf", "−∞" → float32. Errors: what was typed, and what can be.
Outcome<float> parse_number(std::string_view text);

/// The whole number that is typed in digits, exactly; nothing if it is none, or beyond int64.
std::optional<std::int64_t> parse_whole(std::string_view text);

/// "0,0,-1,2" → an index; nothing if it is not whole numbers with commas.
std::optional<Index> parse_index(std::string_view text);

}  // namespace stridelens
