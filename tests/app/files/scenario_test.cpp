// Saving and opening: JSON both ways, one-line forms, files, and arrays that become inputs.

#include "app/problem/scenario.h"
#include "app/files/array/npy.h"
#include "app/files/open.h"
#include "app/files/scenario_json.h"
#include "app/problem/input.h"
#include "app/problem/resize.h"
#include "core/operation/messages/messages.h"
#include "core/words/utf8.h"
#include "tests/scratch_folder.h"

#include <gtest/gtest.h>

#include <fstream>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

Problem parsed(const std::string& line) {
    const auto problem = parse_problem(line);
    EXPECT_TRUE(problem) << line << ": " << (problem ? "" : sentence_of(problem.error()));
    return problem.value_or(Problem{});
}

/// Files of the test's own.
class Folder : public ::testing::Test {
protected:
    std::string file(const std::string& name, const std::string& bytes) {
        std::ofstream(folder_ / name, std::ios::binary) << bytes;
        return (folder_ / name).string();
    }
    ScratchFolder folder_;
};
using OpenScenario = Folder;

TEST(ScenarioJson, GoesBothWaysExactly) {
    for (const char* line : {"maxpool2d 1x1x5x5 k2 s1", "conv2d 1x3x6x6 out2 k3x2 p1:0x2:1 values=integers:3",
                             "maxpool1d 1x1x4 k2 s2 p1 values=-1,-2,nan,-inf",
                             "avgpool1d 1x1x3 k2 s1 values=0.1,1e-30,-0", "pad2d 3x4x4 p2 mode=reflect"}) {
        const Scenario scenario{"A \"title\" with – signs\n", parsed(line), 3};
        const auto back = scenario_from_json(to_json(scenario));
        ASSERT_TRUE(back) << line << ": " << back.error().sentence;
        EXPECT_EQ(*back, scenario) << line << "\n" << to_json(scenario);
    }
}

TEST(ScenarioJson, ATitleThatIsNoTextIsWrittenAsItWillBeRead) {
    for (const char* title : {"\xff", "a\xE2\x88", "\xE2\x88\x92", "a\r\nb\x1b", "\uFFFE"}) {
        const Scenario scenario{title, parsed("maxpool2d 1x1x5x5 k2 s1")};
        const auto back = scenario_from_json(to_json(scenario));
        ASSERT_TRUE(back) << back.error().sentence;
        EXPECT_EQ(back->title, text::lines(title));
        EXPECT_EQ(to_json(*back), to_json(scenario));
    }
}

TEST(ScenarioJson, BrokenTextNamesLineAndColumn) {
    const auto broken = scenario_from_json("{\n  \"stridelens\": 1,\n  \"step\" 3\n}");
    ASSERT_FALSE(broken);
    EXPECT_NE(broken.error().sentence.find("line 3, column 10"), std::string::npos) << broken.error().sentence;
}

TEST(ScenarioJson, RefusesWhatItDoesNotUnderstand) {
    for (const auto& [json, expected] : std::vector<std::pair<std::string, std::string>>{
             {"", "line 1, column 1"},
             {"[1, 2]", "no scenario"},
             {R"({"problem": "maxpool2d 1x1x5x5 k2"})", "no scenario"},
             {R"({"stridelens": 2, "problem": "maxpool2d 1x1x5x5 k2"})", "version 2"},
             {R"({"stridelens": "1", "problem": "maxpool2d 1x1x5x5 k2"})", "version"},
             {R"({"stridelens": 1})", "lacks \"problem\""},
             {R"({"stridelens": 1, "problem": "maxpool9d 1x1x5x5"})", "\"problem\" is refused"},
             {R"({"stridelens": 1, "problem": "maxpool2d 1x1x5x5 k2", "step": -1})", "step"},
             {R"({"stridelens": 1, "problem": "maxpool2d 1x1x5x5 k2", "step": 1.5})", "step"},
             {R"({"stridelens": 1, "problem": "maxpool2d 1x1x5x5 k2", "step": 1e300})", "step"},
             {R"({"stridelens": 1, "problem": "maxpool2d 1x1x5x5 k2", "title": 5})", "title"},
             {std::string(100000, '['), "JSON"}}) {
        const auto scenario = scenario_from_json(json);
        ASSERT_FALSE(scenario) << json;
        EXPECT_NE(scenario.error().sentence.find(expected), std::string::npos) << scenario.error().sentence;
    }
}

