#pragma once
// What stands at each position of a plane, padding, overhang and inserted zeros included: worked out once for each row
// and column, and combined for a cell by integer arithmetic alone. What a table costs depends on the positions that it
// spans, not on the axis' size: a picture makes one of the rows that show.

#include "core/window/window.h"

#include <cassert>
#include <cstdint>
#include <vector>

namespace stridelens {

/// What stands at one position of one axis or, combined, at one place of several axes.
struct Spot {
    std::int64_t source =
        0;  // cell that stands there, or that the padding repeats there, flat within the axes; −1: none
    std::int64_t coverage = 1;  // how often that cell is read, copies included; 0 if there is none
    TapKind kind = TapKind::inside;
    std::int64_t visits = 1;  // how many taps of all windows stand here
    bool operator==(const Spot&) const = default;
};

/// What stands where `outer` and `inner` cross; `inner_size`: cells of the tensor along the inner axis.
/// Kinds as those of taps: overhang wins over padding, padding over inserted zeros, those over inside.
/// Example: row 2 of 5 × 7 cells crosses column 3 → source 17
constexpr Spot crossed(const Spot& outer, const Spot& inner, std::int64_t inner_size) {
    const bool stands = outer.source >= 0 && inner.source >= 0;
    return {stands ? outer.source * inner_size + inner.source : -1, outer.coverage * inner.coverage,
            std::max(outer.kind, inner.kind), outer.visits * inner.visits};
}

class AxisTable {
public:
    /// A single cell: an axis that a tensor does not have.
    AxisTable() : cells_(1) {}

    /// Positions first … last of a windowed axis; none if last < first.
    /// Units:   positions of the input (transposed: of the stretched input), source_position() and the kind of a tap there;
    ///          may lie outside.
    /// Example: in 5, stride 2, kernel 2, replicate, padding 1; position −1 → {source 0, coverage 2, padding, visits 1}
    AxisTable(const Axis& axis, PaddingMode mode, const Positions& range);

    /// Positions first … last of an axis along which no window slides: each is the cell itself, read once. Mirrored: the
    /// first position is cell size − 1, the last cell 0 (a kernel that is drawn as it is applied).
    static AxisTable plain(const Positions& range, std::int64_t size, bool mirrored = false);

    /// `at` in first … last.
    const Spot& operator[](std::int64_t at) const {
        assert(at >= first_ && at - first_ < std::ssize(cells_));
        return cells_[static_cast<std::size_t>(at - first_)];
    }

private:
    std::int64_t first_ = 0;
    std::vector<Spot> cells_;
};

}  // namespace stridelens
