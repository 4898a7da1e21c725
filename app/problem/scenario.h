#pragma once
// What is saved and opened: a problem (with its numbers), perhaps another one beside it, the step being shown, and a title.

#include "core/operation/comparison.h"
#include "core/operation/problem.h"

#include <cstdint>
#include <optional>
#include <string>

namespace stridelens {

/// What of the problem is on screen, and so what a step is: one cell of the tensor in brackets.
enum class View : std::uint8_t {
    output,       // forwards [output]; a transposed operation's is its gather view: zeros inserted, kernel flipped
    scatter,      // transposed operations: what each input cell stamps onto the output [input]
    matrix,       // Conv: weight matrix times unfolded input [output]
    grad_input,   // backwards [input]
    grad_weight,  // Conv, ConvTranspose [weight]
    grad_bias,    // … with bias [bias]
};

struct Scenario {
    std::string title;      // lesson heading or file name; may be empty
    Problem problem;        // edited or imported numbers are Values::Kind::list
    std::int64_t step = 0;  // cell being shown, flat in reading order; of which tensor, `view` says
    View view = View::output;
    std::optional<Problem> other{};  // the other side of a comparison; nothing: there is none
    AB side = AB::a;                 // which side `problem` is: the one that is being edited
    bool operator==(const Scenario&) const = default;
};

/// The problem alone, or A and B. While comparing, a step is a cell of the longer output, and the view is the output.
Comparison comparison_of(const Scenario& scenario);

/// The scenario with these sides; A is the one that is edited, and without a B there is nothing but it.
Scenario with_comparison(Scenario scenario, Comparison comparison);

}  // namespace stridelens
