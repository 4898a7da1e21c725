#pragma once
// The size formula in symbols and, exactly below them, in today's numbers, as a figure of its own.

#include "app/figure/figure.h"
#include "app/state/derived.h"
#include "core/operation/error.h"

namespace stridelens {

/// Each axis' formula: symbols, numbers below them, the value before it is rounded, and what is left over in words. Axes with
/// the same formula share it. Symbols are cells of Grid::setting: a hovered one stands out. `width`: points; the type is
/// smaller on less, and lines break where the smallest is too wide. `type`: the largest.
Figure formula_block(const Derived& derived, float width, float type = 15.0F, const CellId& hover = {});

}  // namespace stridelens
