#pragma once
// What is known of the five faces without opening a font: window and files set the same type.

#include "app/figure/figure.h"

namespace stridelens {

struct FaceStyle {
    const char* word = "";      // of its class or style in files: "words medium"
    const char* file = "";      // on Debian …
    const char* package = "";   // … where it comes from
    const char* families = "";  // as CSS names them, with what stands in
    int weight = 400;           // CSS: 400 is regular
    bool monospace = false;
    double cap_height = 0.0;  // em; half of it below Text::at is the baseline
};
const FaceStyle& face_style(Face face);

/// The sign to draw for `code`. JetBrains Mono's minus is as short as its hyphen; its dash is as long as its plus, as a minus
/// should be.
char32_t drawn_as(char32_t code, Face face);

/// Where the baseline of `text` is, in points.
double baseline(const Text& text);

}  // namespace stridelens
