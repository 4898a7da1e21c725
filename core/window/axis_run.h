#pragma once
// Positions along an axis that follow one another as a picture has them, told without a table: what stands at each is
// arithmetic alone. Padding and overhang are not among them.

#include <cstdint>

namespace stridelens {

/// `count` positions from `first` on, in steps of `step` (1, or −1 of an axis that is drawn mirrored). A cell stands at
/// every `every`-th position, zeros are inserted between them.
/// Example: a transposed input of 3 cells under stride 2 → first 0, count 5, step 1, every 2: cells 0, −, 1, −, 2
struct AxisRun {
    std::int64_t first = 0, count = 0, step = 1, every = 1;

    /// The cell that stands at the i-th position; −1: an inserted zero.
    constexpr std::int64_t at(std::int64_t i) const {
        const std::int64_t position = first + i * step;
        return position % every == 0 ? position / every : -1;
    }

    /// Cells follow one another.
    constexpr bool plain() const { return step == 1 && every == 1; }

    bool operator==(const AxisRun&) const = default;
};

}  // namespace stridelens
