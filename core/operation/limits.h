#pragma once
// The largest sizes that are accepted. Far beyond what anyone can look at, and small enough that no product of two of
// them overflows and no tensor exhausts the memory of an ordinary machine.

#include <cstdint>

namespace stridelens {

/// Any one extent, kernel_size, stride, dilation, |padding|, number of channels or groups.
inline constexpr std::int64_t kLargestNumber = 1'000'000'000;

/// Cells of the input, the output or the weight: 2^28 float32 numbers are 1 GiB.
inline constexpr std::int64_t kMostCells = std::int64_t{1} << 28;

/// Terms of one output cell (kernel cells, times input channels of a group): they are listed one by one.
inline constexpr std::int64_t kMostTerms = std::int64_t{1} << 22;

}  // namespace stridelens
