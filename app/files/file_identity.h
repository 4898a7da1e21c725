#pragma once
// Which file a path means: two paths may mean one file, and a path may mean a file that does not exist yet.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace stridelens {

/// Equal for two paths if writing to one of them changes what is read from the other: by any spelling, by symbolic links, and
/// by hard links.
struct FileIdentity {
    std::uint64_t device = 0, inode = 0;  // the file's; of one that does not exist its folder's …
    std::string name;                     // … and its name there; whole, if there is no such folder either
    auto operator<=>(const FileIdentity&) const = default;
};

/// Nothing for what is no file to be kept: a device, a pipe, a folder.
std::optional<FileIdentity> identity_of(const std::filesystem::path& file);

/// Whether both mean one file.
bool is_same_file(const std::filesystem::path& one, const std::filesystem::path& other);

/// The folder that `file` is in; "." if it names none.
std::filesystem::path folder_of(const std::filesystem::path& file);

/// The path without symbolic links at its end, also where the last of them leads to nothing.
std::filesystem::path without_links(std::filesystem::path file);

}  // namespace stridelens
