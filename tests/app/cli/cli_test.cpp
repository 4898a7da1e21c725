// The command line, run in the same process with string streams.

#include "app/cli/print.h"
#include "app/files/array/npy.h"
#include "app/files/scenario_json.h"
#include "tests/app/cli/command_line.h"
#include "tests/app/files/load.h"
#include "tests/scratch_folder.h"

#include <fstream>
#include <iterator>
#include <set>

namespace stridelens {
namespace {

namespace fs = std::filesystem;

class CommandLineFiles : public ::testing::Test {
protected:
    std::string path(const std::string& name) const { return (folder_ / name).string(); }
    std::size_t files() const { return folder_.files(); }
    ScratchFolder folder_;
};

// --- window --------------------------------------------------------------------------------------------------------

TEST(CommandLineWindow, OpensWithoutArguments) {
    const CommandRun opened = run({});
    EXPECT_TRUE(opened.result.window);
    EXPECT_FALSE(opened.result.scenario);
    EXPECT_FALSE(opened.result.theme);
}

TEST(CommandLineWindow, OpensWithAProblemQuotedOrNot) {
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"maxpool2d 1x1x5x5 k2 s1", "--theme", "light"},
          std::vector<std::string>{"maxpool2d", "1x1x5x5", "k2", "s1", "--theme", "light"}}) {
        const CommandRun opened = run(arguments);
        ASSERT_TRUE(opened.result.window) << opened.err;
        EXPECT_EQ(print(opened.result.scenario->problem), "maxpool2d 1x1x5x5 k2 s1");
        EXPECT_EQ(opened.result.theme, ThemeName::light);
    }
}

TEST(CommandLineWindow, OpensWithRefusedSettingsToo) {
    const CommandRun opened = run({"maxpool2d 1x1x5x5 k9"});
    EXPECT_TRUE(opened.result.window) << "they are a normal state of the window";
    EXPECT_TRUE(opened.result.scenario);
}

TEST(CommandLineWindow, OpensWithALesson) {
    const CommandRun opened = run({"2d-max-pooling"});
    ASSERT_TRUE(opened.result.window) << opened.err;
    EXPECT_EQ(opened.result.scenario->title, "2D Max Pooling");
}

TEST(CommandLineWindow, RefusesALineThatCannotBeReadWithACaretUnderIt) {
    const CommandRun refused = run({"maxpool2d 1x1x5x5 q2"});
    EXPECT_FALSE(refused.result.window);
    EXPECT_EQ(refused.result.exit_code, 1);
    EXPECT_NE(refused.err.find("\n  maxpool2d 1x1x5x5 q2\n                    ^\n"), std::string::npos) << refused.err;
}

TEST(CommandLineWindow, TheCaretCountsLettersNotBytes) {
    EXPECT_EQ(refusal_text(Failure{"no.", 4}, "−1 x"), "stridelens: no.\n  −1 x\n    ^\n");
}

// --- usage ---------------------------------------------------------------------------------------------------------

TEST(CommandLineUsage, HelpAndVersionGoToOut) {
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"--help"},
                                                      {"render", "--help"},
                                                      {"eval", "--help"},
                                                      {"explain", "--help"},
                                                      {"code", "--help"}}) {
        const CommandRun help = run(arguments);
        EXPECT_EQ(help.result.exit_code, 0);
        EXPECT_FALSE(help.result.window);
        EXPECT_EQ(help.err, "");
        EXPECT_NE(help.out.find("Examples:"), std::string::npos) << help.out;
    }
    EXPECT_NE(run({"--version"}).out.find("stridelens 0."), std::string::npos);
}

