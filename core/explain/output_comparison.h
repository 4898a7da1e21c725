#pragma once
// Two outputs cell by cell: which cells are the same, which differ, which only one of the two has.

#include "core/operation/comparison.h"
#include "core/tensor/tensor.h"

#include <cstdint>
#include <optional>
#include <string>

namespace stridelens {

/// What became of a cell of A's or B's output on the other side.
enum class CellCompared : std::uint8_t { same, differs, only_here };

/// Cells of two outputs, counted. Each cell that both have is counted once.
struct OutputComparison {
    std::int64_t same = 0;     // in both, with the same bits (any NaN is the same as any other)
    std::int64_t differs = 0;  // in both, with other bits
    std::int64_t only_a = 0, only_b = 0;

    std::int64_t differing() const { return differs + only_a + only_b; }
    std::int64_t all() const { return same + differing(); }
    bool operator==(const OutputComparison&) const = default;
};

/// Aligned by the full output index; of shapes of different length at their last axis (a missing leading axis has size 1).
/// Can be stopped (core/tensor/stop.h).
OutputComparison compare_outputs(const Tensor& a, const Tensor& b);

/// The cell of `other` that has the index of cell `flat` of `shape`; nothing if there is none.
std::optional<std::int64_t> same_cell(const Shape& shape, std::int64_t flat, const Shape& other);

/// What cell `flat` of `own` is beside `other`.
CellCompared compared_cell(const Tensor& own, std::int64_t flat, const Tensor& other);

/// How many differ: "7 of 16 cells differ", "All 16 cells are the same".
std::string counted_sentence(const OutputComparison& outputs);

/// How they differ: "all 7 exist only in B", "2 hold other numbers, 5 exist only in B"; empty if none differs.
std::string kinds_sentence(const OutputComparison& outputs);

/// Both in one: "7 of 16 cells differ; all 7 exist only in B".
std::string sentence_of(const OutputComparison& outputs);

}  // namespace stridelens
