#pragma once
// A scenario as a file.

#include "app/files/failure.h"
#include "app/problem/scenario.h"

#include <string>
#include <string_view>

namespace stridelens {

/// JSON text of a scenario: {"stridelens": 1, "title": …, "problem": "<one-line form>", "step": …,
/// "show": "output" | "scatter" | "matrix" | "grad-input" | "grad-weight" | "grad-bias"} (left out: output).
std::string to_json(const Scenario& scenario);
Outcome<Scenario> scenario_from_json(std::string_view json);

}  // namespace stridelens
