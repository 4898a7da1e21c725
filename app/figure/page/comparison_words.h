#pragma once
// What is written on a comparison: in what each side differs, and the legend of both.

#include "app/figure/layout/layout.h"
#include "app/figure/sketch.h"
#include "app/state/derived.h"

#include <string>
#include <vector>

namespace stridelens {

/// Above a column: in short what this side is, and the settings that differ with what it has of them.
struct DifferenceWords {
    std::string title, detail;
};
DifferenceWords words_of_side(const Derived& derived, AB side);

/// `words` as they fit into `width` points, else their beginning and "…".
std::string shortened(const std::string& words, Face face, float size, float width);

/// The kinds of cells of both sides, each once; `rings`: and what the ring means.
void draw_shared_legend(Sketch& sketch, const std::vector<LegendItem>& a, const std::vector<LegendItem>& b, bool rings,
                        const Box& box);

}  // namespace stridelens
