// The pages about the houses (core/README.md, app/README.md) and the front door (README.md) are true: every folder has
// its line, every line its folder, no room includes one that stands below it, and every path leads somewhere.

#include "tests/house/sources.h"

#include <gtest/gtest.h>

#include <map>
#include <regex>
#include <set>
#include <string>
#include <vector>

namespace stridelens::house {
namespace {

const std::vector<std::string> kPages = {"README.md", "core/README.md", "app/README.md"};

std::vector<std::string> lines_of(const std::string& path) {
    std::vector<std::string> lines;
    std::ifstream file(kRoot / path);
    for (std::string line; std::getline(file, line);) lines.push_back(line);
    return lines;
}

/// The folders that a house's page has a line for, from the first to the last: "app/figure", "app/figure/theme" …
std::vector<std::string> rooms_of(const std::string& house) {
    const std::regex row("^\\| \\[([a-z/]+)/\\]\\(([a-z/]+)\\) \\| .{10,}");
    std::vector<std::string> rooms;
    for (const std::string& line : lines_of(house + "/README.md")) {
        std::smatch match;
        if (!std::regex_search(line, match, row)) continue;
        EXPECT_EQ(match[1], match[2]) << "a line leads to another folder than it names";
        rooms.push_back(house + "/" + match[1].str());
    }
    return rooms;
}

std::string folder_of(const std::string& path) {
    return fs::path(path).parent_path().generic_string();
}

TEST(Pages, EveryFolderHasItsLine) {
    for (const std::string house : {"core", "app"}) {
        std::set<std::string> folders;
        for (const Source& source : sources({house})) folders.insert(folder_of(source.path));
        folders.erase(house);  // main.cpp
        const std::vector<std::string> rooms = rooms_of(house);
        EXPECT_EQ(std::set<std::string>(rooms.begin(), rooms.end()), folders);
        EXPECT_EQ(std::set<std::string>(rooms.begin(), rooms.end()).size(), rooms.size()) << "a folder has two lines";
    }
}

/// What is one room with its folders, as the pages say: they need one another.
std::string room_of(const std::string& folder) {
    for (const std::string room : {"core/operation", "core/explain", "app/ui"})
        if (folder.starts_with(room + "/")) return room;
    if (folder == "app/files/picture" || folder == "app/files/array") return "app/files";
    return folder == "app/state/exports" ? "app/state" : folder;
}

TEST(Pages, NoRoomIncludesOneBelowItsLine) {
    std::map<std::string, std::size_t> place;
    for (const std::string house : {"core", "app"})
        for (const std::string& room : rooms_of(house)) place.emplace(room_of(room), place.size());
    const std::regex ours("^\\s*#\\s*include\\s*\"((?:core|app)/[^\"]+)\"");
    int seen = 0;
    for (const Source& source : sources({"core", "app"})) {
        const std::string from = room_of(folder_of(source.path));
        for (const std::string& line : source.lines) {
            std::smatch match;
            if (from == "app" || !std::regex_search(line, match, ours)) continue;
            const std::string to = room_of(folder_of(match[1]));
            ASSERT_TRUE(place.contains(from) && place.contains(to)) << source.path << ": " << line;
            seen += from == to ? 0 : 1;
            EXPECT_LE(place[to], place[from]) << source.path << " includes " << match[1];
        }
    }
    EXPECT_GT(seen, 400);
}

/// What looks like a path of ours in a line: targets of links, and what stands between backticks.
std::vector<std::string> paths_in(const std::string& line) {
    const std::regex link("\\]\\(([^)#:]+)\\)"), quoted("`((?:core|app|tests|assets)/[A-Za-z0-9_./-]+)(?=[` ])");
    std::vector<std::string> paths;
    for (const std::regex& form : {link, quoted})
        for (std::sregex_iterator it(line.begin(), line.end(), form), end; it != end; ++it) paths.push_back((*it)[1]);
    return paths;
}

TEST(Pages, EveryPathLeadsSomewhere) {
    int seen = 0;
    for (const std::string& page : kPages)
        for (const std::string& line : lines_of(page))
            for (const std::string& path : paths_in(line)) {
                ++seen;
                const bool there = fs::exists((kRoot / page).parent_path() / path) || fs::exists(kRoot / path);
                EXPECT_TRUE(there) << page << ": " << path << "\n" << line;
            }
    EXPECT_GT(seen, 100);
}

TEST(Pages, EveryFolderOfTestsIsThatOfWhatItTests) {
    for (const std::string house : {"core", "app"})
        for (const auto& entry : fs::recursive_directory_iterator(kRoot / "tests" / house))
            if (entry.is_directory()) {
                const fs::path tested = fs::relative(entry.path(), kRoot / "tests");
                EXPECT_TRUE(fs::is_directory(kRoot / tested)) << "tests/" << tested.generic_string();
            }
}

TEST(Pages, AFileNameOccursOnce) {
    std::map<std::string, std::string> seen;
    for (const Source& source : sources({"core", "app"})) {
        const std::string name = fs::path(source.path).filename().string();
        const auto [first, added] = seen.emplace(name, source.path);
        EXPECT_TRUE(added) << source.path << " and " << first->second;
    }
}

/// Two types of one name in headers are one type to the linker.
TEST(Pages, ATypeNameOccursOnce) {
    const std::regex type("^(?:enum class|enum|struct|class) (\\w+)\\b[^;]*\\{");
    std::map<std::string, std::string> seen;
    for (const Source& source : sources({"core", "app"})) {
        if (source.path.ends_with(".cpp")) continue;
        for (const std::string& line : source.lines) {
            std::smatch match;
            if (!std::regex_search(line, match, type)) continue;
            const auto [first, added] = seen.emplace(match[1], source.path);
            EXPECT_TRUE(added) << match[1] << " in " << source.path << " and " << first->second;
        }
    }
    EXPECT_GT(seen.size(), 100U);
}

}  // namespace
}  // namespace stridelens::house
