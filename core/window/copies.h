#pragma once
// Internal to window/: where the padding repeats a cell. The inverse of source_position() outside the input.

#include "core/operation/geometry.h"

#include <algorithm>
#include <cstdint>

namespace stridelens::detail {

/// Calls visit(at) for each position outside the input, within its pads, where source_position() is `i`, in order.
/// Sliding::windows; i a position of the input.
/// Example: in 4, padding 3, reflect: position 1 is repeated at −1 and 5
template <class Visit>
void for_each_copy(const Axis& axis, PaddingMode mode, std::int64_t i, Visit&& visit) {
    const std::int64_t begin = -axis.pad_begin, end = axis.in + axis.pad_end;  // a crop may pass over the whole input
    /// The positions of one side that are one of the two modulo the period.
    const auto walk = [&](std::int64_t from, std::int64_t to, std::int64_t one, std::int64_t other,
                          std::int64_t period) {
        const auto ahead = [&](std::int64_t residue, std::int64_t at) {
            return ((residue - at) % period + period) % period;
        };
        for (std::int64_t at = from; at < to; ++at) {
            at += std::min(ahead(one, at), ahead(other, at));
            if (at < to) visit(at);
        }
    };
    const auto both_sides = [&](std::int64_t one, std::int64_t other, std::int64_t period) {
        walk(begin, std::min<std::int64_t>(end, 0), one, other, period);
        walk(std::max(begin, axis.in), end, one, other, period);
    };
    if (mode == PaddingMode::circular) {
        const std::int64_t first = std::max<std::int64_t>(begin, 0);
        const std::int64_t turn = axis.in - first + std::min<std::int64_t>(axis.pad_end, 0);
        if (i >= first && i - first < turn) both_sides(i, i, turn);
    } else if (mode == PaddingMode::reflect && axis.in > 1) {
        both_sides(i, -i, 2 * (axis.in - 1));
    } else if (mode == PaddingMode::symmetric) {
        both_sides(i, -1 - i, 2 * axis.in);
    } else if (mode != PaddingMode::constant) {
        if (i == 0) walk(begin, std::min<std::int64_t>(end, 0), 0, 0, 1);
        if (i == axis.in - 1) walk(std::max(begin, axis.in), end, 0, 0, 1);
    }
}

}  // namespace stridelens::detail
