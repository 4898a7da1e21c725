#pragma once
// What follows from a scenario: made whole by derive(), then never changed. Pictures, panels, exports and threads share it.

#include "app/problem/grid.h"
#include "app/problem/scenario.h"
#include "app/problem/view.h"
#include "app/state/look.h"
#include "core/explain/explain.h"
#include "core/explain/frameworks/conventions.h"
#include "core/explain/output_comparison.h"
#include "core/kernels/numbers.h"
#include "core/window/window.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace stridelens {

/// The gradients with respect to the operands, in their shapes.
struct SharedGradients {
    SharedTensor input, weight, bias;
};

/// How the tensors look.
struct Looks {
    Look input, weight, bias, output, upstream, grad_input, grad_weight, grad_bias;
};

struct Derived;
using SharedDerived = std::shared_ptr<const Derived>;

/// Two sides of a comparison, each as it would be alone, seen forwards.
struct Compared {
    SharedDerived a, b;              // null: this side is refused, and was from the beginning
    AB edited = AB::a;               // the side that is edited
    std::optional<Error> refusal{};  // of the other one; that side is then the last one that was not refused
    OutputComparison outputs{};      // of the two; nothing but 0 if one is null
    AB longer = AB::a;               // whose output cells are the steps

    const SharedDerived& side(AB side) const { return side == AB::a ? a : b; }
};

struct Derived : Numbers {  // input, weight, bias, indices; upstream only where a backward view shows
    Problem problem;        // never a refused one
    Geometry geometry;
    View view = View::output;   // one that the problem has
    SharedTensor output;        // of the operation
    SharedGradients gradients;  // only where a backward view shows
    std::vector<std::string>
        longest_differences;  // the longest sentences of a few steps: the picture keeps room for them
    std::vector<SizeFormula> sizes;
    std::string code;        // the equivalent call
    std::int64_t steps = 0;  // number of cells of step_shape(geometry, view); 0 only for an empty batch
    Looks looks;             // of each of these tensors
    std::shared_ptr<const Compared>
        compared{};  // of a comparison: its sides. The rest is the edited side's, but `steps`
                     // are the longer side's
};

/// The cell of a side that a step of the comparison is; nothing: it has no such cell.
std::optional<std::int64_t> step_on(const Compared& compared, std::int64_t step, const SharedDerived& own);

/// The step that a cell of the stepped grid is; of a comparison also one of the other side's output. Nothing: none is.
std::optional<std::int64_t> step_of(const Derived& derived, const CellId& cell);

/// Nothing has been derived yet: there is nothing to draw.
bool is_blank(const Derived& derived);

/// What follows from `scenario`; its step and title do not matter. `before`: of any scenario, or none; what the two have in
/// common is shared with it. A view that the problem does not have gives way to the nearest.
/// Errors: those of prepare(); kernel_size if the windows read more cells than anybody would wait for.
/// Can be stopped (core/tensor/stop.h).
enum class Depth : std::uint8_t {
    whole,  // everything
    told,   // what tell() needs: no output, no gradients, no colour scales
};
Result<SharedDerived> derive(const Scenario& scenario, const SharedDerived& before = nullptr,
                             Depth depth = Depth::whole);

/// How long derive() and telling a step take, in cells read and written; nothing if it refuses the scenario before it computes anything.
std::optional<double> work_to_derive(const Scenario& scenario, const SharedDerived& before);

/// One step of the view, told.
struct Told {
    std::int64_t step = -1;               // −1: nothing is told yet, or there are no steps
    Explanation explanation;              // of that step
    std::vector<Difference> differences;  // what other frameworks would do, at the output cell that it is about
    // Of a comparison: the same cell on each side, told; null where a side has no such cell. The above is then the edited
    // side's, or the only one's.
    std::shared_ptr<const Told> a{}, b{};
};

/// The scatter view's output as far as a step has come.
struct Stamped {
    std::int64_t step = -1;  // −1: none
    SharedTensor output;     // without values: computing it would take too long, and the finished output shows
    bool operator==(const Stamped&) const = default;
};

/// Tells the step nearest to `step` that there is. Needs nothing of what derive() computes but the operands.
Told tell(const Derived& derived, std::int64_t step);

/// How long that takes, in cells read and written, as work_to_derive(); never 0.
double work_to_tell(const Geometry& geometry, View view);

/// The output after the step nearest to `step` that there is. In every other view than scatter: none.
Stamped stamp(const Derived& derived, std::int64_t step);
double work_to_stamp(const Geometry& geometry);

/// The explanation of one step alone. `step` in [0, derived.steps).
Explanation explain_step(const Derived& derived, std::int64_t step);

}  // namespace stridelens
