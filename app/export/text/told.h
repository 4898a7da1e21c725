#pragma once
// The few words that all written forms of an expression have in common: for `explain`, the page and the text formats,
// which must not disagree.

#include "app/state/ids.h"
#include "core/explain/expression.h"

namespace stridelens {

/// "inside", "inserted", "padding", "overhang".
const char* to_string(CellKind kind);

/// "output", "input gradient", "upstream" …; the empty text for none.
const char* words_of(TensorName tensor);

/// Why a term that equals the winner, or names the same cell, did not win: "equal, but later"; empty for the others.
const char* words_of(Verdict verdict);

/// Whether a term lost although it equals the winner, but not by coming later.
constexpr bool overruled(Verdict verdict) {
    return verdict == Verdict::earlier_nan || verdict == Verdict::overwritten;
}

/// The grid that shows a tensor.
Grid grid_of(TensorName tensor);

}  // namespace stridelens
