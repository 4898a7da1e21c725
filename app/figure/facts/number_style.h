#pragma once
// Numbers as they are shown: one count of decimals per grid but for a few outliers, a true minus sign, −∞, ∞ and NaN by
// name. Cells, lens and strip write a number alike.

#include "app/figure/figure.h"
#include "app/state/number_range.h"
#include "core/tensor/tensor.h"

#include <optional>
#include <span>
#include <string>

namespace stridelens {

/// How the numbers of one grid are written.
struct NumberStyle {
    int decimals = 0;
    int most = 0;             // of a number that is unlike the others: as few as it needs, up to this many
    bool fixed = false;       // as many as somebody asked for
    bool scientific = false;  // all too small for plain digits: 1.2e−7
    int characters = 1;       // of the widest number that is no outlier
    float size = 0.0F;        // type, points; 0: no room, colour alone
};

/// "−1.31", "0", "−∞", "NaN", "1.2e−7", and from a million on "1.2e7". Never "−0.00".
std::string format(double value, const NumberStyle& style);

/// What the written number says: the value itself, or rounded.
double printed(double value, const NumberStyle& style);

/// As few decimals as say the value to 4 significant places: "0", "0.5", "−2.24", "−∞".
std::string format_plain(double value);

/// As few decimals as say the numbers exactly, if that is not too long; otherwise rounded to two (more if all values are
/// small). Or as asked for.
NumberStyle number_style(const NumberRange& range);

/// Sets the type size for cells of `width` × `height` points. Where they are too small for the numbers as they are written
/// everywhere else, there are none.
NumberStyle fit_numbers(NumberStyle style, float width, float height);

/// Sums of products, beside results in the style `result`: no more digits than the factors have together, at most two.
NumberStyle sum_style(NumberStyle result, const NumberStyle& value, const NumberStyle& factor);

/// "1 × 1 × 5 × 5".
std::string shape_text(const Shape& shape);

}  // namespace stridelens
