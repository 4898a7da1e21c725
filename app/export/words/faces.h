#pragma once
// What the back-ends know of the five faces without opening a font.

#include "app/figure/figure.h"

namespace stridelens {

struct FaceStyle {
    const char* file;      // on Debian
    const char* families;  // as CSS names them, with what stands in
    int weight;            // CSS: 400 is regular
    bool monospace;
    double cap_height;  // em; half of it below Text::at is the baseline
};
const FaceStyle& face_style(Face face);

/// Where the baseline of `text` is, in points.
double baseline(const Text& text);

}  // namespace stridelens
