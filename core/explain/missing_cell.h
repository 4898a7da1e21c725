#pragma once
// An output cell that an operation does not make, but another one does: where its window would lie, and why there is none.

#include "core/operation/geometry.h"
#include "core/window/window.h"

#include <optional>
#include <string>

namespace stridelens {

/// Where the window of `output` would lie, over the windowed axes; also beyond the output. Nothing where there is no such
/// rule: adaptive windows, transposed operations, unfolding and folding, or an index with other axes.
std::optional<WindowBox> window_of_missing(const Geometry& geometry, const Index& output);

/// Why there is no such cell, e.g. "its window would need row 7 and column 7", "its window would begin in the padding at the
/// end, where ceil mode lets none begin", "this output has 3 × 3 cells". `output`: a full index with as many axes as
/// geometry.output, outside of it.
std::string reason_for_missing(const Geometry& geometry, const Index& output);

}  // namespace stridelens
