#pragma once
// Ends of what a number may be set to in a panel.

#include <cstdint>

namespace stridelens::ui {

/// Both included.
struct Range {
    std::int64_t low = 0, high = 0;
};

/// What typing takes where nothing nearer ends it; larger numbers are for the one-line form.
inline constexpr std::int64_t kLargestTyped = 512;

}  // namespace stridelens::ui
