#pragma once
// The house's own sources, line by line.

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace stridelens::house {

namespace fs = std::filesystem;

inline const fs::path kRoot = STRIDELENS_SOURCE_DIR;

struct Source {
    std::string path;  // relative to the root
    std::vector<std::string> lines;
};

inline std::vector<Source> sources(const std::vector<std::string>& folders) {
    std::vector<Source> found;
    for (const std::string& folder : folders) {
        for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
            const std::string extension = entry.path().extension();
            if (extension != ".cpp" && extension != ".h" && extension != ".inl") continue;
            Source source{fs::relative(entry.path(), kRoot).generic_string(), {}};
            std::ifstream file(entry.path());
            for (std::string line; std::getline(file, line);) source.lines.push_back(line);
            found.push_back(std::move(source));
        }
    }
    return found;
}

}  // namespace stridelens::house
