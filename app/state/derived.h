#pragma once
// What follows from the scenario: recomputed when its version changes, never edited.

#include "app/problem/scenario.h"
#include "app/problem/view.h"
#include "core/explain/explain.h"
#include "core/explain/frameworks/conventions.h"
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
    View view = View::output;
    Tensor input, weight, bias;         // weight, bias: empty unless Conv or ConvTranspose
    std::vector<std::int64_t> indices;  // MaxUnpool
    Tensor upstream;                    // in the output's shape
    Evaluation evaluation;
    Gradients gradients;  // only while a backward view shows
    std::vector<std::string>
        longest_differences;              // the longest sentences of a few steps: the picture keeps room for them
    std::vector<Difference> differences;  // what other frameworks would do, at the explained output cell
    Tensor coverage;                      // how often each input cell is read
    std::vector<SizeFormula> sizes;
    std::string code;          // the equivalent call
    std::int64_t steps = 0;    // number of cells of step_shape(geometry, show); 0 only for an empty batch
    float input_scale = 1.0F;  // colour scale of each grid: largest finite |value|, at least a tiny positive
    float weight_scale = 1.0F;
    float output_scale = 1.0F;
    float upstream_scale = 1.0F, grad_input_scale = 1.0F, grad_weight_scale = 1.0F, grad_bias_scale = 1.0F;

    std::int64_t step = -1;   // cell that is explained (hovered or current)
    Explanation explanation;  // of that cell

    Operands operands() const { return {input, weight, bias, indices}; }
};

/// The explanation of one step of the view that shows. `step` in [0, derived.steps).
Explanation explain_step(const Derived& derived, std::int64_t step);

/// What other frameworks would do at the output cell that a step is about. Of derived.step it is at hand.
std::vector<Difference> differences_at(const Derived& derived, std::int64_t step);

/// Brings `derived` up to date with `scenario` (if its version changed) and with the step to explain. A refused scenario
/// leaves the last valid result and sets refusal.
void derive(Derived& derived, const Scenario& scenario, std::uint64_t version, std::int64_t step);

}  // namespace stridelens
