#include "app/files/new_file.h"

#include "app/files/failure.h"
#include "app/files/file_identity.h"
#include "app/files/leftovers.h"
#include "core/tensor/stop.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <system_error>
#include <utility>

namespace stridelens {

namespace fs = std::filesystem;

namespace {

/// What the user can do about it.
std::string way_out(int number, const fs::path& file) {
    const std::string folder = told_name(folder_of(file));
    switch (number) {
        case ENOENT:
            return fmt::format("make the folder {} first, or choose a folder that exists", folder);
        case ENOTDIR:
            return fmt::format("{} is not a folder; choose a folder that exists", folder);
        case EISDIR:
            return "a folder has this name; choose a different name";
        case EACCES:
        case EPERM:
            return fmt::format("choose a folder that you may write to, or change the permissions of {}", folder);
        case EROFS:
            return "choose a folder on a disk that can be written to";
        case ENOSPC:
        case EDQUOT:
            return "make room on the disk, or choose a folder on another one";
        case EFBIG:
            return "raise the limit on file sizes, or make the figure smaller";
        case ENAMETOOLONG:
            return "choose a shorter name";
        default:
            return "choose another folder or try again";
    }
}

}  // namespace

Outcome<NewFile> NewFile::create(const fs::path& file) {
    NewFile made;
    made.file_ = file;
    made.target_ = without_links(file);  // the link stays
    if (!file.has_filename()) return made.refuse(file.empty() ? ENOENT : EISDIR);
    struct stat old {};
    const bool exists = ::stat(made.target_.c_str(), &old) == 0;
    if (exists && S_ISDIR(old.st_mode)) return made.refuse(EISDIR);
    // Renaming needs no permission on the old file, but who has made a file read-only wants to keep it.
    if (exists && ::access(made.target_.c_str(), W_OK) != 0) return made.refuse(errno);
    if (exists && !S_ISREG(old.st_mode)) {  // /dev/stdout, a pipe: nothing to keep, and never to be replaced
        made.descriptor_ = ::open(made.target_.c_str(), O_WRONLY | O_CLOEXEC);
        if (made.descriptor_ < 0) return made.refuse(errno);
        return made;
    }
    made.descriptor_ = open_temporary(folder_of(made.target_), made.temporary_);
    if (made.descriptor_ < 0) return made.refuse(errno);
    if (exists && ::fchmod(made.descriptor_, old.st_mode & 07777U) != 0) return made.refuse(errno);
    return made;
}

NewFile::NewFile(NewFile&& other) noexcept
    : file_(std::move(other.file_)),
      target_(std::move(other.target_)),
      temporary_(std::exchange(other.temporary_, {})),
      descriptor_(std::exchange(other.descriptor_, -1)) {}

NewFile& NewFile::operator=(NewFile&& other) noexcept {
    if (this != &other) {
        discard();
        file_ = std::move(other.file_);
        target_ = std::move(other.target_);
        temporary_ = std::exchange(other.temporary_, {});
        descriptor_ = std::exchange(other.descriptor_, -1);
    }
    return *this;
}

NewFile::~NewFile() {
    discard();
}

void NewFile::discard() {
    if (descriptor_ >= 0) ::close(std::exchange(descriptor_, -1));
    if (temporary_.empty()) return;
    ::unlink(temporary_.c_str());
    forget_temporary(std::exchange(temporary_, {}));
}

tl::unexpected<Failure> NewFile::refuse(int number) {
    discard();
    return failed(
        fmt::format("cannot write {}: {}; {}", told_name(file_), std::strerror(number), way_out(number, target_)));
}

Outcome<void> NewFile::write(std::string_view bytes) {
    constexpr std::size_t kAtOnce = std::size_t{1} << 20U;
    while (!bytes.empty()) {
        stop_if_asked();
        const ssize_t written = ::write(descriptor_, bytes.data(), std::min(bytes.size(), kAtOnce));
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return refuse(errno);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

Outcome<void> NewFile::finish() {
    // A pipe or a device cannot be synchronised (EINVAL); everything else must be.
    if (::fsync(descriptor_) != 0 && !temporary_.empty()) return refuse(errno);
    if (::close(std::exchange(descriptor_, -1)) != 0) return refuse(errno);
    if (temporary_.empty()) return {};
    if (std::rename(temporary_.c_str(), target_.c_str()) != 0) return refuse(errno);
    forget_temporary(std::exchange(temporary_, {}));
    // The new name should outlive a power cut as well; where a folder cannot be synchronised, the file is still whole.
    const int folder = ::open(folder_of(target_).c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder >= 0) {
        (void)::fsync(folder);
        ::close(folder);
    }
    return {};
}

Outcome<void> write_whole_file(const fs::path& file, std::string_view bytes) {
    Outcome<NewFile> made = NewFile::create(file);
    if (!made) return tl::unexpected(made.error());
    if (Outcome<void> written = made->write(bytes); !written) return written;
    return made->finish();
}

}  // namespace stridelens
