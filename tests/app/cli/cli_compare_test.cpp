// Two problems on the command line.

#include "tests/app/cli/command_line.h"
#include "tests/scratch_folder.h"

#include "app/files/open.h"
#include "app/files/scenario_json.h"

#include <fstream>

namespace stridelens {
namespace {

constexpr const char* kPair = "maxpool2d 1x1x7x7 k2 s2 values=integers:2 | ceil";

TEST(CliCompare, EvalPrintsBothOutputsAndHowManyCellsDiffer) {
    const CommandRun told = run({"eval", "maxpool1d 1x1x5 k2 s2 values=ramp | ceil"});
    EXPECT_EQ(told.out, "A\n[1,3]\nB\n[1,3,4]\n1 of 3 cells differs; it exists only in B\n") << told.err;
    const auto json = json_of({"eval", kPair, "--json"});
    EXPECT_EQ(json["a"]["shape"], (std::vector<int>{1, 1, 3, 3}));
    EXPECT_EQ(json["b"]["shape"], (std::vector<int>{1, 1, 4, 4}));
    EXPECT_EQ(json["only_in_b"], 7);
    EXPECT_EQ(json["same"], 9);
}

TEST(CliCompare, ExplainTellsTheCellOnBothSides) {
    const CommandRun both = run({"explain", kPair, "--at", "0,0,0,0"});
    EXPECT_NE(both.out.find("A: maxpool2d 1x1x7x7 k2 s2"), std::string::npos) << both.out << both.err;
    EXPECT_NE(both.out.find("B: maxpool2d 1x1x7x7 k2 s2 ceil values=integers:2"), std::string::npos) << both.out;
    EXPECT_NE(both.out.find("ceil_mode: A off, B on"), std::string::npos) << both.out;
    EXPECT_NE(both.out.find("7 of 16 cells differ; all 7 exist only in B"), std::string::npos) << both.out;
    const CommandRun one = run({"explain", kPair, "--at", "0,0,3,3"});
    EXPECT_NE(one.out.find("A: output[0, 0, 3, 3] does not exist: its window would need row 7 and column 7"),
              std::string::npos)
        << one.out << one.err;
    const auto json = json_of({"explain", kPair, "--at", "0,0,3,3", "--json"});
    EXPECT_TRUE(json["a"].is_null());
    EXPECT_EQ(json["b"]["output"], (std::vector<int>{0, 0, 3, 3}));
    EXPECT_EQ(json["settings"][0]["name"], "ceil_mode");
    expect_refused({"explain", kPair, "--at", "0,0,4,4"}, "there is no output cell 0,0,4,4");
}

TEST(CliCompare, RefusalsNameTheSide) {
    expect_refused({"eval", "maxpool2d 1x1x7x7 k2 | p2"}, "B: padding 2 along H is more than half");
    expect_refused({"eval", "maxpool2d 1x1x7x7 k2 p2 | p0"}, "A: padding 2 along H is more than half");
    expect_refused({"explain", "maxpool2d 1x1x7x7 k2 | p2", "--at", "0,0,0,0"}, "B: padding 2");
    expect_refused({"render", "maxpool2d 1x1x7x7 k2 | p2", "-o", "/tmp/never.svg"}, "B: padding 2");
    expect_refused({"eval", "maxpool2d 1x1x7x7 k2 | ciel"}, "B: column 24");
    expect_refused({"eval", kPair, "-o", "/tmp/never.npy"}, "two");
    expect_refused({"eval", kPair, "--show", "grad-input"}, "a comparison shows output alone");
}

TEST(CliCompare, CodeIsAsAndThenBs) {
    const CommandRun told = run({"code", "maxpool1d 1x1x5 k2 s2 values=ramp | ceil"});
    EXPECT_TRUE(told.out.starts_with("# A: maxpool1d 1x1x5 k2 s2 values=ramp\n")) << told.out << told.err;
    EXPECT_NE(told.out.find("\n# B: maxpool1d 1x1x5 k2 s2 ceil values=ramp\n"), std::string::npos) << told.out;
    expect_refused({"code", kPair, "-o", "/tmp/never.py"}, "two");
}

TEST(CliCompare, RenderWritesEveryFormat) {
    const ScratchFolder folder;
    for (const char* name :
         {"x.png", "x.svg", "x.pdf", "x.tex", "x.gif", "x.webp", "x.html", "x.md", "x.csv", "x.py", "x.json"}) {
        const std::string file = (folder.path() / name).string();
        const CommandRun done = run({"render", "maxpool1d 1x1x3 k2 s2 values=ramp | ceil", "--step", "2", "-o", file});
        EXPECT_EQ(done.result.exit_code, 0) << name << ": " << done.err;
        EXPECT_GT(std::filesystem::file_size(file), 100U) << name;
    }
    const auto again = open_scenario((folder.path() / "x.json").string(), {});
    ASSERT_TRUE(again);
    EXPECT_EQ(print(comparison_of(*again)), "maxpool1d 1x1x3 k2 s2 values=ramp | ceil");
    EXPECT_EQ(again->step, 1);
}

}  // namespace
}  // namespace stridelens
