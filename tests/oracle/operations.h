#pragma once
// A recorded call as one of our operations.

#include "tests/oracle/attributes.h"

namespace stridelens::oracle {

/// Does core have the oracle's operator `op`?
bool is_known(const std::string& op);

/// The operation of a case. A call that cannot even be written as one of our operations is refused (an unknown mode, an
/// odd list of pads); attributes that are missing or of the wrong kind throw Damaged.
/// `input`, `weight` are the shapes of X and W (weight: nullptr if there is none).
Answer<Operation> operation_of(const nlohmann::json& recorded, const Shape& input, const Shape* weight, bool has_bias);

/// Pad alone: its list covers any axes, in two orders.
Answer<Operation> pad_of(const Call& call);

}  // namespace stridelens::oracle
