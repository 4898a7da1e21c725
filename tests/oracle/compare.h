#pragma once
// Recorded numbers beside ours.

#include "core/tensor/tensor.h"
#include "tests/oracle/records.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace stridelens::oracle {

/// |got − expected| <= atol + rtol·|expected|; 0 is exact.
struct Tolerance {
    double rtol = 0.0;
    double atol = 0.0;
};

/// The member "tolerance" of a case or of its gradients. Throws Damaged if it is missing or negative.
Tolerance tolerance_of(const nlohmann::json& object);

/// Why two lists of numbers differ; nothing if they agree. Integers must be equal; NaN matches NaN, ∞ only itself.
std::optional<std::string> difference(const std::vector<double>& got, const Record& expected,
                                      const Tolerance& tolerance);

/// The same for a tensor, whose shape must agree too.
std::optional<std::string> difference(const Tensor& got, const Record& expected, const Tolerance& tolerance);

}  // namespace stridelens::oracle
