#pragma once
// Reading whole files, with sentences instead of exceptions. Writing them: new_file.h.

#include "app/files/failure.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace stridelens {

inline constexpr std::uintmax_t kMaxFileBytes = std::uintmax_t{1} << 30;
inline constexpr std::uintmax_t kMaxOwnFileBytes = std::uintmax_t{1} << 24;

/// The bytes of a file that the user named, which may be a pipe: waits for them. Errors: no such file, a folder, unreadable, or larger than kMaxFileBytes.
Outcome<std::string> read_file(const std::filesystem::path& file);

/// The bytes of a file that is read without anybody having asked for it: only of a plain file, without waiting, at most
/// kMaxOwnFileBytes. Errors: as read_file(), and whatever else it is (a pipe, a device).
Outcome<std::string> read_own_file(const std::filesystem::path& file);

/// ".PNG" of "photo.PNG" as ".png".
std::string lower_extension(const std::filesystem::path& file);

/// A refusal about a file: "photo.png: …".
tl::unexpected<Failure> refuse_file(const std::filesystem::path& file, const std::string& what);

}  // namespace stridelens
