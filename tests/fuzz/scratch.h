#pragma once
// Where fuzzers put files for what reads files: in memory, if the machine has such a folder.

#include "tests/fuzz/broken.h"

#include <unistd.h>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <system_error>

namespace stridelens::fuzz {

/// A folder of this process's own, removed at its end.
class Scratch {
public:
    Scratch() {
        std::error_code error;
        const std::filesystem::path memory = "/dev/shm";
        const bool in_memory = ::access(memory.c_str(), W_OK) == 0;
        path_ = (in_memory ? memory : std::filesystem::temp_directory_path()) /
                ("stridelens-fuzz-" + std::to_string(::getpid()));
        std::filesystem::create_directories(path_, error);
    }
    ~Scratch() {
        std::error_code error;
        std::filesystem::remove_all(path_, error);
    }
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;

    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

    /// The file `name` with these bytes.
    std::filesystem::path file(const std::string& name, std::string_view bytes) const {
        const std::filesystem::path file = path_ / name;
        std::error_code error;
        std::filesystem::create_directories(file.parent_path(), error);
        std::ofstream out(file, std::ios::binary);
        out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        out.close();
        stop_unless(static_cast<bool>(out), "the fuzzer cannot write", file.string());
        return file;
    }

private:
    std::filesystem::path path_;
};

inline const Scratch& scratch() {
    static const Scratch folder;
    return folder;
}

inline std::string bytes_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace stridelens::fuzz
