#pragma once
// Cells as they are written on the command line.

#include "app/files/failure.h"
#include "core/tensor/tensor.h"

#include <string>

namespace stridelens {

Outcome<Index> told_cell(const std::string& at, const Shape& shape, const std::string& name);

}  // namespace stridelens