TEST(CommandLineUsage, WrongUsageIs2) {
    for (const std::vector<std::string>& arguments :
         {std::vector<std::string>{"--nonsense"},
          {"render", "maxpool2d 1x1x5x5 k2"},
          {"render"},
          {"eval"},
          {"explain", "maxpool2d 1x1x5x5 k2"},
          {"render", "maxpool2d 1x1x5x5 k2", "-o", "x.png", "--theme", "blue"},
          {"maxpool2d 1x1x5x5 k2", "--theme", "blue"},
          {"maxpool2d 1x1x5x5 k2", "--scale", "74"},
          {"maxpool2d 1x1x5x5 k2", "--scale", "301"},
          {"render", "maxpool2d 1x1x5x5 k2", "-o", "x.png", "--size", "12by9"},
          {"render", "maxpool2d 1x1x5x5 k2", "-o", "x.png", "--size", "0x9"},
          {"render", "maxpool2d 1x1x5x5 k2", "-o", "x.png", "--scale", "0"},
          {"render", "maxpool2d 1x1x5x5 k2", "-o", "x.png", "--step", "0"}}) {
        const CommandRun wrong = run(arguments);
        EXPECT_EQ(wrong.result.exit_code, 2) << arguments.back();
        EXPECT_EQ(wrong.out, "");
        EXPECT_NE(wrong.err, "");
    }
}

// --- eval ----------------------------------------------------------------------------------------------------------

TEST(CommandLineEval, PrintsTheNumbers) {
    EXPECT_EQ(run({"eval", "maxpool1d 1x1x4 k2 s2 p1 values=-1,-2,-3,-4"}).out, "[-1,-2,-4]\n");
    EXPECT_EQ(run({"eval", "maxpool2d 1x1x2x3 k1 values=0,0.1,-0,1e20,nan,-inf"}).out,
              "[[0,0.1,-0],\n [1e+20,nan,-inf]]\n");
    EXPECT_EQ(run({"eval", "maxpool2d 1x2x2x1 k1 values=ramp"}).out, "[[[0],\n  [1]],\n\n [[2],\n  [3]]]\n");
    EXPECT_EQ(run({"eval", "maxpool1d 1x1x2 k2 values=1,2"}).out, "[2]\n");
}

TEST(CommandLineEval, PrintsJson) {
    EXPECT_EQ(run({"eval", "maxpool1d 1x1x4 k2 s2 p1 values=-1,-2,-3,-4", "--json"}).out,
              "{\"shape\": [1,1,3], \"values\": [-1,-2,-4]}\n");
    EXPECT_EQ(run({"eval", "maxpool1d 1x1x5 k1 values=0.1,nan,inf,-inf,-0", "--json"}).out,
              "{\"shape\": [1,1,5], \"values\": [0.1,\"nan\",\"inf\",\"-inf\",-0.0]}\n");
}

TEST(CommandLineEval, RefusesWithTheSentence) {
    expect_refused({"eval", "maxpool2d 1x1x5x5 k2 p2"}, "padding");
    expect_refused({"eval", "maxpool2d 1x1x5x5 k9", "--json"}, "kernel");
    expect_refused({"eval", "nowhere.npy"}, "no such file");
    expect_refused({"eval", "maxpool2d 1x1x5x5 k2", "--input", "/nowhere.npy"}, "/nowhere.npy");
}

TEST_F(CommandLineFiles, EvalReadsAndWritesArrays) {
    ASSERT_TRUE(save_npy(path("x.npy"), Tensor(Shape{1, 1, 2, 3}, {1, 2, 3, 4, 5, 6})));
    ASSERT_TRUE(save_npy(path("w.npy"), Tensor(Shape{1, 1, 2, 2}, {1, 10, 100, 1000})));
    ASSERT_TRUE(save_npy(path("b.npy"), Tensor(Shape{1}, 0.5F)));
    const std::vector<std::string> arguments{
        "eval", "conv2d 1x1x9x9 out1 k2", "--input", path("x.npy"), "--weight", path("w.npy"), "--bias", path("b.npy")};
    EXPECT_EQ(run(arguments).out, "[5421.5,6532.5]\n");
    std::vector<std::string> written = arguments;
    written.insert(written.end(), {"-o", path("y.npy")});
    EXPECT_EQ(run(written).out, "");
    const auto output = load_npy(path("y.npy"));
    ASSERT_TRUE(output) << output.error().sentence;
    EXPECT_EQ(*output, Tensor(Shape{1, 1, 1, 2}, {5421.5F, 6532.5F}));
}

