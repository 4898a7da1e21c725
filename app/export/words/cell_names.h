#pragma once
// Cells by name: for ids and titles in files.

#include "app/figure/figure.h"
#include "core/operation/geometry.h"

#include <string>

namespace stridelens {

/// "input-6": letters, digits and hyphens only.
std::string cell_id(const CellId& cell);

/// "input[0, 0, 1, 1]" where `geometry` says the grid's shape; otherwise "input 6".
std::string cell_title(const CellId& cell, const Geometry* geometry);

}  // namespace stridelens
