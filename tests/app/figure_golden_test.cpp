// Figures as text, compared line by line with tests/golden/*.txt.

#include "tests/app/figure_scene.h"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

namespace stridelens {
namespace {

struct Golden {
    const char* name;
    const char* line;
    std::int64_t step;
};

constexpr Golden kGolden[] = {
    {"maxpool2d", "maxpool2d 1x1x5x5 k2 s1 values=integers:3", 6},
    {"maxpool2d-dilated", "maxpool2d 1x1x6x6 k2 s1 p1 d2 values=integers:3", 3},
    {"avgpool2d-ceil", "avgpool2d 1x1x5x5 k2 s2 p1 ceil nocount values=integers:4", 8},
    {"pad2d-reflect", "pad2d 1x1x3x3 p1 mode=reflect values=integers:5", 12},
    {"conv2d", "conv2d 1x3x5x5 out1 k3 s2 p1 values=integers:6 weights=integers:7", 4},
    {"maxpool1d", "maxpool1d 1x2x10 k3 values=integers:8", 1},
    {"conv1d", "conv1d 1x2x8 out2 k3 p1 values=integers:9 weights=integers:10", 5},
    {"maxpool2d-image", "maxpool2d 1x1x40x40 k4 values=ramp", 44},
    {"conv2d-lens", "conv2d 1x2x20x20 out1 k3 p1 s2 values=normal:6 weights=integers:7", 9},
};

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

TEST(Golden, FiguresAreAsApproved) {
    const std::filesystem::path folder = std::filesystem::path(STRIDELENS_SOURCE_DIR) / "tests" / "golden";
    const bool approve = std::getenv("STRIDELENS_APPROVE") != nullptr;
    for (const Golden& golden : kGolden) {
        const std::string text = dump(Picture(golden.line, golden.step).figure());
        const std::filesystem::path file = folder / (std::string(golden.name) + ".txt");
        if (approve) std::ofstream(file, std::ios::binary) << text;
        const std::string approved = read(file);
        EXPECT_TRUE(approved == text) << golden.line << ", step " << golden.step << " differs from " << file << "\n"
                                      << difference(approved, text)
                                      << "If the new picture is right: STRIDELENS_APPROVE=1 app_tests "
                                         "--gtest_filter='Golden.*', then look at the change.";
    }
}

}  // namespace
}  // namespace stridelens
