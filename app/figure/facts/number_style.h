#pragma once
// Numbers as they are shown: one count of decimals per grid, a true minus sign, −∞, ∞ and NaN by name.

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
    bool fixed = false;       // as many as somebody asked for
    bool scientific = false;  // too large or too small for plain digits: 1.2e7
    int characters = 1;       // of the widest number
    float size = 0.0F;        // type, points; 0: no room, colour alone
};

/// "−1.31", "0", "−∞", "NaN", "1.2e−7". Never "−0.00".
std::string format(double value, const NumberStyle& style);

/// As few decimals as say the value to 4 significant places: "0", "0.5", "−2.24", "−∞".
std::string format_plain(double value);

/// Integers without decimals; otherwise as many as are needed, at most two (more if all values are small). Or as asked for.
NumberStyle number_style(const NumberRange& range);

/// Sets the type size for cells of `width` × `height` points, giving up decimals (if nobody asked for them) before
/// legibility, then the numbers.
NumberStyle fit_numbers(NumberStyle style, const NumberRange& range, float width, float height);

/// Sums of products, beside results in the style `result`: no more digits than the factors have together, at most two.
NumberStyle sum_style(NumberStyle result, const NumberStyle& value, const NumberStyle& factor);

/// The same numbers with fewer decimals.
NumberStyle with_decimals(NumberStyle style, int decimals, const NumberRange& range);

/// "1 × 1 × 5 × 5".
std::string shape_text(const Shape& shape);

}  // namespace stridelens