TEST(ScenarioJson, ASettingThatIsRefusedIsStillAScenario) {
    const Scenario refused{"", parsed("maxpool2d 1x1x5x5 k9"), 0};
    EXPECT_EQ(scenario_from_json(to_json(refused)), refused);
}

TEST_F(OpenScenario, ALineThatIsNoFileIsAProblem) {
    const auto opened = open_scenario("avgpool1d 1x1x10 k2 s1", {});
    ASSERT_TRUE(opened) << opened.error().sentence;
    EXPECT_EQ(opened->problem, parsed("avgpool1d 1x1x10 k2 s1"));
    const auto wrong = open_scenario("avgpool1d 1x1x10 q2", {});
    ASSERT_FALSE(wrong);
    EXPECT_TRUE(wrong.error().column) << wrong.error().sentence;
}

TEST_F(OpenScenario, AFileIsKnownByWhatIsInIt) {
    const Scenario saved{"Saved", parsed("conv2d 1x2x4x4 out1 k3 values=ramp"), 2};
    const auto opened = open_scenario(file("scenario.txt", to_json(saved)), {});
    ASSERT_TRUE(opened) << opened.error().sentence;
    EXPECT_EQ(*opened, saved);
}

TEST_F(OpenScenario, AStepBeyondTheEndIsTheLastOne) {
    const auto opened = open_scenario(file("s.json", to_json({"", parsed("maxpool1d 1x1x5 k2 s1"), 999})), {});
    ASSERT_TRUE(opened) << opened.error().sentence;
    EXPECT_EQ(opened->step, 3);
    EXPECT_EQ(opened->title, "s") << "a scenario without a title has its file's name";
}

TEST_F(OpenScenario, WhatCannotBeOpenedIsASentenceWithTheFile) {
    const auto message = [](const std::string& spec) {
        const auto opened = open_scenario(spec, {});
        return opened ? std::string{"opened"} : opened.error().sentence;
    };
    EXPECT_NE(message("/nowhere/x.json").find("/nowhere/x.json: there is no such file"), std::string::npos);
    EXPECT_NE(message("photo.PNG").find("photo.PNG: there is no such file"), std::string::npos);
    EXPECT_NE(message(folder_.path().string()).find("folder"), std::string::npos);
    EXPECT_NE(message(file("notes.txt", "hello")).find("none of what can be opened"), std::string::npos);
    EXPECT_NE(message(file("empty.json", "")).find("line 1"), std::string::npos);
    EXPECT_NE(message(file("cut.png", "\x89PNG\r\n\x1a\n")).find("the PNG is cut off"), std::string::npos);
    EXPECT_NE(message("").find("expected"), std::string::npos) << message("");
}

TEST_F(OpenScenario, AnArrayTakesTheOperationAlong) {
    Scenario onto{"", parsed("maxpool2d 1x1x9x9 k3 s1 p1"), 80};
    const Tensor plane(Shape{2, 3}, {1, 2, 3, 4, 5, 6});
    ASSERT_TRUE(save_npy(folder_ / "plane.npy", plane));
    const auto opened = open_scenario((folder_ / "plane.npy").string(), onto);
    ASSERT_TRUE(opened) << opened.error().sentence;
    EXPECT_EQ(opened->title, "plane.npy");
    EXPECT_EQ(print(opened->problem), "maxpool2d 1x1x2x3 k3 s1 p1 values=1,2,3,4,5,6");
    EXPECT_EQ(opened->step, 0);

    // One axis is a strip: there the same operation continues with one axis.
    ASSERT_TRUE(save_npy(folder_ / "strip.npy", Tensor(Shape{4}, {1, 2, 3, 4})));
    const auto strip = open_scenario((folder_ / "strip.npy").string(), onto);
    ASSERT_TRUE(strip) << strip.error().sentence;
    EXPECT_EQ(spatial_rank_of(strip->problem.operation), 1);
    EXPECT_EQ(strip->problem.input, (Shape{1, 1, 4}));
}

