#pragma once
// Reading whole files, with sentences instead of exceptions. Writing them: new_file.h.

#include "core/operation/error.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace stridelens {

inline constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{1} << 30;

/// The bytes of a file. Errors: Field::text; no such file, a folder, unreadable, or larger than kMaxFileBytes.
Result<std::string> read_file(const std::filesystem::path& file);

/// A refusal about a file: "photo.png: …".
tl::unexpected<Error> refuse_file(const std::filesystem::path& file, const std::string& what);

}  // namespace stridelens
