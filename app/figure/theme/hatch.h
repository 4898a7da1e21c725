#pragma once
// How a theme without colours shows a value: by lines. Cells of their own (pattern_lines) and whole pictures (bitmap.h)
// are hatched alike.

namespace stridelens {

/// Lines at 45°. Their direction is the sign, what they cover of the ground is the magnitude.
struct ValueHatch {
    float pitch = 0.0F;   // points, from line to line along an axis; the larger side of the cell is a multiple of it
    float share = 0.0F;   // of the ground that is covered: 0 at zero and for what is no number, otherwise 0.06 … 0.72
    bool rising = false;  // "/": positive; otherwise "\": negative
};

/// The hatching of a value in [−1, 1] in a cell of this size (points).
ValueHatch value_hatch(float value, float width, float height);

}  // namespace stridelens
