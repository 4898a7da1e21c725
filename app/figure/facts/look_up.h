#pragma once
// The way back from a cell that is pointed at, or pinned: which windows read it and which cells it reaches, what a weight
// meets, which cell padding repeats; and all of it in a sentence.

#include "app/figure/facts/facts.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace stridelens {

struct LookUp {
    CellId cell;                               // that it is about
    bool pinned = false;                       // it stays
    Side side = Side::left;                    // where the cell stands …
    Place place{};                             // … and on it
    std::vector<std::int64_t> windows{};       // output cells whose windows hold it: each outlined on the left
    Side far = Side::right;                    // the other side …
    std::vector<std::int64_t> reached{};       // … and its cells (flat) that the cell reaches, or that come to it
    std::vector<Cell> entries{};               // matrix view: where it stands in the columns
    std::vector<Place> met{};                  // places of the left that a weight is multiplied with
    std::optional<std::int64_t> copied{};      // the input's cell that stands in this cell of the padding
    std::string sentence{}, short_sentence{};  // the same, naming fewer cells
    std::string hint{};                        // what a click does; empty in a file, which cannot be clicked
};

/// Of what the mouse points at, or else of what is pinned; nothing: neither can be looked up.
std::optional<LookUp> look_up(const Facts& facts);

}  // namespace stridelens
