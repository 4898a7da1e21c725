// The house rules that a program can check: which way includes point, who may touch ImDrawList, how long files are.

#include "tests/house/sources.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <regex>
#include <sstream>
#include <string>
#include <vector>

namespace stridelens::house {
namespace {

/// What each room may include besides itself, from the bottom of the house to its top. A folder that is not named belongs
/// to the room above it.
const std::map<std::string, std::vector<std::string>> kMayInclude = {
    {"core/words", {}},
    {"core/tensor", {"core/words"}},
    {"core/operation", {"core/words", "core/tensor"}},
    {"core/window", {"core/words", "core/tensor", "core/operation"}},
    {"core/reference", {"core/words", "core/tensor", "core/operation", "core/window"}},
    {"core/kernels", {"core/words", "core/tensor", "core/operation", "core/window", "core/reference"}},
    {"core/explain", {"core/words", "core/tensor", "core/operation", "core/window", "core/reference"}},
    {"app/problem", {"core"}},
    {"app/files", {"core", "app/problem"}},
    {"app/state", {"core", "app/problem", "app/files"}},
    {"app/figure", {"core", "app/problem", "app/state"}},
    {"app/figure/theme", {"core/tensor", "app/figure"}},
    {"app/figure/facts", {"core", "app/problem", "app/state", "app/figure"}},
    {"app/figure/layout", {"core", "app/problem", "app/state", "app/figure", "app/figure/facts"}},
    {"app/figure/draw", {"core", "app/problem", "app/state", "app/figure", "app/figure/facts", "app/figure/layout"}},
    {"app/figure/strip", {"core", "app/problem", "app/state", "app/figure", "app/figure/facts"}},
    {"app/figure/channels",
     {"core", "app/problem", "app/state", "app/figure", "app/figure/facts", "app/figure/layout", "app/figure/draw",
      "app/figure/strip"}},
    {"app/figure/page",
     {"core", "app/problem", "app/state", "app/figure", "app/figure/facts", "app/figure/layout", "app/figure/draw",
      "app/figure/strip", "app/figure/channels"}},
    {"app/export", {"core", "app/problem", "app/files", "app/state", "app/figure/**"}},
    {"app/cli", {"core", "app/problem", "app/files", "app/state", "app/figure/**", "app/export"}},
    {"app/ui", {"core", "app/problem", "app/files", "app/state", "app/figure/**", "app/export"}},
    {"app/session", {"core", "app/problem", "app/files", "app/state", "app/figure/**", "app/export", "app/ui"}},
    {"app/platform",
     {"core", "app/problem", "app/files", "app/state", "app/figure/**", "app/export", "app/ui", "app/session"}},
    {"app", {"core", "app/**"}},
};

/// "core/explain/code/code.h" → "core/explain": the deepest room that has the file.
std::string room_of(const std::string& path) {
    for (fs::path folder = fs::path(path).parent_path(); !folder.empty(); folder = folder.parent_path())
        if (kMayInclude.contains(folder.generic_string())) return folder.generic_string();
    return "";
}

/// `rooms` of kMayInclude name a room; "core" all of core; with "/**" what is in the room's rooms as well.
bool allowed(const std::string& from, const std::string& to) {
    if (from == to) return true;
    const auto& rooms = kMayInclude.at(from);
    return std::any_of(rooms.begin(), rooms.end(), [&](const std::string& room) {
        if (room == "core") return to.starts_with("core/");
        if (!room.ends_with("/**")) return to == room;
        const std::string all = room.substr(0, room.size() - 3);
        return to == all || to.starts_with(all + "/");
    });
}

TEST(House, IncludesPointOneWay) {
    const std::regex ours("^\\s*#\\s*include\\s*\"((?:core|app)/[^\"]+)\"");
    int seen = 0;
    for (const Source& source : sources({"core", "app"})) {
        const std::string from = room_of(source.path);
        ASSERT_NE(from, "") << source.path << " lives in a room without a rule";
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

/// What an operation has is asked in one place; everybody else goes through its parameters (place_of, find_parameter …).
TEST(House, OnlyTheParametersAskAnOperationForItsMembers) {
    const std::regex question("\\brequires\\s*(\\([^)]*\\)\\s*)?\\{");
    const std::string room = "core/operation/parameters/visit.cpp";
    int asked = 0;
    for (const Source& source : sources({"core", "app"}))
        for (const std::string& line : source.lines) {
            if (line.find("requires") == std::string::npos || !std::regex_search(line, question)) continue;
            ++asked;
            EXPECT_EQ(source.path, room) << line;
        }
    EXPECT_GT(asked, 10) << "otherwise the parameters stand elsewhere now";
}

TEST(House, OnlyTheCanvasTouchesImDrawList) {
    for (const Source& source : sources({"app"})) {
        if (source.path.starts_with("app/ui/canvas/")) continue;
        if (source.path.ends_with("/imgui_compat.h")) continue;  // holds the differences between ImGui's versions
        for (const std::string& line : source.lines)
            EXPECT_EQ(line.substr(0, line.find("//")).find("ImDrawList"), std::string::npos)
                << source.path << ": " << line;
    }
}

TEST(House, StateIsWrittenInItsOwnRoomAlone) {
    // Whoever has it as const can only ask, by an Action; the session owns it, and hands it to apply() and tick().
    const std::regex written(
        "\\bstate_?\\.(scenario|version|playback|slide|camera|display|history|memory|cell_edit|export_panel|notice|"
        "quit)"
        "(\\.\\w+)* (=|\\+=|-=) ");
    for (const Source& source : sources({"app"})) {
        if (source.path.starts_with("app/state/")) continue;
        for (const std::string& line : source.lines) {
            const std::string code = line.substr(0, line.find("//"));
            const bool constant = code.find("const AppState&") != std::string::npos;
            EXPECT_FALSE(code.find("AppState&") != std::string::npos && !constant) << source.path << ": " << line;
            EXPECT_FALSE(std::regex_search(code, written)) << source.path << ": " << line;
        }
    }
}

TEST(House, StateAndFigureAreFreeOfImGui) {
    const std::regex gui("#\\s*include\\s*<(imgui|GLFW|glad)");
    for (const Source& source :
         sources({"app/problem", "app/files", "app/state", "app/figure", "app/export", "app/cli"}))
        for (const std::string& line : source.lines)
            EXPECT_FALSE(std::regex_search(line, gui)) << source.path << ": " << line;
}

/// What an error says is made from its facts, in one place; who wants a part of it asks for the fact or the reason.
TEST(House, NothingTakesASentenceApart) {
    const std::string search =
        "(find|rfind|find_first_of|find_last_of|substr|starts_with|ends_with|contains|compare|erase|replace)";
    const std::regex searched("(sentence|reason|message|refusal|clause)(_of)?(\\([^;]*\\))?(\\.|->)" + search + "\\(");
    const std::regex fragments(
        "(\\{|, )\"[.,:;(]? [^\"]*\"(, \"[.,:;(]? [^\"]*\")+\\}\\)");  // a list of ends to cut at
    for (const Source& source : sources({"core", "app"}))
        for (const std::string& line : source.lines) {
            EXPECT_FALSE(std::regex_search(line, searched)) << source.path << ": " << line;
            EXPECT_FALSE(std::regex_search(line, fragments)) << source.path << ": " << line;
        }
}

TEST(House, ErrorsHoldNoSentence) {
    const std::regex words("\\w \\w");
    int errors = 0;
    for (const Source& source : sources({"core", "app"})) {
        std::string code;
        for (const std::string& line : source.lines) code += line.substr(0, line.find("//")) + '\n';
        for (std::size_t at = code.find("BrokenRule::"); at != std::string::npos;
             at = code.find("BrokenRule::", at + 1)) {
            if (source.path.starts_with("core/operation/messages/")) continue;
            ++errors;
            std::istringstream rest(code.substr(at, code.find(';', at) - at));
            std::string between, literal;
            while (std::getline(rest, between, '"') && std::getline(rest, literal, '"'))
                EXPECT_FALSE(std::regex_search(literal, words)) << source.path << ": " << literal;
        }
    }
    EXPECT_GT(errors, 100);
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
}  // namespace stridelens::house
