#pragma once
// One line of text is a whole problem: `maxpool2d 1x1x5x5 k2 s1 values=normal:7`. Command line, window title, test
// name and bug report all use it. Grammar in text.md beside this file (README repeats it for users).

#include "core/operation/error.h"
#include "core/operation/operation.h"
#include "core/tensor/number_list.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace stridelens {

/// Where a tensor's numbers come from.
struct Values {
    enum class Kind : std::uint8_t {
        normal,    // seeded, N(0, 1) rounded to 2 decimals, so that shown arithmetic is exact
        integers,  // seeded, −9 … 9
        ramp,      // 0, 1, 2, …
        ones,
        negative,  // −1, −2, −3, …
        onehot,    // 1 in the middle of each channel's plane, 0 elsewhere
        digit,     // a drawn digit, its number in the place of the seed (drawings/patterns.h) …
        gradient,  // … and other drawings: from 0 to 1,
        checker,   // fields of 0 and 1,
        ring,      // a ring around the middle,
        image,     // and a small picture of our own, its place among pictures() instead of the seed
        identity,  // kernels that have a name, for weights only (drawings/kernel_presets.h)
        box,
        gauss,
        sharpen,
        sobel_x,
        sobel_y,
        laplace,
        emboss,
        motion,
        list,     // explicit, row-major
        maxima,   // MaxUnpool's input only: what its MaxPool makes of normal numbers of this seed …
        winners,  // … and MaxUnpool's indices only: where they stood
    };
    Kind kind = Kind::normal;
    std::uint64_t seed = 7;                      // normal, integers, maxima, winners; digit, image: which
    NumberList list;                             // list only
    bool operator==(const Values& other) const;  // what does not count (the seed of a ramp) is not compared;
                                                 // lists bit for bit, except that NaN equals NaN
};

/// Whether a seed makes these numbers, or a number in its place says which digit or picture they draw.
bool is_seeded(Values::Kind kind);

struct Problem {
    Operation operation;
    Shape input{1, 1, 5, 5};
    Values values;                                 // default normal:7
    Values weights{Values::Kind::normal, 8, {}};   // Conv and ConvTranspose only
    Values bias{Values::Kind::normal, 9, {}};      // Conv and ConvTranspose with bias only
    Values indices{Values::Kind::winners, 7, {}};  // MaxUnpool only: whole numbers, exact, in the input's shape
    Values upstream{Values::Kind::ones, 7, {}};    // the gradient that comes back from the output, in its shape
    bool operator==(const Problem&) const = default;
};

/// How many of the last axes of a problem's numbers (Field::values, weight, bias, indices, upstream) are a plane, for
/// drawings: the spatial ones; of Fold's and Unfold's columns the last alone.
std::size_t plane_axes(const Operation& operation, Field numbers);

/// The tensor that `values` stands for. Errors: Field::values if a list does not have element_count(shape) entries, or
/// for maxima and winners, which need more than a shape (kernels/operands.h).
/// `spatial`: how many of the last axes are a plane, for drawings; 0: those after (N, C), of two axes the last.
/// Seeded generators give the same numbers on every machine.
Result<Tensor> make_tensor(const Values& values, const Shape& shape, std::size_t spatial = 0);

/// The same for the numbers `field` of a problem (Field::values, weight, bias, indices, upstream), errors with that field;
/// refuses kernels by name that are not for weights.
Result<Tensor> make_tensor(const Operation& operation, Field field, const Values& values, const Shape& shape);

/// Parses the one-line form. The result is syntactically whole but not checked (see resolve()).
/// Errors: Field::text with the column (counted from 1 in the sentence), what was read and what was expected.
Result<Problem> parse_problem(std::string_view line);

struct PrintOptions {
    bool explicit_values = true;  // false: explicit lists are left out (window title)
};

/// The canonical one-line form: defaults left out; parse_problem(print(p)) == p, bit for bit, up to settings without
/// effect, which are left out: explicit padding beside 'same' or 'valid', weights and bias where there are none.
std::string print(const Problem& problem, PrintOptions options = {});

/// Values alone, both ways: "normal:7", "ramp", "image:house", "-1,-2,-3".
std::string print(const Values& values);
Result<Values> parse_values(std::string_view text);

}  // namespace stridelens
