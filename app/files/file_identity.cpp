#include "app/files/file_identity.h"

#include <sys/stat.h>
#include <system_error>

namespace stridelens {

namespace fs = std::filesystem;

fs::path folder_of(const fs::path& file) {
    const fs::path folder = file.parent_path();
    return folder.empty() ? fs::path(".") : folder;
}

fs::path without_links(fs::path file) {
    constexpr int kMostLinks = 40;  // as the system: more are a circle
    std::error_code error;
    for (int links = 0; links < kMostLinks && fs::is_symlink(fs::symlink_status(file, error)); ++links) {
        const fs::path target = fs::read_symlink(file, error);
        if (error) break;
        file = target.is_absolute() ? target : folder_of(file) / target;
    }
    return file;
}

std::optional<FileIdentity> identity_of(const fs::path& file) {
    struct stat found {};
    if (::stat(file.c_str(), &found) == 0) {
        if (!S_ISREG(found.st_mode)) return std::nullopt;
        return FileIdentity{found.st_dev, found.st_ino, {}};
    }
    const fs::path target = without_links(file);
    if (::stat(folder_of(target).c_str(), &found) == 0)
        return FileIdentity{found.st_dev, found.st_ino, target.filename().string()};
    std::error_code error;
    return FileIdentity{0, 0, fs::weakly_canonical(target, error).string()};
}

bool is_same_file(const fs::path& one, const fs::path& other) {
    const auto a = identity_of(one), b = identity_of(other);
    return a && b && *a == *b;
}

}  // namespace stridelens
