#pragma once
// What a page knows of the grids: the name and the number of each cell, and how the output's size comes about.

#include "app/state/derived.h"
#include "app/state/ids.h"

#include <set>
#include <string>

namespace stridelens {

/// A grid's name in ids, "grad-input": a cell's id is this, a hyphen and its flat index.
std::string grid_key(Grid grid);

/// {grid's key: {"names": ["input[0, 0, 0, 0]", …], "values": [number, …]}, …}, by flat index. A grid that has no tensor is
/// left out.
std::string grids_json(const std::set<Grid>& grids, const Derived& derived);

/// HTML: the size of the output along each axis, with today's numbers and what there is to say about it.
std::string sizes_html(const Derived& derived);

}  // namespace stridelens
