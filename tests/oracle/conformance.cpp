// conformance DIR: every case of DIR/cases.json against core's reference and its kernels. Prints each failing case with
// the reason, the skipped ones by their reason, and last "N passed, N failed, N skipped".

#include "tests/oracle/case.h"
#include "tests/oracle/operations.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <optional>

namespace stridelens::oracle {
namespace {

using nlohmann::json;

constexpr int kSkipped = 77;  // ctest's SKIP_RETURN_CODE

struct Tally {
    int passed = 0;
    int failed = 0;
    std::map<std::string, int> skipped;  // by reason
};

/// Cases with more data than everyone keeps: their file may be left out.
bool is_left_out(const Folder& folder, const json& recorded) {
    if (!recorded.contains("tags") || !recorded.at("tags").is_array()) return false;
    const json& tags = recorded.at("tags");
    return std::find(tags.begin(), tags.end(), "large") != tags.end() && !exists(folder.path() / "large.bin");
}

void run_case(Folder& folder, const json& recorded, std::size_t number, Tally& tally) {
    std::string name = fmt::format("case {}", number);
    std::optional<std::string> why;
    try {
        name = string_at(recorded, "name");
        const std::string op = string_at(recorded, "op");
        if (!is_known(op)) return void(++tally.skipped[op + ", an operation that core does not have"]);
        if (is_left_out(folder, recorded)) return void(++tally.skipped[op + ", whose large.bin is not there"]);
        why = failure(folder, recorded);
    } catch (const Damaged& damage) {
        why = fmt::format("damaged: {}", damage.what());
    } catch (const std::exception& error) {
        why = fmt::format("cannot be read: {}", error.what());
    }
    if (!why) return void(++tally.passed);
    ++tally.failed;
    fmt::print("FAILED {}: {}\n", name, *why);
}

int run(const std::filesystem::path& path) {
    std::ifstream stream(path / "cases.json");
    if (!stream) {
        fmt::print("skipped: there is no cases.json in {}\n", path.string());
        return kSkipped;
    }
    const json cases = json::parse(stream, nullptr, false);
    Folder folder(path);
    Tally tally;
    if (!cases.is_array()) {
        fmt::print("FAILED cases.json: it is not a JSON list of cases\n");
        ++tally.failed;
    } else {
        for (std::size_t i = 0; i < cases.size(); ++i) run_case(folder, cases[i], i, tally);
    }
    int skipped = 0;
    for (const auto& [reason, count] : tally.skipped) {
        fmt::print("skipped {}: {}\n", reason, count);
        skipped += count;
    }
    fmt::print("{} passed, {} failed, {} skipped\n", tally.passed, tally.failed, skipped);
    return tally.failed == 0 ? 0 : 1;
}

std::filesystem::path default_folder() {
    const char* folder = std::getenv("STRIDELENS_ORACLE");
    if (folder != nullptr && *folder != '\0') return folder;
    return std::filesystem::path(STRIDELENS_SOURCE_DIR) / ".." / "shared" / "oracle";
}

}  // namespace
}  // namespace stridelens::oracle

int main(int argc, char** argv) try {
    if (argc > 2 || (argc == 2 && std::string_view(argv[1]).starts_with("-"))) {
        std::fputs("usage: conformance [DIR]   DIR holds cases.json and its .bin files\n", stderr);
        return 2;
    }
    return stridelens::oracle::run(argc == 2 ? std::filesystem::path(argv[1]) : stridelens::oracle::default_folder());
} catch (const std::exception& error) {
    std::fputs(error.what(), stderr);
    return 1;
}
