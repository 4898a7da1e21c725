#pragma once
// What follows from the scenario: recomputed when its version changes, never edited.

#include "app/scenario/scenario.h"
#include "core/explain/explain.h"
#include "core/kernels/kernels.h"
#include "core/window/window.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stridelens {

struct Derived {
    std::uint64_t version = 0;     // of the scenario this was derived from; 0: nothing derived yet
    std::optional<Error> refusal;  // the scenario as it is set now is refused; everything below is the last valid one's
    Problem problem;               // the last valid problem
    Geometry geometry;
    Tensor input, weight, bias;  // weight, bias: empty unless Conv
    Evaluation evaluation;
    Tensor coverage;  // how often each input cell is read
    std::vector<SizeFormula> sizes;
    std::string code;          // equivalent PyTorch
    std::int64_t steps = 0;    // number of output cells; 0 only for an empty batch
    float input_scale = 1.0F;  // colour scale of each grid: largest finite |value|, at least a tiny positive
    float weight_scale = 1.0F;
    float output_scale = 1.0F;

    std::int64_t step = -1;   // output cell that is explained (hovered or current)
    Explanation explanation;  // of that cell
};

/// Brings `derived` up to date with `scenario` (if its version changed) and with the step to explain. A refused scenario
/// leaves the last valid result and sets refusal.
void derive(Derived& derived, const Scenario& scenario, std::uint64_t version, std::int64_t step);

}  // namespace stridelens
