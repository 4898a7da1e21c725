// The house rules that a program can check: which way includes point, who may touch ImDrawList, how long files are.

#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

const fs::path kRoot = STRIDELENS_SOURCE_DIR;

struct Source {
    std::string path;  // relative to the root
    std::vector<std::string> lines;
};

std::vector<Source> sources(const std::vector<std::string>& folders) {
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

/// "core/window/window.h" → "core/window"; files directly in a folder → that folder.
std::string room_of(const std::string& path) {
    const fs::path parent = fs::path(path).parent_path();
    auto part = parent.begin();
    std::string room = part == parent.end() ? "" : part->string();
    if (part != parent.end() && ++part != parent.end()) room += "/" + part->string();
    return room;
}

/// What each room may include besides itself, from the bottom of the house to its top.
const std::map<std::string, std::vector<std::string>> kMayInclude = {
    {"core/tensor", {}},
    {"core/operation", {"core/tensor"}},
    {"core/window", {"core/tensor", "core/operation"}},
    {"core/reference", {"core/tensor", "core/operation", "core/window"}},
    {"core/kernels", {"core/tensor", "core/operation", "core/window", "core/reference"}},
    {"core/explain", {"core/tensor", "core/operation", "core/window", "core/reference"}},
    {"app/scenario", {"core"}},
    {"app/state", {"core", "app/scenario"}},
    {"app/figure", {"core", "app/scenario", "app/state"}},
    {"app/export", {"core", "app/scenario", "app/state", "app/figure"}},
    {"app/cli", {"core", "app/scenario", "app/state", "app/figure", "app/export"}},
    {"app/ui", {"core", "app/scenario", "app/state", "app/figure", "app/export"}},
    {"app/platform", {"core", "app/scenario", "app/state", "app/figure", "app/export", "app/ui"}},
    {"app", {"core", "app"}},
};

bool allowed(const std::string& from, const std::string& to) {
    if (from == to) return true;
    const auto& rooms = kMayInclude.at(from);
    return std::any_of(rooms.begin(), rooms.end(),
                       [&](const std::string& room) { return to == room || to.starts_with(room + "/"); });
}

TEST(House, IncludesPointOneWay) {
    const std::regex ours("^\\s*#\\s*include\\s*\"((?:core|app)/[^\"]+)\"");
    int seen = 0;
    for (const Source& source : sources({"core", "app"})) {
        const std::string from = room_of(source.path);
        ASSERT_TRUE(kMayInclude.contains(from)) << source.path << " lives in a room without a rule: " << from;
        for (const std::string& line : source.lines) {
            std::smatch match;
            if (!std::regex_search(line, match, ours)) continue;
            ++seen;
            EXPECT_TRUE(allowed(from, room_of(match[1]))) << source.path << " may not include " << match[1];
        }
    }
    EXPECT_GT(seen, 100);
}

TEST(House, EveryIncludeOfOursIsWrittenFromTheRoot) {
    const std::regex quoted("^\\s*#\\s*include\\s*\"([^\"]+)\"");
    for (const Source& source : sources({"core", "app"})) {
        for (const std::string& line : source.lines) {
            std::smatch match;
            if (!std::regex_search(line, match, quoted)) continue;
            const std::string path = match[1];
            EXPECT_TRUE(path.starts_with("core/") || path.starts_with("app/"))
                << source.path << " includes \"" << path << "\"; others' headers go in angle brackets";
            EXPECT_TRUE(fs::exists(kRoot / path)) << source.path << " includes " << path;
        }
    }
}

TEST(House, CoreKnowsNothingOfWindowsAndFiles) {
    const std::regex foreign("#\\s*include\\s*<(imgui|GLFW|glad|GL/|cairo|ft2build|fstream|filesystem|nlohmann|CLI)");
    for (const Source& source : sources({"core"}))
        for (const std::string& line : source.lines)
            EXPECT_FALSE(std::regex_search(line, foreign)) << source.path << ": " << line;
}

TEST(House, CoreHeadersShowNoThirdPartyTypesButExpected) {
    const std::regex angle("#\\s*include\\s*<([^>]+)>");
    for (const Source& source : sources({"core"})) {
        if (source.path.ends_with(".cpp")) continue;
        for (const std::string& line : source.lines) {
            std::smatch match;
            if (!std::regex_search(line, match, angle)) continue;
            const std::string header = match[1];
            const bool standard = header.find('.') == std::string::npos && header.find('/') == std::string::npos;
            EXPECT_TRUE(standard || header == "tl/expected.hpp") << source.path << ": " << line;
        }
    }
}

TEST(House, OnlyTheCanvasTouchesImDrawList) {
    for (const Source& source : sources({"app"})) {
        const std::string name = fs::path(source.path).filename().string();
        if (name.starts_with("canvas") || name == "imgui_compat.h") continue;  // the latter holds version differences
        for (const std::string& line : source.lines)
            EXPECT_EQ(line.substr(0, line.find("//")).find("ImDrawList"), std::string::npos)
                << source.path << ": " << line;
    }
}

TEST(House, StateAndFigureAreFreeOfImGui) {
    const std::regex gui("#\\s*include\\s*<(imgui|GLFW|glad)");
    for (const Source& source : sources({"app/scenario", "app/state", "app/figure", "app/export", "app/cli"}))
        for (const std::string& line : source.lines)
            EXPECT_FALSE(std::regex_search(line, gui)) << source.path << ": " << line;
}

TEST(House, FilesStayUnderSixHundredLines) {
    for (const Source& source : sources({"core", "app", "tests"})) EXPECT_LE(source.lines.size(), 600U) << source.path;
}

/// Functions under 60 lines: a body that starts at column 0 or 4 ("{" at a line's end … "}" alone in that column).
TEST(House, FunctionsStayUnderSixtyLines) {
    const std::regex start("^(?! *(?:namespace|struct|class|enum|union|extern)\\b)( {0,4})[A-Za-z_\\[].*\\)[^;]*\\{$");
    int functions = 0;
    for (const Source& source : sources({"core", "app"})) {
        for (std::size_t i = 0; i < source.lines.size(); ++i) {
            std::smatch match;
            const bool lambda = source.lines[i].find("[&") != std::string::npos;
            if (lambda || !std::regex_search(source.lines[i], match, start)) continue;
            const std::string close = match[1].str() + "}";
            std::size_t end = i + 1;
            while (end < source.lines.size() && !source.lines[end].starts_with(close)) ++end;
            ++functions;
            EXPECT_LE(end - i + 1, 60U) << source.path << ":" << i + 1 << ": " << source.lines[i];
        }
    }
    EXPECT_GT(functions, 100);
}

}  // namespace
