#pragma once
// How wide each character is, so that layout needs no font: the figure is the same on every machine.

#include "app/figure/figure.h"

namespace stridelens {

/// Advance of one character in thousandths of an em. Numbers: JetBrains Mono, 600 throughout. Words: Inter 4, a table
/// of ASCII and of the few signs that our sentences use. 1000 for Chinese, Japanese and Korean in either; 600 for anything
/// else.
int advance(char32_t code, Face face);

}  // namespace stridelens
