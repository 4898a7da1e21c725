#pragma once
// Which values of one parameter are legal today, with all others as they are.

#include "core/operation/error.h"
#include "core/operation/operation.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace stridelens {

/// `least`, `least` + `step` … `most`.
struct Interval {
    std::int64_t least = 0;
    std::int64_t most = 0;
    std::int64_t step = 1;
    bool operator==(const Interval&) const = default;
};

/// Where a limit comes from: a rule of the framework (padding at most half of the kernel), the size of the input (the
/// window has to fit), or what this program can show (limits.h).
enum class LimitOrigin : std::uint8_t { framework, input, program };
LimitOrigin origin_of(BrokenRule rule);

/// The legal values, exactly: every one in an interval is accepted, every other whole number is refused.
struct Limits {
    std::vector<Interval> intervals = {};  // ascending, apart from each other; none: nothing is legal as the others are
    std::optional<Error> below = {};       // what refuses the number before the first one, with its sentence …
    std::optional<Error> above = {};       // … and that after the last one; nothing where there is no such number

    bool empty() const { return intervals.empty(); }
    std::int64_t least() const { return intervals.front().least; }  // of legal values, if there are any
    std::int64_t most() const { return intervals.back().most; }
    bool contains(std::int64_t value) const;

    /// The legal value that is nearest to `value`; the smaller of two. Nothing if there is none at all.
    std::optional<std::int64_t> nearest(std::int64_t value) const;

    /// The legal values from `low` to `high`, ascending: where a slider stops.
    std::vector<std::int64_t> between(std::int64_t low, std::int64_t high) const;
};

/// Of the parameter's number on `axis` (−1: on all axes at once) and `side` of a padding (0 before, 1 after, −1: both at
/// once). Toggles have 0 and 1, choices the numbers of their enumerators; of a real number the whole ones are told. What is
/// left out (a stride, an output_size) is legal, too, and not told; entries of the other axes are filled in with what it
/// then is. Empty if the operation has no such parameter. The input of Fold follows its settings (columns.h).
/// Finds them by asking check() of some dozens of values. Kernels of Unfold and Fold and sizes of adaptive pools may lie
/// scattered at the very edge of limits.h: after twenty thousand values what is not known yet counts as refused.
/// Example: maxpool1d 1x1x5 k2, kernel_size → 1 … 5, above: the window spans 6 cells, but …
Limits limits_of(const Operation& operation, const Shape& input, Field field, int axis = -1, int side = -1);

}  // namespace stridelens