TEST_F(CommandLineFiles, EvalRefusesArraysThatDoNotFit) {
    ASSERT_TRUE(save_npy(path("w.npy"), Tensor(Shape{1, 1, 3, 3})));
    expect_refused({"eval", "conv2d 1x1x9x9 out1 k2", "--weight", path("w.npy"), "-o", path("y.npy")}, "weight");
    expect_refused({"eval", "maxpool2d 1x1x9x9 k2", "--weight", path("w.npy"), "-o", path("y.npy")}, "no weights");
    expect_refused({"eval", "conv2d 1x1x9x9 out1 k2 nobias", "--bias", path("w.npy")}, "no bias");
    expect_refused({"eval", "conv2d 1x1x9x9 out1 k2", "--bias", path("w.npy")}, "bias");
    expect_refused({"eval", "maxpool1d 1x1x9 k2", "--input", path("w.npy")}, "axes");
    EXPECT_EQ(files(), 1U) << "nothing was written";
    expect_refused({"eval", "maxpool1d 1x1x9 k2", "-o", path("no/such/folder/y.npy")}, "make the folder");
}

TEST_F(CommandLineFiles, EvalOpensScenarioFiles) {
    std::ofstream(path("s.json")) << to_json({"", *parse_problem("avgpool1d 1x1x4 k2 values=1,2,3,4"), 0});
    EXPECT_EQ(run({"eval", path("s.json")}).out, "[1.5,3.5]\n");
    std::ofstream(path("broken.json")) << "{\"stridelens\": 1,";
    expect_refused({"eval", path("broken.json")}, "line 1, column");
}

// --- explain -------------------------------------------------------------------------------------------------------

TEST(CommandLineExplain, GivesTermsAndResultAsJson) {
    const auto told =
        json_of({"explain", "maxpool2d 1x1x3x3 k2 s1 values=1,2,3,4,9,9,7,8,6", "--at", "0,0,0,1", "--json"});
    EXPECT_EQ(told["operation"], "MaxPool");
    EXPECT_EQ(told["problem"], "maxpool2d 1x1x3x3 k2 s1 values=1,2,3,4,9,9,7,8,6");
    EXPECT_EQ(told["output"], (std::vector<int>{0, 0, 0, 1}));
    ASSERT_EQ(told["terms"].size(), 4U);
    EXPECT_EQ(told["terms"][3]["input"], (std::vector<int>{0, 0, 1, 2}));
    EXPECT_EQ(told["terms"][3]["kernel"], (std::vector<int>{1, 1}));
    EXPECT_EQ(told["terms"][3]["kind"], "inside");
    EXPECT_EQ(told["winner"], 2);
    EXPECT_EQ(told["tied"], (std::vector<int>{3}));
    EXPECT_TRUE(told["divisor"].is_null());
    EXPECT_TRUE(told["bias"].is_null());
    EXPECT_EQ(told["result"], 9);
    EXPECT_EQ(told["sizes"].size(), 2U);
    EXPECT_FALSE(told["sentence"].get<std::string>().empty());
}

