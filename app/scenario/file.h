#pragma once
// Reading and writing whole files, with sentences instead of exceptions.

#include "core/operation/error.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace stridelens {

inline constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{1} << 30;

/// The bytes of a file. Errors: Field::text; no such file, a folder, unreadable, or larger than kMaxFileBytes.
Result<std::string> read_file(const std::filesystem::path& file);

/// Writes beside the place and moves there: the file is whole or as it was before.
Result<void> write_file(const std::filesystem::path& file, std::string_view bytes);

/// A refusal about a file: "photo.png: …".
tl::unexpected<Error> refuse_file(const std::filesystem::path& file, const std::string& what);

}  // namespace stridelens
