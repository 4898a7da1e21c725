#pragma once
// What a page knows of the grids: the name and the number of each cell, and how the output's size comes about.

#include "app/state/derived.h"
#include "app/state/ids.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace stridelens {

/// Flat indices of cells that a page speaks of.
using GridCells = std::map<Grid, std::set<std::int64_t>>;

/// {grid's id, "grad-input": {"names": ["input[0, 0, 0, 0]", …], "values": [number, …]}, …}, by flat index. A grid that has no tensor is
/// left out. Of a grid of more than kMostNamedCells (html.h) the two are objects, {"7": …, …}, of its cells in `grids`.
std::string grids_json(const GridCells& grids, const Derived& derived);

/// HTML: the size of the output along each axis, with today's numbers and what there is to say about it.
std::string sizes_html(const Derived& derived);

/// The call as text of the page; of a comparison A's and B's, one after the other.
std::string code_html(const Derived& derived);

}  // namespace stridelens
