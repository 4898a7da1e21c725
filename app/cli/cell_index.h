#pragma once
// Cells as they are written on the command line.

#include "app/files/failure.h"
#include "core/tensor/tensor.h"

#include <optional>
#include <string>
#include <string_view>

namespace stridelens {

/// "0,0,1,2" → an index; nothing if it is not numbers with commas.
std::optional<Index> parse_index(std::string_view text);

Outcome<Index> told_cell(const std::string& at, const Shape& shape, const std::string& name);

}  // namespace stridelens
