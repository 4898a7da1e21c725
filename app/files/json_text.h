#pragma once
// JSON that others wrote: read with care, and told in few words.

#include "app/files/failure.h"

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace stridelens {

using Json = nlohmann::ordered_json;

/// None of our files nests deeper than this.
inline constexpr int kMostNested = 16;

/// The whole of `text`. Errors: where it stops being JSON, with line and column; brackets nested deeper than kMostNested, so
/// that whatever goes through the result may do so recursively.
Outcome<Json> parse_json(std::string_view text);

/// What stands there, short enough for a sentence: "1e+300", "\"maxpool\"", "a list", "an object".
std::string told(const Json& json);

}  // namespace stridelens
