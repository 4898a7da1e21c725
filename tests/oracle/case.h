#pragma once
// One recorded case against core: shapes, values, indices, gradients, refusals; the reference and the kernels both.

#include "tests/oracle/records.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>

namespace stridelens::oracle {

/// Why the case fails, as a sentence; nothing if it passes. Throws Damaged.
std::optional<std::string> failure(Folder& folder, const nlohmann::json& recorded);

}  // namespace stridelens::oracle
