#pragma once
// Which of one row of things is which of another.

#include <cstddef>
#include <functional>
#include <optional>
#include <vector>

namespace stridelens {

/// Whether thing `i` of the one row and `j` of the other may be the same, by a rule; rule 0 is the strictest.
using MayBeSame = std::function<bool(int rule, std::size_t i, std::size_t j)>;

/// For each of `after` things the one of `before` things that it was, if it was there; the order stays. A longest common
/// subsequence by the strictest rule; what lies between its things likewise by the next one, and so on. (Of rows too long
/// for that only what is the same at both ends.)
std::vector<std::optional<std::size_t>> align(std::size_t before, std::size_t after, int rules, const MayBeSame& same);

}  // namespace stridelens
