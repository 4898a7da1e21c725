#pragma once
// Long exports tell how far they are, and can be cancelled.

#include "app/files/failure.h"

#include <cstddef>
#include <filesystem>
#include <functional>

namespace stridelens {

/// Told between two pieces of work: `done` of `total`. Returns whether to go on. Empty: nobody asks.
using Progress = std::function<bool(std::size_t done, std::size_t total)>;

/// How a cancelled export ends.
tl::unexpected<Failure> cancelled(const std::filesystem::path& file);

}  // namespace stridelens
