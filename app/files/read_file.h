#pragma once
// Reading whole files, with sentences instead of exceptions. Writing them: new_file.h.

#include "app/files/failure.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace stridelens {

inline constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{1} << 30;

/// The bytes of a file. Errors: no such file, a folder, unreadable, or larger than kMaxFileBytes.
Outcome<std::string> read_file(const std::filesystem::path& file);

/// A refusal about a file: "photo.png: …".
tl::unexpected<Failure> refuse_file(const std::filesystem::path& file, const std::string& what);

}  // namespace stridelens
