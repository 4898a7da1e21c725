#include "tests/app/figure/golden.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace stridelens {
namespace {

std::string read(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

/// The lines that differ, up to a dozen.
std::string difference(const std::string& expected, const std::string& actual) {
    std::istringstream a(expected), b(actual);
    std::string text, left, right;
    int shown = 0;
    for (int line = 1; shown < 12; ++line) {
        const bool more_left = static_cast<bool>(std::getline(a, left));
        const bool more_right = static_cast<bool>(std::getline(b, right));
        if (!more_left && !more_right) break;
        if (!more_left) left.clear();
        if (!more_right) right.clear();
        if (left == right) continue;
        text += fmt::format("line {}\n  - {}\n  + {}\n", line, left, right);
        ++shown;
    }
    return text;
}

}  // namespace

void expect_golden(const std::string& name, const std::string& text, const std::string& what) {
    const std::filesystem::path file = std::filesystem::path(STRIDELENS_SOURCE_DIR) / "tests" / "golden" / name;
    if (std::getenv("STRIDELENS_APPROVE") != nullptr) std::ofstream(file, std::ios::binary) << text;
    const std::string approved = read(file);
    EXPECT_TRUE(approved == text) << what << " differs from " << file << "\n"
                                  << difference(approved, text)
                                  << "If the new text is right: STRIDELENS_APPROVE=1 app_tests "
                                     "--gtest_filter='*Golden*', then look at the change.";
}

std::string without_bitmaps(const std::string& svg) {
    constexpr std::string_view kStart = "base64,";
    std::string text;
    std::size_t from = 0;
    for (std::size_t at = 0; (at = svg.find(kStart, from)) != std::string::npos; from = svg.find('"', at)) {
        text.append(svg, from, at + kStart.size() - from);
        text += "…";
    }
    return text.append(svg, from);
}

}  // namespace stridelens