TEST(CommandLineExplain, MarksWhatLiesOutside) {
    const auto max = json_of({"explain", "maxpool1d 1x1x4 k2 s2 p1 values=-1,-2,-3,-4", "--at", "0,0,0", "--json"});
    EXPECT_EQ(max["terms"][0]["kind"], "padding");
    EXPECT_EQ(max["terms"][0]["value"], "-inf");
    EXPECT_EQ(max["terms"][0]["at"], (std::vector<int>{-1}));
    EXPECT_TRUE(max["terms"][0]["input"].is_null());
    const auto mean = json_of({"explain", "avgpool1d 1x1x4 k3 s2 p1 nocount values=ones", "--at", "0,0,0", "--json"});
    EXPECT_EQ(mean["terms"][0]["counted"], false);
    EXPECT_EQ(mean["divisor"], 2);
    EXPECT_EQ(mean["sum"], 2);
    const auto ceil = json_of({"explain", "avgpool1d 1x1x6 k3 s2 ceil values=ones", "--at", "0,0,2", "--json"});
    EXPECT_EQ(ceil["terms"][2]["kind"], "overhang");
    EXPECT_EQ(ceil["terms"][2]["counted"], false);
}

TEST(CommandLineExplain, SumsAConvolutionChannelByChannel) {
    const auto told = json_of({"explain", "conv1d 1x2x3 out1 k2 values=1,2,3,4,5,6 weights=1,10,100,1000 bias=0.5",
                               "--at", "0,0,1", "--json"});
    EXPECT_EQ(told["channel_sums"][0], (nlohmann::json{{"channel", 0}, {"sum", 32}}));
    EXPECT_EQ(told["channel_sums"][1], (nlohmann::json{{"channel", 1}, {"sum", 6500}}));
    EXPECT_EQ(told["bias"], 0.5);
    EXPECT_EQ(told["result"], 6532.5);
    EXPECT_EQ(told["terms"][3]["product"], 6000);
}

TEST(CommandLineExplain, TellsPeopleToo) {
    const CommandRun told = run({"explain", "maxpool1d 1x1x4 k2 s2 p1 values=-1,-2,-3,-4", "--at", "0,0,1"});
    EXPECT_EQ(told.result.exit_code, 0);
    for (const char* expected :
         {"maxpool1d 1x1x4 k2 s2 p1\n", "output (0,0,1) = −2\n", "input (0,0,1)  −2  <- the winner"})
        EXPECT_NE(told.out.find(expected), std::string::npos) << expected << " is not in\n" << told.out;
}

TEST(CommandLineExplain, ACellThatIsNotThereIsRefusedWithTheRange) {
    for (const char* at : {"0,0,4,0", "0,0,-1,0", "0,0,1", "0,0,0,0,0", "1,0,0,0", "a,b", "0,0,0,", "0,,0,0",
                           "99999999999999999999,0,0,0"})
        expect_refused({"explain", "maxpool2d 1x1x5x5 k2 s1", std::string{"--at="} + at}, "from 0,0,0,0 to 0,0,3,3");
}

TEST(CommandLineExplain, UnbatchedCellsHaveOneNumberFewer) {
    EXPECT_EQ(json_of({"explain", "maxpool2d 2x3x3 k2 s1 values=ramp", "--at", "1,0,0", "--json"})["result"], 13);
}

// --- render and lessons --------------------------------------------------------------------------------------------

/// Width and height from a PNG's header.
std::pair<int, int> png_size(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    unsigned char header[24] = {};
    stream.read(reinterpret_cast<char*>(header), sizeof(header));
    const auto number = [&header](int at) {
        return header[at] << 24 | header[at + 1] << 16 | header[at + 2] << 8 | header[at + 3];
    };
    return {number(16), number(20)};
}

TEST_F(CommandLineFiles, RenderWritesThePictureInTheSizeAskedFor) {
    const std::string file = path("pool.png");
    const CommandRun rendered =
        run({"render", "maxpool2d 1x1x5x5 k2 s1", "-o", file, "--step", "7", "--size", "900x600", "--scale", "2"});
    EXPECT_EQ(rendered.result.exit_code, 0) << rendered.err;
    EXPECT_EQ(rendered.out, "");
    EXPECT_EQ(png_size(file), std::pair(1800, 1200));
    EXPECT_EQ(run({"render", "maxpool2d", "1x1x5x5", "k2", "-o", file}).result.exit_code, 0);
    EXPECT_LT(png_size(file).first, 1147) << "the page ends where the figure ends";
    EXPECT_EQ(files(), 1U);
}

