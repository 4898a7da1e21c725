#pragma once
// What a figure's page shows, and how. What the export panel, the command line and a file can set: settings.h.

#include "app/state/ids.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stridelens {

/// The parts of a page, each on or off.
struct PageParts {
    bool input = true, kernel = true, output = true;
    bool titles = true;       // names and shapes of the grids
    bool indices = true;      // numbers of rows and columns, names of channels
    bool colour_bar = true;   // which colour is which value
    bool legend = true;       // samples of padding, overhang, cells never read
    bool coverage = false;    // how often each cell is read
    bool arithmetic = true;   // this step's sum, maximum or average
    bool words = false;       // this step in one plain sentence
    bool frameworks = false;  // what other frameworks would do
    bool formula = false;     // the size of the output with today's numbers
    bool counts = false;      // what the operation costs
    bool code = false;        // the equivalent call
    bool caption = true;      // PageOptions::caption
    bool operator==(const PageParts&) const = default;
};

/// A part by the name that it has on the command line and in files: "colour-bar".
struct PartName {
    const char* name;
    bool PageParts::*part;
};
inline constexpr PartName kPartNames[] = {
    {"input", &PageParts::input},           {"kernel", &PageParts::kernel},
    {"output", &PageParts::output},         {"titles", &PageParts::titles},
    {"indices", &PageParts::indices},       {"colour-bar", &PageParts::colour_bar},
    {"legend", &PageParts::legend},         {"coverage", &PageParts::coverage},
    {"arithmetic", &PageParts::arithmetic}, {"words", &PageParts::words},
    {"frameworks", &PageParts::frameworks}, {"formula", &PageParts::formula},
    {"counts", &PageParts::counts},         {"code", &PageParts::code},
    {"caption", &PageParts::caption}};

inline constexpr std::size_t kMostPanels = 64;  // steps side by side

struct PageOptions {
    PageParts parts;
    ThemeName theme = ThemeName::light;
    std::optional<int> decimals;      // of every grid, 0 … 4; nothing: as many as its numbers need
    float cell = 0.0F;                // points from one cell of the input to the next; 0: as large as the page allows
    bool highlight = true;            // the step's window and what belongs to it; false: the grids alone, all computed
    bool all_terms = false;           // every product of a convolution is written out
    std::vector<std::int64_t> steps;  // from 0, side by side; empty: the one that is shown
    std::string title;                // above everything; empty: none
    std::string caption;              // below everything; empty: none
    std::string look_up;              // a cell, the windows that read it and what it reaches; empty: none
    float width = 1147.0F;            // points: the room that each step's grids may take …
    float height = 800.0F;
    bool tight = true;  // … and the page ends where they end; false: the page has exactly this size
    bool operator==(const PageOptions&) const = default;
};

}  // namespace stridelens
