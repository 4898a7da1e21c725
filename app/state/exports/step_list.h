#pragma once
// "1,2,7-9": which steps, as people write them.

#include "app/files/failure.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace stridelens {

/// The most steps that a list has, repetitions included: 80 MB of them.
inline constexpr std::int64_t kMostSteps = 10'000'000;

/// Steps from 0, in the order in which they are written; "all": every one; "" : none. Written steps count from 1.
/// Errors: what cannot be read, a range that runs backwards, a step beyond `count`, more steps in all than kMostSteps.
Outcome<std::vector<std::int64_t>> parse_steps(std::string_view text, std::int64_t count);

/// The other way: "1,2,7-9"; "all" if they are all of `count`.
std::string print_steps(const std::vector<std::int64_t>& steps, std::int64_t count);

/// Refuses steps that a problem of `count` steps does not have: "there is no step 17: this problem has 16 steps".
Outcome<void> check_steps(const std::vector<std::int64_t>& steps, std::int64_t count);

}  // namespace stridelens
