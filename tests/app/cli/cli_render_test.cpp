// `stridelens render`: what its arguments mean.

#include "app/cli/render_arguments.h"
#include "app/files/array/npy.h"
#include "app/files/scenario_json.h"
#include "tests/app/cli/command_line.h"
#include "tests/scratch_folder.h"

#include <fstream>
#include <iterator>
#include <set>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

class CommandLineRender : public testing::Test {
protected:
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    std::string bytes(const std::string& name) const {
        std::ifstream in(folder_ / name, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    std::set<std::string> names() const {
        std::set<std::string> found;
        for (const auto& entry : fs::directory_iterator(folder_.path())) found.insert(entry.path().filename().string());
        return found;
    }
    void save(const std::string& name, const std::string& line, std::int64_t step = 0) const {
        std::ofstream(folder_ / name) << to_json({"", *parse_problem(line), step});
    }
    static void expect_done(const std::vector<std::string>& arguments) {
        const CommandRun done = run(arguments);
        EXPECT_EQ(done.result.exit_code, 0) << done.err;
        EXPECT_EQ(done.out, "");
        EXPECT_EQ(done.err, "");
        EXPECT_FALSE(done.result.window);
    }
    ScratchFolder folder_;
};

TEST_F(CommandLineRender, OneCallWritesSeveralFiles) {
    expect_done({"render", "maxpool2d 1x1x4x4 k2", "-o", path("a.svg"), "-o", path("a.png"), "-o", path("a.md")});
    EXPECT_EQ(names(), (std::set<std::string>{"a.svg", "a.png", "a.md"}));
}

TEST_F(CommandLineRender, SeveralInputsFillTheirNamesIn) {
    save("one.json", "maxpool2d 1x1x4x4 k2");
    save("two.json", "avgpool2d 1x1x4x4 k2");
    expect_done({"render", path("one.json"), path("two.json"), "2d-max-pooling", "-o", path("{name}.md"), "-o",
                 path("{name}.svg")});
    for (const char* name : {"one.md", "two.md", "2d-max-pooling.md", "one.svg", "two.svg", "2d-max-pooling.svg"})
        EXPECT_TRUE(names().contains(name)) << name;
    EXPECT_NE(bytes("two.md").find("avgpool2d"), std::string::npos);
}

TEST_F(CommandLineRender, SeveralInputsMayHaveAnOutputEach) {
    expect_done(
        {"render", "maxpool1d 1x1x4 k2", "avgpool1d 1x1x4 k2", "-o", path("first.md"), "-o", path("second.md")});
    EXPECT_NE(bytes("first.md").find("maxpool1d"), std::string::npos);
    EXPECT_NE(bytes("second.md").find("avgpool1d"), std::string::npos);
    expect_refused({"render", "maxpool1d 1x1x4 k2", "avgpool1d 1x1x4 k2", "minpool1d 1x1x4 k2", "-o", path("x.md"),
                    "-o", path("y.md")},
                   "3 inputs and 2 outputs");
}

TEST_F(CommandLineRender, NoFileIsWrittenTwice) {
    expect_refused({"render", "maxpool1d 1x1x4 k2", "-o", path("x.md"), "-o", path("x.md")}, "would be written twice");
    expect_refused({"render", "maxpool1d 1x1x4 k2", "maxpool1d 1x1x4 k2", "-o", path("{name}.md")},
                   "would be written twice");
    EXPECT_TRUE(names().empty());
}

TEST_F(CommandLineRender, NoFileIsWrittenTwiceByAnotherName) {
    const fs::path before = fs::current_path();
    fs::current_path(folder_.path());
    fs::create_directory("d");
    fs::create_directory_symlink("d", "e");
    std::ofstream("old.md") << "old";
    fs::create_symlink("old.md", "soft.md");
    fs::create_symlink("new.md", "dangling.md");
    fs::create_hard_link("old.md", "hard.md");
    const std::pair<const char*, const char*> kTwice[] = {
        {"a.md", "./a.md"},        {"a.md", "d/../a.md"},      {"d/a.md", "e/a.md"},      {"old.md", "soft.md"},
        {"old.md", "hard.md"},     {"soft.md", "hard.md"},     {"new.md", "dangling.md"}, {"q{step}.md", "q1.md"},
        {"q{step}.md", "./q3.md"}, {"q{step}.md", "{step}.md"}};
    fs::create_symlink("q4.md", "2.md");
    for (const auto& [one, other] : kTwice)
        for (const auto& [first, second] : {std::pair{one, other}, std::pair{other, one}}) {
            const CommandRun refused = run({"render", "maxpool1d 1x1x8 k2", "-o", first, "-o", second});
            EXPECT_EQ(refused.result.exit_code, 1) << first << " and " << second;
            EXPECT_NE(refused.err.find("would be written twice"), std::string::npos)
                << first << " and " << second << ": " << refused.err;
        }
    EXPECT_EQ(bytes("old.md"), "old");
    expect_done(
        {"render", "maxpool1d 1x1x8 k2", "-o", "d/x.md", "-o", "x.md", "-o", "/dev/null", "--format", "markdown"});
    expect_done({"render", "maxpool1d 1x1x8 k2", "-o", "dangling.md"});
    EXPECT_TRUE(fs::is_symlink("dangling.md")) << "a link stays, and what it points to is written";
    EXPECT_TRUE(fs::exists("new.md"));
    fs::current_path(before);
}

TEST_F(CommandLineRender, WhatIsReadIsNeverReplaced) {
    save("s.json", "maxpool1d 1x1x8 k2");
    std::ofstream(folder_ / "0.json") << bytes("s.json");
    ASSERT_TRUE(save_npy(folder_ / "x.npy", Tensor{{1, 1, 4}, {1, 2, 3, 4}}));
    fs::create_hard_link(folder_ / "s.json", folder_ / "hard.png");
    fs::create_symlink("x.npy", folder_ / "soft.svg");
    const std::vector<std::string> kReplaced[] = {
        {path("s.json"), "-o", path("s.json")},
        {path("s.json"), "-o", path("{name}.json")},
        {path("s.json"), "-o", path("./s.json"), "--format", "png"},
        {path("s.json"), "-o", path("hard.png")},
        {path("s.json"), "-o", path("x.md"), "-o", path("hard.png")},
        {path("x.npy"), "-o", path("soft.svg")},
        {path("s.json"), path("x.npy"), "-o", path("{name}.npy"), "--format", "png"},
        {path("0.json"), path("x.npy"), "-o", path("{name}.json")},
        {path("s.json"), "-o", path("s.json"), "--watch"},
    };
    const std::string scenario = bytes("s.json"), array = bytes("x.npy");
    const std::set<std::string> before = names();
    for (std::vector<std::string> arguments : kReplaced) {
        const std::string shown = testing::PrintToString(arguments);
        arguments.insert(arguments.begin(), "render");
        const CommandRun refused = run(arguments);
        EXPECT_EQ(refused.result.exit_code, 1) << shown;
        EXPECT_NE(refused.err.find("would be replaced by what is written"), std::string::npos) << shown << refused.err;
        EXPECT_EQ(names(), before) << shown;
        EXPECT_EQ(bytes("s.json"), scenario) << shown;
        EXPECT_EQ(bytes("x.npy"), array) << shown;
    }
}

TEST_F(CommandLineRender, MoreFilesThanAnybodyLooksThroughAreRefused) {
    expect_refused({"render", "maxpool1d 1x1x100001 k1", "-o", path("{step}.md")}, "choose up to 100000 steps");
    EXPECT_TRUE(names().empty());
}

TEST_F(CommandLineRender, ATitleIsTheScenariosToo) {
    expect_done({"render", "maxpool2d 1x1x4x4 k2", "-o", path("x.json"), "--title", "A title"});
    EXPECT_EQ(scenario_from_json(bytes("x.json")).value().title, "A title");
}

TEST_F(CommandLineRender, AnUnquotedLineIsOneProblem) {
    expect_done({"render", "maxpool1d", "1x1x4", "k2", "-o", path("{name}.md")});
    EXPECT_EQ(names(), std::set<std::string>{"maxpool1d-1x1x4-k2.md"});
}

TEST_F(CommandLineRender, StepsAreThoseAskedForOrTheSavedOne) {
    save("s.json", "maxpool2d 1x1x5x5 k2 s1", 6);
    expect_done({"render", path("s.json"), "-o", path("saved.md"), "-o", path("{step}.svg")});
    EXPECT_NE(bytes("saved.md").find("Step 7 of 16"), std::string::npos);
    EXPECT_EQ(names().size(), 18U);
    expect_done({"render", path("s.json"), "--step", "3", "-o", path("third.md")});
    EXPECT_NE(bytes("third.md").find("Step 3 of 16"), std::string::npos);
    expect_done({"render", path("s.json"), "--steps", "1,15-16", "-o", path("three.md")});
    for (const char* step : {"Step 1 of", "Step 15 of", "Step 16 of"})
        EXPECT_NE(bytes("three.md").find(step), std::string::npos) << step;
    expect_refused({"render", path("s.json"), "--steps", "1,17", "-o", path("x.md")}, "no step 17");
    expect_refused({"render", path("s.json"), "--steps", "1-", "-o", path("x.md")}, "like 1,2,7-9");
}

TEST_F(CommandLineRender, PagesAndFragmentsAreOptions) {
    expect_done({"render", "maxpool1d 1x1x6 k2", "-o", path("p.pdf"), "--pages"});
    EXPECT_NE(bytes("p.pdf").find("/Count 3"), std::string::npos);
    expect_done({"render", "maxpool1d 1x1x6 k2", "-o", path("f.tex"), "--fragment"});
    EXPECT_EQ(bytes("f.tex").find("documentclass"), std::string::npos);
    expect_done({"render", "maxpool1d 1x1x6 k2", "-o", path("d.tex")});
    EXPECT_NE(bytes("d.tex").find("documentclass"), std::string::npos);
}

TEST_F(CommandLineRender, WordsAndPartsReachThePage) {
    expect_done({"render", "maxpool2d 1x1x4x4 k2", "-o", path("x.svg"), "--title", "A title", "--caption", "A caption",
                 "--parts", "+code,-legend,-indices", "--decimals", "1"});
    for (const char* words : {">A title<", ">A caption<", "torch.nn.MaxPool2d(kernel_size=2)"})
        EXPECT_NE(bytes("x.svg").find(words), std::string::npos) << words;
    expect_done({"render", "maxpool2d 1x1x4x4 k2", "-o", path("y.svg"), "--plain", "--parts", "output"});
    EXPECT_EQ(bytes("y.svg").find("id=\"input\""), std::string::npos);
    EXPECT_EQ(bytes("y.svg").find("id=\"window\""), std::string::npos);
    EXPECT_NE(bytes("y.svg").find("id=\"output\""), std::string::npos);
}

TEST(RenderParts, AreAListOrChangesOfTheUsualOnes) {
    EXPECT_EQ(parse_parts("").value(), PageParts{});
    PageParts changed;
    changed.code = true;
    changed.legend = false;
    EXPECT_EQ(parse_parts("+code,-legend").value(), changed);
    PageParts two;
    for (const PartName& part : kPartNames) two.*part.part = false;
    two.input = two.colour_bar = true;
    EXPECT_EQ(parse_parts("input,colour-bar").value(), two);
    for (const char* wrong : {"nothing", "+nothing", "+code,legend", "code,-legend", "input,", ",", "+"}) {
        const auto parts = parse_parts(wrong);
        ASSERT_FALSE(parts) << wrong;
        EXPECT_NE(parts.error().sentence.find("arithmetic"), std::string::npos) << parts.error().sentence;
    }
}

TEST_F(CommandLineRender, WrongUsageIs2AndWritesNothing) {
    for (const std::vector<std::string>& more : {std::vector<std::string>{"--theme", "blue"},
                                                 {"--decimals", "5"},
                                                 {"--cell", "1"},
                                                 {"--pixels", "0"},
                                                 {"--delay", "0"},
                                                 {"--fps", "60"},
                                                 {"--slide", "11"},
                                                 {"--format", "bmp"},
                                                 {"--scale", "17"},
                                                 {"--scale", "nan"},
                                                 {"--cell", "nan"},
                                                 {"--delay", "-nan"},
                                                 {"--slide", "nan"},
                                                 {"--fps", "NAN"}}) {
        std::vector<std::string> arguments{"render", "maxpool2d 1x1x4x4 k2", "-o", path("x.png")};
        arguments.insert(arguments.end(), more.begin(), more.end());
        EXPECT_EQ(run(arguments).result.exit_code, 2) << more[0] << " " << more[1];
    }
    EXPECT_TRUE(names().empty());
}

TEST_F(CommandLineRender, ALineThatCannotBeReadHasACaretUnderIt) {
    const CommandRun refused = run({"render", "maxpool1d 1x1x4 k2", "maxpool2d 1x1x5x5 q2", "-o", path("{name}.md")});
    EXPECT_EQ(refused.result.exit_code, 1);
    EXPECT_NE(refused.err.find("\n  maxpool2d 1x1x5x5 q2\n                    ^\n"), std::string::npos) << refused.err;
    EXPECT_TRUE(names().empty());
}

}  // namespace
}  // namespace stridelens
