#include "app/platform/assets.h"

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

bool holds_lessons(const fs::path& folder) {
    std::error_code ignored;
    return fs::is_directory(folder / "lessons", ignored);
}

std::string environment(const char* name, const char* fallback) {
    const char* value = std::getenv(name);
    return value != nullptr && *value != '\0' ? value : fallback;
}

}  // namespace

fs::path assets_dir() {
    if (const std::string named = environment("STRIDELENS_ASSETS", ""); !named.empty()) return named;
    std::error_code error;
    const fs::path binary = fs::read_symlink("/proc/self/exe", error).parent_path();
    std::vector<fs::path> folders;
    if (!error) {
        folders.push_back(binary.parent_path() / "share" / "stridelens");
        // In a build tree: the nearest folder above the binary that is the source tree.
        for (fs::path above = binary; above.has_relative_path(); above = above.parent_path())
            if (fs::exists(above / "assets", error) && fs::exists(above / "CMakeLists.txt", error))
                folders.push_back(above / "assets");
    }
    folders.emplace_back(STRIDELENS_SOURCE_ASSETS);
    folders.emplace_back(environment("XDG_DATA_HOME", (environment("HOME", "") + "/.local/share").c_str()) +
                         "/stridelens");
    const std::string shared = environment("XDG_DATA_DIRS", "/usr/local/share:/usr/share");
    for (std::size_t at = 0; at <= shared.size();) {
        const std::size_t end = std::min(shared.find(':', at), shared.size());
        if (end > at) folders.push_back(fs::path(shared.substr(at, end - at)) / "stridelens");
        at = end + 1;
    }
    for (const fs::path& folder : folders)
        if (holds_lessons(folder)) return folder;
    return {};
}

fs::path config_dir() {
    const std::string home = environment("HOME", "");
    const std::string folder = environment("XDG_CONFIG_HOME", home.empty() ? "" : (home + "/.config").c_str());
    return folder.empty() ? fs::path() : fs::path(folder) / "stridelens";
}

}  // namespace stridelens
