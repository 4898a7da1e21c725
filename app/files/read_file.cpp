#include "app/files/read_file.h"

#include <fmt/format.h>

#include <fstream>
#include <system_error>

namespace stridelens {

namespace fs = std::filesystem;

tl::unexpected<Failure> refuse_file(const fs::path& file, const std::string& what) {
    return failed(fmt::format("{}: {}", file.string(), what));
}

Outcome<std::string> read_file(const fs::path& file) {
    std::error_code error;
    const fs::file_status status = fs::status(file, error);
    if (!fs::exists(status)) return refuse_file(file, "there is no such file");
    if (fs::is_directory(status)) return refuse_file(file, "this is a folder; give a file in it");
    const auto size = fs::is_regular_file(status) ? fs::file_size(file, error) : 0;
    if (size > kMaxFileBytes)
        return refuse_file(file, fmt::format("{} bytes are more than the {} that are read", size, kMaxFileBytes));
    std::ifstream stream(file, std::ios::binary);
    if (!stream) return refuse_file(file, "cannot be opened for reading; check its permissions");
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(size));
    char block[1 << 16];
    while (stream.read(block, sizeof(block)) || stream.gcount() > 0) {
        bytes.append(block, static_cast<std::size_t>(stream.gcount()));
        if (bytes.size() > kMaxFileBytes)
            return refuse_file(file, fmt::format("it has more than the {} bytes that are read", kMaxFileBytes));
    }
    if (stream.bad()) return refuse_file(file, "reading it failed");
    return bytes;
}

}  // namespace stridelens
