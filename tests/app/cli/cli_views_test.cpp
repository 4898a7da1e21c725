// The command line on the views of a problem: gradients, indices, upstream, what other frameworks would do.

#include "app/files/array/npy.h"
#include "app/files/scenario_json.h"
#include "app/problem/scenario.h"
#include "tests/app/cli/command_line.h"
#include "tests/scratch_folder.h"

namespace stridelens {
namespace {

TEST(CommandLineShow, EvalPrintsAGradient) {
    const std::string line = "maxpool1d 1x1x4 k2 s1 values=0,9,3,4 upstream=1,10,100";
    EXPECT_EQ(run({"eval", line, "--show", "grad-input"}).out, "[0,11,0,100]\n");
    EXPECT_EQ(run({"eval", line}).out, "[9,9,4]\n");
    EXPECT_EQ(run({"eval", "conv1d 1x1x3 out1 k2 values=1,2,3 upstream=1,10", "--show", "grad-weight"}).out,
              "[21,32]\n");
    EXPECT_EQ(run({"eval", "conv1d 1x1x3 out1 k2 values=1,2,3 upstream=1,10", "--show", "grad-bias"}).out, "[11]\n");
    const auto json = json_of({"eval", line, "--show", "grad-input", "--json"});
    EXPECT_EQ(json["shape"], (std::vector<int>{1, 1, 4}));
    EXPECT_EQ(json["values"], (std::vector<int>{0, 11, 0, 100}));
}

TEST(CommandLineShow, EvalPrintsWhereTheWinnersStood) {
    const std::string line = "maxpool1d 1x1x4 k2 s1 values=0,9,3,4";
    EXPECT_EQ(run({"eval", line, "--with-indices"}).out, "[9,9,4]\nindices\n[1,1,3]\n");
    const auto json = json_of({"eval", "adaptivemaxpool1d 1x1x4 out2 values=0,9,3,4", "--with-indices", "--json"});
    EXPECT_EQ(json["indices"], (std::vector<int>{1, 3}));
    EXPECT_FALSE(json_of({"eval", line, "--json"}).contains("indices"));
    expect_refused({"eval", "avgpool1d 1x1x4 k2", "--with-indices"}, "AvgPool reports no indices");
}

TEST(CommandLineShow, AViewThatIsNotThereIsRefusedWithThoseThatAre) {
    for (const char* command : {"eval", "explain", "render"}) {
        std::vector<std::string> arguments{command, "maxpool1d 1x1x4 k2", "--show", "scatter"};
        if (arguments[0] == "explain") arguments.insert(arguments.end(), {"--at", "0,0,0"});
        if (arguments[0] == "render") arguments.insert(arguments.end(), {"-o", "never-written.png"});
        expect_refused(arguments, "MaxPool has no view scatter; choose from output, grad-input");
    }
    EXPECT_EQ(run({"eval", "maxpool1d 1x1x4 k2", "--show", "sideways"}).result.exit_code, 2);
}

TEST(CommandLineShow, ExplainTellsAGradientCell) {
    const std::string line = "maxpool1d 1x1x4 k2 s1 values=0,9,3,4 upstream=1,10,100";
    const auto told = json_of({"explain", line, "--show", "grad-input", "--at", "0,0,1", "--json"});
    EXPECT_EQ(told["show"], "grad-input");
    EXPECT_EQ(told["cell"], (std::vector<int>{0, 0, 1}));
    EXPECT_FALSE(told.contains("output"));
    EXPECT_EQ(told["result"], 11);
    ASSERT_EQ(told["terms"].size(), 2U);
    EXPECT_EQ(told["terms"][1]["output"], (std::vector<int>{0, 0, 1}));
    EXPECT_EQ(told["terms"][1]["product"], 10);
    const CommandRun text = run({"explain", line, "--show", "grad-input", "--at", "0,0,2"});
    EXPECT_NE(text.out.find("input gradient (0,0,2) = 0\n"), std::string::npos) << text.out;
    EXPECT_NE(text.out.find("(passes nothing here)"), std::string::npos) << text.out;
    expect_refused({"explain", line, "--show", "grad-input", "--at", "0,0,4"}, "from 0,0,0 to 0,0,3");
}

TEST(CommandLineShow, ExplainTellsAStamp) {
    const auto told = json_of({"explain", "convtranspose1d 1x1x2 out1 k2 s2 nobias values=3,5 weights=1,10", "--show",
                               "scatter", "--at", "0,0,1", "--json"});
    ASSERT_EQ(told["terms"].size(), 2U);
    EXPECT_EQ(told["terms"][1]["output"], (std::vector<int>{0, 0, 3}));
    EXPECT_EQ(told["terms"][1]["product"], 50);
}

TEST(CommandLineShow, ExplainSaysWhatOtherFrameworksWouldDo) {
    const auto told = json_of({"explain", "avgpool2d 1x1x5x5 k3 s2 p1", "--at", "0,0,0,0", "--json"});
    ASSERT_FALSE(told["differences"].empty());
    const std::string sentence = told["differences"][0]["sentence"];
    EXPECT_FALSE(told["differences"][0]["framework"].get<std::string>().empty());
    EXPECT_NE(run({"explain", "avgpool2d 1x1x5x5 k3 s2 p1", "--at", "0,0,0,0"}).out.find(sentence), std::string::npos);
}

TEST(CommandLineShow, TheWindowOpensInTheViewThatWasAskedFor) {
    const CommandRun opened = run({"conv1d 1x1x4 out1 k2", "--show", "grad-weight"});
    ASSERT_TRUE(opened.result.window) << opened.err;
    EXPECT_EQ(opened.result.scenario->view, View::grad_weight);
}

TEST(CommandLineShow, UpstreamAndIndicesComeFromFiles) {
    const ScratchFolder folder;
    const std::string upstream = (folder / "upstream.npy").string(), indices = (folder / "indices.npy").string();
    ASSERT_TRUE(save_npy(upstream, Tensor({1, 1, 2}, std::vector<float>{2, 20})));
    EXPECT_EQ(run({"eval", "avgpool1d 1x1x4 k2", "--upstream", upstream, "--show", "grad-input"}).out, "[1,1,10,10]\n");
    expect_refused({"eval", "avgpool1d 1x1x6 k2", "--upstream", upstream}, "must be 1x1x3");
    ASSERT_TRUE(save_npy(indices, Tensor({1, 1, 2}, std::vector<float>{1, 2})));
    EXPECT_EQ(run({"eval", "maxunpool1d 1x1x2 k2 values=5,7", "--indices", indices}).out, "[0,5,7,0]\n");
    expect_refused({"eval", "maxpool1d 1x1x2 k2", "--indices", indices}, "MaxPool takes no indices");
}

TEST(CommandLineShow, AScenarioFileKeepsItsView) {
    Scenario scenario{"back", *parse_problem("conv1d 1x1x4 out1 k2"), 1, View::grad_weight};
    const auto read = scenario_from_json(to_json(scenario));
    ASSERT_TRUE(read) << read.error().sentence;
    EXPECT_EQ(*read, scenario);
    EXPECT_EQ(to_json(Scenario{}).find("show"), std::string::npos);
    const auto wrong = scenario_from_json(R"({"stridelens": 1, "problem": "maxpool1d 1x1x4 k2", "show": "upside"})");
    ASSERT_FALSE(wrong);
    EXPECT_NE(wrong.error().sentence.find("grad-input"), std::string::npos) << wrong.error().sentence;
}

}  // namespace
}  // namespace stridelens
