#pragma once
// A file that is there whole or not at all: every format is written through this.

#include "app/files/failure.h"

#include <filesystem>
#include <string_view>

namespace stridelens {

/// A file being written. The bytes go to a temporary in the same folder; finish() puts it in the place of `file`. Until
/// then, and whatever goes wrong or kills the program, the old file is as it was; what a killed program leaves of the new one
/// goes with the next file that is written into the folder (leftovers.h). A device or a pipe is written to
/// directly; a symbolic link stays, what it points to is replaced.
class NewFile {
public:
    /// Opens the temporary. Errors: no such folder, a folder of that name, not allowed, a full disk …: the
    /// file's name, the system's reason, and what to do.
    static Outcome<NewFile> create(const std::filesystem::path& file);

    NewFile(NewFile&& other) noexcept;
    NewFile& operator=(NewFile&& other) noexcept;
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    /// Removes the temporary unless finish() has been called.
    ~NewFile();

    /// Appends `bytes`. May be called often, and stopped (core/tensor/stop.h). Errors as create(); the temporary is then gone already.
    Outcome<void> write(std::string_view bytes);

    /// Waits until all of it is on the disk and puts it in its place. A new file has the mode that the umask gives, an
    /// old one keeps its own. Errors as create().
    Outcome<void> finish();

private:
    NewFile() = default;
    void discard();
    tl::unexpected<Failure> refuse(int number);

    std::filesystem::path file_;       // as the user wrote it, for the sentences
    std::filesystem::path target_;     // without symbolic links
    std::filesystem::path temporary_;  // empty: written to directly
    int descriptor_ = -1;
};

/// The whole of it at once.
Outcome<void> write_whole_file(const std::filesystem::path& file, std::string_view bytes);

}  // namespace stridelens
