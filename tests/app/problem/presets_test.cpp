// Comparisons that are offered: legal, different, and only where they say something.

#include "app/problem/presets.h"
#include "app/problem/solve.h"
#include "core/kernels/kernels.h"
#include "core/operation/comparison.h"
#include "core/operation/geometry.h"
#include "core/operation/messages/messages.h"
#include "tests/core/random_problem.h"

#include <gtest/gtest.h>

#include <map>

namespace stridelens {
namespace {

std::map<std::string, ComparisonPreset> offered(const std::string& line) {
    std::map<std::string, ComparisonPreset> presets;
    for (ComparisonPreset& preset : comparison_presets(*parse_problem(line))) {
        const std::string id = preset.id;
        presets.emplace(id, std::move(preset));
    }
    return presets;
}

std::string line_of(const std::string& line, const std::string& id) {
    const auto presets = offered(line);
    const auto found = presets.find(id);
    return found == presets.end() ? "none" : changes_of(*parse_problem(line), found->second.b);
}

TEST(Presets, AreWhatLearnersMixUp) {
    EXPECT_EQ(line_of("maxpool2d 1x1x7x7 k2 s2", "ceil"), "ceil");
    EXPECT_EQ(line_of("maxpool2d 1x1x7x7 k2 s2 ceil", "ceil"), "floor");
    EXPECT_EQ(line_of("maxpool2d 1x1x8x8 k2 s2", "ceil"), "none") << "it changes nothing";
    EXPECT_EQ(line_of("maxpool1d 1x1x4 k2 s2 p1 values=-1,-2,-3,-4", "zeros"), "1x1x6 values=0,-1,-2,-3,-4,0 p0");
    EXPECT_EQ(line_of("maxpool1d 1x1x4 k2 s2", "zeros"), "none");
    EXPECT_EQ(line_of("avgpool2d 1x1x5x5 k3 p1", "count"), "nocount");
    EXPECT_EQ(line_of("avgpool2d 1x1x5x5 k3 p1 nocount", "count"), "-nocount");
    EXPECT_EQ(line_of("avgpool2d 1x1x5x5 k3", "count"), "none");
    EXPECT_EQ(line_of("conv2d 1x1x28x28 out1 k3 s2 p1", "same"), "same tensorflow");
    EXPECT_EQ(line_of("conv2d 1x1x28x28 out1 k3 s1 p1", "same"), "none") << "both pad alike";
    EXPECT_EQ(line_of("conv2d 1x1x7x7 out1 k3", "flip"), "flip");
    EXPECT_EQ(line_of("maxpool2d 1x1x7x7 k2 s1 d2", "average"), "avgpool2d -d");
    EXPECT_EQ(line_of("avgpool2d 1x1x7x7 k2 nocount", "average"), "maxpool2d");
    EXPECT_EQ(line_of("maxpool2d 1x1x7x7 k2", "onnx"), "onnx") << "ONNX's stride is 1 by default";
    EXPECT_EQ(line_of("maxpool2d 1x1x7x7 k2 s2", "onnx"), "none");
    EXPECT_EQ(line_of("avgpool2d 1x1x7x7 k3 s2 p1", "onnx"), "onnx") << "ONNX does not count padding";
    EXPECT_TRUE(offered("maxpool2d 1x1x7x7 k9").empty()) << "refused";
}

TEST(Presets, ZerosAroundTheInputWinWherePaddingCannot) {
    const auto preset = offered("maxpool1d 1x1x4 k2 s2 p1 values=-1,-2,-3,-4").at("zeros");
    EXPECT_EQ(preset.label, "−∞ | zeros around it");
    const auto solvable = prepare(preset.b);
    ASSERT_TRUE(solvable);
    EXPECT_EQ(evaluate(solvable->geometry, solvable->operands()).output.values, (std::vector<float>{0, -2, 0}));
}

TEST(Presets, OfAnyProblemAreLegalAndDifferFromIt) {
    constexpr int seed = 90;
    test::RandomProblems problems(seed);
    for (int round = 0; round < 1'500; ++round) {
        const test::RandomProblem made = problems.next(test::Cells::integers);
        const Problem a = *parse_problem(made.line);
        for (const ComparisonPreset& preset : comparison_presets(a)) {
            ASSERT_TRUE(prepare(preset.b))
                << made.line << " | " << preset.id << ": " << sentence_of(prepare(preset.b).error());
            ASSERT_FALSE(setting_differences(a, preset.b).empty()) << made.line << " | " << preset.id;
            ASSERT_NE(preset.label.find(" | "), std::string::npos);
        }
    }
}

}  // namespace
}  // namespace stridelens