TEST_F(CommandLineFiles, RenderKnowsEveryThemeAndEachMakesAnotherPicture) {
    std::set<std::string> pictures;
    for (const ThemeName theme : kThemes) {
        const std::string file = path("pool.png");
        const CommandRun rendered = run({"render", "maxpool2d 1x1x5x5 k2", "-o", file, "--theme", to_string(theme)});
        EXPECT_EQ(rendered.result.exit_code, 0) << rendered.err;
        std::ifstream stream(file, std::ios::binary);
        pictures.emplace(std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>());
    }
    EXPECT_EQ(pictures.size(), kThemes.size());
}

TEST_F(CommandLineFiles, RenderRefusesWithoutLeavingAFile) {
    expect_refused({"render", "maxpool2d 1x1x5x5 k2 s1", "-o", path("x.png"), "--step", "17"}, "16 steps");
    expect_refused({"render", "maxpool2d 1x1x5x5 k9", "-o", path("x.png")}, "kernel");
    expect_refused({"render", "maxpool2d 1x1x5x5 k2", "-o", path("x.bmp")}, "choose one of .png");
    expect_refused({"render", "maxpool2d 1x1x5x5 k2", "-o", path("x.png"), "--size", "16384x16384", "--scale", "9"},
                   "16384 × 16384 points at scale 9");
    expect_refused({"render", "maxpool2d 1x1x5x5 k2", "-o", path("no/folder/x.png")}, "x.png");
    EXPECT_EQ(files(), 0U);
}

TEST(CommandLineLessons, AreListedUnderTheirHeadings) {
    const CommandRun listed = run({"lessons"});
    EXPECT_EQ(listed.result.exit_code, 0);
    for (const char* title : {"1d Max Pooling", "2D Average Pooling", "Zero padding 2D", "Strides in Pooling Layers"})
        EXPECT_NE(listed.out.find(title), std::string::npos) << listed.out;
    EXPECT_NE(listed.out.find("conv2d 1x3x28x28 out1 k3 s2 p1"), std::string::npos) << listed.out;
}

TEST(Cli, WhyTellsWhyARuleExistsAndWhatShowsIt) {
    const CommandRun told = run({"why", "maxpool2d 1x1x5x5 k2 s2 p2"});
    EXPECT_EQ(told.result.exit_code, 0) << told.err;
    EXPECT_NE(told.out.find("Why padding is at most half of the kernel\n"), std::string::npos) << told.out;
    EXPECT_NE(told.out.find("stridelens \"maxpool2d 1x1x5x5 k2 s2 p1 | p2 onnx\""), std::string::npos) << told.out;
    EXPECT_EQ(run({"why", "maxpool2d 1x1x5x5 k2 s2"}).result.exit_code, 1) << "nothing is refused";
    EXPECT_NE(run({"why", "maxpool2d 1x1x5x5 k0"}).err.find("kernel_size 0"), std::string::npos);
}

TEST(Cli, ARefusalWithAReasonNamesTheCommandThatTellsIt) {
    for (const char* command : {"eval", "render"}) {
        const CommandRun refused =
            run({command, "maxpool2d 1x1x5x5 k2 s2 p2", "-o", command == std::string("eval") ? "x.npy" : "x.png"});
        EXPECT_EQ(refused.result.exit_code, 1);
        EXPECT_NE(refused.err.find("stridelens why"), std::string::npos) << refused.err;
        EXPECT_EQ(run({command, "maxpool2d 1x1x5x5 k0", "-o", command == std::string("eval") ? "x.npy" : "x.png"})
                      .err.find("stridelens why"),
                  std::string::npos);
    }
}

}  // namespace
}  // namespace stridelens
