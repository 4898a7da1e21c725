#pragma once
// The oracle's neutral parameters as one of our operations.

#include "core/operation/error.h"
#include "core/operation/operation.h"
#include "tests/oracle/records.h"

#include <nlohmann/json.hpp>

namespace stridelens::oracle {

/// Does core have the oracle's operator `op`?
bool is_known(const std::string& op);

/// The operation of a case. A call that cannot even be written as one of our operations is refused (an unknown mode, an
/// odd list of pads); attributes that are missing or of the wrong kind throw Damaged.
/// `input`, `weight` are the shapes of X and W (weight: nullptr if there is none).
Result<Operation> operation_of(const nlohmann::json& recorded, const Shape& input, const Shape* weight, bool has_bias);

}  // namespace stridelens::oracle