TEST(WithInput, UnderstandsEveryNumberOfAxes) {
    const auto shape_on = [](const std::string& line, const Shape& array) {
        const auto scenario = with_input({"", parsed(line), 0}, Tensor(array));
        return scenario ? to_string(scenario->problem.input) : std::string{"refused"};
    };
    EXPECT_EQ(shape_on("maxpool2d 1x1x5x5 k1", {4, 6}), "1x1x4x6");
    EXPECT_EQ(shape_on("maxpool2d 1x1x5x5 k1", {3, 4, 6}), "3x4x6");
    EXPECT_EQ(shape_on("maxpool2d 1x1x5x5 k1", {2, 3, 4, 6}), "2x3x4x6");
    EXPECT_EQ(shape_on("maxpool1d 1x1x5 k1", {6}), "1x1x6");
    EXPECT_EQ(shape_on("maxpool1d 1x1x5 k1", {3, 6}), "3x6");
    EXPECT_EQ(shape_on("maxpool1d 1x1x5 k1", {2, 3, 6}), "2x3x6");
    EXPECT_EQ(shape_on("maxpool2d 1x1x5x5 k1", {6}), "refused");
    EXPECT_EQ(shape_on("maxpool1d 1x1x5 k1", {1, 1, 1, 6}), "refused");
    EXPECT_EQ(shape_on("maxpool2d 1x1x5x5 k1", {0, 6}), "refused");
}

/// What our own eval writes, for one.
TEST(WithInput, AnEmptyArrayIsAnInputWhereTheOperationTakesIt) {
    const auto line_on = [](const std::string& line, const Shape& array) {
        const auto scenario = with_input({"", parsed(line), 0}, Tensor(array));
        return scenario ? print(scenario->problem) : sentence_of(scenario.error());
    };
    EXPECT_EQ(line_on("maxpool2d 1x3x4x4 k2", {0, 3, 2, 2}), "maxpool2d 0x3x2x2 k2 values=empty");
    EXPECT_EQ(line_on("pad2d 1x1x4x4 p1x0 value=2", {0, 2}), "pad2d 1x1x0x2 p1x0 value=2 values=empty");
    EXPECT_NE(line_on("maxpool2d 1x3x4x4 k2", {1, 3, 0, 2}).find("1x3x0x2"), std::string::npos);
}

TEST(WithInput, ClampsTheStepAndLetsWeightsFollow) {
    Scenario scenario{"", parsed("conv2d 1x1x5x5 out1 k2"), 15};
    scenario.problem.weights = Values{Values::Kind::list, 0, {1, 2, 3, 4}};
    const auto changed = with_input(scenario, Tensor(Shape{1, 2, 3, 3}));
    ASSERT_TRUE(changed) << sentence_of(changed.error());
    EXPECT_EQ(changed->step, 3);
    EXPECT_EQ(*changed->problem.weights.list, (std::vector<float>{1, 2, 3, 4, 0, 0, 0, 0}));
}

TEST(Resized, KeepsEveryCellAtItsPlace) {
    const std::vector<float> plane{1, 2, 3, 4, 5, 6};
    EXPECT_EQ(resized(plane, {2, 3}, {2, 2}), (std::vector<float>{1, 2, 4, 5}));
    EXPECT_EQ(resized(plane, {2, 3}, {3, 4}), (std::vector<float>{1, 2, 3, 0, 4, 5, 6, 0, 0, 0, 0, 0}));
    EXPECT_EQ(resized(plane, {2, 3}, {2, 2, 3}), (std::vector<float>{1, 2, 3, 4, 5, 6, 0, 0, 0, 0, 0, 0}));
    EXPECT_EQ(resized({1, 2}, {2, 3}, {2, 3}), (std::vector<float>{1, 2, 0, 0, 0, 0}));
}

}  // namespace
}  // namespace stridelens
