#pragma once
// The grids of a problem and of its picture, and what is known of each.

#include "core/operation/comparison.h"
#include "core/operation/error.h"
#include "core/tensor/per_axis.h"

#include <cstdint>
#include <string>

namespace stridelens {

struct Geometry;
struct Problem;
struct Values;

enum class Grid : std::uint8_t {
    none,
    input,
    kernel,
    output,
    channel_sum,
    bias,
    term,
    more_terms,
    input_channel,   // a whole plane, to be picked: `flat` is its channel
    output_channel,  // likewise
    indices,         // MaxUnpool's
    upstream,        // backwards: the gradient that comes in, in the output's shape …
    grad_input,      // … and those that come of it
    grad_kernel,
    grad_bias,
    setting,  // a symbol of the size formula: `flat` is its Field
    code,     // a line of the problem's program: `flat` is what it is about, a CodeSubject
    padding,  // what stands around the input's cells, or between them: `flat` counts within surrounded()
};

/// Which cell of which grid a primitive is. `flat` indexes that grid's tensor (term: the explanation's terms);
/// a padded cell is no cell of the input: it counts among all that stands there (core/window/surrounded.h).
struct CellId {
    Grid grid = Grid::none;
    std::int64_t flat = -1;
    AB side = AB::a;  // of a comparison: whose grid it is
    bool operator==(const CellId&) const = default;
};

struct GridInfo {
    const char* word = "";              // in the names of its cells: "grad input"
    const char* title = "";             // for people, above the grid: "Input gradient"; empty: it is no tensor …
    const char* words = "";             // … and in a sentence: "input gradient"
    const char* variable = "";          // in CSV and NumPy: "input_gradient"
    const char* group = "grid";         // id of its group in a figure: "input-gradient"
    Grid of = Grid::none;               // gradients: the grid that they are the gradient of; others: themselves
    Shape Geometry::*shape = nullptr;   // nullptr: the geometry has none; biases are as many as output channels
    Values Problem::*values = nullptr;  // the numbers that a user can change; nullptr: they follow from others
    Field field = Field::values;        // in errors about those
};

const GridInfo& info_of(Grid grid);

/// Whether a user can change its numbers.
inline bool is_editable(Grid grid) {
    return info_of(grid).values != nullptr;
}

/// The grid's word without spaces: word_of(Grid::grad_input, '-') → "grad-input".
std::string word_of(Grid grid, char joint);

}  // namespace stridelens
