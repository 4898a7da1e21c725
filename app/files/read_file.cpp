#include "app/files/read_file.h"

#include <fmt/format.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace stridelens {

namespace fs = std::filesystem;

namespace {

/// An open file, closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (good()) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    bool good() const { return number_ >= 0; }
    int number() const { return number_; }

private:
    int number_;
};

/// All that comes of it, pipes and devices included.
Outcome<std::string> bytes_of(const fs::path& file, const Descriptor& opened, std::uintmax_t most) {
    if (!opened.good()) return refuse_file(file, "cannot be opened for reading; check its permissions");
    struct stat status {};
    const bool plain = ::fstat(opened.number(), &status) == 0 && S_ISREG(status.st_mode);
    const auto size = plain ? static_cast<std::uintmax_t>(status.st_size) : 0;
    if (size > most) return refuse_file(file, fmt::format("{} bytes are more than the {} that are read", size, most));
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(size));
    std::array<char, 1 << 16> block;
    while (true) {
        const ssize_t count = ::read(opened.number(), block.data(), block.size());
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) return refuse_file(file, fmt::format("reading it failed: {}", std::strerror(errno)));
        if (count == 0) return bytes;
        bytes.append(block.data(), static_cast<std::size_t>(count));
        if (bytes.size() > most)
            return refuse_file(file, fmt::format("it has more than the {} bytes that are read", most));
    }
}

}  // namespace

tl::unexpected<Failure> refuse_file(const fs::path& file, const std::string& what) {
    return failed(fmt::format("{}: {}", told_name(file), what));
}

std::string lower_extension(const fs::path& file) {
    std::string extension = file.extension().string();
    std::transform(extension.begin(), extension.end(), extension.begin(),
                   [](unsigned char c) { return static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); });
    return extension;
}

Outcome<std::string> read_file(const fs::path& file) {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) return refuse_file(file, "there is no such file");
    if (S_ISDIR(status.st_mode)) return refuse_file(file, "this is a folder; give a file in it");
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    return bytes_of(file, opened, kMaxFileBytes);
}

Outcome<std::string> read_own_file(const fs::path& file) {
    struct stat status {};
    // Not waiting for anybody to write into a pipe; it may have been put there after a look at the name alone.
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (!opened.good() || ::fstat(opened.number(), &status) != 0) return refuse_file(file, "it cannot be opened");
    if (!S_ISREG(status.st_mode)) return refuse_file(file, "this is no plain file");
    return bytes_of(file, opened, kMaxOwnFileBytes);
}

}  // namespace stridelens
